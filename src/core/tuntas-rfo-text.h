/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Cause and repair (clause 1.2.1) as technicians write them in chats:
 *
 *   [23/11/26 08.15] Budi Teknisi: Selamat pagi
 *   RFO : kabel dropcore putus
 *   Tindakan : sambung ulang, redaman -19 dBm
 *
 * A line that begins with RFO, Penyebab, Root cause … is the cause; with Perbaikan, Action, Tindakan, Solusi … the
 * repair. Where nothing stands behind the word the next line is meant. Nothing is invented and nothing lost: all other
 * lines are the rest, as they stand. */

G_BEGIN_DECLS

/* Where such words come from (Q6), also as they stand in the events. */
typedef enum
{
  TUNTAS_RFO_SOURCE_NOSSA,
  TUNTAS_RFO_SOURCE_WHATSAPP,
  TUNTAS_RFO_SOURCE_TELEGRAM,
  TUNTAS_RFO_SOURCE_PHONE,
  TUNTAS_RFO_SOURCE_OTHER,
} TuntasRfoSource;

#define TUNTAS_RFO_N_SOURCES (TUNTAS_RFO_SOURCE_OTHER + 1)

/* "nossa", "whatsapp", "telegram", "phone", "elsewhere" */
const char    *tuntas_rfo_source_nick      (TuntasRfoSource source);
/* FALSE for an unknown or missing nick; source is then untouched. */
gboolean       tuntas_rfo_source_from_nick (const char *nick, TuntasRfoSource *source);

typedef struct
{
  char *rfo;              /* (nullable): one line; several are parted by "; " */
  char *repair;           /* (nullable): likewise */
  char *rest;             /* (nullable): every other line */
  TuntasRfoSource source; /* by the form of the chat's own headings; else OTHER */
} TuntasRfoText;

/* (transfer full): never fails; bytes that are no UTF-8 become U+FFFD. */
TuntasRfoText *tuntas_rfo_text_parse (const char *text);
void           tuntas_rfo_text_free  (TuntasRfoText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasRfoText, tuntas_rfo_text_free)

G_END_DECLS
