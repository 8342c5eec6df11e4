/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reminder-log.h"

#include "tuntas-desk-private.h"

#include <glib/gstdio.h>
#include <stdlib.h>

/* A thousand schedules of what can happen to a clock while tickets wait: it flows, the computer sleeps for up to three
 * days, the clock is set ahead and back by up to fifty years, the program ends and starts again, the zone changes, all
 * around the instants at which zones change their own clocks. A desk with its journal on disk lives through each, beside a
 * model that asks once in every second in which the program is awake what the reminder would be. Both must give the same,
 * at the same second: nothing missed, nothing doubled.
 *
 * TUNTAS_CLOCK_SEED=N plays that schedule alone. */

#define N_SCHEDULES 1000
#define N_TICKETS 3
#define CALLER N_TICKETS /* the ticket on which a call keeps the agent busy */
#define DAY (24 * 3600)

/* Each with an instant at which its clocks are changed, or the day. */
static const struct
{
  const char *zone;
  const char *edge;
} edges[] = {
  { "Asia/Jakarta", "2026-11-24T00:00:00+07:00" },    { "Asia/Makassar", "2026-12-31T23:59:59+08:00" },
  { "Asia/Jayapura", "2028-02-29T00:00:00+09:00" },   { "Europe/Berlin", "2026-03-29T01:00:00Z" },
  { "Europe/Berlin", "2026-10-25T01:00:00Z" },        { "America/New_York", "2026-03-08T07:00:00Z" },
  { "America/New_York", "2026-11-01T06:00:00Z" },     { "Australia/Lord_Howe", "2026-04-04T15:00:00Z" },
  { "Australia/Lord_Howe", "2026-10-03T15:30:00Z" },  { "America/Santiago", "2026-04-05T03:00:00Z" },
  { "America/Santiago", "2026-09-06T04:00:00Z" },     { "Africa/Casablanca", "2027-02-07T02:00:00Z" },
  { "Asia/Beirut", "2026-03-28T22:00:00Z" },          { "America/St_Johns", "2026-03-08T05:30:00Z" },
  { "Pacific/Chatham", "2026-04-04T14:00:00Z" },      { "Pacific/Kiritimati", "2026-12-31T10:00:00Z" },
  { "Antarctica/Troll", "2026-03-29T01:00:00Z" },     { "Europe/London", "2026-10-25T01:00:00Z" },
};

/* What the model knows of a ticket, by reasoning of its own. */
typedef struct
{
  char id[16];
  gint64 due;  /* -1: waits for nothing */
  gboolean promise;
  int given;   /* 0 nothing, 1 soon, 2 due, 3 again */
  gboolean looked;
  gint64 until; /* of the last putting off; -1: none */
} Ticket;

typedef struct
{
  Shift shift;
  ReminderLog log;
  GRand *random;
  guint seed;
  gint64 start; /* seconds UTC */
  Ticket tickets[N_TICKETS + 1];
  gboolean calling;
  GArray *wanted; /* of GivenReminder: what the model gives */
} World;

static gint64
now (World *world)
{
  return tuntas_clock_now_seconds (TUNTAS_CLOCK (world->shift.clock));
}

/* The model */

static int
latest_stage (const Ticket *ticket, gint64 at)
{
  gboolean put_off = ticket->until >= 0 && ticket->until - at <= 1200;
  gint64 moment = put_off ? ticket->until : ticket->due;

  if (ticket->due < 0)
    return 0;
  if (at >= moment + 900 && !ticket->looked)
    return 3;
  if (at >= moment)
    return 2;
  return ticket->promise && ticket->until < 0 && at >= ticket->due - 300 ? 1 : 0;
}

/* One second in which the program is awake. */
static void
ask_model (World *world, gint64 at)
{
  for (guint i = 0; i < N_TICKETS; i++)
    {
      Ticket *ticket = &world->tickets[i];
      int stage = latest_stage (ticket, at);
      GivenReminder given;

      if (stage <= ticket->given || (world->calling && !ticket->promise))
        continue;
      ticket->given = stage;
      given = (GivenReminder) { g_strdup (ticket->id), ticket->due, (TuntasReminderStage) stage, at };
      g_array_append_val (world->wanted, given);
    }
}

/* The world */

static void
spin (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Time flows, and all that is saved at an instant is saved at it. */
static void
flow (World *world, gint64 microseconds)
{
  TuntasTestClock *clock = world->shift.clock;
  gint64 begin = now (world);
  gint64 end = tuntas_clock_now (TUNTAS_CLOCK (clock)) + microseconds;

  for (;;)
    {
      gint64 at = tuntas_clock_now (TUNTAS_CLOCK (clock));
      gint64 next = tuntas_test_clock_get_next (clock);

      spin ();
      next = tuntas_test_clock_get_next (clock);
      if (at >= end)
        break;
      tuntas_test_clock_advance (clock, CLAMP (next, at, end) - at);
    }
  for (gint64 at = begin; at <= now (world); at++)
    ask_model (world, at);
}

static void
sleep_for (World *world, gint64 seconds)
{
  tuntas_test_clock_sleep (world->shift.clock, seconds * G_USEC_PER_SEC);
  spin ();
  ask_model (world, now (world));
}

static void
step_by (World *world, gint64 seconds)
{
  gint64 at = tuntas_clock_now (TUNTAS_CLOCK (world->shift.clock));

  tuntas_test_clock_set (world->shift.clock, at + seconds * G_USEC_PER_SEC);
  spin ();
  ask_model (world, now (world));
}

static void
begin (World *world)
{
  shift_begin (&world->shift);
  for (guint i = 0; i <= N_TICKETS; i++)
    if (tuntas_desk_find_item (world->shift.desk, world->tickets[i].id) == NULL)
      {
        g_autoptr (TuntasTicket) ticket = tuntas_ticket_new (world->tickets[i].id);
        g_autoptr (TuntasDeskItem) item = NULL;

        tuntas_ticket_set (ticket, TUNTAS_TICKET_PHONES, "08000000101");
        tuntas_ticket_set (ticket, TUNTAS_TICKET_SERVICE_TYPE, i == 0 ? "ASTINET" : "INTERNET");
        item = tuntas_desk_make_item (world->shift.desk, ticket);
        tuntas_queue_add (world->shift.desk->queue, item);
      }
  reminder_log_watch (&world->log, world->shift.desk);
  spin ();
  ask_model (world, now (world));
}

static void
restart (World *world, gint64 away)
{
  shift_end (&world->shift);
  tuntas_test_clock_sleep (world->shift.clock, away * G_USEC_PER_SEC);
  /* The agent may be somewhere else by now; the customers are not. */
  world->shift.zone = edges[g_rand_int_range (world->random, 0, G_N_ELEMENTS (edges))].zone;
  begin (world);
}

/* Acts */

static void
take_due (World *world, guint i, gboolean promise)
{
  Ticket *ticket = &world->tickets[i];

  ticket->due = tuntas_case_get_awaited (tuntas_desk_item_get_case (shift_item (&world->shift, ticket->id)), NULL);
  ticket->promise = promise;
  ticket->given = 0;
  ticket->looked = FALSE;
  ticket->until = -1;
  g_assert_cmpint (ticket->due, >, 0);
  spin ();
  ask_model (world, now (world));
}

static void
pend (World *world, guint i)
{
  const char *id = world->tickets[i].id;

  shift_receive_and_check (&world->shift, id);
  for (guint call = 0; call < 3; call++)
    {
      shift_act (&world->shift, id, "call", "phone", "08000000101", NULL);
      flow (world, 30 * G_USEC_PER_SEC);
      shift_act (&world->shift, id, "outcome", "outcome", "no-answer", NULL);
      flow (world, 270 * G_USEC_PER_SEC);
    }
  shift_act (&world->shift, id, "pend", NULL);
  take_due (world, i, FALSE);
  if (g_rand_boolean (world->random))
    {
      flow (world, g_rand_int_range (world->random, 0, 600) * G_USEC_PER_SEC);
      shift_act (&world->shift, id, "inform-without-email", "reason", "tidak ada alamat", NULL);
      /* Who acts after the moment has seen it. */
      if (world->tickets[i].given >= 2)
        world->tickets[i].looked = TRUE;
    }
}

static void
agree (World *world, guint i)
{
  const char *id = world->tickets[i].id;
  g_autofree char *when = NULL;

  shift_receive_and_check (&world->shift, id);
  shift_act (&world->shift, id, "call", "phone", "08000000101", NULL);
  flow (world, 20 * G_USEC_PER_SEC);
  when = tuntas_instant_format (now (world) + g_rand_int_range (world->random, 1, 3 * DAY));
  shift_act (&world->shift, id, "outcome", "outcome", "call-back", "call_back", when, NULL);
  take_due (world, i, TRUE);
}

static void
look (World *world, guint i)
{
  Ticket *ticket = &world->tickets[i];

  tuntas_desk_look_at (world->shift.desk, shift_item (&world->shift, ticket->id));
  if (ticket->due >= 0 && ticket->given >= 2)
    ticket->looked = TRUE;
  spin ();
}

static void
put_off (World *world, guint i)
{
  Ticket *ticket = &world->tickets[i];
  gboolean can = ticket->due >= 0 && ticket->given >= 2;

  g_assert_cmpint (tuntas_desk_can_snooze (shift_item (&world->shift, ticket->id)), ==, can);
  if (!can)
    return;
  tuntas_desk_snooze_async (world->shift.desk, shift_item (&world->shift, ticket->id), "break", NULL, NULL, NULL, NULL);
  spin ();
  ticket->until = now (world) + 600;
  ticket->given = 0;
  ticket->looked = FALSE;
}

/* The customer rings: what was waited for is waited for no more. */
static void
answer (World *world, guint i)
{
  Ticket *ticket = &world->tickets[i];

  if (ticket->due < 0 || world->calling)
    return;
  shift_act (&world->shift, ticket->id, "customer-contacted", "channel", "phone", "who", "PIC", NULL);
  ticket->due = -1;
}

static void
turn_call (World *world)
{
  const char *id = world->tickets[CALLER].id;

  if (world->calling)
    shift_act (&world->shift, id, "outcome", "outcome", "no-answer", NULL);
  else
    shift_act (&world->shift, id, "call", "phone", "08000000101", NULL);
  world->calling = !world->calling;
  spin ();
  ask_model (world, now (world));
}

/* Schedules */

static void
do_something (World *world)
{
  GRand *random = world->random;
  guint ticket = g_rand_int_range (random, 0, N_TICKETS);

  switch (g_rand_int_range (random, 0, 12))
    {
    case 0:
    case 1:
    case 2:
      flow (world, (gint64) (g_rand_double (random) * 2 * 3600 * G_USEC_PER_SEC));
      break;
    case 3:
    case 4:
      sleep_for (world, g_rand_int_range (random, 1, g_rand_boolean (random) ? 3600 : 3 * DAY + 1));
      break;
    case 5:
      step_by (world, g_rand_int_range (random, -4000, 4000));
      break;
    case 6:
      /* From the right time, so that no clock shows a year before 1970: none can. */
      step_by (world, world->start - now (world) + (g_rand_boolean (random) ? 1 : -1) * G_GINT64_CONSTANT (50) * 365 * DAY);
      break;
    case 7:
      restart (world, g_rand_int_range (random, 0, g_rand_boolean (random) ? 60 : DAY));
      break;
    case 8:
      look (world, ticket);
      break;
    case 9:
      put_off (world, ticket);
      break;
    case 10:
      turn_call (world);
      break;
    default:
      answer (world, ticket);
    }
}

/* Whatever was done to the clock, in the end it is set right, and everything that waits comes. */
static void
set_right (World *world)
{
  gint64 last = world->start;

  if (world->calling)
    turn_call (world);
  for (guint i = 0; i < N_TICKETS; i++)
    last = MAX (last, MIN (world->tickets[i].due, world->start + 30 * DAY));
  step_by (world, last - 400 - now (world));
  flow (world, G_GINT64_CONSTANT (3000) * G_USEC_PER_SEC);
}

static void
remove_directory (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

/* In memory where there is such a place: what a disk takes to sync a hundred thousand times is not asked here. */
static char *
make_directory (void)
{
  char *directory = g_strdup ("/dev/shm/tuntas-clock-XXXXXX");

  if (g_mkdtemp (directory) != NULL)
    return directory;
  g_free (directory);
  return g_dir_make_tmp ("tuntas-clock-XXXXXX", NULL);
}

static void
given_clear (gpointer data)
{
  g_free (((GivenReminder *) data)->ticket);
}

static void
world_init (World *world, const Shift *base, guint seed)
{
  guint edge;

  *world = (World) { .shift = *base, .seed = seed, .random = g_rand_new_with_seed (seed) };
  edge = g_rand_int_range (world->random, 0, G_N_ELEMENTS (edges));
  g_assert_true (tuntas_instant_parse (edges[edge].edge, &world->start));
  world->start -= g_rand_int_range (world->random, 0, DAY);
  world->shift.clock = tuntas_test_clock_new (world->start * G_USEC_PER_SEC + g_rand_int_range (world->random, 0, 999999));
  world->shift.zone = edges[edge].zone;
  world->shift.offline = TRUE;
  world->shift.directory = make_directory ();
  world->wanted = g_array_new (FALSE, FALSE, sizeof (GivenReminder));
  g_array_set_clear_func (world->wanted, given_clear);
  reminder_log_init (&world->log, TUNTAS_CLOCK (world->shift.clock));
  for (guint i = 0; i <= N_TICKETS; i++)
    {
      g_snprintf (world->tickets[i].id, sizeof world->tickets[i].id, "IN19000%04u", i);
      world->tickets[i].due = world->tickets[i].until = -1;
    }
}

static void
world_clear (World *world)
{
  shift_end (&world->shift);
  remove_directory (world->shift.directory);
  g_free (world->shift.directory);
  g_clear_object (&world->shift.clock);
  reminder_log_clear (&world->log);
  g_array_unref (world->wanted);
  g_rand_free (world->random);
}

static void
play (World *world)
{
  int n_deeds = g_rand_int_range (world->random, 6, 16);

  begin (world);
  shift_receive_and_check (&world->shift, world->tickets[CALLER].id);
  pend (world, 0);
  agree (world, 1);
  for (int i = 0; i < n_deeds; i++)
    {
      if (i == n_deeds / 3 && !world->calling)
        agree (world, 2);
      do_something (world);
    }
  set_right (world);
}

/* The judge */

static gboolean
is_same (const GivenReminder *a, const GivenReminder *b)
{
  return g_str_equal (a->ticket, b->ticket) && a->due == b->due && a->stage == b->stage;
}

static void
print_list (const char *title, const GArray *list)
{
  g_printerr ("%s\n", title);
  for (guint i = 0; i < list->len; i++)
    {
      const GivenReminder *given = &g_array_index (list, GivenReminder, i);
      g_autofree char *at = tuntas_instant_format (given->at);

      if (given->stage != TUNTAS_REMINDER_NONE)
        g_printerr ("  %s %s %s (%+" G_GINT64_FORMAT ")\n", at, given->ticket,
                    tuntas_reminder_stage_to_nick (given->stage), given->at - given->due);
    }
}

/* The largest error in seconds; fails the test where one was missed or doubled. Each is looked for once, so that a second
 * one finds nothing. */
static gint64
judge (World *world)
{
  g_autofree gboolean *found = g_new0 (gboolean, world->wanted->len + 1);
  guint n_found = 0;
  gint64 worst = 0;

  for (guint i = 0; i < world->log.given->len; i++)
    {
      const GivenReminder *given = &g_array_index (world->log.given, GivenReminder, i);
      guint j = 0;

      if (given->stage == TUNTAS_REMINDER_NONE)
        continue;
      while (j < world->wanted->len && (found[j] || !is_same (given, &g_array_index (world->wanted, GivenReminder, j))))
        j++;
      if (j < world->wanted->len)
        {
          found[j] = TRUE;
          n_found++;
          worst = MAX (worst, ABS (given->at - g_array_index (world->wanted, GivenReminder, j).at));
          continue;
        }
      print_list ("wanted", world->wanted);
      print_list ("given", world->log.given);
      g_error ("seed %u: %s %s was given, and should not have been", world->seed, given->ticket,
               tuntas_reminder_stage_to_nick (given->stage));
    }
  if (n_found == world->wanted->len && worst <= 1)
    return worst;
  print_list ("wanted", world->wanted);
  print_list ("given", world->log.given);
  g_error ("seed %u: %u of %u were given, at most %" G_GINT64_FORMAT " s away", world->seed, n_found, world->wanted->len,
           worst);
}

static void
test_schedules (void)
{
  const char *only = g_getenv ("TUNTAS_CLOCK_SEED");
  Shift *base = shift_new ("2026-11-23T09:00:00+07:00");
  guint n_given = 0, n = 0;
  gint64 worst = 0;

  for (guint seed = only != NULL ? atoi (only) : 0; only != NULL ? n < 1 : n < N_SCHEDULES; seed++, n++)
    {
      World world;

      world_init (&world, base, seed);
      play (&world);
      worst = MAX (worst, judge (&world));
      n_given += world.wanted->len;
      world_clear (&world);
    }
  shift_free (base);
  g_test_message ("figure time_schedules %u schedules", n);
  g_test_message ("figure time_reminders %u reminders", n_given);
  g_test_message ("figure time_error_max %" G_GINT64_FORMAT " s", worst);
  if (only == NULL)
    g_assert_cmpuint (n_given, >, N_SCHEDULES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/clock-schedules", test_schedules);
  return g_test_run ();
}
