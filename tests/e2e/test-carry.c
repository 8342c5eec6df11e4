/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

/* The agent sits down at another computer: what was begun elsewhere is carried on by one key, or two where the work log
 * must be pasted. */

#define EVENING "2026-11-23T20:30:00+07:00"
#define MORNING "2026-11-23T09:00:00+07:00"
#define DATIN "IN190001007"
#define CHILD "IN190001147"
#define SECOND_CHILD "IN190001154"
#define HOME "IN190001091"
#define RNA "Tidak diangkat (RNA)*"
#define NOTHING_CHOSEN "Pilih minimal satu kasus."
#define PASTED DATIN " Sudah dihubungi 3x, belum terhubung. RFO: patch cord putus. Perbaikan: ganti patch cord. " \
               "[TTS 1.2.7 p1=3 email=21.20 s.d. 23-11 08.00 WIB #k7f3q2]"

static const char *window_program;
static guint keys;

/* A key that the agent needs to be back at work. */
static void
press_counted (E2e *e2e, const char *key)
{
  keys++;
  e2e_key (e2e, key);
}

static void
tell_keys (const char *name)
{
  g_print ("# figure %s %u keys\n", name, keys);
  g_assert_cmpuint (keys, <=, 2);
  keys = 0;
}

static void
change (E2e *e2e, const char *ticket, const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GError) error = NULL;

  tuntas_simulator_change_record (e2e->nossa, ticket, json_node_get_object (node), &error);
  g_assert_no_error (error);
}

static void
finish (E2e *e2e)
{
  e2e_see (e2e, "Hubungi lagi*");
  e2e_see (e2e, "Lanjutkan pekerjaan sebelumnya: ?TTS 1.2.7 *");
  e2e_call (e2e, RNA);
  e2e_press (e2e, "Tutup, pelanggan belum terhubung*");
  e2e_commit (e2e);
  e2e_see (e2e, "Ditutup. Dikirim dalam *");
  e2e_pass (e2e, 11);
  e2e_nossa_has (e2e, DATIN, "status", "CLOSED");
  e2e_nossa_has_note (e2e, DATIN, "*3x menurut catatan Nossa*sudah dikirim via email*[TTS 1.2.9 p1=3 p2=1 *");
}

static void
test_by_nossa (void)
{
  E2e *e2e = e2e_new (window_program, "carry-by-nossa", EVENING);

  e2e_open (e2e, DATIN);
  e2e_receive (e2e);
  for (guint call = 0; call < 3; call++)
    e2e_call (e2e, RNA);
  e2e_press (e2e, "Pending tiket*");
  e2e_press (e2e, "Kirim keduanya*");
  e2e_press (e2e, "Ya, sudah terkirim*");
  e2e_nossa_has_note (e2e, DATIN, "*[TTS 1.2.7 p1=3 email=*");
  e2e_pass (e2e, 12 * 3600);

  e2e_move (e2e, window_program);
  e2e_open (e2e, DATIN);
  e2e_see (e2e, "Lanjutkan dari 1.2.8: dipending 23 Nov 20.*, 3 panggilan, email terkirim 20.*");
  e2e_see (e2e, "Catatan 23 Nov 20.* oleh AYU: putaran 1 menurut catatan Nossa*");
  e2e_picture (e2e);
  /* Meant for the form that stood there before: the clock stands still, so this is too early. */
  e2e_activate ("suggested", NULL);
  e2e_pass (e2e, 1);
  e2e_see (e2e, "Lanjutkan dari 1.2.8: dipending 23 Nov 20.*");
  press_counted (e2e, "Ctrl+Return");
  tell_keys ("keys-to-carry-on-by-api");
  finish (e2e);
  e2e_picture (e2e);
  e2e_free (e2e);
}

static void
test_by_paste (void)
{
  E2e *e2e = e2e_new (window_program, "carry-by-paste", MORNING);

  e2e_open (e2e, DATIN);
  /* Into the clipboard, as from another window. */
  e2e_type (e2e, "Penyebab (RFO)", PASTED);
  for (guint i = 0; i < 4; i++)
    e2e_key (e2e, "Shift+Tab");
  e2e_key (e2e, "Ctrl+a");
  e2e_key (e2e, "Ctrl+x");
  e2e_open (e2e, DATIN);
  press_counted (e2e, "Ctrl+v");
  e2e_see (e2e, "Lanjutkan dari 1.2.8: dipending s.d. 08.00, 3 panggilan, email terkirim 21.20");
  e2e_see (e2e, "Work log yang Anda tempel; tiket ini disebut di dalamnya: putaran 1 menurut catatan Nossa*");
  e2e_see (e2e, "Kabel dropcore putus tertarik*"); /* the words of Nossa come first */
  e2e_picture (e2e);
  e2e_pass (e2e, 1);
  press_counted (e2e, "Ctrl+Return");
  tell_keys ("keys-to-carry-on-by-paste");
  finish (e2e);
  e2e_free (e2e);
}

/* A forged one is shown with its reason; the agent can state what shows it. */
static void
test_doubted (void)
{
  E2e *e2e = e2e_prepare ("carry-doubted", MORNING);

  change (e2e, DATIN, "{\"by\":\"BAGAS\",\"worklog\":[{\"logtype\":\"WORK\",\"description\":\"pending\","
                      "\"description_longdescription\":\"pending [TTS 1.2.7 p1=1 s.d. 23-11 10.00 WIB #k7f3q2]\"}]}");
  e2e_start (e2e, window_program);
  e2e_open (e2e, DATIN);
  e2e_see (e2e, "Ada catatan dari komputer lain di work log yang tidak dipercaya");
  e2e_see (e2e, "Jumlah panggilan itu tidak mungkin*");
  e2e_picture (e2e);
  e2e_press (e2e, "Nyatakan dengan bukti*");
  e2e_type (e2e, "Penyebab (RFO)", "kabel dropcore putus");
  e2e_picture (e2e);
  e2e_type (e2e, "Panggilan awal yang sudah dilakukan", "3");
  e2e_press_in (e2e, "Tidak");
  e2e_type (e2e, "Dipending sampai*", "10.00");
  e2e_type (e2e, "Buktinya", "buku serah terima");
  e2e_press (e2e, "Lanjutkan pekerjaan sebelumnya*");
  e2e_see (e2e, "Lanjutkan pekerjaan sebelumnya: buku serah terima");
  e2e_see (e2e, "Kirim keduanya*");
  e2e_picture (e2e);
  e2e_free (e2e);
}

/* A mass outage whose parent is not solved, and one number on two tickets: warned, typed once, one call on both. */
static void
test_relatives (void)
{
  E2e *e2e = e2e_prepare ("carry-relatives", MORNING);

  change (e2e, "IN190000500", "{\"by\":\"TEKNISI1\",\"set\":{\"status\":\"BACKEND\"}}");
  change (e2e, SECOND_CHILD, "{\"by\":\"HELPDESK\",\"set\":{\"globalticketid\":\"IN190000500\",\"fr1code_longdescription\":"
                             "\"\",\"fr2code_longdescription\":\"\",\"affectedphone\":\"08000000129\"}}");
  e2e_start (e2e, window_program);
  e2e_open (e2e, CHILD);
  e2e_see (e2e, "*GAMAS IN190000500, induk belum selesai (BACKEND)*");
  e2e_receive (e2e);
  e2e_see (e2e, "Induk IN190000500 belum selesai (BACKEND)*");
  e2e_picture (e2e);
  e2e_open (e2e, SECOND_CHILD);
  e2e_see (e2e, "dari " CHILD ", GAMAS sama");
  e2e_picture (e2e);
  e2e_key (e2e, "Ctrl+Return");
  e2e_press (e2e, "Sudah terselesaikan*");
  e2e_type (e2e, "Hasil cek", "iBooster spec");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Telepon");
  e2e_key (e2e, "Alt+n");
  e2e_picture (e2e);
  e2e_press (e2e, "Telepon*");
  e2e_see (e2e, "Satu panggilan, dicatat juga di " CHILD "*");
  e2e_picture (e2e);
  e2e_end_call (e2e, RNA);
  e2e_open (e2e, CHILD);
  e2e_see (e2e, "1 RNA *");
  e2e_picture (e2e);
  e2e_free (e2e);
}

/* The end of a shift */

static void
give_child (E2e *e2e)
{
  e2e_key (e2e, "Ctrl+Shift+h");
  e2e_see (e2e, "Yang dipilih dilanjutkan oleh penerima*");
  /* Its next call is due: it does not wait, and is chosen by hand. */
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, NOTHING_CHOSEN);
  e2e_press (e2e, "Lestari Handayani · " CHILD "*");
  e2e_type (e2e, "Login penerima", "BAGAS");
  e2e_picture (e2e);
  e2e_press (e2e, "Serahkan sebagai file*");
  e2e_see (e2e, "Sudah diserahkan. Berikan file ini ke penerimanya saja: */serah-terima-bagas-*.json");
  e2e_see (e2e, "*diserahkan ke BAGAS (pukul 09.*)");
  e2e_picture (e2e);
  e2e_key (e2e, "Escape");
  e2e_see (e2e, "Diserahkan · 1");
}

/* The question at the end of the shift leads there. */
static void
leave_to_hand_over (E2e *e2e)
{
  e2e_key (e2e, "Ctrl+q");
  e2e_see (e2e, "*1 kasus masih pending atau menunggu di sini. Bisa diserahkan ke shift berikutnya.*");
  e2e_picture (e2e);
  e2e_press (e2e, "Serah Terima*");
}

/* A case that waits for its next call is chosen already; unchosen it stays so, though taking back lacks its reason, and
 * the file of the other is written once more. */
static void
unchoose_home (E2e *e2e)
{
  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_press (e2e, "Telepon*");
  e2e_end_call (e2e, RNA);
  leave_to_hand_over (e2e);
  tuntas_driver_wait_pressed (e2e->driver, NULL, "Siti Rahmawati · " HOME "*");
  e2e_press (e2e, "Siti Rahmawati · " HOME "*");
  e2e_press (e2e, "Ambil kembali: *");
  e2e_see (e2e, "Isi alasan diambil kembali*");
  e2e_picture (e2e);
  e2e_press (e2e, "Buat filenya lagi: *");
  e2e_see (e2e, "Sudah diserahkan. *");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, NOTHING_CHOSEN);
}

/* What waits is said on leaving, goes to another agent as a file, is refused meanwhile, and can be taken back. */
static void
test_handed_over (void)
{
  E2e *e2e = e2e_new (window_program, "handed-over", MORNING);

  e2e_open (e2e, CHILD);
  e2e_receive (e2e);
  e2e_call (e2e, RNA);
  give_child (e2e);
  e2e_key (e2e, "F8");
  e2e_see (e2e, "Kasus ini sudah diserahkan ke BAGAS*");
  e2e_picture (e2e);
  unchoose_home (e2e);
  e2e_type (e2e, "Alasan diambil kembali", "Bagas sakit");
  e2e_press (e2e, "Ambil kembali: *");
  e2e_see (e2e, "Apakah penerima sudah melanjutkannya?");
  e2e_picture (e2e);
  e2e_press (e2e, "Belum ada yang melanjutkan");
  e2e_see (e2e, "Sudah diambil kembali*");
  e2e_key (e2e, "Escape");
  e2e_open (e2e, CHILD);
  e2e_see (e2e, "Diambil kembali: Bagas sakit");
  e2e_call (e2e, RNA);
  e2e_see (e2e, "*2 RNA *");
  e2e_picture (e2e);
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];

  g_test_add_func ("/e2e/carry/by-nossa", test_by_nossa);
  g_test_add_func ("/e2e/carry/by-paste", test_by_paste);
  g_test_add_func ("/e2e/carry/doubted", test_doubted);
  g_test_add_func ("/e2e/carry/relatives", test_relatives);
  g_test_add_func ("/e2e/carry/handed-over", test_handed_over);
  return g_test_run ();
}
