/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-handed-entry.h"

#include "tuntas-json.h"
#include "tuntas-procedure.h"

static void
set_text (JsonObject *object, const char *member, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

char *
tuntas_handed_entry_print (const TuntasOutboxEntry *entry)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "event", entry->event_seq);
  json_object_set_int_member (object, "position", entry->position);
  set_text (object, "kind", entry->kind);
  set_text (object, "payload", entry->payload);
  set_text (object, "key", entry->key);
  set_text (object, "reference", entry->reference);
  set_text (object, "state", tuntas_outbox_state_to_nick (entry->state));
  json_object_set_int_member (object, "attempt", entry->attempt);
  json_object_set_int_member (object, "not_before", entry->not_before);
  json_object_set_int_member (object, "begun_at", entry->begun_at);
  json_object_set_int_member (object, "changed_at", entry->changed_at);
  set_text (object, "body_hash", entry->body_hash);
  set_text (object, "evidence", entry->evidence);
  set_text (object, "error_code", entry->error_code);
  set_text (object, "error_text", entry->error_text);
  json_node_take_object (node, object);
  return tuntas_json_print (node);
}

/* Parsing */

/* The last second of the year 9999: beyond it nothing here is written as an instant. */
#define LAST_INSTANT G_GINT64_CONSTANT (253402300799)

static gboolean
read_number (JsonObject *object, const char *member, gint64 least, gint64 most, gint64 *number)
{
  return tuntas_json_get_int (object, "entry", member, number, NULL) && *number >= least && *number <= most;
}

static gboolean
read_text (JsonObject *object, const char *member, char **text)
{
  const char *value = NULL;
  gboolean read = tuntas_json_get_string_optional (object, "entry", member, &value, NULL);

  *text = g_strdup (value);
  return read;
}

static gboolean
is_payload (const char *text)
{
  g_autoptr (JsonNode) node = tuntas_json_parse (text, -1, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node);
}

/* What became of it. One that is on its way is not handed over (tuntas_desk_can_hand_over ()). */
static gboolean
read_outcome (JsonObject *object, TuntasOutboxEntry *entry)
{
  const char *state;
  gint64 attempt;

  if (!tuntas_json_get_string (object, "entry", "state", &state, NULL) ||
      !tuntas_outbox_state_from_nick (state, &entry->state) || entry->state == TUNTAS_OUTBOX_BEGUN ||
      entry->state == TUNTAS_OUTBOX_VERIFYING ||
      !read_number (object, "attempt", 0, G_MAXINT, &attempt) ||
      !read_number (object, "not_before", 0, LAST_INSTANT, &entry->not_before) ||
      !read_number (object, "begun_at", 0, LAST_INSTANT, &entry->begun_at))
    return FALSE;
  entry->attempt = (int) attempt;
  return read_text (object, "body_hash", &entry->body_hash) && read_text (object, "evidence", &entry->evidence) &&
         read_text (object, "error_code", &entry->error_code) && read_text (object, "error_text", &entry->error_text);
}

TuntasOutboxEntry *
tuntas_handed_entry_parse (const char *text, guint n_events)
{
  g_autoptr (JsonNode) node = tuntas_json_parse (text, -1, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (TuntasOutboxEntry) entry = NULL;
  const char *kind, *payload, *key, *reference;
  gint64 event, position, changed_at;
  TuntasEffectKind known;

  if (object == NULL || !read_number (object, "event", 1, n_events, &event) ||
      !read_number (object, "position", G_MININT, G_MAXINT, &position) ||
      !read_number (object, "changed_at", 0, LAST_INSTANT, &changed_at) ||
      !tuntas_json_get_string (object, "entry", "kind", &kind, NULL) ||
      !tuntas_json_get_string (object, "entry", "payload", &payload, NULL) ||
      !tuntas_json_get_string (object, "entry", "key", &key, NULL) ||
      !tuntas_json_get_string (object, "entry", "reference", &reference, NULL) ||
      !tuntas_effect_kind_from_nick (kind, &known) || !is_payload (payload))
    return NULL;
  entry = tuntas_outbox_entry_new (event, (int) position, kind, payload, key, reference, changed_at);
  return read_outcome (object, entry) ? g_steal_pointer (&entry) : NULL;
}
