/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-replay.h"

#include <stdarg.h>
#include <string.h>

G_DEFINE_QUARK (tuntas-replay-error-quark, tuntas_replay_error)

#define TICK "tick"

typedef struct
{
  gint64 at;
  TuntasAct *act;
} Line;

typedef struct
{
  TuntasCase *state;
  gint64 sent_at;  /* when the effects of the last act that has any begin; -1: nothing waits */
  gint64 sent_seq; /* of that act */
} Player;

static void
line_clear (gpointer data)
{
  Line *line = data;

  tuntas_act_unref (line->act);
}

/* Writing */

static void
add_instant (JsonObject *object, const char *member, gint64 instant)
{
  g_autofree char *text = instant >= 0 ? tuntas_instant_format (instant) : NULL;

  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static void
add_text_or_null (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static JsonArray *
refusals_to_json (GPtrArray *refusals)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < refusals->len; i++)
    {
      const TuntasRefusal *refusal = g_ptr_array_index (refusals, i);
      JsonObject *object = json_object_new ();

      add_text_or_null (object, "clause", refusal->clause);
      json_object_set_string_member (object, "code", refusal->code);
      if (refusal->field != NULL)
        json_object_set_string_member (object, "field", refusal->field);
      if (refusal->need >= 0)
        {
          json_object_set_int_member (object, "have", refusal->have);
          json_object_set_int_member (object, "need", refusal->need);
        }
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
effects_to_json (GPtrArray *effects)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < effects->len; i++)
    {
      const TuntasEffect *effect = g_ptr_array_index (effects, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", tuntas_effect_kind_nick (effect->kind));
      if (effect->value != NULL)
        json_object_set_string_member (object, "value", effect->value);
      if (effect->until >= 0)
        add_instant (object, "until", effect->until);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
deviations_to_json (GPtrArray *deviations, gint64 seq)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < deviations->len; i++)
    {
      const TuntasDeviation *deviation = g_ptr_array_index (deviations, i);
      JsonObject *object;

      if (deviation->seq != seq)
        continue;
      object = json_object_new ();
      add_text_or_null (object, "clause", deviation->clause);
      json_object_set_string_member (object, "code", deviation->code);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
actions_to_json (TuntasCase *state)
{
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (state);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < actions->len; i++)
    {
      const TuntasAction *action = g_ptr_array_index (actions, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "id", action->spec->id);
      json_object_set_boolean_member (object, "enabled", action->enabled);
      json_object_set_array_member (object, "unmet", refusals_to_json (action->unmet));
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
write_line (GString *out, const Line *line, const TuntasApplied *applied, TuntasCase *state)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  add_instant (object, "at", line->at);
  json_object_set_string_member (object, "act", tuntas_act_get_id (line->act));
  json_object_set_boolean_member (object, "accepted", applied->accepted);
  json_object_set_array_member (object, "refused", refusals_to_json (applied->refusals));
  json_object_set_string_member (object, "step", tuntas_case_get_step (state)->id);
  add_text_or_null (object, "clause", tuntas_case_get_clause (state));
  json_object_set_int_member (object, "round", tuntas_case_get_round (state));
  json_object_set_int_member (object, "counted", tuntas_case_get_counted (state));
  json_object_set_int_member (object, "unreached", tuntas_case_get_unreached (state));
  add_instant (object, "deadline", tuntas_case_get_deadline (state));
  add_text_or_null (object, "end", tuntas_case_get_end (state));
  json_object_set_array_member (object, "effects", effects_to_json (applied->effects));
  json_object_set_array_member (object, "departed",
                                deviations_to_json (tuntas_case_get_departures (state), applied->act_seq));
  json_object_set_array_member (object, "remarks",
                                deviations_to_json (tuntas_case_get_remarks (state), applied->act_seq));
  json_object_set_array_member (object, "actions", actions_to_json (state));

  text = tuntas_json_print (node);
  g_string_append (out, text);
  g_string_append_c (out, '\n');
}

/* Reading */

G_GNUC_PRINTF (3, 4)
static void
malformed (GError **error, const char *name, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_clear_error (error);
  g_set_error (error, TUNTAS_REPLAY_ERROR, TUNTAS_REPLAY_ERROR_SCRIPT, "%s: %s", name, reason);
}

/* Fields that are instants must be instants: a misspelt one would otherwise look as if it were missing. */
static gboolean
check_instants (const TuntasAct *act, const char *path, GError **error)
{
  static const char *const fields[] = { "call_back", "dialled_at" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gint64 instant;

      if (tuntas_act_get (act, fields[i]) == NULL || tuntas_act_get_instant (act, fields[i], &instant))
        continue;
      g_set_error (error, TUNTAS_REPLAY_ERROR, TUNTAS_REPLAY_ERROR_SCRIPT,
                   "%s.%s: “%s” is no instant with an offset", path, fields[i], tuntas_act_get (act, fields[i]));
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_act_line (JsonNode *node, const char *path, Line *line, GError **error)
{
  JsonObject *object = tuntas_json_root_object (node, path, error);
  const char *at;

  if (object == NULL || !tuntas_json_get_string (object, path, "at", &at, error))
    return FALSE;
  if (!tuntas_instant_parse (at, &line->at))
    {
      g_set_error (error, TUNTAS_REPLAY_ERROR, TUNTAS_REPLAY_ERROR_SCRIPT, "%s.at: “%s” is no instant with an offset",
                   path, at);
      return FALSE;
    }
  line->act = tuntas_act_from_json (object, path, error);
  if (line->act == NULL)
    return FALSE;
  if (check_instants (line->act, path, error))
    return TRUE;
  g_clear_pointer (&line->act, tuntas_act_unref);
  return FALSE;
}

static GArray *
read_acts (JsonObject *root, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (Line));
  JsonArray *acts;

  g_array_set_clear_func (lines, line_clear);
  if (!tuntas_json_get_array (root, "script", "acts", &acts, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (acts); i++)
    {
      g_autofree char *path = g_strdup_printf ("acts[%u]", i);
      Line line = { 0 };

      if (!read_act_line (json_array_get_element (acts, i), path, &line, error))
        return NULL;
      g_array_append_val (lines, line);
    }
  return g_steal_pointer (&lines);
}

static char *
read_phones (JsonObject *ticket, GError **error)
{
  g_autoptr (GString) phones = g_string_new (NULL);
  JsonArray *array = NULL;

  if (!tuntas_json_get_array_optional (ticket, "ticket", "phones", &array, error))
    return NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          g_set_error (error, TUNTAS_REPLAY_ERROR, TUNTAS_REPLAY_ERROR_SCRIPT,
                       "ticket.phones[%u]: text is wanted here", i);
          return NULL;
        }
      g_string_append_printf (phones, "%s%s", phones->len > 0 ? ";" : "", json_node_get_string (node));
    }
  return g_string_free (g_steal_pointer (&phones), FALSE);
}

static TuntasEvent *
read_opening (TuntasProcedure *procedure, JsonObject *root, GError **error)
{
  g_autoptr (TuntasAct) opening = NULL;
  g_autofree char *phones = NULL;
  JsonObject *ticket;
  const char *id = "", *family = "", *zone = "", *email = "", *rfo, *repair;

  if (!tuntas_json_get_object (root, "script", "ticket", &ticket, error) ||
      !tuntas_json_get_string_optional (ticket, "ticket", "id", &id, error) ||
      !tuntas_json_get_string_optional (ticket, "ticket", "family", &family, error) ||
      !tuntas_json_get_string_optional (ticket, "ticket", "zone", &zone, error) ||
      !tuntas_json_get_string_optional (ticket, "ticket", "email", &email, error) ||
      !tuntas_json_get_string_optional (ticket, "ticket", "rfo", &rfo, error) ||
      !tuntas_json_get_string_optional (ticket, "ticket", "repair", &repair, error))
    return NULL;
  phones = read_phones (ticket, error);
  if (phones == NULL)
    return NULL;
  if (*family != '\0' && !g_strv_contains ((const char *const *) tuntas_procedure_get_families (procedure), family))
    {
      g_set_error (error, TUNTAS_REPLAY_ERROR, TUNTAS_REPLAY_ERROR_SCRIPT, "ticket.family: “%s” is unknown", family);
      return NULL;
    }
  opening = tuntas_case_opening (procedure, id, family, *zone != '\0' ? zone : "Asia/Jakarta", phones, email);
  return tuntas_event_new (1, 0, "", opening);
}

/* Playing */

static void
begin_effects (Player *player, gint64 seq, gint64 at)
{
  g_autoptr (TuntasAct) begun = tuntas_act_new (TUNTAS_EVENT_BEGUN);
  g_autoptr (TuntasEvent) event = NULL;
  g_autofree char *of = g_strdup_printf ("%" G_GINT64_FORMAT, seq);
  guint n_events = tuntas_case_get_events (player->state)->len;
  TuntasCase *next;

  tuntas_act_set (begun, "of", of);
  event = tuntas_event_new (n_events + 1, at, "", begun);
  next = tuntas_case_append (player->state, event);
  tuntas_case_unref (player->state);
  player->state = next;
}

/* Lets the effects begin whose time has come. */
static void
let_effects_begin (Player *player, gint64 now)
{
  if (player->sent_at < 0 || now < player->sent_at)
    return;
  begin_effects (player, player->sent_seq, player->sent_at);
  player->sent_at = -1;
}

/* Effects begin at once, or after `send_hold` for acts that end the case. */
static void
expect_effects (Player *player, const TuntasApplied *applied, const Line *line)
{
  const TuntasRules *rules = tuntas_procedure_get_rules (tuntas_case_get_procedure (player->state));

  if (tuntas_act_is (line->act, TUNTAS_EVENT_UNDO))
    player->sent_at = -1;
  if (applied->effects->len == 0)
    return;
  player->sent_at = line->at + (tuntas_case_get_end (player->state) != NULL ? rules->send_hold : 0);
  player->sent_seq = applied->act_seq;
}

/* The line tells the case as it stands once the effects that begin at once have begun. */
static void
play (Player *player, const Line *line, GString *out)
{
  g_autoptr (TuntasApplied) applied = NULL;

  let_effects_begin (player, line->at);
  applied = tuntas_case_apply (player->state, tuntas_act_is (line->act, TICK) ? NULL : line->act, line->at, "", FALSE);
  tuntas_case_unref (player->state);
  player->state = tuntas_case_ref (applied->next);
  if (applied->accepted)
    expect_effects (player, applied, line);
  let_effects_begin (player, line->at);
  write_line (out, line, applied, player->state);
}

char *
tuntas_replay (TuntasProcedure *procedure, const char *script, gssize length, const char *name,
               TuntasZoneFunc find_zone, gpointer user_data, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) node = tuntas_json_parse (script, length, &cause);
  JsonObject *root = node != NULL ? tuntas_json_root_object (node, "script", &cause) : NULL;
  g_autoptr (GArray) lines = root != NULL ? read_acts (root, &cause) : NULL;
  g_autoptr (TuntasEvent) opening = lines != NULL ? read_opening (procedure, root, &cause) : NULL;
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (procedure);
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  Player player = { .sent_at = -1 };

  if (opening == NULL)
    {
      malformed (error, name, "%s", cause->message);
      return NULL;
    }
  zone = find_zone (tuntas_event_get (opening, "zone"), user_data);
  g_ptr_array_add (events, opening);
  player.state = tuntas_case_fold (procedures, zone, events, error);
  if (player.state == NULL)
    return NULL;
  for (guint i = 0; i < lines->len; i++)
    play (&player, &g_array_index (lines, Line, i), out);
  tuntas_case_unref (player.state);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
