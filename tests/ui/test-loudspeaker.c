/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-loudspeaker.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/* A tone at a real sound server, whose only output is a recorder; and without a server. */

#define RATE 16000
#define LOUD 1000

static void
run (const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  va_list more;

  g_ptr_array_add (arguments, (gpointer) first);
  va_start (more, first);
  for (const char *argument = va_arg (more, const char *); argument != NULL; argument = va_arg (more, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (more);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

/* It is there once the command is over, and ends with the test or a minute after the last one who used it. */
static void
start_server (void)
{
  run ("pulseaudio", "-n", "--daemonize=yes", "--exit-idle-time=60", "-L", "module-null-sink sink_name=ear", "-L",
       "module-native-protocol-unix", NULL);
}

static gboolean
is_server_there (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) check = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "pulseaudio", "--check",
                                                    NULL);

  g_assert_no_error (error);
  g_subprocess_wait (check, NULL, NULL);
  return g_subprocess_get_successful (check);
}

/* Only then, or the next one would find this one still there, and so would the program. */
static void
end_server (void)
{
  run ("pulseaudio", "--kill", NULL);
  while (is_server_there ())
    ;
}

static GSubprocess *
start_recorder (void)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *recorder = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "parec", "--device=ear.monitor",
                                            "--format=s16ne", "--rate=16000", "--channels=1", "--latency-msec=50",
                                            NULL);

  g_assert_no_error (error);
  return recorder;
}

static void
end_recorder (GSubprocess *recorder)
{
  g_subprocess_force_exit (recorder);
  g_subprocess_wait (recorder, NULL, NULL);
  g_object_unref (recorder);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The next tenth of a second that the server plays. */
static void
listen (GSubprocess *recorder, gint16 *samples)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_bytes = 0;

  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (recorder), samples, RATE / 10 * sizeof (gint16),
                                 G_PRIORITY_DEFAULT, NULL, read_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_input_stream_read_all_finish (g_subprocess_get_stdout_pipe (recorder), result, &n_bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_bytes, ==, RATE / 10 * sizeof (gint16));
}

static gboolean
is_loud (const gint16 *samples)
{
  gboolean begins = FALSE, ends = FALSE;

  for (guint i = 0; i < RATE / 100; i++)
    {
      begins = begins || ABS (samples[i]) > LOUD;
      ends = ends || ABS (samples[RATE / 10 - 1 - i]) > LOUD;
    }
  return begins && ends;
}

static gboolean
is_silent (const gint16 *samples)
{
  for (guint i = 0; i < RATE / 10; i++)
    if (samples[i] != 0)
      return FALSE;
  return TRUE;
}

static void
wait_for (GSubprocess *recorder, gboolean (*func) (const gint16 *samples), gint16 *samples)
{
  do
    listen (recorder, samples);
  while (!func (samples));
}

static int
count_rises (const gint16 *samples)
{
  int rises = 0;

  for (guint i = 1; i < RATE / 10; i++)
    rises += samples[i - 1] < 0 && samples[i] >= 0;
  return rises;
}

/* (transfer full): the recorder at a new server, by which the tone is heard. */
static GSubprocess *
hear (TuntasLoudspeaker *loudspeaker, TuntasLineTone tone, gint16 *samples)
{
  GSubprocess *recorder;

  start_server ();
  recorder = start_recorder ();
  tuntas_loudspeaker_play (loudspeaker, tone);
  wait_for (recorder, is_loud, samples);
  return recorder;
}

static void
test_heard (void)
{
  g_autoptr (TuntasLoudspeaker) loudspeaker = tuntas_loudspeaker_new ("Test");
  gint16 samples[RATE / 10];
  GSubprocess *recorder = hear (loudspeaker, TUNTAS_LINE_TONE_RING, samples);

  g_assert_cmpint (ABS (count_rises (samples) - 42), <=, 2);

  /* It ends with the call, and not after its four seconds. */
  tuntas_loudspeaker_play (loudspeaker, TUNTAS_LINE_TONE_NONE);
  wait_for (recorder, is_silent, samples);
  tuntas_loudspeaker_play (loudspeaker, TUNTAS_LINE_TONE_BUSY);
  wait_for (recorder, is_loud, samples);
  tuntas_loudspeaker_set_muted (loudspeaker, TRUE);
  wait_for (recorder, is_silent, samples);
  /* Longer than the pause of that tone. */
  for (guint i = 0; i < 8; i++)
    {
      listen (recorder, samples);
      g_assert_true (is_silent (samples));
    }
  tuntas_loudspeaker_set_muted (loudspeaker, FALSE);
  wait_for (recorder, is_loud, samples);
  end_recorder (recorder);
  end_server ();
}

/* While a tone is heard, its server goes; a new one is found with the next tone. */
static void
test_server_goes (void)
{
  g_autoptr (TuntasLoudspeaker) loudspeaker = tuntas_loudspeaker_new ("Test");
  gint16 samples[RATE / 10];
  GSubprocess *recorder = hear (loudspeaker, TUNTAS_LINE_TONE_BUSY, samples);

  end_server ();
  end_recorder (recorder);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  tuntas_loudspeaker_play (loudspeaker, TUNTAS_LINE_TONE_RING);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  recorder = hear (loudspeaker, TUNTAS_LINE_TONE_BUSY, samples);
  end_recorder (recorder);
  end_server ();
}

static void
test_no_server (void)
{
  g_autoptr (TuntasLoudspeaker) loudspeaker = tuntas_loudspeaker_new ("Test");

  tuntas_loudspeaker_play (loudspeaker, TUNTAS_LINE_TONE_RING);
  tuntas_loudspeaker_play (loudspeaker, TUNTAS_LINE_TONE_BUSY);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  tuntas_loudspeaker_play (loudspeaker, TUNTAS_LINE_TONE_RING);
  tuntas_loudspeaker_play (loudspeaker, TUNTAS_LINE_TONE_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_set_application_name ("Tuntas");
  g_test_add_func ("/ui/loudspeaker/no-server", test_no_server);
  g_test_add_func ("/ui/loudspeaker/heard", test_heard);
  g_test_add_func ("/ui/loudspeaker/server-goes", test_server_goes);
  return g_test_run ();
}
