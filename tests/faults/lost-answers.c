/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults.h"

#include "schedule-judge.h"

#include <string.h>

/* The answer to one write is lost: 4 effects × 12 points at which it is lost × (at the first try; at the retry too;
 * at the first try, and the retry comes after the life of the key) × (the program goes on; it is killed at that very
 * moment). Each effect must have happened exactly once in the end, or be held for the agent. */

#define SECOND G_TIME_SPAN_SECOND
#define TICKET "IN1900001000"
#define PHONE "08000000100"
#define KEY_LIFE 300 /* seconds */

static const char *const effects[] = { "status", "note", "create", "email" };

typedef enum
{
  POINT_NO_CONNECTION,
  POINT_LOST,        /* on its way there, and that is seen */
  POINT_SWALLOWED,   /* on its way there, and nothing is heard */
  POINT_CUT,         /* it was carried out; the connection ends at once */
  POINT_CUT_LATER,   /* after a while */
  POINT_LATE,        /* the answer comes after the deadline */
  POINT_HEAD,        /* all but the body comes, and nothing says that there is one */
  POINT_BYTE,        /* one byte of it */
  POINT_HALF,        /* half of it */
  POINT_ALMOST,      /* all but its last byte */
  POINT_GATEWAY,     /* something between gives up waiting */
  POINT_PAGE,        /* something between answers with a page of its own */
  N_POINTS,
} Point;

typedef enum
{
  TRY_FIRST,
  TRY_TWICE,
  TRY_AFTER_KEY,
  N_TRIES,
} Try;

typedef struct
{
  guint effect;
  Point point;
  Try tries;
  gboolean killed;
  guint cuts;         /* still to come */
  gint64 down_until;  /* no connection before that instant; 0: there is one */
} Cell;

/* Whether the request is the write that the cell is about. */
static gboolean
is_it (const Cell *cell, TuntasRequest *request)
{
  GBytes *body = tuntas_request_get_body (request);
  g_autofree char *text = body != NULL ? g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)) : NULL;

  if (tuntas_request_get_header (request, "transactionid") == NULL || text == NULL)
    return FALSE;
  if (strstr (text, "externalrecid") != NULL)
    return g_str_equal (effects[cell->effect], "create");
  if (strstr (text, "logtype") != NULL)
    return g_str_equal (effects[cell->effect], "note");
  return g_str_equal (effects[cell->effect], "status");
}

static void
lose (const Cell *cell, WireFate *fate)
{
  switch (cell->point)
    {
    case POINT_NO_CONNECTION:
      fate->leaves = FALSE;
      break;
    case POINT_LOST:
      fate->arrives = FALSE;
      break;
    case POINT_SWALLOWED:
      fate->arrives = FALSE;
      fate->out = 120 * SECOND;
      break;
    case POINT_CUT:
      fate->answer = WIRE_CUT;
      break;
    case POINT_CUT_LATER:
      fate->answer = WIRE_CUT;
      fate->back = 10 * SECOND;
      break;
    case POINT_LATE:
      fate->back = 60 * SECOND;
      break;
    case POINT_HEAD:
      fate->answer = WIRE_SHORT;
      break;
    case POINT_BYTE:
      fate->answer = WIRE_SHORT;
      fate->bytes = 1;
      break;
    case POINT_HALF:
      fate->answer = WIRE_SHORT;
      fate->bytes = 200;
      break;
    case POINT_ALMOST:
      fate->answer = WIRE_ALMOST;
      break;
    case POINT_GATEWAY:
      fate->answer = WIRE_GATEWAY;
      fate->status = 504;
      break;
    case POINT_PAGE:
      fate->answer = WIRE_PAGE;
      break;
    case N_POINTS:
    default:
      g_assert_not_reached ();
    }
}

static void
take_down (World *world, Cell *cell)
{
  cell->cuts--;
  if (cell->tries == TRY_AFTER_KEY)
    cell->down_until = tuntas_clock_now (TUNTAS_CLOCK (world->true_clock)) + (KEY_LIFE + 60) * SECOND;
}

static void
draw_fate (World *world, TuntasRequest *request, WireFate *fate)
{
  Cell *cell = world->data;

  if (cell->down_until > tuntas_clock_now (TUNTAS_CLOCK (world->true_clock)))
    {
      fate->leaves = FALSE;
      return;
    }
  if (cell->cuts == 0 || !is_it (cell, request))
    return;
  take_down (world, cell);
  lose (cell, fate);
}

/* A mail has no answer that can be cut at twelve points; each has the fate that is nearest. */
static WorldMailFate
draw_mail (World *world)
{
  static const WorldMailFate fates[N_POINTS] = {
    WORLD_MAIL_UNREACHABLE, WORLD_MAIL_CUT_BEFORE, WORLD_MAIL_CUT_BEFORE, WORLD_MAIL_CUT,
    WORLD_MAIL_CUT,         WORLD_MAIL_CUT,        WORLD_MAIL_CUT,        WORLD_MAIL_CUT,
    WORLD_MAIL_LEFT,        WORLD_MAIL_CUT,        WORLD_MAIL_REFUSED,    WORLD_MAIL_HANDED_OVER,
  };
  Cell *cell = world->data;

  if (cell->cuts == 0 || !g_str_equal (effects[cell->effect], "email"))
    return WORLD_MAIL_GOES;
  take_down (world, cell);
  return fates[cell->point];
}

/* The way to the effect */

static void
act (World *world, const char *id, const char *field, const char *value)
{
  TuntasDeskItem *item = tuntas_desk_find_item (world->desk, TICKET);
  g_autoptr (TuntasAct) one = tuntas_act_new (id);
  g_autofree char *said = NULL;

  if (field != NULL)
    tuntas_act_set (one, field, value);
  if (g_str_equal (id, "received"))
    tuntas_act_set (one, "repair", "sambung ulang");
  said = world_act (world, item, one);
  g_assert_cmpstr (said, ==, "");
}

static void
call (World *world, const char *outcome)
{
  act (world, "call", "phone", PHONE);
  world_advance (world, 30 * SECOND);
  act (world, "outcome", "outcome", outcome);
  world_advance (world, 300 * SECOND);
}

static void
play_act (World *world, const Cell *cell)
{
  gboolean mails = g_str_equal (effects[cell->effect], "email");

  act (world, "received", "rfo", "kabel putus");
  act (world, "resolved", NULL, NULL);
  for (guint i = 0; mails && i < 3; i++)
    call (world, "no-answer");
  if (mails)
    act (world, "pend", NULL, NULL);
  else
    call (world, "connected");
  world_advance (world, 60 * SECOND);
}

static WorldInstant
moment (const Cell *cell)
{
  if (g_str_equal (effects[cell->effect], "email"))
    return cell->point < POINT_CUT ? WORLD_BEFORE_MAIL : WORLD_AFTER_MAIL;
  if (cell->point < POINT_CUT)
    return WORLD_BEFORE_SENDING;
  return cell->point <= POINT_LATE ? WORLD_AFTER_ARRIVAL : WORLD_BEFORE_ANSWER;
}

/* The writes before the one that the cell is about. */
static guint
n_before (const Cell *cell)
{
  static const guint before[] = { 2, 1, 0, 0 };

  return before[cell->effect];
}

static void
settle (World *world)
{
  for (guint i = 0; i < 400 && world->wrong == NULL; i++)
    {
      TuntasSyncState sync = tuntas_desk_get_sync_state (world->desk);

      if (sync == TUNTAS_SYNC_SIGNED_OUT || sync == TUNTAS_SYNC_SIGN_IN_NEEDED)
        world_sign_in (world);
      world_advance (world, 5 * SECOND);
    }
}

/* (transfer full) (nullable): what is wrong. */
static char *
play_cell (Cell *cell, Tally *tally)
{
  static const WorldFuncs funcs = { draw_fate, draw_mail };
  World *world = world_new (cell->effect + 10 * cell->point, &funcs, cell);
  char *wrong;

  world_sign_in (world);
  world_advance (world, 10 * SECOND);
  play_act (world, cell);
  cell->cuts = cell->tries == TRY_TWICE ? 2 : 1;
  if (cell->killed)
    {
      world->kill_at = moment (cell);
      world->kill_after = n_before (cell);
      world->kill_method = "write";
      if (g_str_equal (effects[cell->effect], "email"))
        world->kill_method = NULL;
    }
  if (g_str_equal (effects[cell->effect], "email"))
    act (world, "inform", NULL, NULL);
  else
    act (world, "normal-monitoring", "told", "true");
  settle (world);
  if (world->wrong == NULL && cell->killed && world->n_kills != 1)
    world_fail (world, "it was not killed");
  /* A second try need not be made: the first may be found to have arrived. */
  if (world->wrong == NULL && !cell->killed && cell->cuts > (cell->tries == TRY_TWICE ? 1 : 0))
    world_fail (world, "nothing was lost");
  if (world->wrong == NULL)
    judge_liveness (world, tally);
  if (world->wrong == NULL)
    judge_safety (world, tally);
  tally->schedules++;
  wrong = g_steal_pointer (&world->wrong);
  if (wrong != NULL)
    g_test_message ("%s", world->log->str);
  world_free (world);
  return wrong;
}

static void
print_figure (const char *what, const char *effect, guint64 value, const char *unit)
{
  g_autofree char *name = g_strdup_printf ("lost-answers-%s-%s", effect, what);

  faults_figure (name, value, unit);
}

static void
test_matrix (gconstpointer data)
{
  Cell cell = { .effect = GPOINTER_TO_UINT (data) };
  Tally tally = { 0 };
  guint n_failures = 0;

  for (guint i = 0; i < N_POINTS * N_TRIES * 2; i++)
    {
      g_autofree char *wrong = NULL;

      cell.point = i / N_TRIES / 2;
      cell.tries = i / 2 % N_TRIES;
      cell.killed = i % 2;
      cell.down_until = 0;
      cell.cuts = 0;
      wrong = play_cell (&cell, &tally);
      if (wrong == NULL)
        continue;
      n_failures++;
      g_test_message ("%s, point %d, try %d, %s: %s", effects[cell.effect], cell.point, cell.tries,
                      cell.killed ? "killed" : "alive", wrong);
    }
  print_figure ("cells", effects[cell.effect], tally.schedules, "cells");
  print_figure ("held", effects[cell.effect], tally.held, "sendings");
  print_figure ("wrong", effects[cell.effect], n_failures, "cells");
  /* Of Nossa one can ask; only a mail may have to be held. */
  if (!g_str_equal (effects[cell.effect], "email"))
    g_assert_cmpuint (tally.held, ==, 0);
  if (n_failures > 0)
    g_test_fail_printf ("%u cells failed", n_failures);
}

int
main (int argc, char *argv[])
{
  faults_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (effects); i++)
    {
      g_autofree char *path = g_strconcat ("/lost-answers/", effects[i], NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_matrix);
    }
  return g_test_run ();
}
