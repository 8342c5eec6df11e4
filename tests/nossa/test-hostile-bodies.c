/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nossa-fake.h"
#include "raw-call.h"
#include "raw-server.h"
#include "tuntas-nossa.h"
#include "tuntas-soup-transport.h"

#include <string.h>
#include <sys/resource.h>

/* Bodies that are too short or too long, over the wire: rows N14 and N18 (the table is in test-hostile-wire.c). */

/* --- N14 --- */

typedef enum
{
  BY_LENGTH,  /* which the answer falls short of */
  BY_CHUNK,   /* of which there is no last one */
  BY_CHUNKS,  /* all there: something on the way cut the body */
  BY_END,     /* the connection's */
  BY_GZIP,    /* cut within the compressed bytes */
} Framing;

static const struct
{
  const char *name;
  Framing     framing;
  guint       step; /* bytes between two cuts */
} framings[] = {
  { "length", BY_LENGTH, 7 }, { "chunk", BY_CHUNK, 7 }, { "chunks", BY_CHUNKS, 7 }, { "end", BY_END, 1 },
  { "gzip", BY_GZIP, 1 },
};

/* (transfer full): a list of some tickets, about 8 KiB. */
static GString *
make_list (void)
{
  GString *text = g_string_new ("{\"member\":[");

  for (guint i = 0; i < 16; i++)
    g_string_append_printf (text,
                            "%s{\"ticketid\":\"IN19000%04u\",\"ticketuid\":%u,\"status\":\"MEDIACARE\","
                            "\"reportdate\":\"2026-11-23T09:00:00+07:00\",\"ttrcustomer\":1.5,\"description\":\"%0*u\","
                            "\"href\":\"oslc/os/mxincident/_%u\"}",
                            i > 0 ? "," : "", i, i, 300 + (int) i, i, i);
  g_string_append (text, "],\"responseInfo\":{\"totalCount\":16,\"pagenum\":1}}");
  return text;
}

static GBytes *
compress (const char *bytes, gsize length)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) zip = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autoptr (GError) error = NULL;

  g_assert_true (g_output_stream_write_all (zip, bytes, length, NULL, NULL, &error));
  g_assert_true (g_output_stream_close (zip, NULL, &error));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GString *
frame (Framing framing, const char *body, gsize length, gsize cut)
{
  GString *text = g_string_new (RAW_HEAD);

  if (framing == BY_LENGTH)
    g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n", length);
  if (framing == BY_CHUNK || framing == BY_CHUNKS)
    g_string_append (text, "Transfer-Encoding: chunked\r\n");
  if (framing == BY_GZIP)
    g_string_append (text, "Content-Encoding: gzip\r\n");
  g_string_append (text, "\r\n");
  if ((framing == BY_CHUNK || framing == BY_CHUNKS) && cut > 0)
    g_string_append_printf (text, "%" G_GSIZE_MODIFIER "x\r\n", cut);
  g_string_append_len (text, body, (gssize) cut);
  if ((framing == BY_CHUNK || framing == BY_CHUNKS) && cut > 0)
    g_string_append (text, "\r\n");
  if (framing == BY_CHUNKS || (framing == BY_CHUNK && cut == length))
    g_string_append (text, "0\r\n\r\n");
  return text;
}

static TuntasNossaList *
list_cut (RawServer *server, TuntasNossa *nossa, Framing framing, GBytes *body, gsize cut, GError **error)
{
  gsize length;
  const char *bytes = g_bytes_get_data (body, &length);
  GString *text = frame (framing, bytes, length, cut);
  TuntasNossaList *got;

  raw_server_say (server, text->str, text->len, RAW_CLOSE);
  got = raw_list (nossa, error);
  g_string_free (text, TRUE);
  return got;
}

static void
test_cut (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  RawServer *server = RAW_SERVER (RAW_EMPTY, RAW_CLOSE);
  g_autoptr (TuntasNossa) nossa = raw_client_new (server);
  g_autoptr (GBytes) plain = g_string_free_to_bytes (make_list ());
  g_autoptr (GBytes) body = framings[row].framing == BY_GZIP
                                ? compress (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain))
                                : g_bytes_ref (plain);
  g_autoptr (TuntasNossaList) whole = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = g_bytes_get_size (body);

  for (gsize cut = 0; cut < length; cut += framings[row].step)
    {
      g_autoptr (GError) cut_error = NULL;
      g_autoptr (TuntasNossaList) got = list_cut (server, nossa, framings[row].framing, body, cut, &cut_error);

      /* Of a compressed body the last bytes are its checksum and length: everything else is there before them. */
      if (got != NULL && (framings[row].framing != BY_GZIP || cut + 10 < length || got->tickets->len != 16))
        g_error ("cut to %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " bytes it is taken for whole", cut, length);
      g_assert_true (got != NULL || cut_error->domain == TUNTAS_NOSSA_ERROR);
    }
  whole = list_cut (server, nossa, framings[row].framing, body, length, &error);
  g_assert_no_error (error);
  g_assert_true (whole->complete && whole->tickets->len == 16);
  raw_server_stop (server);
}

/* --- N18 --- */

static gint64
most_resident (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return (gint64) usage.ru_maxrss * 1024;
}

/* (transfer full): about 1 MiB of gzip that would be a GiB of zeros: one MiB of them, again and again. */
static GByteArray *
make_bomb (void)
{
  static const char head[] = RAW_HEAD "Content-Encoding: gzip\r\n\r\n";
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) zip = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autofree char *zeros = g_malloc0 (1024 * 1024);
  GByteArray *bomb = g_byte_array_new ();
  const guint8 *bytes;
  gsize ends[2];

  /* The first has the head of the stream before it; the second, and so every later one, is only itself. */
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (g_output_stream_write_all (zip, zeros, 1024 * 1024, NULL, NULL, NULL));
      g_assert_true (g_output_stream_flush (zip, NULL, NULL));
      ends[i] = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory));
    }
  bytes = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory));
  g_byte_array_append (bomb, (const guint8 *) head, sizeof head - 1);
  g_byte_array_append (bomb, bytes, (guint) ends[0]);
  for (guint i = 0; i < 1023; i++)
    g_byte_array_append (bomb, bytes + ends[0], (guint) (ends[1] - ends[0]));
  return bomb;
}

/* (transfer full): under the byte cap and over that of values. */
static GString *
make_values (void)
{
  GString *text = g_string_new (RAW_HEAD "\r\n{\"member\":[1");

  while (text->len < 8 * 1000 * 1000)
    g_string_append (text, ",1");
  g_string_append (text, "]}");
  return text;
}

static void
assert_bounded (RawServer *server, TuntasNossa *nossa, int code)
{
  gint64 before = most_resident ();
  g_autoptr (GError) error = NULL;

  g_assert_null (raw_list (nossa, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, code);
  g_assert_cmpint (most_resident () - before, <=, 64 * 1024 * 1024);
}

static void
test_large (void)
{
  static const char with_length[] = RAW_HEAD "Content-Length: 1073741824\r\n\r\n";
  static const char without_length[] = RAW_HEAD "\r\n";
  RawServer *server = RAW_SERVER (RAW_EMPTY, RAW_CLOSE);
  g_autoptr (TuntasNossa) nossa = raw_client_new (server);
  g_autoptr (GByteArray) bomb = make_bomb ();
  g_autoptr (GString) values = make_values ();

  g_assert_cmpuint (bomb->len, <, 2 * 1024 * 1024);
  raw_server_say (server, with_length, sizeof with_length - 1, RAW_FLOOD);
  assert_bounded (server, nossa, TUNTAS_NOSSA_ERROR_TOO_LARGE);
  raw_server_say (server, without_length, sizeof without_length - 1, RAW_FLOOD);
  assert_bounded (server, nossa, TUNTAS_NOSSA_ERROR_TOO_LARGE);
  /* Nearly nothing of two GiB was taken from the wire. */
  g_assert_cmpint (g_atomic_int_get (&server->sent), <, 2 * 16 * 1024);
  raw_server_say (server, (const char *) bomb->data, bomb->len, RAW_CLOSE);
  assert_bounded (server, nossa, TUNTAS_NOSSA_ERROR_TOO_LARGE);
  raw_server_say (server, values->str, values->len, RAW_CLOSE);
  assert_bounded (server, nossa, TUNTAS_NOSSA_ERROR_MALFORMED);
  raw_server_stop (server);
}

int
main (int argc, char **argv)
{
  tuntas_nossa_init_process ();
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (framings); i++)
    {
      g_autofree char *path = g_strconcat ("/nossa/hostile-bodies/N14/", framings[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_cut);
    }
  g_test_add_func ("/nossa/hostile-bodies/N18/large", test_large);
  return g_test_run ();
}
