/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faults.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define MOST_FAILURES 5
#define MEMORY "/dev/shm"

static char *program;
static guint64 first_seed = 1;
static char replay[1024]; /* the command of the round under way; "" between rounds */

/* Only what a signal's handler may do. */
static void
died_cb (int number)
{
  const char *keep = g_getenv ("TUNTAS_FAULTS_KEEP");
  int file = keep != NULL && *replay != '\0' ? open (keep, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666) : -1;
  gssize ignored = 0;

  if (*replay != '\0')
    ignored += write (STDERR_FILENO, replay, strlen (replay));
  if (file >= 0)
    ignored += write (file, replay, strlen (replay));
  signal (number, SIG_DFL);
  raise (number + (int) (ignored * 0));
}

/* What is said of troubles and of the way: there are thousands of them here. */
static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  if ((level & (G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG)) == 0)
    g_log_default_handler (domain, level, message, user_data);
}

void
faults_init (int *argc, char ***argv)
{
  program = g_strdup ((*argv)[0]);
  /* What the faults need of a disk is played; the rest need not wait for one, wherever temporary files lie otherwise. */
  if (access (MEMORY, W_OK) == 0)
    g_setenv ("TMPDIR", MEMORY, TRUE);
  /* What is freed is wanted again at once: images of whole files, by the thousand. */
  mallopt (M_MMAP_THRESHOLD, G_MAXINT);
  mallopt (M_TRIM_THRESHOLD, G_MAXINT);
  signal (SIGABRT, died_cb);
  signal (SIGSEGV, died_cb);
  signal (SIGBUS, died_cb);
  signal (SIGTRAP, died_cb);
  g_test_init (argc, argv, NULL);
  /* Programs that run beside each other are numbered, and have seeds of their own. */
  if (*argc > 1)
    first_seed += g_ascii_strtoull ((*argv)[1], NULL, 10) << 32;
  g_log_set_default_handler (log_cb, NULL);
}

static gint64
seconds_wanted (void)
{
  const char *text = g_getenv ("TUNTAS_FAULTS");

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

guint64
faults_share (guint64 full)
{
  return g_strcmp0 (g_getenv ("TUNTAS_FAULTS"), "full") == 0 ? full : MAX (full / 5, 1);
}

gboolean
faults_replays (void)
{
  return g_getenv ("TUNTAS_FAULTS_SEED") != NULL;
}

static void
set_replay (const char *test, guint64 seed)
{
  g_snprintf (replay, sizeof replay, "replay: TUNTAS_FAULTS_SEED=%" G_GUINT64_FORMAT " %s -p %s\n", seed, program, test);
}

static void
keep_failure (void)
{
  const char *keep = g_getenv ("TUNTAS_FAULTS_KEEP");
  int file = keep != NULL ? open (keep, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666) : -1;

  if (file < 0)
    return;
  if (write (file, replay, strlen (replay)) < 0)
    g_test_message ("%s: the seed could not be kept", keep);
  close (file);
}

static gboolean
play_one (const char *test, FaultsPlay play, gpointer data, guint64 seed)
{
  g_autofree char *wrong = NULL;

  set_replay (test, seed);
  wrong = play (seed, data);
  if (wrong != NULL)
    {
      g_test_message ("%s", wrong);
      g_test_message ("%s", g_strchomp (replay));
      keep_failure ();
    }
  *replay = '\0';
  return wrong == NULL;
}

/* The same seeds each time, so that a run says something of the code and not of the day; faults-long draws new ones. */
void
faults_play (const char *test, FaultsPlay play, gpointer data, const guint64 *played, guint64 full)
{
  const char *seed_text = g_getenv ("TUNTAS_FAULTS_SEED");
  gint64 seconds = seconds_wanted (), end = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;
  guint64 seed = seed_text != NULL ? g_ascii_strtoull (seed_text, NULL, 10)
                 : seconds > 0     ? (guint64) g_test_rand_int () << 20
                                   : first_seed;
  guint n_failures = 0;

  if (seed_text != NULL)
    n_failures += play_one (test, play, data, seed) ? 0 : 1;
  while (seed_text == NULL && n_failures < MOST_FAILURES &&
         (seconds > 0 ? g_get_monotonic_time () < end : *played < faults_share (full)))
    n_failures += play_one (test, play, data, seed++) ? 0 : 1;
  if (n_failures > 0)
    g_test_fail_printf ("%u seeds failed", n_failures);
}

void
faults_remove_directory (const char *path)
{
  g_autoptr (GDir) files = g_dir_open (path, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

void
faults_figure (const char *name, guint64 value, const char *unit)
{
  g_test_message ("figure %s %" G_GUINT64_FORMAT " %s", name, value, unit);
}
