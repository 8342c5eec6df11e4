/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-mail.h"

#include <gmime/gmime.h>
#include <string.h>

/* The two outer forms of a mail: the mailto: URI and the RFC 5322 bytes, which GMime writes. The value has been checked
 * when it was made; here nothing can go wrong any more. The bytes depend on the value alone: one part without a
 * boundary, and no charset that the computer's locale would choose. */

#define CHARSET "utf-8"

static char *
dup_with_crlf (const char *body)
{
  GString *text = g_string_sized_new (strlen (body));

  for (const char *at = body; *at != '\0'; at++)
    {
      if (*at == '\n')
        g_string_append_c (text, '\r');
      g_string_append_c (text, *at);
    }
  return g_string_free (text, FALSE);
}

char *
tuntas_mail_to_uri (TuntasMail *self)
{
  g_autofree char *text = dup_with_crlf (tuntas_mail_get_body (self));
  g_autofree char *to = g_uri_escape_string (tuntas_mail_get_to (self), "@", FALSE);
  g_autofree char *subject = g_uri_escape_string (tuntas_mail_get_subject (self), NULL, FALSE);
  g_autofree char *body = g_uri_escape_string (text, NULL, FALSE);

  return g_strdup_printf ("mailto:%s?subject=%s&body=%s", to, subject, body);
}

static void
init_once (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      g_mime_init ();
      g_once_init_leave (&done, 1);
    }
}

/* A mailbox of GMime's own would have a domain like xn--… decoded and encoded again, and not always into what it was:
 * the address is written as it is, and on a line of its own where a name stands before it. name: "" for none */
static void
add_mailbox (GMimeMessage *message, const char *field, const char *name, const char *address)
{
  GMimeHeaderList *headers = g_mime_object_get_header_list (GMIME_OBJECT (message));
  g_autofree char *phrase = *name != '\0' ? g_mime_utils_header_encode_phrase (NULL, name, CHARSET) : NULL;
  g_autofree char *raw = phrase != NULL ? g_strdup_printf (" %s\n <%s>\n", phrase, address)
                                        : g_strdup_printf (" <%s>\n", address);

  g_mime_header_list_append (headers, field, "", NULL);
  g_mime_header_set_raw_value (g_mime_header_list_get_header (headers, field), raw);
}

/* Base64 whatever the text looks like, so that no line of it is ever a dot. */
static void
set_body (GMimeMessage *message, const char *body)
{
  g_autofree char *text = dup_with_crlf (body);
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (text, strlen (text));
  GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);
  GMimePart *part = g_mime_part_new_with_type ("text", "plain");

  g_mime_object_set_content_type_parameter (GMIME_OBJECT (part), "charset", CHARSET);
  g_mime_part_set_content (part, content);
  g_mime_part_set_content_encoding (part, GMIME_CONTENT_ENCODING_BASE64);
  g_mime_message_set_mime_part (message, GMIME_OBJECT (part));
  g_object_unref (part);
  g_object_unref (content);
  g_object_unref (stream);
}

/* (transfer full) */
static GBytes *
write_out (GMimeMessage *message)
{
  GMimeFormatOptions *options = g_mime_format_options_new ();
  GByteArray *bytes = g_byte_array_new ();
  GMimeStream *stream = g_mime_stream_mem_new ();

  g_mime_format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_DOS);
  g_mime_stream_mem_set_byte_array (GMIME_STREAM_MEM (stream), bytes);
  g_mime_object_write_to_stream (GMIME_OBJECT (message), options, stream);
  g_mime_format_options_free (options);
  g_object_unref (stream);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
tuntas_mail_to_rfc5322 (TuntasMail *self)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (tuntas_mail_get_date (self));
  GMimeMessage *message;
  GBytes *wire;

  init_once ();
  /* FALSE: the fields stand in the order in which they are set. */
  message = g_mime_message_new (FALSE);
  add_mailbox (message, "From", tuntas_mail_get_from_name (self), tuntas_mail_get_from (self));
  add_mailbox (message, "To", "", tuntas_mail_get_to (self));
  g_mime_message_set_subject (message, tuntas_mail_get_subject (self), CHARSET);
  g_mime_message_set_date (message, date);
  g_mime_message_set_message_id (message, tuntas_mail_get_message_id (self));
  set_body (message, tuntas_mail_get_body (self));
  wire = write_out (message);
  g_object_unref (message);
  return wire;
}
