/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-chain.h"

#include <gcrypt.h>
#include <string.h>

gboolean
tuntas_hash_equal (const TuntasHash *a, const TuntasHash *b)
{
  return memcmp (a->bytes, b->bytes, TUNTAS_HASH_SIZE) == 0;
}

static gpointer
start_library (gpointer data)
{
  gcry_check_version (NULL);
  /* Nothing here is a secret; the keyring's library asks for locked memory by itself. */
  gcry_control (GCRYCTL_INITIALIZATION_FINISHED, 0);
  return NULL;
}

/* What is hashed is put together first: one call of the library instead of one for each member. It tells in a year
 * of journal, which has a hundred thousand hashes. */
static void
free_bytes (gpointer data)
{
  g_byte_array_unref (data);
}

/* One for each thread, begun anew each time. */
static GByteArray *
begin (void)
{
  static GOnce started = G_ONCE_INIT;
  static GPrivate kept = G_PRIVATE_INIT (free_bytes);
  GByteArray *bytes = g_private_get (&kept);

  if (bytes == NULL)
    {
      g_once (&started, start_library, NULL);
      bytes = g_byte_array_sized_new (1024);
      g_private_set (&kept, bytes);
    }
  g_byte_array_set_size (bytes, 0);
  return bytes;
}

static void
add_number (GByteArray *bytes, gint64 number)
{
  guint64 wire = GUINT64_TO_BE ((guint64) number);

  g_byte_array_append (bytes, (const guint8 *) &wire, sizeof wire);
}

/* NULL and "" are told apart. */
static void
add_text (GByteArray *bytes, const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  add_number (bytes, text != NULL ? (gint64) length : -1);
  if (length > 0)
    g_byte_array_append (bytes, (const guint8 *) text, (guint) length);
}

static void
add_hash (GByteArray *bytes, const TuntasHash *hash)
{
  g_byte_array_append (bytes, hash->bytes, TUNTAS_HASH_SIZE);
}

static void
finish (GByteArray *bytes, TuntasHash *out)
{
  gcry_md_hash_buffer (GCRY_MD_SHA256, out->bytes, bytes->data, bytes->len);
}

/* before (nullable): nothing comes before the first link. */
static void
link_texts (const TuntasHash *before, const char *first, const char *second, TuntasHash *out)
{
  GByteArray *bytes = begin ();

  if (before != NULL)
    add_hash (bytes, before);
  add_text (bytes, first);
  add_text (bytes, second);
  finish (bytes, out);
}

void
tuntas_chain_hash_case (const char *case_id, const char *ticket_id, TuntasHash *out)
{
  link_texts (NULL, case_id, ticket_id, out);
}

void
tuntas_chain_hash_event (const TuntasHash *before, const char *case_id, const char *body, TuntasHash *out)
{
  link_texts (before, case_id, body, out);
}

void
tuntas_chain_hash_tombstone (const TuntasHash *last, const char *case_id, const char *ticket_id, TuntasHash *out)
{
  link_texts (last, case_id, ticket_id, out);
}

void
tuntas_chain_sum_entry (const TuntasOutboxEntry *entry, TuntasHash *out)
{
  GByteArray *bytes = begin ();

  add_number (bytes, entry->id);
  add_text (bytes, entry->case_id);
  add_number (bytes, entry->event_seq);
  add_number (bytes, entry->position);
  add_text (bytes, entry->kind);
  add_text (bytes, entry->payload);
  add_text (bytes, entry->key);
  add_text (bytes, entry->reference);
  add_text (bytes, tuntas_outbox_state_to_nick (entry->state));
  add_number (bytes, entry->attempt);
  add_number (bytes, entry->not_before);
  add_number (bytes, entry->begun_at);
  add_text (bytes, entry->body_hash);
  add_text (bytes, entry->evidence);
  add_text (bytes, entry->error_code);
  add_text (bytes, entry->error_text);
  add_number (bytes, entry->changed_at);
  finish (bytes, out);
}

char *
tuntas_chain_hash_procedure (GBytes *bytes, const char *overrides)
{
  GByteArray *hashed = begin ();
  GString *hex = g_string_sized_new (2 * TUNTAS_HASH_SIZE);
  TuntasHash hash;
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);

  g_byte_array_append (hashed, data, (guint) length);
  g_byte_array_append (hashed, (const guint8 *) overrides, (guint) strlen (overrides));
  finish (hashed, &hash);
  for (guint i = 0; i < TUNTAS_HASH_SIZE; i++)
    g_string_append_printf (hex, "%02x", hash.bytes[i]);
  return g_string_free (hex, FALSE);
}

void
tuntas_chain_hash_head (const TuntasHash *before,
                        gint64 case_key,
                        gint64 count,
                        const TuntasHash *head,
                        const TuntasHash *outbox,
                        TuntasHash *out)
{
  GByteArray *bytes = begin ();

  add_hash (bytes, before);
  add_number (bytes, case_key);
  add_number (bytes, count);
  add_hash (bytes, head);
  add_hash (bytes, outbox);
  finish (bytes, out);
}

/* Numbers of 256 bits, the first byte the highest; what runs over is dropped, so the order of adding does not matter. */

void
tuntas_chain_add_sum (TuntasHash *total, const TuntasHash *sum)
{
  guint carry = 0;

  for (int i = TUNTAS_HASH_SIZE - 1; i >= 0; i--)
    {
      carry += (guint) total->bytes[i] + sum->bytes[i];
      total->bytes[i] = (guint8) carry;
      carry >>= 8;
    }
}

void
tuntas_chain_take_sum (TuntasHash *total, const TuntasHash *sum)
{
  int borrow = 0;

  for (int i = TUNTAS_HASH_SIZE - 1; i >= 0; i--)
    {
      int digit = total->bytes[i] - sum->bytes[i] - borrow;

      borrow = digit < 0;
      total->bytes[i] = (guint8) digit;
    }
}
