/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-phrases.h"

/* What is set for the place where an agent works: who calls ([agent]), and what the agent may set as well: [display],
 * [dial] and [links]. An immutable, reference-counted value. Nothing here touches a rule.
 *
 *   [agent]    zone (of the country), unit, company, mail_from
 *   [display]  language      id|en: of scripts, notes and e-mails; else the computer's
 *   [dial]     mode          tel|command|hand; command: the words of a command line, %s for the number
 *              outside_line, prefix: dialled before every number, in this order
 *              instead_of_62: what a number's 62 or +62 becomes: 0
 *   [links]    ticket        where Nossa shows a ticket to people, with {tiket} for its number
 *              applications  the supporting applications of clause 1.1.2, parted by ';'
 *   [privacy]  keep_days     after its end a case is kept so long
 *              lock_minutes  without a key or the mouse, after which the window is covered; 0: never by itself
 *   [phrases]  what technicians write = how that is said to customers (tuntas-phrases.h) */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_DIAL_TEL,     /* a tel: address is handed to the desktop */
  TUNTAS_DIAL_COMMAND, /* the dial command is run */
  TUNTAS_DIAL_HAND,    /* the agent types the number on a telephone */
} TuntasDialMode;

typedef struct
{
  char *zone_id;       /* the agent's own, an IANA name */
  char *unit;          /* "OCC Bandung", or "" */
  char *company;       /* in whose name we call */
  char *mail_from;
  char *language;      /* "id" or "en" */
  gboolean has_dial_mode;
  TuntasDialMode dial_mode;
  char *dial_command;  /* (nullable): NULL: nobody has set one, as below */
  char *outside_line;  /* (nullable) */
  char *prefix;        /* (nullable) */
  char *instead_of_62; /* (nullable) */
  char *ticket_uri;    /* "" for none */
  GStrv applications;  /* (nullable) */
  int keep_days;
  int lock_minutes;
  TuntasPhrases *phrases; /* (nullable) */
} TuntasStation;

/* (transfer full): zone_id and language are this computer's. system, user (nullable): their files; the agent's own
 * counts where both set the same, and anything but the three groups in it is refused. */
TuntasStation *tuntas_station_read  (TuntasSettingsFile *system, TuntasSettingsFile *user, const char *zone_id,
                                     const char *language);
TuntasStation *tuntas_station_ref   (TuntasStation *self);
void           tuntas_station_unref (TuntasStation *self);

/* Only web addresses are opened. */
gboolean       tuntas_station_is_link (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasStation, tuntas_station_unref)

G_END_DECLS
