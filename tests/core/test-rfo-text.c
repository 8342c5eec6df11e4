/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-phrases.h"
#include "tuntas-rfo-text.h"

typedef struct
{
  const char *pasted;
  const char *rfo;
  const char *repair;
  const char *rest;
  TuntasRfoSource source;
} Row;

#define WHATSAPP TUNTAS_RFO_SOURCE_WHATSAPP
#define TELEGRAM TUNTAS_RFO_SOURCE_TELEGRAM
#define OTHER    TUNTAS_RFO_SOURCE_OTHER

static const Row rows[] = {
  /* Every word that begins a line, however it is written. */
  { "RFO: kabel putus", "kabel putus", NULL, NULL, OTHER },
  { "rfo kabel putus", "kabel putus", NULL, NULL, OTHER },
  { "Penyebab : ODP rusak", "ODP rusak", NULL, NULL, OTHER },
  { "PENYEBAB GANGGUAN = ODP rusak", "ODP rusak", NULL, NULL, OTHER },
  { "Root cause - redaman tinggi", "redaman tinggi", NULL, NULL, OTHER },
  { "akar masalah: redaman tinggi", "redaman tinggi", NULL, NULL, OTHER },
  { "Perbaikan: ganti splitter", NULL, "ganti splitter", NULL, OTHER },
  { "Action: ganti splitter", NULL, "ganti splitter", NULL, OTHER },
  { "Action taken: ganti splitter", NULL, "ganti splitter", NULL, OTHER },
  { "Tindakan: ganti splitter", NULL, "ganti splitter", NULL, OTHER },
  { "Solusi – ganti splitter", NULL, "ganti splitter", NULL, OTHER },
  /* Marks of lists and of bold words. */
  { "- *RFO* : kabel putus\n2) _Solusi_: sambung", "kabel putus", "sambung", NULL, OTHER },
  { "• RFO : kabel putus", "kabel putus", NULL, NULL, OTHER },
  /* The value on the next line, behind a blank one. */
  { "RFO:\n\nkabel putus\nPerbaikan:\n- sambung ulang\nterima kasih", "kabel putus", "sambung ulang", "terima kasih", OTHER },
  { "RFO:\nPerbaikan:\nsambung ulang", NULL, "sambung ulang", NULL, OTHER },
  { "RFO:", NULL, NULL, NULL, OTHER },
  /* Several of one. */
  { "RFO: kabel putus\nRFO: ODP rusak", "kabel putus; ODP rusak", NULL, NULL, OTHER },
  /* Line breaks of other systems. */
  { "RFO: a\r\nAction: b\rterima kasih", "a", "b", "terima kasih", OTHER },
  /* No label: a sentence, and words that only begin like one. */
  { "Tindakan sudah dilakukan kemarin", NULL, NULL, "Tindakan sudah dilakukan kemarin", OTHER },
  { "perbaikannya: nanti", NULL, NULL, "perbaikannya: nanti", OTHER },
  { "RFOX: nanti", NULL, NULL, "RFOX: nanti", OTHER },
  { "Mohon RFO: nya", NULL, NULL, "Mohon RFO: nya", OTHER },
  { "tidak ada apa-apa", NULL, NULL, "tidak ada apa-apa", OTHER },
  { "", NULL, NULL, NULL, OTHER },
  { "123. RFO: bukan daftar", NULL, NULL, "123. RFO: bukan daftar", OTHER },
  /* Chats. */
  { "[23/11/26 08.15] Budi: Selamat pagi\n[23/11/26 08.16] Budi: RFO : kabel putus\n[23/11/26 08.16] Budi: Solusi: sambung",
    "kabel putus", "sambung", "[23/11/26 08.15] Budi: Selamat pagi", WHATSAPP },
  { "23/11/26, 08.15 - Budi Teknisi: RFO: kabel putus", "kabel putus", NULL, NULL, WHATSAPP },
  { "[08.15, 23/11/2026] Budi: RFO: kabel putus", "kabel putus", NULL, NULL, WHATSAPP },
  { "Budi, [23.11.26 08.15]\nRFO: kabel putus", "kabel putus", NULL, "Budi, [23.11.26 08.15]", TELEGRAM },
  /* A time of day in the text is no heading. */
  { "RFO: putus sejak 08.15: ODP", "putus sejak 08.15: ODP", NULL, NULL, OTHER },
  { "RFO: a\tb\001c", "a b c", NULL, NULL, OTHER },
  { "RFO: \xff", "\357\277\275", NULL, NULL, OTHER },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TuntasRfoText) text = tuntas_rfo_text_parse (rows[i].pasted);

      g_test_message ("“%s”", rows[i].pasted);
      g_assert_cmpstr (text->rfo, ==, rows[i].rfo);
      g_assert_cmpstr (text->repair, ==, rows[i].repair);
      g_assert_cmpstr (text->rest, ==, rows[i].rest);
      g_assert_cmpint (text->source, ==, rows[i].source);
    }
}

static void
test_sources (void)
{
  TuntasRfoSource source = TUNTAS_RFO_SOURCE_PHONE;

  for (guint i = 0; i < TUNTAS_RFO_N_SOURCES; i++)
    {
      g_assert_true (tuntas_rfo_source_from_nick (tuntas_rfo_source_nick (i), &source));
      g_assert_cmpint (source, ==, i);
    }
  g_assert_false (tuntas_rfo_source_from_nick (NULL, &source));
  g_assert_false (tuntas_rfo_source_from_nick ("fax", &source));
  g_assert_cmpint (source, ==, TUNTAS_RFO_SOURCE_OTHER);
}

static void
test_phrases (void)
{
  static const struct { const char *written, *plain; } cases[] = {
    { "kabel Putus di ODP", "kabel kabel terputus di kotak pembagi" },
    { "putus", "kabel terputus" },
    { "terputus", NULL },
    { "ODP putus total.", "kotak pembagi mati total." },
    { "putusan ODPX", NULL },
    { "", NULL },
    { "LOS-ODP", "LOS-kotak pembagi" },
  };
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (
      "[phrases]\nputus = kabel terputus\nODP = kotak pembagi\nputus total = mati total\nkosong =\n", -1, "site.ini");
  g_autoptr (TuntasPhrases) phrases = tuntas_phrases_read (file);
  g_autofree char *said = NULL;

  tuntas_settings_file_close (file);
  g_assert_cmpuint (tuntas_settings_file_get_findings (file)->len, ==, 1);
  said = tuntas_finding_to_string (g_ptr_array_index (tuntas_settings_file_get_findings (file), 0));
  g_assert_true (g_str_has_prefix (said, "site.ini:5: [phrases] kosong: "));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = tuntas_phrases_apply (phrases, cases[i].written);

      g_test_message ("“%s”", cases[i].written);
      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/rfo-text/rows", test_rows);
  g_test_add_func ("/core/rfo-text/sources", test_sources);
  g_test_add_func ("/core/rfo-text/phrases", test_phrases);
  return g_test_run ();
}
