/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

#include "real-keyring.h"

#include <signal.h>

/* What the agent sees of the keyring, a real one with its real window: each of its states has a sentence and a way on, and
 * none of them keeps the agent from working. */

#define MORNING "2026-11-23T09:00:00+07:00"
#define HOME "IN190001091"

static const char *window_program;

static void
start (E2e *e2e)
{
  e2e_press (e2e, "*Siap melayani pelanggan*");
}

/* The one whose language is the desktop's. */
static gboolean
is_dismissed (gpointer user_data)
{
  static const char *const names[] = { "Cancel", "Batal", "Ba_talkan", "Batalkan" };
  TuntasDriver *prompt = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (tuntas_driver_shows (prompt, NULL, ATSPI_ROLE_PUSH_BUTTON, names[i]))
      {
        tuntas_driver_press (prompt, NULL, ATSPI_ROLE_PUSH_BUTTON, names[i]);
        return TRUE;
      }
  return FALSE;
}

/* Saved once, it is there again after a crash. */
static void
test_saved (void)
{
  E2e *e2e = e2e_prepare ("keyring-saved", MORNING);

  e2e_start_page (e2e, window_program);
  e2e_see (e2e, "Disimpan terenkripsi di keyring komputer ini");
  tuntas_driver_press (e2e->driver, NULL, ATSPI_ROLE_CHECK_BOX, "Simpan login");
  e2e_type (e2e, "Login", "ayu");
  e2e_type (e2e, "Password", "latihan");
  start (e2e);
  e2e_see (e2e, "Perlu tindakan*");
  e2e_crash (e2e, window_program);
  e2e_see (e2e, "Ganti password tersimpan");
  start (e2e);
  e2e_see (e2e, "Perlu tindakan*");
  e2e_free (e2e);
}

/* Opens the page for an agent whose keyring is locked. */
static E2e *
find_locked (const char *name)
{
  E2e *e2e = e2e_prepare (name, MORNING);

  real_keyring_lock ();
  e2e_start_page (e2e, window_program);
  e2e_type (e2e, "Login", "ayu");
  e2e_see (e2e, "Keyring terkunci. Kosongkan password untuk membukanya");
  return e2e;
}

static void
start_by_password (E2e *e2e)
{
  e2e_type (e2e, "Password", "latihan");
  start (e2e);
  e2e_see (e2e, "Perlu tindakan*");
}

static void
work_by_password (E2e *e2e)
{
  start_by_password (e2e);
  e2e_open (e2e, HOME);
  e2e_receive (e2e);
}

/* The agent closes the keyring's window. */
static void
test_dismissed (void)
{
  E2e *e2e = find_locked ("keyring-dismissed");
  g_autoptr (TuntasDriver) prompt = NULL;

  start (e2e);
  prompt = tuntas_driver_new ("gcr-prompter", 0);
  g_assert_true (tuntas_driver_wait (prompt, is_dismissed, prompt));
  e2e_see (e2e, "Keyring tidak jadi dibuka. Kosongkan password lalu coba lagi*");
  e2e_picture (e2e);
  work_by_password (e2e);
  e2e_free (e2e);
}

/* The agent does not answer it: ours goes on, and what was begun can be given up. */
static void
test_unanswered (void)
{
  E2e *e2e = find_locked ("keyring-unanswered");
  g_autoptr (TuntasDriver) prompt = NULL;

  start (e2e);
  prompt = tuntas_driver_new ("gcr-prompter", 0);
  e2e_press (e2e, "Batal");
  e2e_picture (e2e);
  /* The keyring's window has the keys as long as it is there. */
  start_by_password (e2e);
  e2e_free (e2e);
}

static gboolean
says_no_answer (gpointer user_data)
{
  E2e *e2e = user_data;

  if (tuntas_driver_shows (e2e->driver, NULL, ATSPI_ROLE_INVALID, "Keyring tidak menjawab*"))
    return TRUE;
  /* It is asked only when the typing has paused. */
  e2e_pass (e2e, 1);
  return FALSE;
}

/* The keyring hears and says nothing: the deadline is ours, and the agent works without it. */
static void
test_silent (void)
{
  E2e *e2e = e2e_prepare ("keyring-silent", MORNING);
  pid_t keyring = real_keyring_pid ();

  g_assert_cmpint (kill (keyring, SIGSTOP), ==, 0);
  e2e_start_page (e2e, window_program);
  e2e_type (e2e, "Login", "ayu");
  g_assert_true (tuntas_driver_wait (e2e->driver, says_no_answer, e2e));
  e2e_picture (e2e);
  work_by_password (e2e);
  g_assert_cmpint (kill (keyring, SIGKILL), ==, 0);
  e2e_free (e2e);
}

/* Each in a session of its own: gnome-keyring 42.1 ends itself at the window after one that was closed. */
static const struct { const char *name; void (*test) (void); } cases[] = {
  { "saved", test_saved },
  { "dismissed", test_dismissed },
  { "unanswered", test_unanswered },
  { "silent", test_silent },
};

int
main (int argc, char **argv)
{
  gboolean known = FALSE;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  window_program = argv[1];
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (g_str_equal (argv[2], cases[i].name))
      {
        g_autofree char *path = g_strconcat ("/e2e/keyring/", cases[i].name, NULL);

        g_test_add_func (path, cases[i].test);
        known = TRUE;
      }
  g_assert_true (known);
  return g_test_run ();
}
