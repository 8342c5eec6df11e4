/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schedule-agent.h"

#include "tuntas-json.h"

#include <string.h>

static gboolean
one_in (World *world, int n)
{
  return g_rand_int_range (world->rand, 0, n) == 0;
}

/* (transfer full) (nullable): mostly one that still can go on; none where few can. */
static TuntasDeskItem *
draw_item (World *world)
{
  GListModel *queue = tuntas_desk_get_queue (world->desk);
  guint n = g_list_model_get_n_items (queue);
  TuntasDeskItem *calling = tuntas_desk_get_calling (world->desk);

  if (n == 0)
    return NULL;
  if (calling != NULL && !one_in (world, 5))
    return g_object_ref (calling);
  for (guint tries = 0;; tries++)
    {
      guint among = one_in (world, 3) ? n : MIN (n, 2);
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, (guint) g_rand_int_range (world->rand, 0, (int) among));

      if (tuntas_case_get_end (tuntas_desk_item_get_case (item)) == NULL || one_in (world, 20))
        return g_steal_pointer (&item);
      if (tries == 6)
        return NULL;
    }
}

/* What does not bring the case on, or ends it before anybody was called. */
static gboolean
is_aside (const TuntasActSpec *spec, TuntasCase *state)
{
  static const TuntasOp aside[] = { TUNTAS_OP_UNDO, TUNTAS_OP_HOLD, TUNTAS_OP_LOG, TUNTAS_OP_SET_FAMILY,
                                    TUNTAS_OP_ADD_NUMBER, TUNTAS_OP_REACH };

  for (guint i = 0; i < G_N_ELEMENTS (aside); i++)
    if (tuntas_act_spec_does (spec, aside[i]))
      return TRUE;
  for (guint i = 0; i < spec->followings->len; i++)
    if (((const TuntasFollowing *) g_ptr_array_index (spec->followings, i))->end != NULL &&
        tuntas_case_get_attempts (state)->len == 0)
      return TRUE;
  return g_str_equal (spec->id, "return") || g_str_equal (spec->id, "instructed");
}

static const TuntasActSpec *
draw_forward (World *world, TuntasCase *state)
{
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (state);

  for (guint tries = 0; actions->len > 0 && tries < 30; tries++)
    {
      const TuntasAction *action = g_ptr_array_index (actions, g_rand_int_range (world->rand, 0, (int) actions->len));

      if (action->enabled && (!is_aside (action->spec, state) || one_in (world, 80)))
        return action->spec;
    }
  return NULL;
}

static void
fill_field (World *world, const Agent *agent, TuntasAct *act, const TuntasField *field, TuntasCase *state, gint64 now)
{
  int n = (int) act_maker_count_values (agent->maker, field);

  for (guint tries = 0; tries < 30; tries++)
    if (act_maker_set_value (agent->maker, act, field, g_rand_int_range (world->rand, 0, n), state, now))
      return;
}

/* (nullable): an outcome that counts and is no conversation. */
static const char *
find_miss (TuntasCase *state)
{
  GPtrArray *outcomes = tuntas_procedure_get_outcomes (tuntas_case_get_procedure (state));

  for (guint i = 0; i < outcomes->len; i++)
    {
      const TuntasOutcomeSpec *outcome = g_ptr_array_index (outcomes, i);

      if (outcome->counts && !outcome->connected && !outcome->bad_number)
        return outcome->id;
    }
  return NULL;
}

/* (transfer full) (nullable): an act that brings the case on, with fields that fit. */
static TuntasAct *
draw_good (World *world, const Agent *agent, TuntasCase *state, gint64 now)
{
  const TuntasActSpec *spec = draw_forward (world, state);
  TuntasAct *act = spec != NULL ? tuntas_act_new (spec->id) : NULL;

  for (guint i = 0; spec != NULL && i < spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (spec->fields, i);

      if (act_maker_asks (state, field, act))
        fill_field (world, agent, act, field, state, now);
      if (field->kind == TUNTAS_FIELD_OUTCOME && agent->customer_is_away && !one_in (world, 8))
        tuntas_act_set (act, field->name, find_miss (state));
    }
  return act;
}

void
agent_acts (World *world, const Agent *agent)
{
  gint64 now = tuntas_clock_now_seconds (TUNTAS_CLOCK (world->clock));
  g_autoptr (TuntasDeskItem) item = draw_item (world);
  TuntasCase *state = item != NULL ? tuntas_desk_item_get_case (item) : NULL;
  g_autoptr (TuntasAct) act = NULL;
  g_autofree char *said = NULL;

  if (item == NULL)
    {
      others_bring_back (world);
      return;
    }
  if (one_in (world, 15))
    act = tuntas_act_new (TUNTAS_EVENT_UNDO);
  else if (!one_in (world, 8))
    act = draw_good (world, agent, state, now);
  if (act == NULL)
    act = act_draw (agent->maker, world->rand, ACT_DRAW_HASTY, state, now);
  said = world_act (world, item, act);
}

/* Sendings */

typedef struct
{
  World *world;
  guint life;
} Decided;

static void
say (World *world, guint life, const char *what, const GError *error)
{
  if (life == world->n_lives && world->alive)
    world_log (world, "%s: %s", what, error != NULL ? error->message : "yes");
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Decided *decided = user_data;
  g_autoptr (GError) error = NULL;

  tuntas_desk_decide_finish (TUNTAS_DESK (source), result, &error);
  say (decided->world, decided->life, "decided", error);
}

static void
readdressed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Decided *decided = user_data;
  g_autoptr (GError) error = NULL;

  tuntas_desk_readdress_finish (TUNTAS_DESK (source), result, &error);
  say (decided->world, decided->life, "readdressed", error);
}

static void
came_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Decided *decided = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasApplied) applied = tuntas_desk_act_finish (TUNTAS_DESK (source), result, &error);

  say (decided->world, decided->life, "came back", error);
}

static gpointer
decided_new (World *world)
{
  Decided *decided = g_new (Decided, 1);

  *decided = (Decided) { world, world->n_lives };
  return decided;
}

/* What the agent sees beside the sending: the ticket's work log, its status, the folder of sent mail. */
static gboolean
is_there (World *world, TuntasDeskItem *item, const TuntasSending *sending)
{
  g_autoptr (GPtrArray) effects = NULL;

  if (sending->kind == TUNTAS_EFFECT_EMAIL)
    {
      g_autofree char *message_id = g_strdup_printf ("%s.%s@tuntas.invalid", tuntas_desk_item_get_id (item),
                                                     sending->reference);

      return world_count_mail (world, message_id, NULL) > 0;
    }
  effects = tuntas_simulator_list_effects (world->nossa);
  for (guint i = effects->len; i > 0; i--)
    {
      const TuntasSimulatorEffect *effect = g_ptr_array_index (effects, i - 1);

      if (sending->kind == TUNTAS_EFFECT_STATUS && effect->kind == TUNTAS_SIMULATOR_EFFECT_STATUS &&
          strcmp (effect->ticket, tuntas_desk_item_get_id (item)) == 0)
        return sending->value != NULL && strstr (effect->details, sending->value) != NULL;
      if (sending->kind != TUNTAS_EFFECT_STATUS && sending->reference != NULL &&
          strstr (effect->details, sending->reference) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
decide (World *world, TuntasDeskItem *item, const TuntasSending *sending)
{
  TuntasSendingAct act = one_in (world, 4) ? TUNTAS_SENDING_CANCEL : TUNTAS_SENDING_RETRY;

  if (is_there (world, item, sending))
    act = TUNTAS_SENDING_CONFIRM;
  else if (sending->state == TUNTAS_SENDING_UNKNOWN && sending->kind != TUNTAS_EFFECT_EMAIL && !one_in (world, 3))
    act = TUNTAS_SENDING_ASK;
  if (act == TUNTAS_SENDING_RETRY && sending->state == TUNTAS_SENDING_BLOCKED && sending->kind == TUNTAS_EFFECT_STATUS)
    g_hash_table_add (world->sent_again, g_strdup (sending->reference));
  world_log (world, "decides %d of %s #%s", act, tuntas_desk_item_get_id (item), sending->reference);
  tuntas_desk_decide_async (world->desk, item, sending->id, act, "because", NULL, decided_cb, decided_new (world));
}

static void
do_something (World *world, TuntasDeskItem *item, const TuntasSending *sending)
{
  if (sending->kind == TUNTAS_EFFECT_EMAIL && one_in (world, 4))
    {
      g_autofree char *address = g_strdup_printf ("other%d@contoh.example", g_rand_int_range (world->rand, 0, 3));

      world_log (world, "readdresses #%s to %s", sending->reference, address);
      tuntas_desk_readdress_async (world->desk, item, sending->id, address, NULL, readdressed_cb,
                                   decided_new (world));
    }
  else if (sending->kind == TUNTAS_EFFECT_EMAIL && sending->state == TUNTAS_SENDING_PROVED && one_in (world, 3))
    {
      world_log (world, "reports #%s", sending->reference);
      tuntas_desk_report_bounce_async (world->desk, item, sending->id, "550", NULL, came_back_cb, decided_new (world));
    }
  else
    decide (world, item, sending);
}

void
agent_decides (World *world)
{
  g_autoptr (TuntasDeskItem) item = draw_item (world);
  GPtrArray *sendings = item != NULL ? tuntas_desk_item_get_sendings (item) : NULL;

  if (sendings == NULL || sendings->len == 0)
    return;
  do_something (world, item, g_ptr_array_index (sendings, g_rand_int_range (world->rand, 0, (int) sendings->len)));
  world_rest (world);
}

/* Others */

static void
change (World *world, int number, const char *text)
{
  g_autofree char *ticket = g_strdup_printf ("IN19000010%02d", number);
  g_autoptr (JsonNode) node = tuntas_json_parse (text, -1, NULL);
  g_autoptr (GError) error = NULL;

  if (!tuntas_simulator_change_record (world->nossa, ticket, json_node_get_object (node), &error))
    g_error ("%s: %s", ticket, error->message);
  world_log (world, "others %s %s", ticket, text);
}

void
others_act (World *world)
{
  static const char *const changes[] = {
    "{\"by\":\"BAGAS\",\"worklog\":[{\"logtype\":\"WORK\",\"description\":\"CEK\"}]}",
    "{\"by\":\"BAGAS\",\"set\":{\"description\":\"PUTUS LAGI\"}}",
    "{\"by\":\"BAGAS\",\"set\":{\"description\":\"TIDAK PUTUS\"}}",
    "{\"by\":\"BAGAS\",\"set\":{\"owner\":\"BAGAS\"}}",
    "{\"by\":\"BAGAS\",\"set\":{\"owner\":\"AYU\"}}",
    "{\"by\":\"BAGAS\",\"set\":{\"status\":\"CLOSED\"}}",
    "{\"by\":\"BAGAS\",\"set\":{\"status\":\"BACKEND\"}}",
    "{\"by\":\"BAGAS\",\"set\":{\"status\":\"SALAMSIM\"}}",
  };

  change (world, g_rand_int_range (world->rand, 0, 4),
          changes[g_rand_int_range (world->rand, 0, G_N_ELEMENTS (changes))]);
}

void
others_bring_back (World *world)
{
  int number = g_rand_int_range (world->rand, 0, 4);

  change (world, number, "{\"by\":\"BAGAS\",\"set\":{\"status\":\"BACKEND\",\"owner\":\"BAGAS\"}}");
  world_advance (world, 60 * G_USEC_PER_SEC);
  change (world, number, "{\"by\":\"BAGAS\",\"set\":{\"status\":\"SALAMSIM\",\"owner\":\"AYU\"}}");
}
