/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

#include "tuntas-data.h"
#include "tuntas-json.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define SAMPLE "/io/github/tuntas/Tuntas/scenarios/sample-shift.json"
#define CLOCK_FD 3
#define BUS_NAME "io.github.tuntas.Tuntas"
#define BUS_PATH "/io/github/tuntas/Tuntas"
#define FD_TEXT "3"

static void
start_nossa (E2e *self, const char *start)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) scenario = g_resource_lookup_data (tuntas_data_get_resource (), SAMPLE, 0, &error);
  gint64 seconds;

  g_assert_no_error (error);
  g_assert_true (tuntas_instant_parse (start, &seconds));
  self->clock = tuntas_test_clock_new (seconds * G_USEC_PER_SEC);
  self->nossa = tuntas_simulator_new (TUNTAS_CLOCK (self->clock));
  tuntas_simulator_load_scenario (self->nossa, scenario, "sample-shift.json", &error);
  g_assert_no_error (error);
  tuntas_simulator_listen (self->nossa, 0, &error);
  g_assert_no_error (error);
}

/* An agent who works by the bus, and whose hours pass in a moment, never touches the computer: nothing is covered by
 * itself where a test does not ask for it. */
static void
write_site (E2e *self, int lock_minutes)
{
  /* Nossa answers between the test's looks at the window, on a slow machine late. */
  g_autofree char *text = g_strdup_printf ("[server]\norigin=%s\nrequest_deadline=300\n[agent]\nunit=OCC Bandung\n"
                                           "mail_from=occ@latihan.example\n[privacy]\nlock_minutes=%d\n",
                                           tuntas_simulator_get_origin (self->nossa), lock_minutes);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (self->site, text, -1, &error);
  g_assert_no_error (error);
}

/* option (nullable) */
static GPtrArray *
make_arguments (E2e *self, const char *program, const char *option)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (arguments, g_strdup (program));
  g_ptr_array_add (arguments, g_strdup ("--site"));
  g_ptr_array_add (arguments, g_strdup (self->site));
  if (self->prints != NULL)
    {
      g_ptr_array_add (arguments, g_strdup ("--wire-log"));
      g_ptr_array_add (arguments, g_strconcat (self->prints, "wire.log", NULL));
    }
  if (option != NULL)
    g_ptr_array_add (arguments, g_strdup (option));
  g_ptr_array_add (arguments, NULL);
  return arguments;
}

/* It tells all it can, also with a dump where it crashes: nothing here limits that. */
static void
keep_prints (E2e *self, GSubprocessLauncher *launcher)
{
  g_autofree char *folder = g_path_get_dirname (self->prints);
  g_autofree char *output = g_strdup_printf ("%soutput-%u", self->prints, self->n_starts);
  g_autofree char *errors = g_strdup_printf ("%serrors-%u", self->prints, self->n_starts);

  g_subprocess_launcher_set_stdout_file_path (launcher, output);
  g_subprocess_launcher_set_stderr_file_path (launcher, errors);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  g_subprocess_launcher_set_cwd (launcher, folder);
}

static GSubprocess *
spawn (E2e *self, const char *program, const char *option)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) arguments = make_arguments (self, program, option);
  GSubprocess *process;

  self->n_starts++;
  if (self->prints != NULL)
    keep_prints (self, launcher);
  g_subprocess_launcher_take_fd (launcher, tuntas_test_clock_export (self->clock), CLOCK_FD);
  g_subprocess_launcher_setenv (launcher, "TUNTAS_CLOCK_FD", FD_TEXT, TRUE);
  /* A window that is killed and started again must find its settings. */
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", self->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->home, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static void
start_window (E2e *self, const char *program)
{
  self->process = spawn (self, program, NULL);
  e2e_find_window (self);
}

void
e2e_find_window (E2e *self)
{
  self->driver = tuntas_driver_new (NULL, atoi (g_subprocess_get_identifier (self->process)));
}

static void
log_in (E2e *self, gboolean first)
{
  if (first)
    e2e_press (self, "Login ke Nossa");
  e2e_see (self, "*Persiapan kerja*");
  e2e_picture (self);
  e2e_type (self, "Login", "ayu");
  e2e_type (self, "Password", self->password);
  e2e_press (self, "*Siap melayani pelanggan*");
  e2e_see (self, "Perlu tindakan*");
}

E2e *
e2e_prepare (const char *name, const char *start)
{
  E2e *self = g_new0 (E2e, 1);

  self->pictures = g_strdup_printf ("e2e/%s", name);
  self->password = "latihan";
  /* Goes with the session's other folders. */
  self->home = g_dir_make_tmp ("tuntas-desk-XXXXXX", NULL);
  g_assert_nonnull (self->home);
  self->desktop = tuntas_notifications_new ();
  start_nossa (self, start);
  self->site = g_strconcat (self->home, ".ini", NULL);
  write_site (self, 0);
  return self;
}

void
e2e_start (E2e *self, const char *program)
{
  start_window (self, program);
  log_in (self, TRUE);
}

void
e2e_start_first (E2e *self, const char *program)
{
  start_window (self, program);
  e2e_see (self, "Login ke Nossa");
}

void
e2e_start_page (E2e *self, const char *program)
{
  e2e_start_first (self, program);
  e2e_press (self, "Login ke Nossa");
  e2e_see (self, "*Persiapan kerja*");
}

void
e2e_start_lists (E2e *self, const char *program)
{
  start_window (self, program);
  e2e_press (self, "*daftar tiket (*");
  e2e_see (self, "*Persiapan kerja*");
  e2e_type (self, "Login", "ayu");
  e2e_press (self, "*Siap melayani pelanggan*");
  e2e_see (self, "Belum ada tiket*");
}

E2e *
e2e_new_locking (const char *program, const char *name, const char *start)
{
  E2e *self = e2e_prepare (name, start);

  write_site (self, 15);
  e2e_start (self, program);
  return self;
}

E2e *
e2e_new (const char *program, const char *name, const char *start)
{
  E2e *self = e2e_prepare (name, start);

  e2e_start (self, program);
  return self;
}

static void
forget_window (E2e *self)
{
  g_clear_object (&self->process);
  g_clear_object (&self->driver);
}

static void
kill_window (E2e *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  forget_window (self);
}

void
e2e_kill (E2e *self, const char *program)
{
  kill_window (self);
  start_window (self, program);
  log_in (self, FALSE);
}

void
e2e_crash (E2e *self, const char *program)
{
  g_subprocess_send_signal (self->process, SIGSEGV);
  g_subprocess_wait (self->process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (self->process));
  forget_window (self);
  start_window (self, program);
  e2e_see (self, "*Persiapan kerja*");
}

void
e2e_leave (E2e *self)
{
  kill_window (self);
  /* Goes with the session's other folders. */
  g_free (self->home);
  self->home = g_dir_make_tmp ("tuntas-desk-XXXXXX", NULL);
  g_assert_nonnull (self->home);
}

void
e2e_move (E2e *self, const char *program)
{
  e2e_leave (self);
  e2e_start (self, program);
}

static void
appeared_cb (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
vanished_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = FALSE;
}

/* Until it has its name on the bus, another start would find the folder taken and nobody to hand over to. */
void
e2e_restart_hidden (E2e *self, const char *program)
{
  gboolean is_on_bus = TRUE;
  guint watch = g_bus_watch_name (G_BUS_TYPE_SESSION, BUS_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, appeared_cb, vanished_cb,
                                  &is_on_bus, NULL);

  kill_window (self);
  while (is_on_bus)
    g_main_context_iteration (NULL, TRUE);
  self->process = spawn (self, program, "--background");
  while (!is_on_bus)
    {
      g_assert_nonnull (g_subprocess_get_identifier (self->process));
      g_main_context_iteration (NULL, TRUE);
    }
  g_bus_unwatch_name (watch);
}

void
e2e_start_again (E2e *self, const char *program)
{
  g_autoptr (GSubprocess) second = spawn (self, program, NULL);

  g_assert_true (g_subprocess_wait (second, NULL, NULL));
}

char *
e2e_find_journal (E2e *self)
{
  g_autofree char *data = g_build_filename (self->home, "tuntas", NULL);
  g_autoptr (GDir) dir = g_dir_open (data, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (data, name, "journal.db", NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  g_error ("there is no journal");
}

void
e2e_end (E2e *self)
{
  g_autoptr (GError) error = NULL;

  /* To its very end, where a sanitized build tells what it found. */
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  forget_window (self);
}

void
e2e_free (E2e *self)
{
  if (self->process != NULL)
    e2e_end (self);
  tuntas_simulator_stop (self->nossa);
  g_clear_object (&self->nossa);
  g_clear_object (&self->clock);
  g_clear_object (&self->desktop);
  g_unlink (self->site);
  g_free (self->home);
  g_free (self->site);
  g_free (self->prints);
  g_free (self->pictures);
  g_free (self);
}

void
e2e_activate (const char *action, const char *parameter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) answer = NULL;
  GVariantBuilder parameters;

  g_assert_no_error (error);
  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  if (parameter != NULL)
    g_variant_builder_add (&parameters, "v", g_variant_new_parsed (parameter));
  answer = g_dbus_connection_call_sync (bus, BUS_NAME, BUS_PATH, "org.gtk.Actions", "Activate",
                                        g_variant_new ("(sava{sv})", action, &parameters, NULL), NULL,
                                        G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  E2e *self;
  const char *ticket;
  const char *attribute;
  const char *wanted;
} Wish;

static JsonNode *
record_of (E2e *self, const char *ticket)
{
  g_autofree char *text = tuntas_simulator_dup_record_json (self->nossa, ticket);

  return text != NULL ? tuntas_json_parse (text, -1, NULL) : NULL;
}

char *
e2e_nossa_get (E2e *self, const char *ticket, const char *attribute)
{
  g_autoptr (JsonNode) node = record_of (self, ticket);
  const char *text = NULL;

  g_assert_nonnull (node);
  tuntas_json_get_string_optional (json_node_get_object (node), ticket, attribute, &text, NULL);
  return g_strdup (text);
}

static gboolean
has_value (gpointer user_data)
{
  const Wish *wish = user_data;
  g_autofree char *value = e2e_nossa_get (wish->self, wish->ticket, wish->attribute);

  return g_strcmp0 (value, wish->wanted) == 0;
}

void
e2e_nossa_has (E2e *self, const char *ticket, const char *attribute, const char *value)
{
  Wish wish = { self, ticket, attribute, value };

  if (!tuntas_driver_wait (self->driver, has_value, &wish))
    {
      g_autofree char *has = e2e_nossa_get (self, ticket, attribute);

      tuntas_driver_fail (self->driver, "%s of %s is %s in Nossa, not %s", attribute, ticket, has, value);
    }
}

static guint
count_notes (E2e *self, const char *ticket, const char *pattern)
{
  g_autoptr (JsonNode) node = record_of (self, ticket);
  JsonArray *log = NULL;
  guint n = 0;

  tuntas_json_get_array_optional (json_node_get_object (node), ticket, "worklog", &log, NULL);
  for (guint i = 0; log != NULL && i < json_array_get_length (log); i++)
    {
      JsonObject *entry = json_array_get_object_element (log, i);
      const char *text = NULL, *type = NULL;

      tuntas_json_get_string_optional (entry, "entry", "description_longdescription", &text, NULL);
      tuntas_json_get_string_optional (entry, "entry", "logtype", &type, NULL);
      n += g_strcmp0 (type, "WORK") == 0 && text != NULL && g_pattern_match_simple (pattern, text);
    }
  return n;
}

guint
e2e_nossa_count_notes (E2e *self, const char *ticket)
{
  return count_notes (self, ticket, "*[TTS *");
}

static gboolean
has_note (gpointer user_data)
{
  const Wish *wish = user_data;

  return count_notes (wish->self, wish->ticket, wish->wanted) > 0;
}

void
e2e_nossa_has_note (E2e *self, const char *ticket, const char *pattern)
{
  Wish wish = { self, ticket, NULL, pattern };

  if (!tuntas_driver_wait (self->driver, has_note, &wish))
    tuntas_driver_fail (self->driver, "%s has no note like %s in Nossa", ticket, pattern);
}
