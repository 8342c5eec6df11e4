/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

#include <glib/gstdio.h>

/* What is said and written around a ticket, in the real window: cause and repair pasted from a chat; the bundle pend →
 * e-mail → note, with the program killed in between. */

#define MORNING "2026-11-23T09:00:00+07:00"
#define DATIN "IN190001007"
#define HOME "IN190001091"
#define RNA "Tidak diangkat (RNA)*"
#define CHAT "[23/11/26 08.15] Budi: Selamat pagi\n[23/11/26 08.16] Budi: RFO : splitter ODP rusak\n" \
             "[23/11/26 08.17] Budi: Tindakan : ganti splitter"

static const char *window_program;

/* Each act stays done, nothing of it goes twice, and what waits is asked for again. */
static void
test_bundle (void)
{
  E2e *e2e = e2e_new (window_program, "bundle", MORNING);

  e2e_open (e2e, DATIN);
  e2e_receive (e2e);
  for (guint call = 0; call < 3; call++)
    e2e_call (e2e, RNA);
  e2e_press (e2e, "Pending tiket*");
  e2e_see (e2e, "Kirim keduanya*");
  e2e_kill (e2e, window_program);
  e2e_nossa_has (e2e, DATIN, "status", "PENDING");

  e2e_open (e2e, DATIN);
  e2e_see (e2e, "[email] diisi Tuntas saat keterangan dikirim*");
  e2e_picture (e2e);
  e2e_press (e2e, "Kirim keduanya*");
  e2e_see (e2e, "*Sudah terkirim?*");
  g_assert_cmpuint (e2e_nossa_count_notes (e2e, DATIN), ==, 0);
  e2e_kill (e2e, window_program);

  e2e_open (e2e, DATIN);
  e2e_see (e2e, "*Sudah terkirim?*");
  g_assert_cmpuint (e2e_nossa_count_notes (e2e, DATIN), ==, 0);
  e2e_press (e2e, "Ya, sudah terkirim*");
  e2e_see (e2e, "noc@cakrawalatirta.example · terkirim 09.*atas keterangan Anda");
  e2e_kill (e2e, window_program);
  e2e_nossa_has_note (e2e, DATIN, "*RFO * perbaikan dikirim via email ke noc@cakrawalatirta.example 09.*[TTS 1.2.7 *");

  e2e_open (e2e, DATIN);
  e2e_see (e2e, "noc@cakrawalatirta.example · terkirim 09.*atas keterangan Anda");
  e2e_see (e2e, "tercatat di Nossa 09.*");
  e2e_picture (e2e);
  g_assert_cmpuint (e2e_nossa_count_notes (e2e, DATIN), ==, 1);
  e2e_free (e2e);
}

/* Wherever it is pasted, the lines find their fields; the rest is kept, and where it comes from. */
static void
test_pasted (void)
{
  E2e *e2e = e2e_new (window_program, "pasted", MORNING);

  e2e_open (e2e, DATIN);
  e2e_type (e2e, "Penyebab (RFO)", CHAT);
  /* From the button that commits back to the box. */
  for (guint i = 0; i < 4; i++)
    e2e_key (e2e, "Shift+Tab");
  e2e_key (e2e, "Ctrl+a");
  e2e_key (e2e, "Ctrl+x");
  e2e_key (e2e, "Ctrl+v");
  e2e_see (e2e, "splitter ODP rusak");
  e2e_see (e2e, "ganti splitter");
  e2e_see (e2e, "ditempel 09.00");
  e2e_see (e2e, "WhatsApp");
  e2e_picture (e2e);
  e2e_press (e2e, "Diterima, cek ulang*");
  e2e_see (e2e, "Cek ulang aplikasi pendukung");
  e2e_free (e2e);
}

/* The note of any act can be edited before it goes: what was typed is kept, the words of the procedure can be had back, what
 * has changed meanwhile is told, and the verdict says that it was edited. */
static void
test_edited (void)
{
  E2e *e2e = e2e_new (window_program, "edited", MORNING);

  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  for (guint call = 0; call < 3; call++)
    e2e_call (e2e, RNA);
  e2e_press (e2e, "Tutup, pelanggan belum terhubung*");
  e2e_see (e2e, "Akan dikirim*");
  e2e_see (e2e, "Ditambahkan oleh Tuntas: [TTS 1.2.10 *");
  e2e_type (e2e, "Keterangan di Nossa", "Rumah kosong, tetangga 081234567890 membenarkan.");
  e2e_see (e2e, "Pakai kalimat dari instruksi kerja");
  e2e_picture (e2e);
  e2e_press (e2e, "Nanti saja*");
  e2e_call (e2e, RNA);
  e2e_press (e2e, "Tutup, pelanggan belum terhubung*");
  e2e_see (e2e, "Ada yang berubah sejak Anda mengedit teks ini*");
  e2e_picture (e2e);
  e2e_press (e2e, "Pakai kalimat dari instruksi kerja");
  e2e_see_gone (e2e, "Ada yang berubah sejak Anda mengedit teks ini*");
  e2e_type (e2e, "Keterangan di Nossa", "Rumah kosong menurut tetangga 081234567890, {rfo}");
  e2e_commit (e2e);
  e2e_see (e2e, "Ditutup. Dikirim dalam *");
  e2e_pass (e2e, 11);
  e2e_nossa_has_note (e2e, HOME, "Rumah kosong menurut tetangga 0812****90, kabel dropcore putus*[TTS 1.2.10 *");
  e2e_see (e2e, "*teks diubah oleh agent sebelum dikirim*");
  e2e_picture (e2e);
  e2e_free (e2e);
}

static void
add_to_site (E2e *e2e, const char *server, const char *groups)
{
  g_autofree char *site = NULL;
  g_autoptr (GString) text = NULL;

  g_assert_true (g_file_get_contents (e2e->site, &site, NULL, NULL));
  text = g_string_new (site);
  g_string_replace (text, "[server]\n", server, 1);
  g_string_append (text, groups);
  g_assert_true (g_file_set_contents (e2e->site, text->str, -1, NULL));
}

/* By a site whose Nossa gives programs no way to write. */
static void
write_by_hand (E2e *e2e)
{
  add_to_site (e2e, "[server]\nwrite = paste\n",
               "[mail]\nway = webmail\n[links]\nticket = http://nossa.example/tiket?no={tiket}\n");
}

/* The desktop gets a browser that writes down what it opens; returns where. */
static char *
write_browser (E2e *e2e)
{
  g_autofree char *opened = g_build_filename (e2e->home, "opened", NULL);
  g_autofree char *folder = g_build_filename (e2e->home, "applications", NULL);
  g_autofree char *path = g_build_filename (folder, "browser.desktop", NULL);
  g_autofree char *cache = g_build_filename (folder, "mimeinfo.cache", NULL);
  g_autofree char *text = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\n"
                                           "Exec=/bin/sh -c 'echo \"$0\" > %s' %%u\n"
                                           "MimeType=x-scheme-handler/http;\n", opened);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (g_file_set_contents (cache, "[MIME Cache]\nx-scheme-handler/http=browser.desktop;\n", -1, NULL));
  return g_steal_pointer (&opened);
}

static gboolean
has_opened (gpointer path)
{
  g_autofree char *opened = NULL;

  return g_file_get_contents (path, &opened, NULL, NULL) && g_str_equal (opened, "http://nossa.example/tiket?no=" DATIN "\n");
}

/* With the next key it opens the ticket's page, in which what was copied is pasted. */
static void
open_page (E2e *e2e, const char *opened)
{
  e2e_key (e2e, "Ctrl+Return");
  g_assert_true (tuntas_driver_wait (e2e->driver, has_opened, (gpointer) opened));
  g_assert_cmpint (g_unlink (opened), ==, 0);
}

/* Where Nossa is not written to by programs: each effect is copied and confirmed with one key, an e-mail by webmail part by
 * part, a new ticket with its number; the receipts say whose word they rest on, and nothing is written. */
static void
test_by_hand (void)
{
  E2e *e2e = e2e_prepare ("by-hand", MORNING);
  g_autofree char *opened = write_browser (e2e);

  write_by_hand (e2e);
  e2e_start (e2e, window_program);
  e2e_open (e2e, DATIN);
  e2e_receive (e2e);
  for (guint call = 0; call < 3; call++)
    e2e_call (e2e, RNA);
  e2e_press (e2e, "Pending tiket*");
  e2e_see (e2e, "Ubah status di Nossa menjadi PENDING sampai 10.1*");
  e2e_picture (e2e);
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Disalin");
  open_page (e2e, opened);
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "*di Nossa 09.* atas keterangan Anda, tidak dibaca ulang");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Kirim email ke noc@cakrawalatirta.example lewat webmail*");
  e2e_see (e2e, "Salin alamat");
  e2e_see (e2e, "Salin subjek");
  e2e_picture (e2e);
  for (guint key = 0; key < 4; key++)
    e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "noc@cakrawalatirta.example · terkirim 09.*atas keterangan Anda");
  e2e_see (e2e, "Keterangan di Nossa: salin*");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Sudah saya tempel di Nossa");
  open_page (e2e, opened);
  e2e_picture (e2e);
  e2e_key (e2e, "Ctrl+Return");
  e2e_see_gone (e2e, "Keterangan di Nossa: salin*");
  g_assert_cmpuint (e2e_nossa_count_notes (e2e, DATIN), ==, 0);
  e2e_free (e2e);
}

/* The number of a monitoring ticket that was made by hand; and the desktop has no browser. */
static void
test_made_by_hand (void)
{
  E2e *e2e = e2e_prepare ("made-by-hand", MORNING);

  write_by_hand (e2e);
  e2e_start (e2e, window_program);
  e2e_open (e2e, DATIN);
  e2e_receive (e2e);
  e2e_press (e2e, "Telepon*");
  e2e_see (e2e, "00:00");
  e2e_press (e2e, "Terhubung*");
  e2e_talk (e2e);
  e2e_press (e2e, "Normal, minta monitoring*");
  e2e_commit (e2e);
  e2e_see (e2e, "Ditutup. Dikirim dalam *");
  e2e_pass (e2e, 11);
  e2e_see (e2e, "Buat tiket baru di Nossa*");
  e2e_picture (e2e);
  e2e_key (e2e, "Ctrl+Return");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Tidak ada peramban yang membuka halaman tiket*");
  e2e_picture (e2e);
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Berapa nomor tiket barunya di Nossa?");
  e2e_type (e2e, "Nomor tiket baru", DATIN);
  e2e_key (e2e, "Return");
  e2e_see (e2e, "Itu bukan nomor tiket baru*");
  e2e_key (e2e, "Ctrl+Return");
  e2e_type (e2e, "Nomor tiket baru", "in190000431");
  e2e_picture (e2e);
  e2e_key (e2e, "Return");
  e2e_see (e2e, "IN190000431 · di Nossa * atas keterangan Anda, tidak dibaca ulang");
  e2e_picture (e2e);
  e2e_free (e2e);
}

static gboolean
is_there (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The preparation opens the supporting applications (1.1.2), and says how many; or that no browser did. opened
 * (nullable): what the browser writes. */
static void
open_applications (E2e *e2e, const char *said, const char *opened)
{
  add_to_site (e2e, "[server]\n", "[links]\napplications = http://ibooster.example/;http://odp.example/\n");
  e2e_start_page (e2e, window_program);
  e2e_press (e2e, "Buka aplikasi pendukung");
  e2e_see (e2e, said);
  e2e_picture (e2e);
  if (opened != NULL)
    g_assert_true (tuntas_driver_wait (e2e->driver, is_there, (gpointer) opened));
  e2e_free (e2e);
}

static void
test_applications (void)
{
  E2e *e2e = e2e_prepare ("applications", MORNING);
  g_autofree char *opened = write_browser (e2e);

  open_applications (e2e, "2 tautan dibuka *", opened);
  open_applications (e2e_prepare ("applications-no-browser", MORNING),
                     "Tidak ada peramban yang membuka tautan. Buka sendiri aplikasi pendukungnya.", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];

  g_test_add_func ("/e2e/words/bundle", test_bundle);
  g_test_add_func ("/e2e/words/pasted", test_pasted);
  g_test_add_func ("/e2e/words/edited", test_edited);
  g_test_add_func ("/e2e/words/by-hand", test_by_hand);
  g_test_add_func ("/e2e/words/made-by-hand", test_made_by_hand);
  g_test_add_func ("/e2e/words/applications", test_applications);
  return g_test_run ();
}
