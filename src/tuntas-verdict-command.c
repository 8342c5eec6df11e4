/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-verdict-command.h"

#include "tuntas-command-parts.h"
#include "tuntas-store.h"
#include "tuntas-verdict.h"
#include "tuntas-wiring.h"
#include "tuntas-words.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define EXIT_NO_CASE 1

typedef struct
{
  const char *ticket;   /* (nullable): all of them */
  const char *language;
  TuntasProcedure *procedure;
  guint n_cases;
  guint kinds[TUNTAS_VERDICT_DEPARTS + 1];
  GHashTable *silent;   /* (element-type utf8 guint): how often each silent place was used, over all cases */
  gboolean failed;
} Audit;

static const char *
word (const Audit *audit, const char *name)
{
  const TuntasText *text = tuntas_procedure_find_text (audit->procedure, name);

  return text != NULL ? tuntas_text_in (text, audit->language) : name;
}

static void
print_findings (const Audit *audit, const TuntasVerdict *verdict, TuntasCase *state)
{
  GTimeZone *zone = tuntas_case_get_zone (state);
  const char *label = tuntas_words_zone_label (tuntas_case_get_zone_id (state));

  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const TuntasVerdictFinding *finding = g_ptr_array_index (verdict->findings, i);
      g_autofree char *clock = tuntas_words_clock (zone, finding->at, 0);

      g_print ("  %s  %s %s  %s  %s\n", finding->clause != NULL ? finding->clause : "-", clock, label, finding->agent,
               finding->happened);
      if (finding->should != NULL)
        g_print ("      %s: %s\n", word (audit, "verdict-should"), finding->should);
      if (finding->reason != NULL)
        g_print ("      %s: %s\n", word (audit, "verdict-reason"), finding->reason);
    }
}

static void
print_silent (const Audit *audit, const TuntasVerdict *verdict)
{
  if (verdict->silent->len > 0)
    g_print ("  %s:\n", word (audit, "verdict-silent"));
  for (guint i = 0; i < verdict->silent->len; i++)
    {
      const TuntasSilentCount *count = g_ptr_array_index (verdict->silent, i);

      g_print ("    %s ×%u  %s\n", count->place, count->times, count->text != NULL ? count->text : "");
    }
}

static void
print_case (const Audit *audit, const TuntasVerdict *verdict, TuntasCase *state)
{
  TuntasProcedure *procedure = tuntas_case_get_procedure (state);
  const char *revision = tuntas_procedure_get_revision (procedure);

  g_print ("%s · %s%s%s · SHA-256 %.16s…\n%s\n", tuntas_case_get_ticket (state), tuntas_procedure_get_document (procedure),
           *revision != '\0' ? " rev. " : "", revision, tuntas_procedure_get_sha256 (procedure), verdict->headline);
  print_findings (audit, verdict, state);
  print_silent (audit, verdict);
}

static void
count_silent (Audit *audit, const TuntasVerdict *verdict)
{
  for (guint i = 0; i < verdict->silent->len; i++)
    {
      const TuntasSilentCount *count = g_ptr_array_index (verdict->silent, i);
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (audit->silent, count->place));

      g_hash_table_replace (audit->silent, g_strdup (count->place), GUINT_TO_POINTER (before + count->times));
    }
}

static void
judge_case (Audit *audit, TuntasProcedures *procedures, const TuntasStoredCase *stored)
{
  TuntasEvent *opening = g_ptr_array_index (stored->events, 0);
  const char *zone_id = tuntas_event_get (opening, "zone");
  g_autoptr (GTimeZone) zone = zone_id != NULL ? g_time_zone_new_identifier (zone_id) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasCase) state = tuntas_case_fold (procedures, zone, stored->events, &error);
  g_autoptr (TuntasVerdict) verdict = NULL;

  if (state == NULL)
    {
      g_printerr ("tuntas verdict: %s: %s\n", stored->ticket_id, error->message);
      audit->failed = TRUE;
      return;
    }
  verdict = tuntas_verdict_new (state, audit->language);
  audit->n_cases++;
  audit->kinds[verdict->kind]++;
  count_silent (audit, verdict);
  if (audit->ticket != NULL)
    print_case (audit, verdict, state);
}

/* Reading a journal */

typedef struct
{
  Audit *audit;
  const char *directory;
  GMainLoop *loop;
} Reading;

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;

  tuntas_store_close_finish (TUNTAS_STORE (source), result, NULL);
  g_object_unref (source);
  g_main_loop_quit (reading->loop);
}

static void
complain (Reading *reading, const GError *error)
{
  g_printerr ("tuntas verdict: %s: %s\n", reading->directory, error->message);
  reading->audit->failed = TRUE;
}

/* (transfer full): what the cases of that journal go by. One that cannot be read is told; its cases then fail. */
static TuntasProcedures *
shelve (Reading *reading, const TuntasStoreContents *contents)
{
  TuntasProcedures *procedures = tuntas_procedures_new (reading->audit->procedure);
  g_autoptr (GHashTable) refused = tuntas_store_contents_shelve (contents, procedures);
  GHashTableIter iter;
  gpointer reason;

  g_hash_table_iter_init (&iter, refused);
  while (g_hash_table_iter_next (&iter, NULL, &reason))
    g_printerr ("tuntas verdict: %s: procedure %s\n", reading->directory, (const char *) reason);
  return procedures;
}

static void
judge_cases (Reading *reading, const TuntasStoreContents *contents)
{
  g_autoptr (TuntasProcedures) procedures = shelve (reading, contents);

  for (guint i = 0; i < contents->cases->len; i++)
    {
      const TuntasStoredCase *stored = g_ptr_array_index (contents->cases, i);

      if (stored->events->len > 0 &&
          (reading->audit->ticket == NULL || strcmp (stored->ticket_id, reading->audit->ticket) == 0))
        judge_case (reading->audit, procedures, stored);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasStoreContents) contents = tuntas_store_load_finish (TUNTAS_STORE (source), result, &error);

  if (contents != NULL)
    judge_cases (reading, contents);
  else
    complain (reading, error);
  tuntas_store_close_async (TUNTAS_STORE (source), NULL, closed_cb, reading);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (GError) error = NULL;
  TuntasStore *store = tuntas_store_open_finish (result, &error);

  if (store == NULL)
    {
      complain (reading, error);
      g_main_loop_quit (reading->loop);
      return;
    }
  tuntas_store_load_async (store, NULL, loaded_cb, reading);
}

static void
read_journal (Audit *audit, const char *directory)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (TuntasExecutor) executor = tuntas_executor_new_inline ();
  g_autofree char *machine = tuntas_wiring_dup_machine_id ();
  Reading reading = { audit, directory, loop };

  tuntas_store_open_async (directory, machine, g_get_real_time () / G_USEC_PER_SEC, NULL, executor, NULL, opened_cb,
                           &reading);
  g_main_loop_run (loop);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The accounts' folders, in the order of their names. */
static void
read_journals (Audit *audit, const char *root)
{
  g_autoptr (GDir) folder = g_dir_open (root, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *journal = g_build_filename (root, name, "journal.db", NULL);

      if (g_file_test (journal, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (names, g_build_filename (root, name, NULL));
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    read_journal (audit, g_ptr_array_index (names, i));
}

static void
print_summary (const Audit *audit)
{
  static const char *const headlines[] = { "verdict-open", "verdict-conforms", "verdict-remarks", "verdict-departs" };
  GPtrArray *places = tuntas_procedure_get_silent_places (audit->procedure);

  g_print ("%u %s\n", audit->n_cases, word (audit, "verdict-cases"));
  for (guint i = 0; i < G_N_ELEMENTS (headlines); i++)
    g_print ("  %u  %s\n", audit->kinds[i], word (audit, headlines[i]));
  if (g_hash_table_size (audit->silent) > 0)
    g_print ("%s:\n", word (audit, "verdict-silent"));
  for (guint i = 0; i < places->len; i++)
    {
      const TuntasSilentPlace *place = g_ptr_array_index (places, i);
      guint times = GPOINTER_TO_UINT (g_hash_table_lookup (audit->silent, place->id));

      if (times > 0)
        g_print ("  %s ×%u  %s\n", place->id, times, tuntas_text_in (place->text, audit->language));
    }
}

int
tuntas_verdict_command_run (int argc, char **argv)
{
  g_autofree char *data = NULL;
  g_autofree char *site_file = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, "Where the accounts' folders are, instead of the user's data", "DIR" },
    { "site", 0, 0, G_OPTION_ARG_FILENAME, &site_file, "The site's settings instead of the system's", "FILE" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[TICKET]");
  g_autoptr (GHashTable) silent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TuntasSite) site = NULL;
  g_autoptr (GError) error = NULL;
  Audit audit = { .silent = silent };

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) ||
      (site = tuntas_wiring_load_site (site_file, &error)) == NULL)
    {
      g_printerr ("tuntas verdict: %s\n", error->message);
      return TUNTAS_EXIT_MALFORMED;
    }
  if (argc > 2)
    {
      g_printerr ("tuntas verdict: one TICKET at most is wanted\n");
      return TUNTAS_EXIT_MALFORMED;
    }
  audit.ticket = argc == 2 ? argv[1] : NULL;
  audit.procedure = site->procedure;
  audit.language = site->station->language;
  if (data == NULL)
    data = g_build_filename (g_get_user_data_dir (), "tuntas", NULL);
  read_journals (&audit, data);
  if (audit.ticket == NULL)
    print_summary (&audit);
  else if (audit.n_cases == 0 && !audit.failed)
    g_printerr ("tuntas verdict: %s: no case of this ticket in %s\n", audit.ticket, data);
  if (audit.failed)
    return TUNTAS_EXIT_MALFORMED;
  return audit.ticket != NULL && audit.n_cases == 0 ? EXIT_NO_CASE : EXIT_SUCCESS;
}
