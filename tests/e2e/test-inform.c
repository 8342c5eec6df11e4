/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

/* Informing the customer by e-mail when it was not done in its own step, and what the agent needs in sight meanwhile. */

#define MORNING "2026-11-23T09:00:00+07:00"
#define DATIN "IN190001007"
#define RNA "Tidak diangkat (RNA)*"

static const char *window_program;

static const char *const answers[] = {
  "Normal, boleh ditutup*", "Normal, minta monitoring*", "Belum bisa dicek sekarang*", "Masih gangguan*",
  "Normal, belum boleh ditutup*", "Terputus, telepon lagi*",
};

/* Somebody else writes into the ticket. */
static void
change_at_nossa (E2e *e2e)
{
  g_autoptr (JsonNode) change = json_from_string ("{\"by\":\"BAGAS\",\"set\":{\"description\":\"KABEL BARU\"}}", NULL);

  g_assert_true (tuntas_simulator_change_record (e2e->nossa, DATIN, json_node_get_object (change), NULL));
}

/* A pended datin customer makes contact before being informed, and the line drops: the e-mail is sent from the
 * follow-up round, first to an address that is wrong. All that the agent needs in the conversation is in sight. */
static void
test_inform_later (void)
{
  E2e *e2e = e2e_new (window_program, "inform-later", MORNING);

  e2e_open (e2e, DATIN);
  /* The last entries of the work log, folded below the head. */
  e2e_press (e2e, "Work log 2*");
  e2e_see (e2e, "DROPCORE SUDAH DISAMBUNG*");
  e2e_picture (e2e);
  e2e_press (e2e, "Work log 2*");
  e2e_receive (e2e);
  for (guint call = 0; call < 3; call++)
    e2e_call (e2e, RNA);
  e2e_press (e2e, "Pending tiket*");
  e2e_see (e2e, "Kirim keduanya*");
  e2e_nossa_has (e2e, DATIN, "status", "PENDING");
  e2e_see_whole (e2e, "Kirim keduanya*");
  e2e_choose (e2e, "Tindakan lain untuk tiket ini", "Pelanggan menghubungi");
  e2e_press_in (e2e, "Chat");
  e2e_type (e2e, "Siapa", "Budi");
  /* By name, as the choice before it: a key is another way in, and may overtake it. */
  e2e_press (e2e, "Pelanggan menghubungi*");
  e2e_see (e2e, "Yang menjawab");
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    e2e_see_whole (e2e, answers[i]);
  e2e_press (e2e, "PIC*");
  for (guint beat = 1; beat < 4; beat++)
    e2e_key (e2e, "Return");
  e2e_press (e2e, answers[0]);
  e2e_see (e2e, "Akan dikirim: keterangan · status CLOSED");
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    e2e_see_whole (e2e, answers[i]);
  e2e_see_whole (e2e, "Nanti saja*");
  e2e_picture (e2e);
  e2e_press (e2e, "Nanti saja*");
  e2e_press (e2e, answers[5]);

  e2e_see (e2e, "Hubungi lagi*");
  e2e_press (e2e, "Kirim email, lalu keterangan*");
  e2e_see (e2e, "Alamat email");
  e2e_see_whole (e2e, "Kirim keduanya*");
  e2e_picture (e2e);
  e2e_type (e2e, "Alamat email", "salah@cakrawalatirta.example");
  e2e_press (e2e, "Kirim keduanya*");
  e2e_see (e2e, "*email ke salah@cakrawalatirta.example*Sudah terkirim?*");
  e2e_choose (e2e, "Lainnya: Email*", "Kirim ke alamat lain*");
  e2e_type (e2e, "Alamat email lain", "noc@cakrawalatirta.example");
  e2e_picture (e2e);
  e2e_press (e2e, "Kirim ke alamat ini*");
  e2e_see (e2e, "*email ke noc@cakrawalatirta.example*Sudah terkirim?*");
  e2e_press (e2e, "Ya, sudah terkirim*");
  e2e_nossa_has_note (e2e, DATIN, "*via email ke noc@cakrawalatirta.example*[TTS 1.2.7 *");
  g_assert_cmpuint (e2e_nossa_count_notes (e2e, DATIN), ==, 1);
  /* What comes from Nossa meanwhile leaves the menu open. */
  e2e_open_menu (e2e, "Lainnya: Email*", "Email kembali, tidak sampai*");
  change_at_nossa (e2e);
  e2e_pass (e2e, 120);
  e2e_see (e2e, "*KABEL BARU*");
  e2e_choose_entry (e2e, "Email kembali, tidak sampai*");
  e2e_type (e2e, "Alasan email kembali", "kotak surat penuh");
  e2e_picture (e2e);
  e2e_press (e2e, "Catat*");
  e2e_see (e2e, "noc@cakrawalatirta.example · kembali, tidak sampai: kotak surat penuh");
  e2e_nossa_has_note (e2e, DATIN, "*Email RFO ke noc@cakrawalatirta.example tidak sampai: kotak surat penuh*");
  e2e_see (e2e, "Kirim email, lalu keterangan*");
  e2e_see (e2e, "Alamat email diganti: salah@cakrawalatirta.example → noc@cakrawalatirta.example");
  e2e_picture (e2e);
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];

  g_test_add_func ("/e2e/inform/later", test_inform_later);
  return g_test_run ();
}
