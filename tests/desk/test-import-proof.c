/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importing.h"

#include <string.h>

/* What a list proves of that which the agent copied into Nossa. */

static const TuntasSending *
find_sending (Shift *shift, TuntasEffectKind kind)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (shift_item (shift, DATIN));

  for (guint i = 0; i < sendings->len; i++)
    if (((TuntasSending *) g_ptr_array_index (sendings, i))->kind == kind)
      return g_ptr_array_index (sendings, i);
  g_assert_not_reached ();
}

/* Pended, the status copied into Nossa by the agent, the note of the e-mail still to be copied. */
static Shift *
pended_by_hand (void)
{
  Shift *shift = importing_alone ("write=paste\n");

  shift_receive_and_check (shift, DATIN);
  for (guint i = 0; i < 3; i++)
    shift_call (shift, DATIN, DATIN_PHONE, "no-answer");
  shift_act (shift, DATIN, "pend", NULL);
  shift_wait_for (shift, DATIN, TUNTAS_EFFECT_STATUS, TUNTAS_SENDING_WAITING, "paste");
  g_assert_no_error (shift_decide (shift, DATIN, find_sending (shift, TUNTAS_EFFECT_STATUS)->id, TUNTAS_SENDING_CONFIRM,
                                   NULL));
  shift_act (shift, DATIN, "inform", NULL);
  shift_wait_for (shift, DATIN, TUNTAS_EFFECT_NOTE, TUNTAS_SENDING_WAITING, "paste");
  return shift;
}

static void
test_proved (void)
{
  Shift *shift = pended_by_hand ();
  g_autofree char *reference = g_strdup (find_sending (shift, TUNTAS_EFFECT_NOTE)->reference);
  g_autofree char *list = g_strdup_printf ("Incident;Status;Status Date;Worklog Summary\n"
                                           DATIN ";PENDING;23-11-2026 09:20;\"3x RNA\n[TTS 1.2.7 p1=3 #%s]\"\n",
                                           reference);
  g_autoptr (TuntasImport) import = importing_preview (shift, list), again = NULL;
  g_autoptr (TuntasImportOutcome) outcome = NULL;
  guint n_events;

  g_assert_cmpuint (import->n_proofs, ==, 2);
  g_assert_cmpstr (find_sending (shift, TUNTAS_EFFECT_STATUS)->evidence, ==, "agent");
  outcome = importing_take (shift, import);
  g_assert_cmpuint (outcome->n_proved, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpstr (find_sending (shift, TUNTAS_EFFECT_STATUS)->evidence, ==, "list");
      g_assert_cmpint (find_sending (shift, TUNTAS_EFFECT_NOTE)->state, ==, TUNTAS_SENDING_PROVED);
      g_assert_cmpstr (find_sending (shift, TUNTAS_EFFECT_NOTE)->evidence, ==, "list");
      shift_restart (shift);
    }
  n_events = tuntas_case_get_events (tuntas_desk_item_get_case (shift_item (shift, DATIN)))->len;
  again = importing_preview (shift, list);
  g_assert_false (tuntas_import_has_changes (again));
  g_clear_pointer (&outcome, tuntas_import_outcome_free);
  outcome = importing_take (shift, again);
  g_assert_cmpuint (outcome->n_proved, ==, 0);
  g_assert_cmpuint (tuntas_case_get_events (tuntas_desk_item_get_case (shift_item (shift, DATIN)))->len, ==, n_events);
  shift_free (shift);
}

/* Another status, a time before the act, another note's reference: nothing of that is proof. */
static void
test_not_proved (void)
{
  static const char *const rows[] = {
    DATIN ";SALAMSIM;23-11-2026 09:20;\n",
    DATIN ";PENDING;23-11-2026 08:20;\n",
    DATIN ";;;[TTS 1.2.7 p1=3 #aaaaaa]\n",
    OTHER ";PENDING;23-11-2026 09:20;\n",
  };
  Shift *shift = pended_by_hand ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *list = g_strconcat ("Incident;Status;Status Date;Worklog Summary\n", rows[i], NULL);
      g_autoptr (TuntasImport) import = importing_preview (shift, list);

      g_test_message ("%s", rows[i]);
      g_assert_cmpuint (import->n_proofs, ==, 0);
    }
  shift_free (shift);
}

/* The list tells before the agent does: what was copied is kept as what was said, whatever is known by then. */
static void
test_copied_words (void)
{
  Shift *shift = pended_by_hand ();
  const TuntasSending *note = find_sending (shift, TUNTAS_EFFECT_NOTE);
  g_autofree char *list = g_strdup_printf ("Incident;Worklog Summary\n" DATIN ";#%s\n", note->reference);
  g_autofree char *name = g_strdup_printf ("copied:%" G_GINT64_FORMAT, note->id);
  g_autofree char *copied = tuntas_desk_copy_sending (shift->desk, shift_item (shift, DATIN), note->id);
  g_autofree char *kept = NULL;

  g_assert_cmpstr (tuntas_desk_item_get_draft (shift_item (shift, DATIN), name), ==, copied);
  tuntas_desk_put_draft (shift->desk, shift_item (shift, DATIN), name, "yang disalin");
  importing_take_list (shift, list);
  kept = tuntas_desk_dup_sending_text (shift->desk, shift_item (shift, DATIN),
                                       find_sending (shift, TUNTAS_EFFECT_NOTE)->id);
  g_assert_cmpstr (kept, ==, "yang disalin");
  g_assert_null (tuntas_desk_item_get_draft (shift_item (shift, DATIN), name));
  shift_free (shift);
}

/* A monitoring ticket that the agent made, with its number or without. */
static Shift *
monitored_by_hand (void)
{
  Shift *shift = importing_alone ("write=paste\n");

  shift_receive_and_check (shift, DATIN);
  shift_call (shift, DATIN, DATIN_PHONE, "connected");
  shift_act (shift, DATIN, "normal-monitoring", "told", "true", NULL);
  shift_pass (shift, 11);
  shift_wait_for (shift, DATIN, TUNTAS_EFFECT_CREATE, TUNTAS_SENDING_WAITING, "paste");
  return shift;
}

#define MADE_HEADER "Incident;Status;Reported Date;Summary\n"
#define MADE "IN190000431"
/* A status and a time of report, before and after the agent's act. */
#define OLD ";NEW;23-11-2026 07:00;"
#define NEW ";NEW;23-11-2026 10:00;"

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tuntas_desk_decide_finish (TUNTAS_DESK (source), result, &error));
  *(gboolean *) user_data = TRUE;
}

/* The number that was typed is proved by that ticket, where it names the old one, whatever its status. */
static void
test_created (void)
{
  Shift *shift = monitored_by_hand ();
  g_autoptr (TuntasImport) other = NULL;
  gboolean created = FALSE;

  tuntas_desk_confirm_created_async (shift->desk, shift_item (shift, DATIN),
                                     find_sending (shift, TUNTAS_EFFECT_CREATE)->id, MADE, NULL, created_cb, &created);
  shift_wait (shift, "the number", shift_is_true, &created);
  other = importing_preview (shift, MADE_HEADER MADE NEW "PERMINTAAN LAIN\nIN190000432" NEW "lanjutan " DATIN "\n"
                             MADE NEW "lanjutan " DATIN "9\n");
  g_assert_cmpuint (other->n_proofs, ==, 0);
  importing_take_list (shift, MADE_HEADER MADE OLD "MONITORING, lanjutan tiket " DATIN "\n");
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpstr (find_sending (shift, TUNTAS_EFFECT_CREATE)->evidence, ==, "list:" MADE);
      shift_restart (shift);
    }
  shift_free (shift);
}

/* Before the number is typed the list can tell it; what follows names it. Two that could be it prove nothing, and one
 * of before the act neither. */
static void
test_created_found (void)
{
  Shift *shift = monitored_by_hand ();
  g_autoptr (TuntasImport) two = NULL;
  g_autoptr (TuntasImport) untimed = NULL;
  g_autofree char *note = NULL;

  two = importing_preview (shift, MADE_HEADER MADE NEW "lanjutan " DATIN "\nIN190000432" NEW "lanjutan " DATIN "\n");
  g_assert_cmpuint (two->n_proofs, ==, 0);
  untimed = importing_preview (shift, MADE_HEADER MADE ";NEW;;lanjutan " DATIN "\n");
  g_assert_cmpuint (untimed->n_proofs, ==, 0);
  importing_take_list (shift, MADE_HEADER "IN190000430" OLD "lanjutan " DATIN "\n" MADE NEW "lanjutan " DATIN "\n");
  g_assert_cmpint (find_sending (shift, TUNTAS_EFFECT_CREATE)->state, ==, TUNTAS_SENDING_PROVED);
  g_assert_cmpstr (find_sending (shift, TUNTAS_EFFECT_CREATE)->evidence, ==, "list:" MADE);
  note = tuntas_desk_dup_sending_text (shift->desk, shift_item (shift, DATIN),
                                       find_sending (shift, TUNTAS_EFFECT_NOTE)->id);
  g_assert_nonnull (strstr (note, MADE));
  shift_free (shift);
}

/* Where programs write, they read back too, and a list proves nothing. */
static void
test_not_by_hand (void)
{
  Shift *shift = importing_alone (NULL);
  g_autoptr (TuntasImport) import = NULL;

  shift_receive_and_check (shift, DATIN);
  for (guint i = 0; i < 3; i++)
    shift_call (shift, DATIN, DATIN_PHONE, "no-answer");
  shift_act (shift, DATIN, "pend", NULL);
  import = importing_preview (shift, "Incident;Status;Status Date\n" DATIN ";PENDING;23-11-2026 09:20\n");
  g_assert_cmpuint (import->n_proofs, ==, 0);
  shift_free (shift);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/import/proved", test_proved);
  g_test_add_func ("/desk/import/copied-words", test_copied_words);
  g_test_add_func ("/desk/import/created", test_created);
  g_test_add_func ("/desk/import/created-found", test_created_found);
  g_test_add_func ("/desk/import/not-proved", test_not_proved);
  g_test_add_func ("/desk/import/not-by-hand", test_not_by_hand);
  return g_test_run ();
}
