/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

/* What comes in between: a customer who calls in the middle of another call, a wrong number, the end of the shift. */

#define MORNING "2026-11-23T09:00:00+07:00"

#define HOME "IN190001091"
#define DATIN "IN190001007"

static const char *window_program;

/* Contact in the middle of a call to somebody else: that call's outcome is asked for first, by its digit, and only
 * then what belongs to the contact. */
static void
test_contact_in_a_call (void)
{
  E2e *e2e = e2e_new (window_program, "contact-in-a-call", MORNING);

  e2e_open (e2e, DATIN);
  e2e_receive (e2e);
  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_press (e2e, "Telepon*");
  e2e_see (e2e, "00:00");
  e2e_key (e2e, "F6");
  e2e_see (e2e, "Pelanggan mana yang menghubungi*");
  e2e_type (e2e, "Cari tiket*", DATIN);
  e2e_key (e2e, "Return");
  e2e_see (e2e, "Isi dulu: apa hasil panggilan ke *");
  g_assert_false (tuntas_driver_shows (e2e->driver, NULL, ATSPI_ROLE_ENTRY, "Siapa"));
  e2e_picture (e2e);
  /* An Enter too many is no outcome; nor is Ctrl+Enter. */
  e2e_key (e2e, "Return");
  e2e_key (e2e, "Ctrl+Return");
  e2e_pass (e2e, 30);
  e2e_key (e2e, "2");
  e2e_see_gone (e2e, "Isi dulu: *");
  e2e_press_in (e2e, "Chat");
  e2e_type (e2e, "Siapa", "Ratna");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Yang menjawab");
  e2e_picture (e2e);
  e2e_open (e2e, HOME);
  e2e_see (e2e, "1 RNA 09.00 (30 dtk)");
  e2e_free (e2e);
}

/* The card's menu comes up by its key wherever the card is scrolled to; what is no number is refused with its reason,
 * and Enter leads back to the entry. */
static void
test_added_number (void)
{
  E2e *e2e = e2e_new (window_program, "added-number", MORNING);

  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_key (e2e, "Ctrl+l");
  tuntas_driver_press (e2e->driver, NULL, ATSPI_ROLE_MENU_ITEM, "Tambah nomor telepon");
  e2e_see (e2e, "Asal nomor");
  tuntas_driver_wait_gone (e2e->driver, NULL, ATSPI_ROLE_MENU_ITEM, "Tambah nomor telepon");
  /* The sheet has pushed the card's head out of sight: the key brings both back, with the menu. */
  e2e_key (e2e, "Ctrl+l");
  e2e_see (e2e, "Tanya koordinator");
  e2e_picture (e2e);
  /* Escape is the menu's: the sheet and what is typed into it stay. */
  e2e_key (e2e, "Escape");
  tuntas_driver_wait_gone (e2e->driver, NULL, ATSPI_ROLE_MENU_ITEM, "Tambah nomor telepon");
  e2e_type (e2e, "Nomor telepon", "tidak ada");
  e2e_type (e2e, "Asal nomor", "Dari pelanggan");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Nomor telepon: *tidak bisa ditelepon*");
  e2e_picture (e2e);
  e2e_key (e2e, "Return");
  e2e_type (e2e, "Nomor telepon", "0800-0000-777");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "0800****77");
  /* The numbers are keys side by side, and stay under the hand. */
  tuntas_driver_click (e2e->driver, NULL, ATSPI_ROLE_PUSH_BUTTON, "0800****21");
  tuntas_driver_wait_pressed (e2e->driver, NULL, "0800****21");
  e2e_key (e2e, "Tab");
  e2e_key (e2e, "space");
  tuntas_driver_wait_pressed (e2e->driver, NULL, "0800****77");
  e2e_picture (e2e);
  e2e_free (e2e);
}

/* Quitting with a call open and an end that is still held says both; staying changes nothing. */
static void
test_quit_with_loose_ends (void)
{
  E2e *e2e = e2e_new (window_program, "quit", MORNING);

  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_press (e2e, "Telepon*");
  e2e_see (e2e, "00:00");
  e2e_key (e2e, "Ctrl+q");
  e2e_see (e2e, "*belum ada hasilnya; akan ditanyakan saat mulai berikutnya.");
  e2e_picture (e2e);
  e2e_press (e2e, "Tetap di sini");
  e2e_see (e2e, "00:00");
  e2e_press (e2e, "Terhubung*");
  e2e_talk (e2e);
  e2e_press (e2e, "Normal, boleh ditutup*");
  e2e_commit (e2e);
  e2e_see (e2e, "Ditutup. Dikirim dalam *");
  e2e_key (e2e, "Ctrl+q");
  e2e_see (e2e, "2 belum sampai di Nossa.*");
  e2e_press (e2e, "Tetap di sini");
  e2e_pass (e2e, 11);
  e2e_nossa_has (e2e, HOME, "status", "CLOSED");
  /* Nothing is left: no question. */
  e2e_see (e2e, "Selesai hari ini*");
  e2e_key (e2e, "Ctrl+q");
  g_assert_true (g_subprocess_wait_check (e2e->process, NULL, NULL));
  e2e_free (e2e);
}

/* Going to train leaves the desk as quitting does: it says what would stay behind; staying changes nothing. */
static void
test_train_with_loose_ends (void)
{
  E2e *e2e = e2e_new (window_program, "train", MORNING);

  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_press (e2e, "Telepon*");
  e2e_see (e2e, "00:00");
  e2e_choose (e2e, "Menu", "Mulai latihan");
  e2e_see (e2e, "*belum ada hasilnya; akan ditanyakan saat mulai berikutnya.");
  e2e_picture (e2e);
  e2e_press (e2e, "Tetap di sini");
  e2e_see_gone (e2e, "*belum ada hasilnya; *");
  e2e_see (e2e, "00:00");
  e2e_choose (e2e, "Menu", "Mulai latihan");
  e2e_press (e2e, "Mulai latihan");
  e2e_see (e2e, "Cara berlatih");
  /* The work waits as it was left. */
  e2e_key (e2e, "Alt+Left");
  e2e_see (e2e, "*Persiapan kerja*");
  e2e_free (e2e);
}

/* Somebody else has taken the ticket: what was to be written waits for the agent, with what Nossa has beside it; what
 * rests on the agent's word wants a reason. */
static void
test_settle (void)
{
  E2e *e2e = e2e_new (window_program, "settle", MORNING);
  g_autoptr (JsonNode) change = json_from_string ("{\"by\":\"BAGAS\",\"set\":{\"owner\":\"BAGAS\"}}", NULL);

  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  for (guint call = 0; call < 3; call++)
    e2e_call (e2e, "Tidak diangkat (RNA)*");
  e2e_press (e2e, "Tutup, pelanggan belum terhubung*");
  e2e_commit (e2e);
  e2e_see (e2e, "Ditutup. Dikirim dalam *");
  g_assert_true (tuntas_simulator_change_record (e2e->nossa, HOME, json_node_get_object (change), NULL));
  e2e_pass (e2e, 11);
  e2e_see (e2e, "*BAGAS*");
  e2e_choose (e2e, "Lainnya: Keterangan*", "Tentukan*");
  e2e_see (e2e, "Yang tercatat di Nossa");
  e2e_picture (e2e);
  e2e_press (e2e, "Sudah ada di Nossa*");
  e2e_see (e2e, "Isi dulu dari mana Anda tahu*");
  e2e_type (e2e, "Dari mana Anda tahu, atau alasannya", "sudah ditulis Bagas");
  e2e_key (e2e, "Alt+2");
  e2e_see_gone (e2e, "Yang tercatat di Nossa");
  e2e_see (e2e, "*di Nossa * atas keterangan Anda, tidak dibaca ulang*");
  e2e_nossa_has (e2e, HOME, "status", "MEDIACARE");
  g_assert_cmpuint (e2e_nossa_count_notes (e2e, HOME), ==, 0);
  /* The close is not written over that either, and can be given up. */
  e2e_press (e2e, "1 belum terkirim*");
  e2e_see (e2e, "sejak *");
  e2e_picture (e2e);
  e2e_press (e2e, "Tentukan*");
  e2e_type (e2e, "Dari mana Anda tahu, atau alasannya", "ditutup Bagas");
  e2e_key (e2e, "Alt+3");
  e2e_see (e2e, "Tidak ada yang menunggu*");
  e2e_free (e2e);
}

/* A screen reader asks for a window that was there a moment ago: nothing happens to the one that is there. */
static void
test_reader_too_late (void)
{
  E2e *e2e = e2e_new (window_program, "too-late", MORNING);

  tuntas_driver_ask_for_no_window (e2e->driver);
  e2e_open (e2e, HOME);
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];

  g_test_add_func ("/e2e/interruptions/contact-in-a-call", test_contact_in_a_call);
  g_test_add_func ("/e2e/interruptions/added-number", test_added_number);
  g_test_add_func ("/e2e/interruptions/settle", test_settle);
  g_test_add_func ("/e2e/interruptions/train-with-loose-ends", test_train_with_loose_ends);
  g_test_add_func ("/e2e/interruptions/quit-with-loose-ends", test_quit_with_loose_ends);
  g_test_add_func ("/e2e/interruptions/reader-too-late", test_reader_too_late);
  return g_test_run ();
}
