/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"
#include "tuntas-ticket.h"
#include "tuntas-trailer.h"

/* Carrying a case on that another computer began (procedure.md, Q10): from the trailer that ends our notes in the
 * ticket's work log, or from what the agent states with evidence. Pure: entries and instants in, an offer or a reason
 * out. Instants are seconds UTC.
 *
 *   entries of the work log → tuntas_resume_find () → offer → tuntas_resume_make_act () → the act, by the one gate
 *
 * What is believed: the newest trailer alone. It must have our form and stand at the end of a note of ours, after its
 * words, with a reference of our alphabet that stands in no other note; its clause must be one under which a pended
 * ticket's case goes on, and the family one that is pended; its counts must be within the bounds of the procedure, and
 * its times possible: not before the ticket was reported, not in the future, and until when no pending can reach.
 *
 * To which ticket it belongs the trailer itself does not say: the work log it stands in does. Nossa gives a work log by
 * its ticket; a pasted text must name the ticket at each entry or above it (tuntas_resume_split ()), and one that does not is
 * taken as the agent's word and told as that; an entry of another ticket is left out.
 * Who can write into the work log of a ticket could have closed it as well: more than this is not proved, and the case
 * keeps the remark "adopted" for good.
 *
 * Where a call was agreed on the customer was reached, and who was must never be closed as unreached: the count of
 * calls in vain begins anew, whatever the trailer counts. Of the e-mail the newest note of the pending tells then. */

G_BEGIN_DECLS

#define TUNTAS_RESUME_ERROR (tuntas_resume_error_quark ())
GQuark tuntas_resume_error_quark (void);

typedef enum
{
  TUNTAS_RESUME_ERROR_NOTHING,   /* no trailer, or the newest one tells of nothing that waits: an end, a return */
  TUNTAS_RESUME_ERROR_REACHED,   /* a call was agreed on, which this procedure, an older one, cannot carry on */
  TUNTAS_RESUME_ERROR_FORM,      /* no trailer that we would have written */
  TUNTAS_RESUME_ERROR_NOT_OURS,  /* not at the end of a note of ours, or with a reference that none of ours has */
  TUNTAS_RESUME_ERROR_COPIED,    /* its reference stands in another note too */
  TUNTAS_RESUME_ERROR_CLAUSE,    /* the instruction has no such clause */
  TUNTAS_RESUME_ERROR_FAMILY,    /* tickets of this family are not pended */
  TUNTAS_RESUME_ERROR_NO_FAMILY, /* the family must be chosen first */
  TUNTAS_RESUME_ERROR_COUNTS,    /* so many calls cannot have been made there */
  TUNTAS_RESUME_ERROR_TOO_EARLY, /* written before the ticket was reported */
  TUNTAS_RESUME_ERROR_FUTURE,    /* written in the future */
  TUNTAS_RESUME_ERROR_DEADLINE,  /* no ticket is pended until then, and no call agreed on for then */
} TuntasResumeError;

/* "counts", "deadline" …: as in the codes of refusals, "resume-counts". */
const char *tuntas_resume_error_nick (TuntasResumeError code);

typedef enum
{
  TUNTAS_RESUME_FROM_NOSSA,   /* Nossa's answer for this ticket */
  TUNTAS_RESUME_FROM_PASTE,   /* pasted by the agent; the text names the ticket there */
  TUNTAS_RESUME_FROM_UNNAMED, /* pasted by the agent; that it is this ticket's is the agent's word */
  TUNTAS_RESUME_FROM_AGENT,   /* stated by the agent, without a trailer */
} TuntasResumeSource;

/* "nossa", "paste", "unnamed", "agent": the field `evidence_from` of the act. */
const char *tuntas_resume_source_nick (TuntasResumeSource source);

/* One entry of the work log; borrowed. */
typedef struct
{
  gint64 at;       /* -1: nobody says */
  const char *by;  /* (nullable) */
  const char *text;
  TuntasResumeSource source;
  gboolean foreign; /* of a type that our notes are not of */
} TuntasResumeNote;

typedef struct
{
  TuntasResumeSource source;
  TuntasTrailer *trailer;
  gboolean agreed; /* `until` is when the customer is to be called */
  char *line;    /* the trailer as it stands there */
  gint64 at;     /* when it was written; -1: nobody says */
  gint64 pended_at; /* about when it was pended: the last change of status before the note, else the note; -1 */
  gint64 email_at; /* when the note was written that tells of the e-mail; -1: nobody says */
  char *by;      /* (nullable) */
  const TuntasStep *step; /* where the case goes on, by now; of the case's procedure */
  char *rfo;     /* (nullable): as far as ticket or notes tell; else to be asked for … */
  char *repair;  /* (nullable) */
  const char *words_from; /* (nullable): … and from where they are: "nossa", "note" */
} TuntasResume;

void          tuntas_resume_free (TuntasResume *self);

/* (nullable): the act by which the case takes over what was done elsewhere, agreed: and that a call was agreed on; NULL
 * where its step or family has none. */
const TuntasActSpec *tuntas_resume_find_act (TuntasCase *state, gboolean agreed);
/* (nullable): whichever of the two has that name. */
const TuntasActSpec *tuntas_resume_find_named (TuntasCase *state, const char *id);

/* (transfer full) (nullable): notes (element-type TuntasResumeNote), in any order. state: the ticket's case, in which
 * nothing was done yet. */
TuntasResume *tuntas_resume_find     (TuntasCase *state, TuntasTicket *ticket, GPtrArray *notes, gint64 now,
                                      GError **error);

/* (transfer full): what is tried then. rfo and repair: as the agent sees them, and perhaps edited them. */
TuntasAct    *tuntas_resume_make_act (const TuntasResume *self, TuntasCase *state, const char *rfo, const char *repair);

/* Whether what that act takes over can have been so (COUNTS, DEADLINE): asked of every such act, whoever says it. by:
 * when it was said; now, of the agent's own word. */
gboolean      tuntas_resume_check (TuntasCase *state, TuntasTicket *ticket, TuntasAct *act, gint64 by, GError **error);

/* Pasting */

typedef enum
{
  TUNTAS_RESUME_NAMES_NONE,   /* no ticket, or several of which each could be it */
  TUNTAS_RESUME_NAMES_TICKET, /* this one */
  TUNTAS_RESUME_NAMES_OTHER,  /* another one */
} TuntasResumeNames;

/* One entry of a pasted work log. */
typedef struct
{
  char *text;
  TuntasResumeNames names; /* whose it is, by what was pasted */
} TuntasResumePiece;

/* Whether somewhere in the text something begins as our trailers do. */
gboolean      tuntas_resume_is_in (const char *text);
/* Whether what was pasted is out of a work log, and not a table of tickets whose cells have notes of ours. */
gboolean      tuntas_resume_is_work_log (const char *text);
/* (transfer full) (element-type TuntasResumePiece): the entries of a pasted work log (valid UTF-8): each ends with its
 * trailer, what is behind the last one is one more; none is blank. Perhaps empty.
 *
 * A number that begins a line, perhaps behind a word ("Tiket IN190001007"), heads what follows, up to the next one that does;
 * one amid a line is mentioned: our own notes name a mass outage or a new ticket so. An entry is that ticket's whose number
 * heads it and is all that it mentions; where they differ, or neither is there, it names none. Where all of the text names
 * this ticket alone, or others alone, every entry is theirs.
 *
 * ticket_id (nullable): NULL where all of it is known to be this ticket's. */
GPtrArray    *tuntas_resume_split (const char *text, const char *ticket_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasResume, tuntas_resume_free)

G_END_DECLS
