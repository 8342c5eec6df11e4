/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-handover.h"

#include "tuntas-json.h"

#include <string.h>

#define FORMAT 1
#define MARK "tuntas_handover"

G_DEFINE_QUARK (tuntas-handover-error-quark, tuntas_handover_error)

/* What of a ticket is carried: see the header. */
static const TuntasTicketField carried[] = {
  TUNTAS_TICKET_CLASS,      TUNTAS_TICKET_HREF,       TUNTAS_TICKET_STATUS,       TUNTAS_TICKET_STATUS_AT,
  TUNTAS_TICKET_SUMMARY,    TUNTAS_TICKET_SYMPTOM,    TUNTAS_TICKET_CUSTOMER,     TUNTAS_TICKET_CONTACT,
  TUNTAS_TICKET_PHONES,     TUNTAS_TICKET_EMAIL,      TUNTAS_TICKET_SEGMENT,      TUNTAS_TICKET_SERVICE_TYPE,
  TUNTAS_TICKET_SERVICE_ID, TUNTAS_TICKET_SERVICE_NO, TUNTAS_TICKET_WITEL,        TUNTAS_TICKET_REGIONAL,
  TUNTAS_TICKET_WORKZONE,   TUNTAS_TICKET_GAMAS,      TUNTAS_TICKET_REPORTED_AT,
};

static void
procedure_free (gpointer data)
{
  TuntasHandoverProcedure *procedure = data;

  g_free (procedure->sha256);
  g_clear_pointer (&procedure->bytes, g_bytes_unref);
  g_free (procedure->overrides);
  g_free (procedure);
}

static void
case_free (gpointer data)
{
  TuntasHandoverCase *one = data;

  g_free (one->case_id);
  g_clear_pointer (&one->ticket, tuntas_ticket_unref);
  g_free (one->chain);
  g_ptr_array_unref (one->events);
  g_ptr_array_unref (one->entries);
  g_hash_table_unref (one->drafts);
  g_free (one);
}

TuntasHandover *
tuntas_handover_new (const char *id, const char *server, const char *from, const char *to, gint64 at)
{
  TuntasHandover *self = g_new0 (TuntasHandover, 1);

  self->id = g_strdup (id);
  self->server = g_strdup (server);
  self->from = g_strdup (from);
  self->to = g_strdup (to);
  self->at = at;
  self->procedures = g_ptr_array_new_with_free_func (procedure_free);
  self->cases = g_ptr_array_new_with_free_func (case_free);
  return self;
}

void
tuntas_handover_free (TuntasHandover *self)
{
  g_free (self->id);
  g_free (self->server);
  g_free (self->from);
  g_free (self->to);
  g_ptr_array_unref (self->procedures);
  g_ptr_array_unref (self->cases);
  g_free (self);
}

void
tuntas_handover_add_procedure (TuntasHandover *self, const char *sha256, GBytes *bytes, const char *overrides)
{
  TuntasHandoverProcedure *procedure;

  for (guint i = 0; i < self->procedures->len; i++)
    if (strcmp (((TuntasHandoverProcedure *) g_ptr_array_index (self->procedures, i))->sha256, sha256) == 0)
      return;
  procedure = g_new0 (TuntasHandoverProcedure, 1);
  procedure->sha256 = g_strdup (sha256);
  procedure->bytes = g_bytes_ref (bytes);
  procedure->overrides = g_strdup (overrides);
  g_ptr_array_add (self->procedures, procedure);
}

static TuntasTicket *
thin_out (TuntasTicket *ticket)
{
  TuntasTicket *thin = tuntas_ticket_new (tuntas_ticket_get_id (ticket));

  for (guint i = 0; i < G_N_ELEMENTS (carried); i++)
    tuntas_ticket_set (thin, carried[i], tuntas_ticket_get (ticket, carried[i]));
  return thin;
}

TuntasHandoverCase *
tuntas_handover_add_case (TuntasHandover *self, const char *case_id, TuntasTicket *ticket, const char *chain)
{
  TuntasHandoverCase *one = g_new0 (TuntasHandoverCase, 1);

  one->case_id = g_strdup (case_id);
  one->ticket = thin_out (ticket);
  one->chain = g_strdup (chain);
  one->events = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
  one->entries = g_ptr_array_new_with_free_func (g_free);
  one->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (self->cases, one);
  return one;
}

char *
tuntas_handover_dup_name (const TuntasHandover *self)
{
  g_autofree char *to = g_ascii_strdown (self->to, -1);

  /* A login is no path. */
  g_strcanon (to, "abcdefghijklmnopqrstuvwxyz0123456789._-", '_');
  return g_strdup_printf ("serah-terima-%s-%s.json", to, self->id);
}

/* Printing */

static char *
print_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return tuntas_json_print (node);
}

static JsonObject *
print_ticket (TuntasTicket *ticket)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", tuntas_ticket_get_id (ticket));
  for (guint i = 0; i < G_N_ELEMENTS (carried); i++)
    if (tuntas_ticket_get (ticket, carried[i]) != NULL)
      json_object_set_string_member (object, tuntas_ticket_field_nick (carried[i]), tuntas_ticket_get (ticket, carried[i]));
  return object;
}

static JsonArray *
print_texts (GPtrArray *items, gboolean are_events)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *text = are_events ? tuntas_event_to_json (g_ptr_array_index (items, i))
                                         : g_strdup (g_ptr_array_index (items, i));

      json_array_add_string_element (array, text);
    }
  return array;
}

/* By their names, so that the same drafts are the same bytes. */
static JsonObject *
print_drafts (GHashTable *drafts)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (drafts), (GCompareFunc) strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_string_member (object, l->data, g_hash_table_lookup (drafts, l->data));
  return object;
}

static JsonObject *
print_case (const TuntasHandoverCase *one)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "case", one->case_id);
  json_object_set_object_member (object, "ticket", print_ticket (one->ticket));
  json_object_set_string_member (object, "chain", one->chain);
  json_object_set_array_member (object, "events", print_texts (one->events, TRUE));
  json_object_set_array_member (object, "entries", print_texts (one->entries, FALSE));
  json_object_set_object_member (object, "drafts", print_drafts (one->drafts));
  return object;
}

static JsonObject *
print_procedure (const TuntasHandoverProcedure *procedure)
{
  JsonObject *object = json_object_new ();
  gsize size;
  const guchar *data = g_bytes_get_data (procedure->bytes, &size);
  g_autofree char *bytes = g_base64_encode (data, size);

  json_object_set_string_member (object, "sha256", procedure->sha256);
  json_object_set_string_member (object, "overrides", procedure->overrides);
  json_object_set_string_member (object, "bytes", bytes);
  return object;
}

static char *
print_content (const TuntasHandover *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *procedures = json_array_new ();
  JsonArray *cases = json_array_new ();
  g_autofree char *at = tuntas_instant_format (self->at);

  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "server", self->server);
  json_object_set_string_member (object, "from", self->from);
  json_object_set_string_member (object, "to", self->to);
  json_object_set_string_member (object, "at", at);
  for (guint i = 0; i < self->procedures->len; i++)
    json_array_add_object_element (procedures, print_procedure (g_ptr_array_index (self->procedures, i)));
  json_object_set_array_member (object, "procedures", procedures);
  for (guint i = 0; i < self->cases->len; i++)
    json_array_add_object_element (cases, print_case (g_ptr_array_index (self->cases, i)));
  json_object_set_array_member (object, "cases", cases);
  return print_object (object);
}

static char *
wrap (const char *content)
{
  JsonObject *object = json_object_new ();
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);

  json_object_set_int_member (object, MARK, FORMAT);
  json_object_set_string_member (object, "sha256", sha256);
  json_object_set_string_member (object, "content", content);
  return print_object (object);
}

char *
tuntas_handover_print (const TuntasHandover *self)
{
  g_autofree char *content = print_content (self);

  return wrap (content);
}

/* Parsing */

static gboolean
damaged (GError **error, const char *reason)
{
  g_set_error_literal (error, TUNTAS_HANDOVER_ERROR, TUNTAS_HANDOVER_ERROR_DAMAGED, reason);
  return FALSE;
}

static gboolean
read_ticket (JsonObject *object, const char *path, TuntasTicket **ticket, GError **error)
{
  const char *id;

  if (!tuntas_json_get_string (object, path, "id", &id, error))
    return FALSE;
  *ticket = tuntas_ticket_new (id);
  for (guint i = 0; i < G_N_ELEMENTS (carried); i++)
    {
      const char *value = NULL;

      if (!tuntas_json_get_string_optional (object, path, tuntas_ticket_field_nick (carried[i]), &value, error))
        return FALSE;
      tuntas_ticket_set (*ticket, carried[i], value);
    }
  return TRUE;
}

/* (nullable): the text at that place. */
static const char *
text_at (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                                        : NULL;
}

static gboolean
read_events (JsonArray *array, TuntasHandoverCase *one, GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = text_at (array, i);
      TuntasEvent *event = text != NULL ? tuntas_event_from_json (text, NULL) : NULL;
      g_autofree char *again = event != NULL ? tuntas_event_to_json (event) : NULL;

      if (event != NULL)
        g_ptr_array_add (one->events, event);
      if (event == NULL || strcmp (again, text) != 0 || tuntas_event_get_seq (event) != (gint64) i + 1)
        return damaged (error, "an event cannot be read");
    }
  return one->events->len > 0 || damaged (error, "a case has no events");
}

static gboolean
read_entries (JsonArray *array, TuntasHandoverCase *one, GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = text_at (array, i);

      if (text == NULL)
        return damaged (error, "an entry is no text");
      g_ptr_array_add (one->entries, g_strdup (text));
    }
  return TRUE;
}

/* object (nullable) */
static gboolean
read_drafts (JsonObject *object, TuntasHandoverCase *one, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *text;

  if (object == NULL)
    return TRUE;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &text))
    {
      if (!JSON_NODE_HOLDS_VALUE (text) || json_node_get_value_type (text) != G_TYPE_STRING)
        return damaged (error, "a draft is no text");
      g_hash_table_insert (one->drafts, g_strdup (name), json_node_dup_string (text));
    }
  return TRUE;
}

static gboolean
read_case (TuntasHandover *self, JsonObject *object, const char *path, GError **error)
{
  const char *case_id, *chain;
  JsonObject *ticket_object = NULL, *drafts = NULL;
  JsonArray *events = NULL, *entries = NULL;
  g_autoptr (TuntasTicket) ticket = NULL;
  TuntasHandoverCase *one;

  if (!tuntas_json_get_string (object, path, "case", &case_id, error) ||
      !tuntas_json_get_string (object, path, "chain", &chain, error) ||
      !tuntas_json_get_object (object, path, "ticket", &ticket_object, error) ||
      !tuntas_json_get_array (object, path, "events", &events, error) ||
      !tuntas_json_get_array (object, path, "entries", &entries, error) ||
      !tuntas_json_get_object_optional (object, path, "drafts", &drafts, error) ||
      !read_ticket (ticket_object, path, &ticket, error))
    return FALSE;
  one = tuntas_handover_add_case (self, case_id, ticket, chain);
  return read_events (events, one, error) && read_entries (entries, one, error) && read_drafts (drafts, one, error);
}

static gboolean
read_procedure (TuntasHandover *self, JsonObject *object, const char *path, GError **error)
{
  const char *sha256, *overrides, *text;
  g_autoptr (GBytes) bytes = NULL;
  guchar *data;
  gsize length;

  if (!tuntas_json_get_string (object, path, "sha256", &sha256, error) ||
      !tuntas_json_get_string (object, path, "overrides", &overrides, error) ||
      !tuntas_json_get_string (object, path, "bytes", &text, error))
    return FALSE;
  data = g_base64_decode (text, &length);
  bytes = g_bytes_new_take (data, length);
  tuntas_handover_add_procedure (self, sha256, bytes, overrides);
  return TRUE;
}

static gboolean
read_list (TuntasHandover *self, JsonArray *array, const char *path,
           gboolean (*read) (TuntasHandover *self, JsonObject *object, const char *path, GError **error), GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return damaged (error, "an object is wanted");
      if (!read (self, json_node_get_object (node), path, error))
        return FALSE;
    }
  return TRUE;
}

/* It becomes part of a file's name. */
static gboolean
is_id (const char *id)
{
  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      return FALSE;
  return *id != '\0';
}

static TuntasHandover *
read_content (JsonObject *object, GError **error)
{
  const char *id, *server, *from, *to, *at_text;
  JsonArray *procedures = NULL, *cases = NULL;
  g_autoptr (TuntasHandover) self = NULL;
  gint64 at;

  if (!tuntas_json_get_string (object, "content", "id", &id, error) ||
      !tuntas_json_get_string (object, "content", "server", &server, error) ||
      !tuntas_json_get_string (object, "content", "from", &from, error) ||
      !tuntas_json_get_string (object, "content", "to", &to, error) ||
      !tuntas_json_get_string (object, "content", "at", &at_text, error) ||
      !tuntas_json_get_array (object, "content", "procedures", &procedures, error) ||
      !tuntas_json_get_array (object, "content", "cases", &cases, error))
    return NULL;
  if (!tuntas_instant_parse (at_text, &at) || !is_id (id))
    {
      damaged (error, is_id (id) ? "content.at: is no instant" : "content.id: has more than letters and digits");
      return NULL;
    }
  self = tuntas_handover_new (id, server, from, to, at);
  return read_list (self, procedures, "procedure", read_procedure, error) &&
                 read_list (self, cases, "case", read_case, error)
             ? g_steal_pointer (&self)
             : NULL;
}

/* (nullable) (transfer none): the content, where the file is byte by byte what is printed from it. */
static const char *
open_wrapper (JsonObject *object, const char *text, gsize length, GError **error)
{
  const char *content;
  g_autofree char *again = NULL;
  gint64 format;

  if (!tuntas_json_get_int (object, "file", MARK, &format, error) ||
      !tuntas_json_get_string (object, "file", "content", &content, error))
    return NULL;
  if (format != FORMAT)
    {
      g_set_error (error, TUNTAS_HANDOVER_ERROR, TUNTAS_HANDOVER_ERROR_VERSION, "format %" G_GINT64_FORMAT, format);
      return NULL;
    }
  again = wrap (content);
  if (strlen (again) == length && memcmp (again, text, length) == 0)
    return content;
  damaged (error, "the SHA-256 is of another content");
  return NULL;
}

static TuntasHandover *
parse (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonNode) file = tuntas_json_parse (text, (gssize) length, error);
  JsonObject *wrapper = file != NULL ? tuntas_json_root_object (file, "file", error) : NULL;
  const char *content = wrapper != NULL ? open_wrapper (wrapper, text, length, error) : NULL;
  g_autoptr (JsonNode) node = content != NULL ? tuntas_json_parse (content, -1, error) : NULL;
  JsonObject *object = node != NULL ? tuntas_json_root_object (node, "content", error) : NULL;

  return object != NULL ? read_content (object, error) : NULL;
}

TuntasHandover *
tuntas_handover_parse (const char *text, gssize length, GError **error)
{
  gsize size = length >= 0 ? (gsize) length : strlen (text);
  g_autoptr (GError) reason = NULL;
  TuntasHandover *self = size <= TUNTAS_HANDOVER_MOST_BYTES ? parse (text, size, &reason) : NULL;

  if (self != NULL)
    return self;
  if (reason != NULL && reason->domain == TUNTAS_HANDOVER_ERROR)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    damaged (error, reason != NULL ? reason->message : "it is too large");
  return NULL;
}
