/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model-key.h"

#include <string.h>

/* Bounds */

/* Entering such a step begins the round anew, so its gates read nothing of the first one. */
static gboolean
begins_round (const TuntasStep *step)
{
  for (guint i = 0; i < step->enter->len; i++)
    if (g_array_index (step->enter, TuntasOp, i) == TUNTAS_OP_NEW_ROUND)
      return TRUE;
  return FALSE;
}

static gboolean
is_read_in_first_round (TuntasProcedure *procedure, const TuntasActSpec *spec)
{
  GPtrArray *steps = tuntas_procedure_get_steps (procedure);

  for (guint i = 0; i < steps->len; i++)
    {
      const TuntasStep *step = g_ptr_array_index (steps, i);

      if (tuntas_act_spec_is_open_in (spec, step) && !begins_round (step))
        return TRUE;
    }
  return FALSE;
}

void
model_bounds_init (ModelBounds *bounds, TuntasProcedure *procedure)
{
  GPtrArray *specs = tuntas_procedure_get_acts (procedure);

  memset (bounds, 0, sizeof *bounds);
  for (guint i = 0; i < specs->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (specs, i);

      for (guint j = 0; j < spec->gates->len; j++)
        {
          const TuntasGate *gate = g_ptr_array_index (spec->gates, j);
          int *of = strcmp (gate->fact, "counted") == 0 ? bounds->counted : bounds->unreached;

          if (gate->kind == TUNTAS_GATE_HOLDS)
            continue;
          of[1] = MAX (of[1], gate->bound + 1);
          if (is_read_in_first_round (procedure, spec))
            of[0] = MAX (of[0], gate->bound + 1);
        }
    }
}

/* Keys */

typedef struct
{
  ModelKey key;
  guint length;
} Writer;

static void
put (Writer *writer, guint value)
{
  g_assert_cmpuint (writer->length, <, sizeof writer->key.bytes);
  g_assert_cmpuint (value, <, 256);
  writer->key.bytes[writer->length++] = value;
}

static guint
flags (gboolean a, gboolean b, gboolean c, gboolean d)
{
  return (a ? 1 : 0) | (b ? 2 : 0) | (c ? 4 : 0) | (d ? 8 : 0);
}

static guint
relation (gint64 deadline, gint64 now)
{
  return deadline < 0 ? 0 : deadline > now ? 1 : 2;
}

static guint
step_index (TuntasCase *state)
{
  guint index;

  g_assert_true (g_ptr_array_find (tuntas_procedure_get_steps (tuntas_case_get_procedure (state)),
                                   tuntas_case_get_step (state), &index));
  return index;
}

static gboolean
has_bad_number (TuntasCase *state)
{
  gboolean bad = FALSE;

  for (guint i = 0; i < tuntas_case_get_n_phones (state) && !bad; i++)
    tuntas_case_get_phone (state, i, &bad);
  return bad;
}

static void
put_case (Writer *writer, const ModelBounds *bounds, TuntasCase *state, gint64 now)
{
  const TuntasAttempt *open = tuntas_case_get_open_attempt (state);
  const char *end = tuntas_case_get_end (state);
  int round = tuntas_case_get_round (state);

  put (writer, step_index (state));
  put (writer, end != NULL ? g_str_hash (end) % 255 + 1 : 0);
  put (writer, path_family (tuntas_case_get_family (state)));
  put (writer, round);
  put (writer, MIN (tuntas_case_get_counted (state), bounds->counted[round - 1]));
  put (writer, MIN (tuntas_case_get_unreached (state), bounds->unreached[round - 1]));
  put (writer, relation (tuntas_case_get_deadline (state), now));
  put (writer, flags (tuntas_case_is_pended (state), tuntas_case_is_informed (state),
                      tuntas_case_has_promise (state), tuntas_case_get_undoable (state) != NULL));
  put (writer, flags (open != NULL, open != NULL && open->promised, tuntas_case_has_usable_number (state),
                      has_bad_number (state)));
  put (writer, flags (tuntas_case_get_zone (state) != NULL, tuntas_case_get_email (state) != NULL, FALSE, FALSE));
}

static void
put_path (Writer *writer, const PathMonitor *path, gint64 now)
{
  put (writer, path->place);
  put (writer, path->held_in);
  put (writer, path->family);
  put (writer, path->round);
  put (writer, path->round == 2 ? MIN (path->calls, PATH_FOLLOW_UP_MAX + 1) : 0);
  put (writer, MIN (path->misses, PATH_FIRST_ROUND_MIN + 1));
  put (writer, path->open);
  put (writer, path->reached_by);
  put (writer, relation (path->deadline, now));
  put (writer, flags (path->received, path->resolved, path->pended, path->informed));
  put (writer, flags (path->promise, path->reached, path_has_usable_number (path), path->bad != 0));
  put (writer, path_is_day (now));
}

ModelKey
model_key (const ModelBounds *bounds, TuntasCase *state, const PathMonitor *path, gint64 now)
{
  Writer writer = { 0 };

  put_case (&writer, bounds, state, now);
  put_path (&writer, path, now);
  return writer.key;
}

guint
model_key_hash (gconstpointer key)
{
  const ModelKey *self = key;
  guint hash = 5381;

  for (guint i = 0; i < sizeof self->bytes; i++)
    hash = hash * 33 + self->bytes[i];
  return hash;
}

gboolean
model_key_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (ModelKey)) == 0;
}
