/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "mail-reader.h"

#include <string.h>

/* The fields of an e-mail, parted by NUL: any bytes, as a ticket of Nossa or an agent may bring them. What is not refused
 * comes back from the wire as it was given, and nothing else does: no field, recipient, part or command more. */

enum
{
  TO,
  SUBJECT,
  BODY,
  FROM_NAME,
  FROM,
  MESSAGE_ID,
  DATE,
  N_FIELDS
};

/* (transfer full) (element-type utf8): all of them, the missing ones empty. */
static GPtrArray *
split (const guint8 *data, size_t size)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_free);
  const char *at = (const char *) data, *end = at + size;

  while (fields->len < N_FIELDS)
    {
      const char *stop = at < end ? memchr (at, '\0', (gsize) (end - at)) : NULL;

      g_ptr_array_add (fields, at < end ? g_strndup (at, (gsize) ((stop != NULL ? stop : end) - at)) : g_strdup (""));
      at = stop != NULL ? stop + 1 : end;
    }
  return fields;
}

/* What stands between the brackets of a command, which ends at the line's end. */
static void
check_command (const char *address)
{
  g_assert_true (g_str_is_ascii (address));
  g_assert_null (strpbrk (address, "<> \t\r\n\"\\,;:()[]"));
}

/* One address, one subject, one body: nothing of them ends a part of the URI. */
static void
check_uri (TuntasMail *mail)
{
  g_autofree char *uri = tuntas_mail_to_uri (mail);
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL);
  g_auto (GStrv) members = NULL;

  g_assert_nonnull (parsed);
  g_assert_null (g_uri_get_fragment (parsed));
  members = g_strsplit (g_uri_get_query (parsed), "&", -1);
  g_assert_cmpuint (g_strv_length (members), ==, 2);
  g_assert_true (g_str_has_prefix (members[0], "subject=") && g_str_has_prefix (members[1], "body="));
}

static void
try (const char *to, const char *from, const char *message_id, GPtrArray *fields)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasMail) mail =
      tuntas_mail_new (fields->pdata[FROM_NAME], from, to, fields->pdata[SUBJECT], fields->pdata[BODY], message_id,
                       g_ascii_strtoll (fields->pdata[DATE], NULL, 10), &error);

  if (mail == NULL)
    {
      g_assert_error (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  check_command (tuntas_mail_get_from (mail));
  check_command (tuntas_mail_get_to (mail));
  check_uri (mail);
  mail_reader_assert (mail);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GPtrArray) fields = split (data, size);

  try (fields->pdata[TO], fields->pdata[FROM], fields->pdata[MESSAGE_ID], fields);
  /* Texts are looked at even where an address was not good enough. */
  try ("noc@pelanggan.example", "agen@operator.example", "k7f3q2@operator.example", fields);
  return 0;
}
