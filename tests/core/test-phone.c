/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-phone.h"

typedef struct
{
  const char *written;
  const char *normal;
  const char *masked;
  const char *grouped;
} Row;

static const Row rows[] = {
  { "080000000178", "080000000178", "0800****78", "0800 0000 0178" },
  { "+62 800-0000-0178", "080000000178", "0800****78", "0800 0000 0178" },
  { "62800 0000 0178", "080000000178", "0800****78", "0800 0000 0178" },
  { "+62 (0)800 0000 0178", "080000000178", "0800****78", "0800 0000 0178" },
  { " (0800) 0000.0178 ", "080000000178", "0800****78", "0800 0000 0178" },
  { "08000178", "08000178", "0800****78", "0800 0178" },
  { "0800017", "0800017", "****17", "0800 017" },
  { "147", "147", "****47", "147" },
  { "14", "14", "****14", "14" },
  { "62", "0", "****0", "0" },
  { "tidak ada", "", "****", "" },
  { "", "", "****", "" },
};

static void
test_forms (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *normal = tuntas_phone_normalise (rows[i].written);
      g_autofree char *masked = tuntas_phone_mask (rows[i].written);
      g_autofree char *grouped = tuntas_phone_group (rows[i].written);

      g_test_message ("“%s”", rows[i].written);
      g_assert_cmpstr (normal, ==, rows[i].normal);
      g_assert_cmpstr (masked, ==, rows[i].masked);
      g_assert_cmpstr (grouped, ==, rows[i].grouped);
    }
}

static void
test_equal (void)
{
  g_assert_true (tuntas_phone_equal ("0800-000-001", "+62 800000001"));
  g_assert_true (tuntas_phone_equal ("62800000001", "0800000001"));
  g_assert_false (tuntas_phone_equal ("0800000001", "0800000002"));
  g_assert_false (tuntas_phone_equal ("0800000001", "080000000"));
  g_assert_false (tuntas_phone_equal ("0800000001", ""));
  /* Without a digit the text itself counts. */
  g_assert_true (tuntas_phone_equal ("resepsionis", "resepsionis"));
  g_assert_false (tuntas_phone_equal ("resepsionis", "satpam"));
}

typedef struct
{
  const char *text;
  const char *masked; /* (nullable): NULL: there is no telephone number in it */
} TextRow;

static const TextRow texts[] = {
  { "INET MATI LOS CP 08000000121", "INET MATI LOS CP 0800****21" },
  { "08000000121", "0800****21" },
  { "CP:08000000121, IBU SITI", "CP:0800****21, IBU SITI" },
  { "hub 0800 0000 0121 sore", "hub 0800****21 sore" },
  { "hub 0800-0000-121.", "hub 0800****21." },
  { "hub 0800.0000.0121", "hub 0800****21" },
  { "hub 0800 00 00 01 21 ya", "hub 0800****21 ya" },
  { "hub 0800\u00a00000\u20110121", "hub 0800****21" },
  { "WA +62 800-0000-0121", "WA 0800****21" },
  { "WA +628000000121", "WA 0800****21" },
  { "WA 628000000121 / 6280000002210", "WA 0800****21 / 0800****10" },
  { "WA 62 800 0000 0121", "WA 0800****21" },
  { "WA +62 (0)800 0000 0121", "WA 0800****21" },
  { "WA +62 0800 0000 0121", "WA 0800****21" },
  { "ktr (021) 5550121 atau (0274)555012", "ktr 0215****21 atau 0274****12" },
  { "ktr 021-5550121, 0251-32145", "ktr 0215****21, 0251****45" },
  { "ktr +62 21 555 0121", "ktr 0215****21" },
  { "08000000121/08000000221", "0800****21/0800****21" },
  { "08000000121 08000000222", "0800****21 0800****22" },
  { "0800 0000 121 08000000222", "0800****21 0800****22" },
  { "08000000121 2 kali 3 kali", "0800****21 2 kali 3 kali" },
  { "0800 0000 0121 12 kali", "0800****21 12 kali" },
  { "0800 0000 0121 jam 09.13", "0800****21 jam 09.13" },
  { "jam 09.13 08000000121", "jam 09.13 0800****21" },
  { "08000000121 23-11-2026", "0800****21 23-11-2026" },
  { "131234567890 CP 08000000121", "131234567890 CP 0800****21" },
  { "(08000000121)", "0800****21" },
  /* Once masked it stays so. */
  { "CP 0800****21 sudah", NULL },
  /* Numbers that nobody can be called on. */
  { "IN190001091", NULL },
  { "INC0800000121", NULL },
  { "131234567890", NULL },
  { "4700001-0021", NULL },
  { "4700001-0800000121", NULL },
  { "Rx -18,2 dBm, OLT 2.05 dBm, -08.125000000 dBm", NULL },
  { "redaman 0.28000000121", NULL },
  { "01-08-2021", NULL },
  { "02-08-2021 09.13 s.d. 09-11-2026 10.20", NULL },
  { "2026-08-02T09:13:00Z", NULL },
  { "02.08.2021 - 03.08.2021", NULL },
  { "08.00-17.00", NULL },
  { "0800-1700", NULL },
  { "10.62.81.234 dan 62.81.234.101", NULL },
  { "01000000121", NULL },
  { "Rp 250.000.000", NULL },
  { "08000000000000121", NULL },
  { "147, 188, 08001", NULL },
  { "kode 6 2 0", NULL },
  { "+", NULL },
  { "(", NULL },
  { "(0", NULL },
  { "+62", NULL },
  { "62 ", NULL },
  { "tanpa angka", NULL },
  { "", NULL },
};

static void
test_text (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *wanted = texts[i].masked != NULL ? texts[i].masked : texts[i].text;
      g_autofree char *masked = tuntas_phone_mask_text (texts[i].text, NULL);
      g_autofree char *again = tuntas_phone_mask_text (masked, NULL);
      g_auto (GStrv) numbers = tuntas_phone_list_in_text (texts[i].text);

      g_test_message ("“%s”", texts[i].text);
      g_assert_cmpstr (masked, ==, wanted);
      g_assert_cmpstr (again, ==, wanted);
      g_assert_true ((g_strv_length (numbers) > 0) == (texts[i].masked != NULL));
    }
}

static void
test_text_keeps (void)
{
  g_autofree char *kept = tuntas_phone_mask_text ("POTS 021-5550121, CP 08000000121", "0215550121");

  g_assert_cmpstr (kept, ==, "POTS 021-5550121, CP 0800****21");
}

static void
test_text_numbers (void)
{
  g_auto (GStrv) numbers = tuntas_phone_list_in_text ("CP 0800-0000-0121, WA +62 800 0000 0221, 080000000121");

  g_assert_cmpuint (g_strv_length (numbers), ==, 2);
  g_assert_cmpstr (numbers[0], ==, "080000000121");
  g_assert_cmpstr (numbers[1], ==, "080000000221");
}

static void
test_dialable (void)
{
  static const char *const good[] = { "080000000178", "+62 (0)800-0000.0178", "0800/17 8", "147" };
  static const char *const bad[] = { "", "tidak ada", "14", "+-()", "0800 resepsionis", "0800\xc2\xa0" "178" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (tuntas_phone_is_dialable (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (tuntas_phone_is_dialable (bad[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/phone/forms", test_forms);
  g_test_add_func ("/core/phone/equal", test_equal);
  g_test_add_func ("/core/phone/text", test_text);
  g_test_add_func ("/core/phone/text/keeps", test_text_keeps);
  g_test_add_func ("/core/phone/text/numbers", test_text_numbers);
  g_test_add_func ("/core/phone/dialable", test_dialable);
  return g_test_run ();
}
