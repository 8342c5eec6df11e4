/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-event.h"

#include <string.h>

/* An act has few fields, so they are a plain array of pairs in the order in which they were set: the journal's bytes
 * then depend on nothing but the event. */
typedef struct
{
  char *name;
  char *value;
} Field;

struct _TuntasAct
{
  char *id;
  GArray *fields; /* of Field */
};

struct _TuntasEvent
{
  gint64 seq;
  gint64 at;
  char *agent;
  TuntasAct *act;
};

G_DEFINE_BOXED_TYPE (TuntasAct, tuntas_act, tuntas_act_ref, tuntas_act_unref)
G_DEFINE_BOXED_TYPE (TuntasEvent, tuntas_event, tuntas_event_ref, tuntas_event_unref)

static void
field_clear (gpointer data)
{
  Field *field = data;

  g_free (field->name);
  g_free (field->value);
}

gboolean
tuntas_event_is_of_program (const char *id)
{
  static const char *const moving[] = { TUNTAS_EVENT_OPENED, TUNTAS_EVENT_MOVED, TUNTAS_EVENT_DUE, NULL };

  return g_strv_contains (moving, id) || tuntas_event_is_kept_only (id);
}

gboolean
tuntas_event_is_kept_only (const char *id)
{
  static const char *const kept[] = { TUNTAS_EVENT_BEGUN, TUNTAS_EVENT_RECEIPT, TUNTAS_EVENT_READDRESSED,
                                      TUNTAS_EVENT_REMINDED, TUNTAS_EVENT_SNOOZED, TUNTAS_EVENT_LOOKED,
                                      TUNTAS_EVENT_HANDED_OVER, TUNTAS_EVENT_TAKEN_OVER, TUNTAS_EVENT_TAKEN_BACK, NULL };

  return g_strv_contains (kept, id);
}

TuntasAct *
tuntas_act_new (const char *id)
{
  TuntasAct *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_atomic_rc_box_new0 (TuntasAct);
  self->id = g_strdup (id);
  self->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  g_array_set_clear_func (self->fields, field_clear);
  return self;
}

TuntasAct *
tuntas_act_copy (const TuntasAct *self)
{
  TuntasAct *copy = tuntas_act_new (self->id);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = &g_array_index (self->fields, Field, i);

      tuntas_act_set (copy, field->name, field->value);
    }
  return copy;
}

TuntasAct *
tuntas_act_ref (TuntasAct *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
act_clear (gpointer data)
{
  TuntasAct *self = data;

  g_free (self->id);
  g_array_unref (self->fields);
}

void
tuntas_act_unref (TuntasAct *self)
{
  g_atomic_rc_box_release_full (self, act_clear);
}

static Field *
find_field (const TuntasAct *self, const char *name, guint *index)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = &g_array_index (self->fields, Field, i);

      if (strcmp (field->name, name) == 0)
        {
          if (index != NULL)
            *index = i;
          return field;
        }
    }
  return NULL;
}

/* The members of an event that are its own. */
static gboolean
is_field (const char *member)
{
  static const char *const own[] = { "seq", "at", "agent", "act", NULL };

  return !g_strv_contains (own, member);
}

void
tuntas_act_set (TuntasAct *self, const char *name, const char *value)
{
  guint index;
  Field *field;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && is_field (name));

  field = find_field (self, name, &index);
  if (value == NULL)
    {
      if (field != NULL)
        g_array_remove_index (self->fields, index);
    }
  else if (field != NULL)
    {
      char *fresh = g_utf8_make_valid (value, -1);

      g_free (field->value);
      field->value = fresh;
    }
  else
    {
      Field fresh = { g_strdup (name), g_utf8_make_valid (value, -1) };

      g_array_append_val (self->fields, fresh);
    }
}

void
tuntas_act_set_instant (TuntasAct *self, const char *field, gint64 seconds)
{
  g_autofree char *text = tuntas_instant_format (seconds);

  tuntas_act_set (self, field, text);
}

const char *
tuntas_act_get_id (const TuntasAct *self)
{
  return self->id;
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

const char *
tuntas_act_get (const TuntasAct *self, const char *name)
{
  const Field *field = find_field (self, name, NULL);

  return field == NULL || is_blank (field->value) ? NULL : field->value;
}

gboolean
tuntas_act_get_instant (const TuntasAct *self, const char *field, gint64 *seconds)
{
  return tuntas_instant_parse (tuntas_act_get (self, field), seconds);
}

gboolean
tuntas_act_is (const TuntasAct *self, const char *id)
{
  return strcmp (self->id, id) == 0;
}

gboolean
tuntas_act_has_words (const TuntasAct *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_has_prefix (g_array_index (self->fields, Field, i).name, "text:"))
      return TRUE;
  return FALSE;
}

TuntasEvent *
tuntas_event_new (gint64 seq, gint64 at, const char *agent, TuntasAct *act)
{
  TuntasEvent *self;

  g_return_val_if_fail (seq > 0, NULL);
  g_return_val_if_fail (act != NULL, NULL);

  self = g_atomic_rc_box_new0 (TuntasEvent);
  self->seq = seq;
  self->at = at;
  self->agent = g_utf8_make_valid (agent != NULL ? agent : "", -1);
  self->act = tuntas_act_ref (act);
  return self;
}

TuntasEvent *
tuntas_event_ref (TuntasEvent *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
event_clear (gpointer data)
{
  TuntasEvent *self = data;

  g_free (self->agent);
  tuntas_act_unref (self->act);
}

void
tuntas_event_unref (TuntasEvent *self)
{
  g_atomic_rc_box_release_full (self, event_clear);
}

gint64
tuntas_event_get_seq (const TuntasEvent *self)
{
  return self->seq;
}

gint64
tuntas_event_get_at (const TuntasEvent *self)
{
  return self->at;
}

const char *
tuntas_event_get_agent (const TuntasEvent *self)
{
  return self->agent;
}

TuntasAct *
tuntas_event_get_act (const TuntasEvent *self)
{
  return self->act;
}

const char *
tuntas_event_get_id (const TuntasEvent *self)
{
  return self->act->id;
}

const char *
tuntas_event_get (const TuntasEvent *self, const char *field)
{
  return tuntas_act_get (self->act, field);
}

char *
tuntas_event_to_json (const TuntasEvent *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *at = tuntas_instant_format (self->at);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "seq", self->seq);
  json_object_set_string_member (object, "at", at);
  json_object_set_string_member (object, "agent", self->agent);
  json_object_set_string_member (object, "act", self->act->id);
  for (guint i = 0; i < self->act->fields->len; i++)
    {
      const Field *field = &g_array_index (self->act->fields, Field, i);

      json_object_set_string_member (object, field->name, field->value);
    }
  json_node_take_object (node, object);
  return tuntas_json_print (node);
}

TuntasAct *
tuntas_act_from_json (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (TuntasAct) act = NULL;
  JsonObjectIter iter;
  const char *id, *name;
  JsonNode *node;

  if (!tuntas_json_get_string (object, path, "act", &id, error))
    return NULL;

  act = tuntas_act_new (id);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *text = is_field (name) ? tuntas_json_dup_plain (node) : NULL;

      if (text != NULL)
        tuntas_act_set (act, name, text);
    }
  return g_steal_pointer (&act);
}

TuntasEvent *
tuntas_event_from_json (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = tuntas_json_parse (text, -1, error);
  g_autoptr (TuntasAct) act = NULL;
  JsonObject *object;
  const char *at_text, *agent;
  gint64 seq, at;

  if (node == NULL)
    return NULL;
  object = tuntas_json_root_object (node, "event", error);
  if (object == NULL ||
      !tuntas_json_get_int (object, "event", "seq", &seq, error) ||
      !tuntas_json_get_string (object, "event", "at", &at_text, error) ||
      !tuntas_json_get_string (object, "event", "agent", &agent, error))
    return NULL;
  if (seq < 1 || !tuntas_instant_parse (at_text, &at))
    {
      g_set_error (error, TUNTAS_JSON_ERROR, TUNTAS_JSON_ERROR_SHAPE, "event.%s: %s", seq < 1 ? "seq" : "at",
                   seq < 1 ? "counts from 1" : "an instant with an offset is wanted here");
      return NULL;
    }
  act = tuntas_act_from_json (object, "event", error);
  return act != NULL ? tuntas_event_new (seq, at, agent, act) : NULL;
}
