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
  g_test_add_func ("/core/phone/dialable", test_dialable);
  return g_test_run ();
}
