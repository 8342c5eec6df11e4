/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-programs.h"

static void
ignore_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
}

/* What a program sent last before it was ended may be read after it counts as gone, and libatspi then looks for its
 * controls in a table that it has given up. */
static gboolean
is_of_the_dead (const char *domain, const char *message)
{
  return g_strcmp0 (domain, "GLib") == 0 &&
         g_pattern_match_simple ("g_hash_table_*: assertion 'hash_table != NULL' failed", message);
}

static void
write_unless_dead_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  if (!is_of_the_dead (domain, message))
    g_log_default_handler (domain, level, message, NULL);
}

static gboolean
is_fatal_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  return g_strcmp0 (domain, "dbind") != 0 && !is_of_the_dead (domain, message);
}

/* libatspi warns of every control that goes while it is asked: no reason for a test with fatal warnings to end, nor
 * to write that it bails out. */
static void
quieten_bus (void)
{
  const GLogLevelFlags fatal = G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION;

  g_log_set_handler ("dbind", G_LOG_LEVEL_MASK | fatal, ignore_cb, NULL);
  g_log_set_handler ("GLib", G_LOG_LEVEL_CRITICAL | fatal, write_unless_dead_cb, NULL);
  g_test_log_set_fatal_handler (is_fatal_cb, NULL);
}

void
tuntas_programs_join (int answer_ms)
{
  quieten_bus ();
  atspi_init ();
  atspi_set_timeout (answer_ms, answer_ms);
}

/* What libatspi remembers may be of before a program was started again. n: how many there are. (nullable)
 * (transfer full) */
static AtspiAccessible *
look_at_desktop (int *n)
{
  AtspiAccessible *desktop = atspi_get_desktop (0);

  if (desktop != NULL)
    tuntas_accessible_forget_children (desktop);
  *n = desktop != NULL ? atspi_accessible_get_child_count (desktop, NULL) : 0;
  return desktop;
}

AtspiAccessible *
tuntas_programs_find (const char *name, GPid *pid)
{
  int n;
  g_autoptr (AtspiAccessible) desktop = look_at_desktop (&n);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) program = atspi_accessible_get_child_at_index (desktop, i, NULL);
      g_autofree char *own_name = program != NULL ? tuntas_accessible_dup_raw_name (program) : NULL;
      GPid process = program != NULL ? (GPid) atspi_accessible_get_process_id (program, NULL) : 0;

      if (process > 0 && (name == NULL || g_strcmp0 (own_name, name) == 0) && (*pid == 0 || process == *pid))
        {
          *pid = process;
          return g_steal_pointer (&program);
        }
    }
  return NULL;
}

void
tuntas_programs_dump (void)
{
  int n;
  g_autoptr (AtspiAccessible) desktop = look_at_desktop (&n);

  g_printerr ("%d programs are on the accessibility bus:\n", n);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) program = atspi_accessible_get_child_at_index (desktop, i, NULL);
      g_autofree char *name = program != NULL ? tuntas_accessible_dup_raw_name (program) : NULL;

      g_printerr ("  %s (process %d)\n", name != NULL ? name : "without a name",
                  program != NULL ? (int) atspi_accessible_get_process_id (program, NULL) : 0);
    }
}
