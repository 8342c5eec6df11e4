/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk-private.h"

/* The acceptance: a file beside a hand-over's, in which stands who has it. The first one to make it has the cases: the
 * receiver who takes them over, or the giver who takes one back. A JSON object:
 *
 *   handover    the hand-over's id
 *   machine     of the computer, and host, by which people know it
 *   login       of the agent
 *   at          "2026-11-23T13:00:00Z"
 *   taken_back  "true", where it is the giver's
 *
 * It is made with its name or not at all, which every file system can do, also a FAT stick's, that has no links. What cannot
 * be read of it is somebody's. Blocking: for a thread. */

G_BEGIN_DECLS

typedef struct
{
  char *path;       /* of the acceptance */
  char *text;       /* as it is here */
  char *machine_id;
  char *login;
} TuntasAcceptance;

/* (transfer full): this agent's, at this computer. path: the hand-over's file. */
TuntasAcceptance *tuntas_acceptance_new     (TuntasDesk *self, const char *path, const char *handover_id,
                                             gboolean taken_back);
void              tuntas_acceptance_free    (TuntasAcceptance *acceptance);

/* Whether it can be ours: nobody has made one, or we have. Error: ACCEPTED. */
gboolean          tuntas_acceptance_is_free (const TuntasAcceptance *acceptance, GError **error);
/* It is ours afterwards, on the disk. Errors: ACCEPTED, FILE. */
gboolean          tuntas_acceptance_claim   (const TuntasAcceptance *acceptance, GError **error);
/* Where it is ours, it is nobody's any more. */
void              tuntas_acceptance_release (const TuntasAcceptance *acceptance);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasAcceptance, tuntas_acceptance_free)

G_END_DECLS
