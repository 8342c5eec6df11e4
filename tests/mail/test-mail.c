/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mail-reader.h"

#include <locale.h>
#include <string.h>

#define DATE G_GINT64_CONSTANT (1795400000)

static TuntasMail *
make (const char *field, const char *value, GError **error)
{
#define IS(name, otherwise) (g_strcmp0 (field, name) == 0 ? value : otherwise)
  return tuntas_mail_new (IS ("from-name", "Agen Penutup"), IS ("from", "agen@operator.example"),
                          IS ("to", "noc@pelanggan.example"), IS ("subject", "RFO & perbaikan"),
                          IS ("body", "Yth. Bapak/Ibu,\n.\nTerima kasih.\n"), IS ("message-id", "k7f3q2@operator.example"),
                          DATE, error);
#undef IS
}

static void
test_hostile_fields (void)
{
  static const char *const headers[] = { "from-name", "from", "to", "subject", "message-id" };
  static const char *const payloads[] = {
    "a\r\nBcc: x@y.example", "a\nBcc: x@y.example", "a\rb", "a\tb", "a\x1b[0m", "a\x7f", "a\xc2\x85" "b",
    "a\xe2\x80\xa8" "b", "a\xe2\x80\xae" "b", "a\xff", "a\xc0\x8a",
  };
  static const char *const addresses[] = {
    "", "@", "a", "a@", "@b.example", "a@b@c.example", "a b@c.example", "\"a b\"@c.example", "a@b..example",
    ".a@b.example", "a.@b.example", "a..b@c.example", "a@-b.example", "a@b.example,c@d.example", "<a@b.example>",
    "a@b.example?cc=x@y.example", "a@b.example&x", "a@[127.0.0.1]", "budi@p\xc3\xa9langgan.example",
    "=?us-ascii?q?a?=@b.example",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (payloads); j++)
      {
        g_autoptr (GError) error = NULL;

        g_assert_null (make (headers[i], payloads[j], &error));
        g_assert_error (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_INVALID);
        g_assert_true (g_str_has_prefix (error->message, headers[i]));
      }
  for (gsize j = 0; j < G_N_ELEMENTS (addresses); j++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (make ("to", addresses[j], &error));
      g_assert_error (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_INVALID);
    }
  g_assert_null (make ("subject", "", NULL));
  g_assert_null (make ("subject", "=?UTF-8?B?QmNjOg==?=", NULL));
  g_assert_null (make ("from-name", "\xc3\xa9=0D=0ABcc: x@y.example", NULL));
  g_assert_null (make ("from-name", "a =?us-ascii?q?=0D=0ABcc:_x@y.example?=", NULL));
  g_assert_null (make ("body", "a\rb", NULL));
  g_assert_null (make ("body", "a\x01" "b", NULL));
}

static void
test_good_addresses (void)
{
  static const char *const addresses[] = { "a@b", "a.b+c@d-e.example", "o'neil@x.example", "A_1@9.example" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TuntasMail) mail = make ("to", addresses[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (tuntas_mail_get_to (mail), ==, addresses[i]);
    }
}

static void
test_uri (void)
{
  g_autoptr (TuntasMail) mail = make ("subject", "50% & lebih? é", NULL);
  g_autoptr (TuntasMail) tricky = make ("to", "a&attach=b@c.example", NULL);
  g_autofree char *uri = tuntas_mail_to_uri (mail), *other = tuntas_mail_to_uri (tricky);

  g_assert_cmpstr (uri, ==,
                   "mailto:noc@pelanggan.example?subject=50%25%20%26%20lebih%3F%20%C3%A9"
                   "&body=Yth.%20Bapak%2FIbu%2C%0D%0A.%0D%0ATerima%20kasih.%0D%0A");
  g_assert_true (g_str_has_prefix (other, "mailto:a%26attach%3Db@c.example?subject="));
}

static void
assert_round_trip (const char *subject, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasMail) mail = tuntas_mail_new ("Agen \xc3\xa9, \"OCC\" <x@y.example>", "agen@operator.example",
                                                 "noc@pelanggan.example", subject, body, "k7f3q2@operator.example", DATE,
                                                 &error);

  g_assert_no_error (error);
  mail_reader_assert (mail);
}

static void
test_round_trip (void)
{
  GString *subject = g_string_new (NULL);

  assert_round_trip ("RFO", "satu\r\ndua\n.\n..\n\ttab");
  assert_round_trip ("Bcc: x@y.example & <x@y.example>, \"; \\", "");
  assert_round_trip ("x", "From: x@y.example\n\nBcc: x@y.example\n--\n");
  for (guint i = 0; i < 200; i++)
    {
      g_string_append (subject, i % 3 == 0 ? "\xc3\xa9" : i % 3 == 1 ? "\xf0\x9f\x93\xa7" : " a");
      assert_round_trip (subject->str, subject->str);
    }
  g_string_free (subject, TRUE);
}

/* A mail that is sent again is the same one to every server on its way. */
static void
test_same_bytes (void)
{
  static const char *const locales[] = { "C", "C.UTF-8" };
  g_autoptr (GBytes) first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autoptr (TuntasMail) mail = make ("subject", "perbaikan \xc3\xa9", NULL);
      g_autoptr (GBytes) wire = NULL;

      setlocale (LC_ALL, locales[i]);
      wire = tuntas_mail_to_rfc5322 (mail);
      if (first == NULL)
        first = g_bytes_ref (wire);
      g_assert_true (g_bytes_equal (first, wire));
    }
  setlocale (LC_ALL, "");
}

static void
test_date (void)
{
  g_autoptr (TuntasMail) mail = make (NULL, NULL, NULL);
  g_autoptr (GBytes) wire = tuntas_mail_to_rfc5322 (mail);
  g_autofree char *text = g_strndup (g_bytes_get_data (wire, NULL), g_bytes_get_size (wire));

  g_assert_nonnull (strstr (text, "\r\nDate: Mon, 23 Nov 2026 02:13:20 +0000\r\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/value/hostile-fields", test_hostile_fields);
  g_test_add_func ("/mail/value/good-addresses", test_good_addresses);
  g_test_add_func ("/mail/wire/uri", test_uri);
  g_test_add_func ("/mail/wire/round-trip", test_round_trip);
  g_test_add_func ("/mail/wire/same-bytes", test_same_bytes);
  g_test_add_func ("/mail/wire/date", test_date);
  return g_test_run ();
}
