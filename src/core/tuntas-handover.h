/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-event.h"
#include "tuntas-ticket.h"

/* The file by which a shift hands cases to another computer or agent. Pure: text in, value out, and back.
 *
 *   {"tuntas_handover":1,"sha256":"…","content":"{…}"}
 *
 * in exactly these bytes: the SHA-256 is of the content's text, and a file that is not what this program would print from
 * it is refused, so that no byte of it can change unseen. The content names who gives to whom, at which server, and has of
 * each case
 *
 *   events    as they stand in the giver's journal, byte by byte
 *   chain     the hash of the last one in the giver's chain. The chain is made of the case's id and the events alone, so
 *             the receiver computes it again from them and sees that nothing was changed since they were saved; in the
 *             receiver's journal they stand in its own chain again, under the same seq, and its heads go on over them
 *   entries   the outbox with keys and references, so that nothing is sent twice and what is unknown is asked for
 *   ticket    what is needed to go on without Nossa, and no more: number, class and address in Nossa, status; customer,
 *             contact, numbers, e-mail address, to reach the customer; service, complaint, region, report and mass outage, which
 *             texts, family and zone are made from. Not the long description, the owner, and what Nossa has besides
 *   drafts    what was typed for an act and not used yet, by the names that the desk gives it; may be missing. Not the rest of
 *             a chat that was pasted, and nothing that is of the giver's computer alone
 *   procedure what the case goes by, with what the site had set otherwise (procedures)
 *
 * One place. A case is with one login: the file names one receiver, and every journal in which it was knows where it went.
 * The giver first saves the event "handed-over" and writes the file then: killed in between there is a case that says so
 * and no file, which is written again from the journal at any time; the other way round there could be two who go on. From
 * that event on the giver's journal takes nothing more about the case but "taken-back", so that its events stay the
 * beginning of what comes back: importing a file whose events begin with those that are here appends the rest. Any other
 * is two ways of one case, and refused. Who has it is told by the acceptance, a file beside this
 * one that the first import leaves, or the giver who takes a case back; what stays away is then written anew. A copy of the
 * file somewhere else does not have it: that nobody goes on from one the giver is asked before the case is taken back. */

G_BEGIN_DECLS

#define TUNTAS_HANDOVER_ERROR (tuntas_handover_error_quark ())
GQuark tuntas_handover_error_quark (void);

typedef enum
{
  TUNTAS_HANDOVER_ERROR_DAMAGED, /* no hand-over, or not as it was written; the message says why */
  TUNTAS_HANDOVER_ERROR_VERSION, /* of another version of the program */
} TuntasHandoverError;

/* So many bytes such a file may have. */
#define TUNTAS_HANDOVER_MOST_BYTES (8 * 1024 * 1024)

typedef struct
{
  char *sha256;
  GBytes *bytes;   /* the file */
  char *overrides; /* "" for nothing */
} TuntasHandoverProcedure;

typedef struct
{
  char *case_id;
  TuntasTicket *ticket;
  char *chain;       /* hexadecimal */
  GPtrArray *events; /* (element-type TuntasEvent): seq 1, 2, 3 … */
  GPtrArray *entries; /* (element-type utf8): JSON objects, whose form is the desk's */
  GHashTable *drafts; /* (element-type utf8 utf8): name → text */
} TuntasHandoverCase;

typedef struct
{
  char *id;     /* of this hand-over: letters and digits */
  char *server; /* the origin of Nossa */
  char *from;   /* login */
  char *to;     /* login */
  gint64 at;    /* seconds UTC */
  GPtrArray *procedures; /* (element-type TuntasHandoverProcedure) */
  GPtrArray *cases;      /* (element-type TuntasHandoverCase) */
} TuntasHandover;

/* (transfer full): with nothing in it. */
TuntasHandover *tuntas_handover_new   (const char *id, const char *server, const char *from, const char *to, gint64 at);
void            tuntas_handover_free  (TuntasHandover *self);
/* bytes: referenced; what is there already is not added again. */
void            tuntas_handover_add_procedure (TuntasHandover *self, const char *sha256, GBytes *bytes,
                                               const char *overrides);
/* (transfer none): ticket is thinned out to what is carried; events, entries and drafts are to be filled. */
TuntasHandoverCase *tuntas_handover_add_case  (TuntasHandover *self, const char *case_id, TuntasTicket *ticket,
                                               const char *chain);

/* (transfer full): the file. */
char           *tuntas_handover_print (const TuntasHandover *self);
/* (transfer full) (nullable) */
TuntasHandover *tuntas_handover_parse (const char *text, gssize length, GError **error);

/* (transfer full): "serah-terima-bagas-k7f3q2.json" */
char           *tuntas_handover_dup_name (const TuntasHandover *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasHandover, tuntas_handover_free)

G_END_DECLS
