/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults.h"

#include "schedule-agent.h"
#include "schedule-judge.h"

#include <string.h>

/* Random schedules of acts, faults, kills, restarts and steps of the clock, by seed: nothing lost, nothing doubled,
 * nothing wrongly called done; and when the faults stop, what is not proved waits for the agent. */

#define FULL 5000 /* of each of the two halves that run beside each other */
#define SECOND G_TIME_SPAN_SECOND

/* How bad it is this time; each one in so many, 0: never. */
typedef struct
{
  Agent agent;
  int fault;
  int kill;
  int disk;   /* refuses for a while */
  int step;   /* of the clock */
  int other;  /* somebody else */
  int expire;
  int mail;
  int down;          /* no connection for a while */
  gint64 down_until; /* of the true clock */
  gboolean calm; /* no faults any more */
} Weather;

static const char *half = "1";

static gboolean
one_in (World *world, int n)
{
  return n > 0 && g_rand_int_range (world->rand, 0, n) == 0;
}

static gint64
draw_wait (World *world)
{
  static const int most[] = { 1, 5, 30, 240 };

  return (gint64) g_rand_int_range (world->rand, 0, most[g_rand_int_range (world->rand, 0, G_N_ELEMENTS (most))] * 1000)
         * 1000;
}

/* A request is at Nossa within the four minutes that the key of a write is good for. */
static void
draw_fate (World *world, TuntasRequest *request, WireFate *fate)
{
  static const guint statuses[] = { 500, 502, 503, 504, 404, 403 };
  Weather *weather = world->data;

  fate->out = (gint64) g_rand_int_range (world->rand, 1, 400) * 1000;
  fate->back = (gint64) g_rand_int_range (world->rand, 1, 400) * 1000;
  if (weather->calm)
    return;
  if (weather->down_until > tuntas_clock_now (TUNTAS_CLOCK (world->true_clock)))
    {
      fate->leaves = FALSE;
      return;
    }
  if (!one_in (world, weather->fault))
    return;
  switch (g_rand_int_range (world->rand, 0, 9))
    {
    case 0:
      fate->leaves = FALSE;
      break;
    case 1:
      fate->arrives = FALSE;
      break;
    case 2:
      fate->answer = WIRE_CUT;
      break;
    case 3:
      fate->out = draw_wait (world);
      break;
    case 4:
      fate->back = draw_wait (world);
      break;
    case 5:
      /* A password that comes twice would be the network's doing. */
      if (strstr (tuntas_request_get_path (request), "/login") != NULL)
        break;
      fate->again = draw_wait (world) / 2;
      fate->out = fate->out / 2;
      break;
    case 6:
      fate->answer = WIRE_SHORT;
      fate->bytes = (gsize) g_rand_int_range (world->rand, 0, 4000);
      break;
    case 7:
      fate->answer = WIRE_PAGE;
      break;
    default:
      fate->answer = WIRE_GATEWAY;
      fate->status = statuses[g_rand_int_range (world->rand, 0, G_N_ELEMENTS (statuses))];
      break;
    }
}

static WorldMailFate
draw_mail (World *world)
{
  Weather *weather = world->data;

  if (weather->calm || !one_in (world, weather->mail))
    return WORLD_MAIL_GOES;
  return g_rand_int_range (world->rand, WORLD_MAIL_HANDED_OVER, WORLD_MAIL_CUT_BEFORE + 1);
}

static int
draw_badness (GRand *rand)
{
  static const int badness[] = { 0, 3, 6, 20 };

  return badness[g_rand_int_range (rand, 0, G_N_ELEMENTS (badness))];
}

static void
draw_weather (World *world, Weather *weather)
{
  weather->agent.customer_is_away = one_in (world, 2);
  weather->fault = draw_badness (world->rand);
  weather->kill = draw_badness (world->rand) * 2;
  weather->step = draw_badness (world->rand) * 5;
  weather->other = draw_badness (world->rand) * 3;
  weather->expire = draw_badness (world->rand) * 5;
  weather->mail = draw_badness (world->rand);
  weather->down = draw_badness (world->rand) * 4;
  weather->disk = draw_badness (world->rand) * 4;
  world->power = draw_badness (world->rand);
}

static void
set_fault (World *world, const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;

  tuntas_simulator_set_fault (world->nossa, json_node_get_object (node), &error);
  g_assert_no_error (error);
  world_log (world, "fault %s", text);
}

static void
step_clock (World *world)
{
  static const gint64 steps[] = { -3600, -60, -5, 5, 60, 3600, 86400 };
  gint64 seconds = steps[g_rand_int_range (world->rand, 0, G_N_ELEMENTS (steps))];

  world_log (world, "clock %+d s", (int) seconds);
  tuntas_test_clock_set (world->clock, tuntas_clock_now (TUNTAS_CLOCK (world->clock)) + seconds * SECOND);
}

static void
plan_kill (World *world)
{
  if (one_in (world, 4))
    {
      world_kill (world);
      return;
    }
  world->kill_at = g_rand_int_range (world->rand, WORLD_NEVER + 1, WORLD_N_INSTANTS);
  world->kill_after = (guint) g_rand_int_range (world->rand, 0, 6);
  world->kill_method = one_in (world, 2) && world->kill_at >= WORLD_BEFORE_SENDING &&
                       world->kill_at <= WORLD_BEFORE_ANSWER ? "write" : NULL;
  world_log (world, "kill at %d after %u", world->kill_at, world->kill_after);
}

static gboolean
needs_sign_in (World *world)
{
  TuntasSyncState sync = tuntas_desk_get_sync_state (world->desk);

  return sync == TUNTAS_SYNC_SIGNED_OUT || sync == TUNTAS_SYNC_SIGN_IN_NEEDED;
}

/* A minute of the shift, more or less. */
static void
play_step (World *world, Weather *weather)
{
  static const int waits[] = { 0, 1, 10, 60, 300, 1200, 14400, 43200 };

  if (needs_sign_in (world) && one_in (world, 2))
    world_sign_in (world);
  if (one_in (world, weather->other))
    others_act (world);
  if (one_in (world, weather->expire))
    set_fault (world, "{\"kind\":\"expire-session\"}");
  if (one_in (world, weather->step))
    step_clock (world);
  if (one_in (world, weather->down))
    {
      weather->down_until = tuntas_clock_now (TUNTAS_CLOCK (world->true_clock)) +
                            g_rand_int_range (world->rand, 10, 1200) * SECOND;
      world_log (world, "no connection");
    }
  if (!world->disk_is_bad && one_in (world, weather->disk))
    world_break_disk (world, one_in (world, 2), g_rand_int_range (world->rand, 1, 60));
  if (one_in (world, weather->kill))
    plan_kill (world);
  if (one_in (world, 60))
    world_quit (world);
  world_rest (world);
  if (one_in (world, 6))
    agent_decides (world);
  else
    agent_acts (world, &weather->agent);
  world_advance (world, waits[g_rand_int_range (world->rand, 0, (int) (one_in (world, 8) ? 8 : 5))] * SECOND);
}

/* The faults stop, the agent signs in, and time goes by: as much more as the agent's clock went back, which is how much
 * longer what was to wait waits. */
static void
calm_down (World *world, Weather *weather)
{
  gint64 behind = tuntas_clock_now (TUNTAS_CLOCK (world->true_clock)) - tuntas_clock_now (TUNTAS_CLOCK (world->clock));

  world_log (world, "calm");
  weather->calm = TRUE;
  world->kill_at = WORLD_NEVER;
  world_mend_disk (world);
  set_fault (world, "{\"kind\":\"clear\"}");
  for (gint64 i = 0; i < 12 + MAX (behind, 0) / (600 * SECOND) && world->wrong == NULL; i++)
    {
      if (needs_sign_in (world))
        world_sign_in (world);
      world_advance (world, 600 * SECOND);
    }
  /* The session may have ended right before the end. */
  while (needs_sign_in (world) && world->wrong == NULL)
    {
      world_sign_in (world);
      world_advance (world, 600 * SECOND);
    }
}

typedef struct
{
  ActMaker *maker;
  Tally tally;
} Rounds;

/* (transfer full) (nullable) */
static char *
play (guint64 seed, Rounds *rounds, GString *log)
{
  static const WorldFuncs funcs = { draw_fate, draw_mail };
  Weather weather = { .agent.maker = rounds->maker };
  World *world = world_new (seed, &funcs, &weather);
  int n_steps = g_rand_int_range (world->rand, 20, 80);
  char *wrong;

  draw_weather (world, &weather);
  for (int i = 0; i < n_steps && world->wrong == NULL; i++)
    play_step (world, &weather);
  world_mend_disk (world);
  if (world->wrong == NULL && one_in (world, 4))
    judge_safety (world, NULL);
  if (world->wrong == NULL)
    calm_down (world, &weather);
  if (world->wrong == NULL)
    judge_liveness (world, &rounds->tally);
  if (world->wrong == NULL)
    judge_safety (world, &rounds->tally);
  rounds->tally.schedules++;
  wrong = g_steal_pointer (&world->wrong);
  if (log != NULL)
    g_string_append_len (log, world->log->str, (gssize) world->log->len);
  world_free (world);
  return wrong;
}

static char *
play_cb (guint64 seed, gpointer data)
{
  g_autoptr (GString) log = g_string_new (NULL);
  char *wrong = play (seed, data, log);

  if (faults_replays ())
    g_test_message ("%s", log->str);
  return wrong;
}

static void
print_figures (const Tally *tally)
{
  const struct
  {
    const char *name;
    guint64 value;
    const char *unit;
  } figures[] = {
    { "played", tally->schedules, "schedules" },
    { "acts", tally->acts, "acts" },
    { "requests", tally->requests, "requests" },
    { "kills", tally->kills, "kills" },
    { "cuts", tally->cuts, "cuts" },
    { "not-saved", tally->not_saved, "acts" },
    { "sendings", tally->sendings, "sendings" },
    { "proved", tally->proved, "sendings" },
    { "held", tally->held, "sendings" },
    { "cancelled", tally->cancelled, "sendings" },
    { "notes", tally->notes, "effects" },
    { "statuses", tally->statuses, "effects" },
    { "creates", tally->creates, "effects" },
    { "mails", tally->mails, "mails" },
    { "lost", tally->lost, "effects" },
    { "doubled", tally->doubled, "effects" },
    { "wrongly-done", tally->wrongly_done, "effects" },
    { "stuck", tally->stuck, "sendings" },
    { "otherwise-wrong", tally->other, "schedules" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *name = g_strdup_printf ("schedules-%s-%s", half, figures[i].name);

      faults_figure (name, figures[i].value, figures[i].unit);
    }
}

static void
test_schedules (void)
{
  Rounds rounds = { .maker = act_maker_new (world_get_procedure ()) };

  faults_play ("/schedules/random", play_cb, &rounds, &rounds.tally.schedules, FULL);
  print_figures (&rounds.tally);
  act_maker_free (rounds.maker);
}

static void
test_same_log (void)
{
  Rounds rounds = { .maker = act_maker_new (world_get_procedure ()) };

  for (guint64 seed = 1; seed <= 20; seed++)
    {
      g_autoptr (GString) first = g_string_new (NULL), second = g_string_new (NULL);
      g_autofree char *wrong = play (seed, &rounds, first);
      g_autofree char *wrong_again = play (seed, &rounds, second);

      g_assert_cmpstr (wrong, ==, NULL);
      g_assert_cmpstr (first->str, ==, second->str);
      g_assert_cmpuint (strlen (first->str), >, 1000);
    }
  act_maker_free (rounds.maker);
}

int
main (int argc, char *argv[])
{
  faults_init (&argc, &argv);
  if (argc > 1)
    half = argv[1];
  g_test_add_func ("/schedules/random", test_schedules);
  g_test_add_func ("/schedules/same-log", test_same_log);
  return g_test_run ();
}
