/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-work-log.h"

#include "tuntas-json.h"
#include "tuntas-phone.h"
#include "tuntas-plain.h"
#include "tuntas-resume.h"

#include <string.h>

static void
entry_free (gpointer data)
{
  TuntasWorkLogEntry *entry = data;

  g_free (entry->type);
  g_free (entry->by);
  g_free (entry->text);
  g_free (entry);
}

TuntasWorkLog *
tuntas_work_log_new (void)
{
  TuntasWorkLog *self = g_new0 (TuntasWorkLog, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->as_of = -1;
  return self;
}

void
tuntas_work_log_free (TuntasWorkLog *self)
{
  g_ptr_array_unref (self->entries);
  g_clear_error (&self->error);
  g_free (self);
}

void
tuntas_work_log_append (TuntasWorkLog *self, const char *at, const char *type, const char *by, const char *text)
{
  TuntasWorkLogEntry *entry = g_new0 (TuntasWorkLogEntry, 1);
  g_autofree char *plain = tuntas_plain_text (text != NULL ? text : "", FALSE);

  if (!tuntas_instant_parse (at, &entry->at))
    entry->at = -1;
  entry->type = g_strdup (type);
  entry->by = g_strdup (by);
  entry->text = tuntas_phone_mask_text (plain, NULL);
  entry->pasted_at = -1;
  g_ptr_array_add (self->entries, entry);
}

/* Pasting */

/* (nullable) */
static TuntasWorkLogEntry *
find_text (const TuntasWorkLog *self, const char *text)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      TuntasWorkLogEntry *entry = g_ptr_array_index (self->entries, i);

      if (strcmp (entry->text, text) == 0)
        return entry;
    }
  return NULL;
}

/* FALSE where it is there already; pasted again it may be known whose it is. */
static gboolean
paste_entry (TuntasWorkLog *self, const char *text, gboolean named, gint64 at, guint place)
{
  g_autofree char *plain = tuntas_plain_text (text, FALSE);
  g_autofree char *masked = tuntas_phone_mask_text (plain, NULL);
  TuntasWorkLogEntry *entry = find_text (self, masked);

  if (entry != NULL)
    {
      entry->named = entry->named || (named && entry->pasted_at >= 0);
      return FALSE;
    }
  entry = g_new0 (TuntasWorkLogEntry, 1);
  entry->at = -1;
  entry->text = g_steal_pointer (&masked);
  entry->pasted_at = at;
  entry->named = named;
  g_ptr_array_insert (self->entries, (int) place, entry);
  return TRUE;
}

gboolean
tuntas_work_log_paste (TuntasWorkLog *self, const char *text, const char *ticket_id, gint64 at)
{
  g_autoptr (GPtrArray) pieces = tuntas_resume_split (text, ticket_id);
  guint place = 0, others = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const TuntasResumePiece *piece = g_ptr_array_index (pieces, i);

      if (piece->names == TUNTAS_RESUME_NAMES_OTHER)
        others++;
      else if (paste_entry (self, piece->text, piece->names == TUNTAS_RESUME_NAMES_TICKET, at, place))
        place++;
    }
  return pieces->len == 0 || others < pieces->len;
}

void
tuntas_work_log_take (TuntasWorkLog *self, TuntasWorkLog *from)
{
  g_autoptr (GPtrArray) own = g_steal_pointer (&self->entries);

  self->entries = g_ptr_array_ref (from->entries);
  self->as_of = from->as_of;
  for (guint i = 0; i < own->len; i++)
    {
      TuntasWorkLogEntry *entry = g_ptr_array_index (own, i);
      TuntasWorkLogEntry *kept;

      if (entry->pasted_at < 0 || find_text (self, entry->text) != NULL)
        continue;
      kept = g_new0 (TuntasWorkLogEntry, 1);
      *kept = *entry;
      kept->type = g_strdup (entry->type);
      kept->by = g_strdup (entry->by);
      kept->text = g_strdup (entry->text);
      g_ptr_array_add (self->entries, kept);
    }
}

/* The cache */

/* value (nullable) */
static void
set_member (JsonObject *object, const char *member, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

static char *
print_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return tuntas_json_print (node);
}

static char *
print_entry (const TuntasWorkLogEntry *entry)
{
  JsonObject *object = json_object_new ();
  g_autofree char *at = entry->at >= 0 ? tuntas_instant_format (entry->at) : NULL;
  g_autofree char *pasted_at = entry->pasted_at >= 0 ? tuntas_instant_format (entry->pasted_at) : NULL;

  set_member (object, "at", at);
  set_member (object, "type", entry->type);
  set_member (object, "by", entry->by);
  set_member (object, "text", entry->text);
  set_member (object, "pasted_at", pasted_at);
  set_member (object, "named", entry->named ? "true" : NULL);
  return print_object (object);
}

GStrv
tuntas_work_log_print (const TuntasWorkLog *self)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  JsonObject *head = json_object_new ();
  g_autofree char *as_of = tuntas_instant_format (self->as_of);

  set_member (head, "as_of", as_of);
  g_ptr_array_add (texts, print_object (head));
  for (guint i = 0; i < self->entries->len; i++)
    g_ptr_array_add (texts, print_entry (g_ptr_array_index (self->entries, i)));
  g_ptr_array_add (texts, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

/* (nullable) (transfer full): the object of one text. */
static JsonNode *
parse_object (const char *text)
{
  g_autoptr (JsonNode) node = tuntas_json_parse (text, -1, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

/* (nullable) (transfer none) */
static const char *
get_member (JsonNode *node, const char *member)
{
  const char *value = NULL;

  tuntas_json_get_string_optional (json_node_get_object (node), "entry", member, &value, NULL);
  return value;
}

gboolean
tuntas_work_log_parse (TuntasWorkLog *self, const char *const *texts)
{
  g_autoptr (TuntasWorkLog) read = tuntas_work_log_new ();
  g_autoptr (JsonNode) head = texts[0] != NULL ? parse_object (texts[0]) : NULL;

  if (head == NULL || !tuntas_instant_parse (get_member (head, "as_of"), &read->as_of))
    return FALSE;
  for (guint i = 1; texts[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = parse_object (texts[i]);
      TuntasWorkLogEntry *entry;

      if (node == NULL)
        return FALSE;
      tuntas_work_log_append (read, get_member (node, "at"), get_member (node, "type"), get_member (node, "by"),
                              get_member (node, "text"));
      entry = g_ptr_array_index (read->entries, i - 1);
      if (!tuntas_instant_parse (get_member (node, "pasted_at"), &entry->pasted_at))
        entry->pasted_at = -1;
      entry->named = g_strcmp0 (get_member (node, "named"), "true") == 0;
    }
  tuntas_work_log_take (self, read);
  return TRUE;
}
