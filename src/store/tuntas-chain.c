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

static void
close_digest (gpointer data)
{
  gcry_md_close (data);
}

/* One for each thread, begun anew each time: a year of journal has a hundred thousand hashes. */
static gcry_md_hd_t
begin (void)
{
  static GOnce started = G_ONCE_INIT;
  static GPrivate kept = G_PRIVATE_INIT (close_digest);
  gcry_md_hd_t digest = g_private_get (&kept);

  if (digest == NULL)
    {
      g_once (&started, start_library, NULL);
      g_assert (gcry_md_open (&digest, GCRY_MD_SHA256, 0) == 0);
      g_private_set (&kept, digest);
    }
  gcry_md_reset (digest);
  return digest;
}

static void
add_number (gcry_md_hd_t digest, gint64 number)
{
  guint64 wire = GUINT64_TO_BE ((guint64) number);

  gcry_md_write (digest, &wire, sizeof wire);
}

/* NULL and "" are told apart. */
static void
add_text (gcry_md_hd_t digest, const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  add_number (digest, text != NULL ? (gint64) length : -1);
  if (length > 0)
    gcry_md_write (digest, text, length);
}

static void
add_hash (gcry_md_hd_t digest, const TuntasHash *hash)
{
  gcry_md_write (digest, hash->bytes, TUNTAS_HASH_SIZE);
}

static void
finish (gcry_md_hd_t digest, TuntasHash *out)
{
  memcpy (out->bytes, gcry_md_read (digest, GCRY_MD_SHA256), TUNTAS_HASH_SIZE);
}

/* before (nullable): nothing comes before the first link. */
static void
link_texts (const TuntasHash *before, const char *first, const char *second, TuntasHash *out)
{
  gcry_md_hd_t digest = begin ();

  if (before != NULL)
    add_hash (digest, before);
  add_text (digest, first);
  add_text (digest, second);
  finish (digest, out);
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
  gcry_md_hd_t digest = begin ();

  add_number (digest, entry->id);
  add_text (digest, entry->case_id);
  add_number (digest, entry->event_seq);
  add_number (digest, entry->position);
  add_text (digest, entry->kind);
  add_text (digest, entry->payload);
  add_text (digest, entry->key);
  add_text (digest, entry->reference);
  add_text (digest, tuntas_outbox_state_to_nick (entry->state));
  add_number (digest, entry->attempt);
  add_number (digest, entry->not_before);
  add_number (digest, entry->begun_at);
  add_text (digest, entry->body_hash);
  add_text (digest, entry->evidence);
  add_text (digest, entry->error_code);
  add_text (digest, entry->error_text);
  add_number (digest, entry->changed_at);
  finish (digest, out);
}

char *
tuntas_chain_hash_procedure (GBytes *bytes, const char *overrides)
{
  gcry_md_hd_t digest = begin ();
  GString *hex = g_string_sized_new (2 * TUNTAS_HASH_SIZE);
  TuntasHash hash;
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);

  gcry_md_write (digest, data, length);
  gcry_md_write (digest, overrides, strlen (overrides));
  finish (digest, &hash);
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
  gcry_md_hd_t digest = begin ();

  add_hash (digest, before);
  add_number (digest, case_key);
  add_number (digest, count);
  add_hash (digest, head);
  add_hash (digest, outbox);
  finish (digest, out);
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
