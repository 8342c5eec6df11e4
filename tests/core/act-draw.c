/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act-draw.h"

#include <string.h>

static const char *const nonsense[] = {
  "", " ", "0", "-1", "true", "99999999999999999999", "\xf0\x9f\x98\x80", "9999-12-31T23:59:59Z",
  "2026-02-30T00:00:00Z", "0001-01-01T00:00:00Z", "datin", "connected", "held", "back", "%s%n", "{rfo}", "\"}],",
  "\xf0", "\xc3(", "\x01\x1b[0m", TUNTAS_EVENT_OPENED, TUNTAS_EVENT_DUE, TUNTAS_EVENT_BEGUN, TUNTAS_EVENT_RECEIPT,
};

static const char *const nonsense_fields[] = { "of", "effect", "deadline", "keterangan", "" };

const char *
act_draw_text (GRand *rand)
{
  return nonsense[g_rand_int_range (rand, 0, G_N_ELEMENTS (nonsense))];
}

static gboolean
one_in (GRand *rand, int n)
{
  return g_rand_int_range (rand, 0, n) == 0;
}

static void
draw_field (ActMaker *maker, GRand *rand, TuntasAct *act, const TuntasField *field, TuntasCase *state, gint64 now)
{
  guint count = act_maker_count_values (maker, field);
  gboolean is_phone = field->kind == TUNTAS_FIELD_PHONE;

  if (one_in (rand, 50))
    tuntas_act_set (act, field->name, is_phone ? ACT_DRAW_ODD_PHONE : act_draw_text (rand));
  else if (is_phone && one_in (rand, 4))
    {
      g_autofree char *phone = g_strdup_printf ("+62 800-0000-%02d", g_rand_int_range (rand, 0, 6));

      tuntas_act_set (act, field->name, phone);
    }
  else
    for (guint tries = 0; tries < 6; tries++)
      if (act_maker_set_value (maker, act, field, g_rand_int_range (rand, 0, count), state, now) || one_in (rand, 8))
        break;
}

/* Whether the act leads on along the calls: it ends nothing, takes nothing back, and the customer is not reached. */
static gboolean
leads_on (const TuntasActSpec *spec)
{
  static const TuntasOp aside[] = { TUNTAS_OP_UNDO, TUNTAS_OP_HOLD, TUNTAS_OP_REACH, TUNTAS_OP_SET_FAMILY,
                                    TUNTAS_OP_ADD_NUMBER };

  for (guint i = 0; i < spec->followings->len; i++)
    if (((const TuntasFollowing *) g_ptr_array_index (spec->followings, i))->end != NULL)
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (aside); i++)
    if (tuntas_act_spec_does (spec, aside[i]))
      return FALSE;
  return TRUE;
}

static const char *
draw_offered (GRand *rand, ActDrawMood mood, TuntasCase *state)
{
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (state);

  for (guint tries = 0; actions->len > 0 && tries < 20; tries++)
    {
      const TuntasAction *action = g_ptr_array_index (actions, g_rand_int_range (rand, 0, actions->len));

      if (action->enabled && (leads_on (action->spec) || one_in (rand, mood == ACT_DRAW_PATIENT ? 30 : 3)))
        return action->spec->id;
    }
  return TUNTAS_EVENT_UNDO;
}

/* (nullable) */
static const char *
find_miss (TuntasProcedure *procedure)
{
  GPtrArray *outcomes = tuntas_procedure_get_outcomes (procedure);

  for (guint i = 0; i < outcomes->len; i++)
    {
      const TuntasOutcomeSpec *outcome = g_ptr_array_index (outcomes, i);

      if (outcome->counts && !outcome->connected)
        return outcome->id;
    }
  return NULL;
}

static const char *
draw_any (GRand *rand, TuntasProcedure *procedure)
{
  GPtrArray *specs = tuntas_procedure_get_acts (procedure);

  return ((const TuntasActSpec *) g_ptr_array_index (specs, g_rand_int_range (rand, 0, specs->len)))->id;
}

TuntasAct *
act_draw (ActMaker *maker, GRand *rand, ActDrawMood mood, TuntasCase *state, gint64 now)
{
  TuntasProcedure *procedure = tuntas_case_get_procedure (state);
  const char *id = one_in (rand, 40)  ? act_draw_text (rand)
                   : one_in (rand, 8) ? draw_any (rand, procedure)
                                      : draw_offered (rand, mood, state);
  TuntasAct *act = tuntas_act_new (id);
  const TuntasActSpec *spec = tuntas_procedure_find_act (procedure, id, tuntas_case_get_step (state),
                                                         tuntas_case_get_family (state));

  for (guint i = 0; spec != NULL && i < spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (spec->fields, i);

      if (act_maker_asks (state, field, act))
        draw_field (maker, rand, act, field, state, now);
      if (field->kind == TUNTAS_FIELD_OUTCOME && mood == ACT_DRAW_PATIENT && !one_in (rand, 4))
        tuntas_act_set (act, field->name, find_miss (procedure));
    }
  if (one_in (rand, 30))
    tuntas_act_set (act, nonsense_fields[g_rand_int_range (rand, 0, G_N_ELEMENTS (nonsense_fields))],
                    act_draw_text (rand));
  return act;
}
