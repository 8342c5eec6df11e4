/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

#include "tuntas-acknowledged.h"
#include "tuntas-revised.h"

#include <glib/gstdio.h>
#include <string.h>

/* After an exercise, in the real window: an exam is gone through and printed, the progress says what it came to and
 * prints a certificate, the session is gone through again, and a new revision of the instruction is read. The clock is
 * the test's. */

#define TEN "2026-11-23T10:00:00+07:00" /* when the exercise begins */
#define POTS "POTS: tiga panggilan tidak terhubung"

static const char *window_program;

/* What the trainee did on days before: the exam is the last that wants 1.2.10. */
static const char earlier[] =
  "{\"format\":1,\"runs\":["
  "{\"at\":\"2026-11-20T02:00:00Z\",\"scenario\":\"datin-day-pend\",\"mode\":\"alone\","
  "\"document\":\"IN.OCC.TENESA.W-03\",\"revision\":\"\",\"sha256\":\"\",\"passed\":false,\"points\":40,"
  "\"simulated_seconds\":4000,\"real_seconds\":400,\"conforming\":0,\"departed\":1,\"right\":[],\"wrong\":[\"1.2.7\"]},"
  "{\"at\":\"2026-11-21T02:00:00Z\",\"scenario\":\"datin-night-monitoring\",\"mode\":\"exam\","
  "\"document\":\"IN.OCC.TENESA.W-03\",\"revision\":\"\",\"sha256\":\"\",\"passed\":true,\"points\":96,"
  "\"simulated_seconds\":4000,\"real_seconds\":400,\"conforming\":1,\"departed\":0,"
  "\"right\":[\"1.2.1\",\"1.2.2\",\"1.2.3\",\"1.2.5\",\"1.2.6\",\"1.2.8\",\"1.2.9\"],\"wrong\":[]},"
  "{\"at\":\"2026-11-22T02:00:00Z\",\"scenario\":\"email-bounced\",\"mode\":\"exam\","
  "\"document\":\"IN.OCC.TENESA.W-03\",\"revision\":\"\",\"sha256\":\"\",\"passed\":true,\"points\":90,"
  "\"simulated_seconds\":4000,\"real_seconds\":400,\"conforming\":1,\"departed\":0,"
  "\"right\":[\"1.2.7\"],\"wrong\":[\"1.2.8\"]}]}";

/* (transfer full): in the trainee's folder. */
static char *
dup_path (E2e *e2e, const char *name)
{
  g_autofree char *folder = g_build_filename (e2e->home, "tuntas", "training", NULL);

  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, name, NULL);
}

/* Papers */

/* A paper that was saved where the dialog offers it, as another program reads it. */
static void
assert_on_paper (E2e *e2e, const char *name, const char *const *words)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *path = g_build_filename (documents != NULL ? documents : g_get_home_dir (), name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) reader = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "pdftotext", "-raw", path,
                                                     "-", NULL);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (reader, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (reader));
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) == NULL)
      tuntas_driver_fail (e2e->driver, "“%s” is not on the paper:\n%s", words[i], text);
}

static void
save (E2e *e2e, const char *name)
{
  g_autofree char *saved = g_strconcat ("Tersimpan: *", name, NULL);

  e2e_key (e2e, "Ctrl+s");
  e2e_press (e2e, "Simpan");
  e2e_see (e2e, saved);
}

/* The exam */

/* What an act asks for is filled in as far as the ticket knows it; choice (nullable): what has to be chosen. */
static void
act (E2e *e2e, const char *name, const char *choice)
{
  e2e_press (e2e, name);
  e2e_see (e2e, "Nanti saja");
  if (choice != NULL)
    e2e_press_in (e2e, choice);
  e2e_key (e2e, "Ctrl+Return");
  e2e_see_gone (e2e, "Nanti saja");
}

static void
call (E2e *e2e, const char *heard, const char *outcome)
{
  act (e2e, "Telepon", NULL);
  e2e_see (e2e, "*: Menyambungkan…");
  e2e_pass (e2e, 3);
  e2e_see (e2e, heard);
  e2e_pass (e2e, 40);
  act (e2e, "Hasil panggilan", outcome);
  e2e_see (e2e, "Tidak ada panggilan");
  e2e_pass (e2e, 300);
}

/* All as it should be but for one outcome, which is recorded as another that weighs the same, and one try of what is
 * not for that family. */
static void
sit_exam (E2e *e2e)
{
  e2e_press (e2e, "Mulai latihan");
  e2e_press (e2e, "Ujian");
  e2e_press (e2e, "Mulai: " POTS);
  e2e_see (e2e, "Apa yang Anda lakukan?");
  act (e2e, "Diterima, cek ulang", NULL);
  act (e2e, "Sudah terselesaikan, hubungi pelanggan", NULL);
  call (e2e, "*: Berdering…", "Tidak diangkat (RNA)");
  e2e_press (e2e, "Pending tiket");
  e2e_see (e2e, "*Dicatat 10.05: Pending tiket*");
  call (e2e, "*: Nada sibuk", "Mailbox");
  call (e2e, "*: Tiga nada naik", "Tidak aktif / di luar jangkauan");
  act (e2e, "Tutup, pelanggan belum terhubung", NULL);
  e2e_see (e2e, "Semua tiket selesai: lihat hasil");
  e2e_key (e2e, "Ctrl+e");
}

static void
look_at_debrief (E2e *e2e)
{
  static const char *const printed[] = {
    "Lulus", POTS, "Ujian", "IN.OCC.TENESA.W-03 · berlaku 01-08-2021, tanpa nomor revisi",
    "Hasil panggilan: 2 dari 3 tepat", "Yang terjadi", "Nada sibuk", "Yang dicatat", "Mailbox", "Seharusnya", "1.2.10",
    "Pemakaian waktu", NULL,
  };

  e2e_see (e2e, "Lulus");
  e2e_see (e2e, "Latihan 2 · " POTS);
  e2e_see (e2e, "*Hasil panggilan: 2 dari 3 tepat*");
  e2e_see (e2e, "*Yang terjadi: Nada sibuk. Yang dicatat: Mailbox. Seharusnya: Nada sibuk*");
  e2e_see (e2e, "Pemakaian waktu");
  e2e_picture (e2e);
  save (e2e, "tuntas-pots-unreached.pdf");
  e2e_picture (e2e);
  assert_on_paper (e2e, "tuntas-pots-unreached.pdf", printed);
}

static void
look_at_progress (E2e *e2e)
{
  static const char *const printed[] = {
    "Siti Nurhaliza", "IN.OCC.TENESA.W-03 · berlaku 01-08-2021, tanpa nomor revisi", "1.2.9", "1.2.10", NULL,
  };

  e2e_press (e2e, "Kemajuan");
  e2e_see (e2e, "3 dari 25 latihan lulus");
  e2e_see (e2e, "1.2.8 · salah di 1 dari 4 latihan terakhir");
  e2e_see (e2e, "Semua 9 klausul sudah lulus di ujian.");
  e2e_picture (e2e);
  e2e_key (e2e, "Ctrl+s");
  e2e_see (e2e, "Ketik nama Anda dulu.");
  e2e_type (e2e, "Nama Anda*", "Siti Nurhaliza");
  save (e2e, "tuntas-certificate.pdf");
  e2e_picture (e2e);
  assert_on_paper (e2e, "tuntas-certificate.pdf", printed);
}

/* Step by step, then the rest at once. */
static void
go_through_again (E2e *e2e)
{
  e2e_press (e2e, "Telusuri: " POTS "*");
  e2e_see (e2e, "Langkah 1 dari 9");
  e2e_see (e2e, "Diterima, cek ulang");
  e2e_see_gone (e2e, "Sudah terselesaikan, hubungi pelanggan");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Sudah terselesaikan, hubungi pelanggan");
  e2e_see (e2e, "10.00 WIB · IN900000102 · 1.2.2*Sesudahnya: Hubungi pelanggan, min. 3× · 0 panggilan terhitung");
  e2e_key (e2e, "Ctrl+End");
  e2e_see (e2e, "Hasil panggilan: Mailbox");
  e2e_see (e2e, "Langkah 9 dari 9");
  e2e_picture (e2e);
  e2e_key (e2e, "Escape");
  e2e_see (e2e, "Klausul yang masih sering salah");
}

static void
test_exam (void)
{
  E2e *e2e = e2e_prepare ("debrief-exam", TEN);
  g_autofree char *progress = dup_path (e2e, "progress.json");
  g_autofree char *acknowledged = dup_path (e2e, "acknowledged.json");

  g_assert_true (g_file_set_contents (progress, earlier, -1, NULL));
  e2e_start_first (e2e, window_program);
  sit_exam (e2e);
  look_at_debrief (e2e);
  /* By what was installed when this trainee first trained, a later one is compared. */
  g_assert_true (g_file_test (acknowledged, G_FILE_TEST_IS_REGULAR));
  e2e_key (e2e, "Escape");
  e2e_see (e2e, "Lulus: Ujian");
  look_at_progress (e2e);
  go_through_again (e2e);
  e2e_free (e2e);
}

/* Quitting in the middle of an exam does not escape it: it is asked about, and counts as it stands. */
static void
test_left (void)
{
  E2e *e2e = e2e_prepare ("debrief-left", TEN);
  g_autofree char *path = dup_path (e2e, "progress.json");
  g_autofree char *text = NULL;

  e2e_start_first (e2e, window_program);
  e2e_press (e2e, "Mulai latihan");
  e2e_press (e2e, "Ujian");
  e2e_press (e2e, "Mulai: " POTS);
  e2e_see (e2e, "Apa yang Anda lakukan?");
  act (e2e, "Diterima, cek ulang", NULL);
  e2e_key (e2e, "Ctrl+q");
  e2e_see (e2e, "1 tiket belum selesai. Yang sudah dikerjakan dinilai apa adanya.");
  e2e_picture (e2e);
  e2e_press (e2e, "Tetap di sini");
  e2e_see_gone (e2e, "1 tiket belum selesai. *");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  e2e_key (e2e, "Ctrl+q");
  e2e_press (e2e, "Keluar");
  g_assert_true (g_subprocess_wait_check (e2e->process, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"pots-unreached\""));
  g_assert_nonnull (strstr (text, "\"exam\""));
  e2e_free (e2e);
}

/* Where it cannot be kept that is said, and keeps nobody there. */
static void
test_not_kept (void)
{
  E2e *e2e = e2e_prepare ("debrief-not-kept", TEN);
  g_autofree char *path = dup_path (e2e, "progress.json");

  e2e_start_first (e2e, window_program);
  e2e_press (e2e, "Mulai latihan");
  e2e_press (e2e, "Ujian");
  e2e_press (e2e, "Mulai: " POTS);
  e2e_see (e2e, "Apa yang Anda lakukan?");
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  e2e_key (e2e, "Ctrl+q");
  e2e_see (e2e, "1 tiket belum selesai. *");
  e2e_press (e2e, "Keluar");
  e2e_see_gone (e2e, "1 tiket belum selesai. *");
  e2e_see (e2e, "*progress.json*");
  e2e_picture (e2e);
  e2e_press (e2e, "Keluar");
  g_assert_true (g_subprocess_wait_check (e2e->process, NULL, NULL));
  g_rmdir (path);
  e2e_free (e2e);
}

/* A new revision */

static void
test_revision (void)
{
  E2e *e2e = e2e_prepare ("debrief-revision", TEN);
  g_autofree char *path = dup_path (e2e, "acknowledged.json");
  g_autoptr (TuntasProcedure) older = tuntas_revised_w03 ("older", "\"revision\": \"\"", "\"revision\": \"00\"",
                                                         "\"first_round_min\": 3", "\"first_round_min\": 4", NULL);

  g_assert_true (tuntas_acknowledged_keep (path, older, NULL));
  e2e_start_first (e2e, window_program);
  e2e_press (e2e, "Mulai latihan");
  e2e_see (e2e, "Instruksi kerja berubah sejak terakhir Anda baca.");
  e2e_picture (e2e);
  e2e_press (e2e, "Lihat perbedaannya");
  e2e_see (e2e, "IN.OCC.TENESA.W-03 rev. 00 *");
  e2e_see (e2e, "Panggilan awal, minimal");
  e2e_see (e2e, "4 → 3");
  e2e_see (e2e, "Latihan tentang yang berubah");
  e2e_see (e2e, "Mulai: " POTS);
  e2e_picture (e2e);

  /* Later is no acknowledgement. */
  e2e_key (e2e, "Escape");
  e2e_press (e2e, "Lihat perbedaannya");
  e2e_see (e2e, "4 → 3");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Cara berlatih");
  e2e_see_gone (e2e, "Instruksi kerja berubah*");
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];
  g_test_add_func ("/e2e/debrief/exam", test_exam);
  g_test_add_func ("/e2e/debrief/left", test_left);
  g_test_add_func ("/e2e/debrief/not-kept", test_not_kept);
  g_test_add_func ("/e2e/debrief/revision", test_revision);
  return g_test_run ();
}
