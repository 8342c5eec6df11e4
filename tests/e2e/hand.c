/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand.h"

#include "tuntas-clipboard.h"
#include "tuntas-data.h"

#include <string.h>

#define W03 "/io/github/tuntas/Tuntas/procedures/IN.OCC.TENESA.W-03.json"
#define COLUMNS "Incident\tCustomer Name\tContact Name\tContact Email\tContact Phone\tService Type\tService No\t" \
                "Status\tStatus Date\tCause\tActual Solution\tSummary\tWitel\n"

/* The hand */

#define MORNING "2026-11-23T09:00:00+07:00"

static const char *window_program;

/* The next call can be made. */
void
hand_see_calls (E2e *e2e)
{
  e2e_see (e2e, "Telepon");
}

void
hand_suggested (guint times)
{
  while (times-- > 0)
    e2e_activate ("suggested", NULL);
}

void
hand_begin (const char *act)
{
  g_autofree char *parameter = g_strdup_printf ("'%s'", act);

  e2e_activate ("act", parameter);
}

void
hand_go_to (E2e *e2e, const char *ticket)
{
  g_autofree char *parameter = g_strdup_printf ("'%s'", ticket);
  g_autofree char *head = g_strdup_printf ("%s · * · *xx*", ticket);

  g_print ("# %s\n", ticket);
  e2e_activate ("show-ticket", parameter);
  e2e_see (e2e, head);
}

void
hand_paste_list (E2e *e2e, const char *text, const char *group)
{
  e2e_paste (e2e, text);
  e2e_take_list (e2e, group);
}

/* RFO and repair came with the list. */
void
hand_recheck (E2e *e2e)
{
  e2e_press (e2e, "Diterima, cek ulang*");
  e2e_see (e2e, "Diterima, cek ulang: port ODP rusak");
}

void
hand_receive (E2e *e2e, const char *ticket)
{
  hand_go_to (e2e, ticket);
  hand_recheck (e2e);
  e2e_press (e2e, "Sudah terselesaikan*");
  e2e_see (e2e, "Hasil cek*");
  hand_suggested (1);
  hand_see_calls (e2e);
}

void
hand_call (E2e *e2e, const char *outcome)
{
  e2e_press (e2e, "Telepon");
  e2e_see (e2e, E2E_CALLING);
  e2e_pass (e2e, 30);
  e2e_press (e2e, outcome);
}

void
hand_call_in_vain (E2e *e2e)
{
  e2e_press (e2e, "Telepon");
  e2e_end_call (e2e, "Tidak diangkat (RNA)*");
}

void
hand_drop (E2e *e2e)
{
  e2e_press (e2e, "Terputus*");
  hand_see_calls (e2e);
}

/* Cause and repair are told to the PIC; then the answer. */
void
hand_speak (E2e *e2e, const char *answer)
{
  e2e_see (e2e, "Yang menjawab");
  e2e_press (e2e, "PIC*");
  e2e_press (e2e, "Minta izin*");
  e2e_press (e2e, answer);
}

/* What was asked for last ends the case, and is no more held. */
void
hand_end_case (E2e *e2e)
{
  e2e_see (e2e, "Akan dikirim*");
  hand_suggested (1);
  e2e_see (e2e, "* Dikirim dalam *");
  e2e_pass (e2e, 11);
}

/* Copying out */

typedef struct
{
  const char *pattern;
  char *text;
} Copied;

static gboolean
was_copied (gpointer user_data)
{
  Copied *copied = user_data;

  g_free (copied->text);
  copied->text = tuntas_clipboard_read ();
  return g_pattern_match_simple (copied->pattern, copied->text);
}

/* (transfer full): what the suggested key copies, which is to be like that. */
static char *
copy (E2e *e2e, const char *pattern)
{
  Copied copied = { pattern, NULL };

  hand_suggested (1);
  if (!tuntas_driver_wait (e2e->driver, was_copied, &copied))
    tuntas_driver_fail (e2e->driver, "not “%s” was copied, but “%s”", pattern, copied.text);
  return copied.text;
}

static void
check_copy (E2e *e2e, const char *pattern)
{
  g_autofree char *text = copy (e2e, pattern);
}

char *
hand_take_note (E2e *e2e)
{
  char *note;

  e2e_see (e2e, "Keterangan di Nossa: salin*");
  note = copy (e2e, "*[TTS *");
  hand_suggested (1);
  e2e_see_gone (e2e, "Keterangan di Nossa: salin*");
  return note;
}

void
hand_copy_note (E2e *e2e)
{
  g_autofree char *note = hand_take_note (e2e);
}

void
hand_copy_status (E2e *e2e, const char *status)
{
  g_autofree char *task = g_strdup_printf ("Ubah status di Nossa menjadi %s*", status);

  e2e_see (e2e, task);
  check_copy (e2e, status);
  hand_suggested (1);
  e2e_see_gone (e2e, task);
}

/* The note and the status that end a case; proof gets the row by which a later list shows both. */
void
hand_copy_end (E2e *e2e, const char *ticket, const char *status, GString *proof)
{
  g_autofree char *note = g_strdelimit (hand_take_note (e2e), "\t\n", ' ');

  hand_copy_status (e2e, status);
  g_string_append_printf (proof, "%s\t%s\t2026-11-24 23:00\t%s\t\n", ticket, status, note);
}

void
hand_send_by_webmail (E2e *e2e)
{
  e2e_press (e2e, "Kirim keduanya*");
  e2e_see (e2e, "Kirim email ke noc@uji.example lewat webmail*");
  check_copy (e2e, "noc@uji.example");
  check_copy (e2e, "*IN19*");
  check_copy (e2e, "*port ODP rusak*pindah port*");
  hand_suggested (1);
}

/* What several tickets have */

/* A call that was made on another telephone. call_back (nullable). */
void
hand_log_call (E2e *e2e, const char *outcome, const char *call_back)
{
  hand_see_calls (e2e);
  hand_begin ("log-call");
  e2e_type (e2e, "Nomor telepon", "0800000009");
  e2e_type (e2e, "Ditelepon pukul", "5 mnt");
  e2e_press_in (e2e, outcome);
  if (call_back != NULL)
    e2e_type (e2e, "Dihubungi kembali pukul", call_back);
  e2e_type (e2e, "Alasan dicatat belakangan", "Komputer mati");
  hand_suggested (1);
}

void
hand_ask_coordinator (E2e *e2e, const char *decision)
{
  hand_begin ("escalate");
  e2e_type (e2e, "Pertanyaan untuk koordinator", "apakah boleh?");
  hand_suggested (1);
  hand_copy_note (e2e);
  hand_begin ("instructed");
  e2e_type (e2e, "Diputuskan oleh", "Bu Sari");
  e2e_press_in (e2e, decision);
  e2e_type (e2e, "Alasan", "sesuai rapat");
}

void
hand_pend (E2e *e2e, const char *ticket, const char *until)
{
  g_autofree char *task = g_strdup_printf ("Ubah status di Nossa menjadi PENDING sampai %s*", until);

  hand_receive (e2e, ticket);
  for (guint i = 0; i < 3; i++)
    hand_call_in_vain (e2e);
  e2e_press (e2e, "Pending tiket*");
  e2e_see (e2e, task);
}

/* The desk */

static void
write_by_webmail (E2e *e2e)
{
  g_autofree char *site = NULL;
  g_autofree char *by_webmail = NULL;

  g_assert_true (g_file_get_contents (e2e->site, &site, NULL, NULL));
  by_webmail = g_strconcat (site, "[mail]\nway = webmail\n", NULL);
  g_assert_true (g_file_set_contents (e2e->site, by_webmail, -1, NULL));
}

void
hand_start (E2e *e2e, const HandWalk *walk)
{
  g_autoptr (GString) list = g_string_new (COLUMNS);
  g_autofree char *group = g_strdup_printf ("Baru %u", g_strv_length ((GStrv) walk->ids));

  e2e_start_lists (e2e, window_program);
  for (guint i = 0; walk->ids[i] != NULL; i++)
    g_string_append_printf (list, "%s\tPT Uji %u\tRatna\tnoc@uji.example\t0800-0000-09%02u\t%s\t%u\tSALAMSIM\t"
                                  "2026-11-23 08:00\tport ODP rusak\tpindah port\tMATI TOTAL\tBANDUNG\n",
                            walk->ids[i], i, i, walk->services[i], 1310000090 + i);
  hand_paste_list (e2e, list->str, group);
}

/* What was gone */

static TuntasProcedure *
load_procedure (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (tuntas_data_get_resource (), W03, 0, &error);
  TuntasProcedure *procedure;

  g_assert_no_error (error);
  procedure = tuntas_procedure_new_from_bytes (bytes, "W-03", &error);
  g_assert_no_error (error);
  return procedure;
}

static void
check_branches (E2e *e2e, BranchesPart part)
{
  g_autoptr (TuntasProcedure) procedure = load_procedure ();
  g_autofree char *journal = e2e_find_journal (e2e);
  g_autoptr (GHashTable) wanted = branches_of_procedure (procedure);
  g_autoptr (GHashTable) gone = branches_of_journal (procedure, journal);
  g_autofree char *missing = branches_missing (wanted, gone, part);
  g_autofree char *unknown = branches_missing (gone, wanted, BRANCHES_ALL);

  g_print ("# figure branches-by-paste %u of-%u\n", g_hash_table_size (gone), g_hash_table_size (wanted));
  if (*missing != '\0')
    g_error ("These branches of W-03 were not gone:%s", missing);
  /* The other direction shows that what is wanted leaves nothing out. */
  if (*unknown != '\0')
    g_error ("These branches were gone, and the procedure does not have them:%s", unknown);
}

/* The program */

static void
test_walk (gconstpointer data)
{
  const HandWalk *walk = data;
  g_autofree char *name = g_strconcat ("branches-", walk->name, NULL);
  E2e *e2e = e2e_prepare (name, MORNING);
  g_autoptr (GString) proof = g_string_new ("Incident\tStatus\tStatus Date\tLast Updated Work Log\tSummary\n");

  write_by_webmail (e2e);
  hand_start (e2e, walk);
  walk->walk (e2e, proof);
  e2e_picture (e2e);
  e2e_end (e2e);
  check_branches (e2e, walk->part);
  e2e_free (e2e);
}

int
hand_main (int argc, char **argv, const HandWalk *walk)
{
  g_autofree char *path = g_strconcat ("/e2e/branches/", walk->name, NULL);

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];

  g_test_add_data_func (path, walk, test_walk);
  return g_test_run ();
}
