/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-chain.h"

#include <string.h>

gboolean
tuntas_hash_equal (const TuntasHash *a, const TuntasHash *b)
{
  return memcmp (a->bytes, b->bytes, TUNTAS_HASH_SIZE) == 0;
}

/* One for each thread, begun anew each time: a year of journal has a hundred thousand hashes. */
static GChecksum *
begin (void)
{
  static GPrivate kept = G_PRIVATE_INIT ((GDestroyNotify) g_checksum_free);
  GChecksum *checksum = g_private_get (&kept);

  if (checksum == NULL)
    {
      checksum = g_checksum_new (G_CHECKSUM_SHA256);
      g_private_set (&kept, checksum);
    }
  g_checksum_reset (checksum);
  return checksum;
}

static void
add_number (GChecksum *checksum, gint64 number)
{
  guint64 wire = GUINT64_TO_BE ((guint64) number);

  g_checksum_update (checksum, (const guchar *) &wire, sizeof wire);
}

/* NULL and "" are told apart. */
static void
add_text (GChecksum *checksum, const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  add_number (checksum, text != NULL ? (gint64) length : -1);
  if (length > 0)
    g_checksum_update (checksum, (const guchar *) text, length);
}

static void
add_hash (GChecksum *checksum, const TuntasHash *hash)
{
  g_checksum_update (checksum, hash->bytes, TUNTAS_HASH_SIZE);
}

static void
finish (GChecksum *checksum, TuntasHash *out)
{
  gsize length = TUNTAS_HASH_SIZE;

  g_checksum_get_digest (checksum, out->bytes, &length);
}

void
tuntas_chain_hash_case (const char *case_id, const char *ticket_id, TuntasHash *out)
{
  GChecksum *checksum = begin ();

  add_text (checksum, case_id);
  add_text (checksum, ticket_id);
  finish (checksum, out);
}

void
tuntas_chain_hash_event (const TuntasHash *before, const char *case_id, const char *body, TuntasHash *out)
{
  GChecksum *checksum = begin ();

  add_hash (checksum, before);
  add_text (checksum, case_id);
  add_text (checksum, body);
  finish (checksum, out);
}

void
tuntas_chain_sum_entry (const TuntasOutboxEntry *entry, TuntasHash *out)
{
  GChecksum *checksum = begin ();

  add_number (checksum, entry->id);
  add_text (checksum, entry->case_id);
  add_number (checksum, entry->event_seq);
  add_number (checksum, entry->position);
  add_text (checksum, entry->kind);
  add_text (checksum, entry->payload);
  add_text (checksum, entry->key);
  add_text (checksum, entry->reference);
  add_text (checksum, tuntas_outbox_state_to_nick (entry->state));
  add_number (checksum, entry->attempt);
  add_number (checksum, entry->not_before);
  add_number (checksum, entry->begun_at);
  add_text (checksum, entry->body_hash);
  add_text (checksum, entry->evidence);
  add_text (checksum, entry->error_code);
  add_text (checksum, entry->error_text);
  add_number (checksum, entry->changed_at);
  finish (checksum, out);
}

char *
tuntas_chain_hash_procedure (GBytes *bytes, const char *overrides)
{
  GChecksum *checksum = begin ();
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);

  g_checksum_update (checksum, data, length);
  g_checksum_update (checksum, (const guchar *) overrides, strlen (overrides));
  return g_strdup (g_checksum_get_string (checksum));
}

void
tuntas_chain_hash_head (const TuntasHash *before,
                        gint64 case_key,
                        gint64 count,
                        const TuntasHash *head,
                        const TuntasHash *outbox,
                        TuntasHash *out)
{
  GChecksum *checksum = begin ();

  add_hash (checksum, before);
  add_number (checksum, case_key);
  add_number (checksum, count);
  add_hash (checksum, head);
  add_hash (checksum, outbox);
  finish (checksum, out);
}

void
tuntas_chain_hash_tombstone (const TuntasHash *last, const char *case_id, const char *ticket_id, TuntasHash *out)
{
  GChecksum *checksum = begin ();

  add_hash (checksum, last);
  add_text (checksum, case_id);
  add_text (checksum, ticket_id);
  finish (checksum, out);
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
