/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

/* Practice in the real window: a new trainee comes from the first start to a debrief by the keyboard alone; and one who
 * works without guidance takes every wrong turn. The clock is the test's, and stands until it is moved. */

#define MORNING "2026-11-23T09:00:00+07:00" /* where both exercises begin */
#define TEN "2026-11-23T10:00:00+07:00"

static const char *window_program;

/* Guided */

/* The telephone rings out, and then at the pace of a wait until the next call is advised. */
static void
call_in_vain (E2e *e2e)
{
  e2e_key (e2e, "F8");
  e2e_see (e2e, "Rina Marlina: Menyambungkan…");
  e2e_pass (e2e, 3);
  e2e_see (e2e, "Rina Marlina: Berdering…");
  e2e_see (e2e, "waktu simulasi 09.00, ×1");
  e2e_pass (e2e, 36);
  e2e_see (e2e, "Rina Marlina: Sambungan sudah putus");
  e2e_picture (e2e);
  e2e_key (e2e, "2");
  e2e_see (e2e, "Tidak ada panggilan");
  e2e_key (e2e, "Ctrl+2");
  e2e_see (e2e, "waktu simulasi 09.00, ×60");
  e2e_pass (e2e, 300);
  /* The next call is due, and the wait is over. */
  e2e_see (e2e, "waktu simulasi 09.05, ×1");
}

/* What the trainee says has reached the customer once it stands there; the answer takes its time. */
static void
say (E2e *e2e, const char *key, const char *said, const char *answer)
{
  e2e_key (e2e, key);
  e2e_see (e2e, said);
  e2e_pass (e2e, 10);
  e2e_see (e2e, answer);
}

/* A call runs at real time by itself; what is said and answered stands in the panel. */
static void
talk (E2e *e2e)
{
  e2e_key (e2e, "F8");
  e2e_see (e2e, "waktu simulasi 09.05, ×1");
  e2e_pass (e2e, 15);
  e2e_see (e2e, "Rina Marlina: Diangkat");
  e2e_pass (e2e, 2);
  e2e_see (e2e, "Halo, dengan Rina.");
  e2e_key (e2e, "1");
  e2e_see (e2e, "Sapa, pastikan PIC");
  e2e_pass (e2e, 1);
  say (e2e, "1", "Selamat pagi, saya*", "Ya, betul, saya sendiri.");
  say (e2e, "Return", "Kami menindaklanjuti*", "Oh, jadi itu penyebabnya.*");
  say (e2e, "Return", "Mohon bantuannya*", "*ya, sudah normal.");
  say (e2e, "Return", "Terima kasih. Mohon izin*", "Silakan, boleh ditutup tiketnya.*");
  e2e_picture (e2e);
}

static void
test_guided (void)
{
  E2e *e2e = e2e_prepare ("practice-guided", MORNING);

  e2e_start_first (e2e, window_program);
  e2e_key (e2e, "Tab");
  e2e_key (e2e, "Return");
  e2e_see (e2e, "Mulai dari latihan ini");
  e2e_see (e2e, "LATIHAN*");
  e2e_picture (e2e);
  /* Wherever the focus is. */
  e2e_key (e2e, "Tab");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Penyebab (RFO)");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Sudah terselesaikan*");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Hasil cek*");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Telepon");
  call_in_vain (e2e);
  talk (e2e);
  e2e_key (e2e, "1");
  e2e_commit (e2e);
  e2e_see (e2e, "Semua tiket selesai: lihat hasil");
  e2e_key (e2e, "Ctrl+e");
  e2e_see (e2e, "Lulus*");
  e2e_picture (e2e);
  e2e_key (e2e, "Alt+Left");
  e2e_see (e2e, "Lulus: Dipandu");
  e2e_see (e2e, "Latihan berikutnya");
  e2e_free (e2e);
}

/* Without guidance */

/* An act that is wrong at the first step, and what it is asked for. */
typedef struct
{
  const char *act;
  const char *entries[6];  /* name, text, …, NULL */
  const char *choices[3];  /* buttons, NULL */
  gboolean at_once;        /* it asks for nothing */
} Turn;

static const Turn turns[] = {
  { "Sudah terselesaikan, hubungi pelanggan" },
  { "Belum terselesaikan, kembalikan" },
  { "Telepon" },
  { "Hasil panggilan", .choices = { "Nada sibuk" } },
  { "Pending tiket", .at_once = TRUE },
  { "Tutup, pelanggan belum terhubung" },
  { "Kirim email, lalu keterangan", { "Alamat email", "a@b.example" } },
  { "Tidak ada alamat email *", { "Alasan", "tidak punya" } },
  { "Normal, boleh ditutup", .choices = { "Ya" } },
  { "Normal, minta monitoring", .choices = { "Ya" } },
  { "Belum bisa dicek sekarang", { "Dihubungi kembali pukul", "14.00" } },
  { "Masih gangguan", { "Keluhan baru", "masih mati" } },
  { "Normal, belum boleh ditutup", { "Alasan", "dipantau", "Dihubungi kembali pukul", "14.00" } },
  { "Terputus, telepon lagi", .at_once = TRUE },
  { "Pelanggan menghubungi", { "Siapa", "PIC" }, { "Chat" } },
  { "Catat panggilan di luar aplikasi",
    { "Nomor telepon", "08000000502", "Ditelepon pukul", "09.50", "Alasan dicatat belakangan", "telepon lain" },
    { "Mailbox" } },
  { "Keputusan koordinator", { "Diputuskan oleh", "Ratna", "Alasan", "arahan" }, { "Lanjutkan" } },
};

/* An act that asks for something asks also where it is wrong: only what comes of it says so. */
static void
take (E2e *e2e, const Turn *turn)
{
  e2e_press (e2e, turn->act);
  if (turn->at_once)
    return;
  if (turn->entries[0] == NULL && turn->choices[0] == NULL)
    e2e_see (e2e, "Nanti saja");
  for (guint i = 0; i < G_N_ELEMENTS (turn->entries) && turn->entries[i] != NULL; i += 2)
    e2e_type (e2e, turn->entries[i], turn->entries[i + 1]);
  for (guint i = 0; i < G_N_ELEMENTS (turn->choices) && turn->choices[i] != NULL; i++)
    e2e_press_in (e2e, turn->choices[i]);
  e2e_key (e2e, "Ctrl+Return");
}

static void
assert_refused (E2e *e2e, const Turn *turn, const char *reason)
{
  take (e2e, turn);
  e2e_see (e2e, reason);
  e2e_key (e2e, "Escape");
  e2e_see_gone (e2e, reason);
}

static void
take_right (E2e *e2e, const Turn *turn, const char *history)
{
  take (e2e, turn);
  e2e_see (e2e, history);
}

static void
call (E2e *e2e, const char *heard, gint64 seconds, const char *outcome)
{
  const Turn dial = { "Telepon" };
  const Turn conclude = { "Hasil panggilan", .choices = { outcome } };

  take (e2e, &dial);
  e2e_see (e2e, "Apotek Sehat Bersama: Menyambungkan…");
  e2e_pass (e2e, 3);
  e2e_see (e2e, heard);
  e2e_pass (e2e, seconds);
  take (e2e, &conclude);
  e2e_see (e2e, "Tidak ada panggilan");
  e2e_pass (e2e, 300);
}

static void
test_alone (void)
{
  E2e *e2e = e2e_prepare ("practice-alone", TEN);
  const Turn received = { "Diterima, cek ulang" };
  const Turn resolved = { "Sudah terselesaikan, hubungi pelanggan" };
  const Turn close = { "Tutup, pelanggan belum terhubung" };
  const Turn again = { "Telepon" };
  const Turn inactive = { "Hasil panggilan", .choices = { "Tidak aktif / di luar jangkauan" } };
  const Turn no_attempt = { "Hasil panggilan", .choices = { "Mailbox" } };

  e2e_start_first (e2e, window_program);
  e2e_press (e2e, "Mulai latihan");
  e2e_press_in (e2e, "Mandiri");
  e2e_press (e2e, "Mulai: POTS: tiga panggilan tidak terhubung");
  e2e_see (e2e, "Apa yang Anda lakukan?");
  e2e_see_gone (e2e, "Terima info RFO dan perbaikan");
  e2e_key (e2e, "Ctrl+Return");
  e2e_picture (e2e);
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    assert_refused (e2e, &turns[i], "*IK 1.2.1.*");
  e2e_see (e2e, "Belum ada kejadian");
  e2e_picture (e2e);

  take_right (e2e, &received, "*Diterima, cek ulang*");
  take_right (e2e, &resolved, "*Sudah terselesaikan*");
  assert_refused (e2e, &no_attempt, "*Tidak ada panggilan yang perlu*IK 1.2.3*");
  call (e2e, "Apotek Sehat Bersama: Berdering…", 36, "Tidak diangkat (RNA)");
  assert_refused (e2e, &close, "*baru 1 dari minimal 3 panggilan*IK 1.2.10*");
  call (e2e, "Apotek Sehat Bersama: Nada sibuk", 14, "Nada sibuk");
  take (e2e, &again);
  e2e_see (e2e, "Apotek Sehat Bersama: Menyambungkan…");
  e2e_pass (e2e, 20);
  assert_refused (e2e, &again, "*belum ada hasilnya*");
  take (e2e, &inactive);
  e2e_see (e2e, "Tidak ada panggilan");
  take_right (e2e, &close, "Semua tiket selesai: lihat hasil");
  e2e_picture (e2e);
  /* Each of the wrong turns is held against the trainee, who did nothing fatal. */
  e2e_key (e2e, "Ctrl+e");
  e2e_see (e2e, "Belum lulus*");
  e2e_picture (e2e);
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];
  g_test_add_func ("/e2e/practice/guided", test_guided);
  g_test_add_func ("/e2e/practice/alone", test_alone);
  return g_test_run ();
}
