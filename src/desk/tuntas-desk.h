/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "tuntas-clock.h"
#include "tuntas-desk-item.h"
#include "tuntas-import.h"
#include "tuntas-handover.h"
#include "tuntas-recovered.h"
#include "tuntas-reminder.h"
#include "tuntas-resume.h"
#include "tuntas-station.h"
#include "tuntas-unopened.h"
#include "tuntas-words.h"

/* The agent's desk: all that the screens talk to. It joins the rules (core), what is saved (store), Nossa and mail.
 *
 *   Ticket, inward:  Nossa → cache → queue → row.
 *   Act, outward:    page → tuntas_desk_act_async () → rules → one commit of events and outbox → "changed" → runner
 *                    → Nossa or mail → receipt as an event → "changed".
 *
 * Everything runs on the thread that made the desk and never waits on disk or network there. */

G_BEGIN_DECLS

#define TUNTAS_DESK_ERROR (tuntas_desk_error_quark ())
GQuark tuntas_desk_error_quark (void);

typedef enum
{
  TUNTAS_DESK_ERROR_NOT_SAVED,       /* the disk said no: nothing has happened, what was typed is still there */
  TUNTAS_DESK_ERROR_LOADED_AGAIN,    /* the journal had more of the ticket than was known here, after trouble with the disk:
                                      * that was loaded, and what was tried did not happen */
  TUNTAS_DESK_ERROR_LOCKED,          /* another program has this account open */
  TUNTAS_DESK_ERROR_DAMAGED,         /* the journal cannot be trusted; the message names file and place */
  TUNTAS_DESK_ERROR_NEWER,           /* the journal is from a newer program */
  TUNTAS_DESK_ERROR_COPIED,          /* the journal is another computer's, and nobody has confirmed that it moved here */
  TUNTAS_DESK_ERROR_SIGN_IN_REFUSED, /* wrong login or password */
  TUNTAS_DESK_ERROR_BLOCKED,         /* Nossa lets this login in no more: ask the administrator */
  TUNTAS_DESK_ERROR_SIGN_IN_NEEDED,  /* the session ended: the password is wanted again */
  TUNTAS_DESK_ERROR_UNREACHABLE,     /* no connection to Nossa */
  TUNTAS_DESK_ERROR_NOT_NOSSA,       /* something answered, but not Nossa: a sign-in page, a wrong address */
  TUNTAS_DESK_ERROR_SERVER,          /* Nossa answered with an error; its words are in the message */
  TUNTAS_DESK_ERROR_TOO_LATE,        /* the sending has gone on meanwhile: that cannot be decided about it now */
  TUNTAS_DESK_ERROR_NO_ADDRESS,      /* no mail can go to what was given as an address */
  TUNTAS_DESK_ERROR_NO_NUMBER,       /* what was given cannot be the number of a new ticket */
  TUNTAS_DESK_ERROR_ADDRESS,         /* the address cannot be Nossa's: the message says why */
  TUNTAS_DESK_ERROR_LIST,            /* a list cannot be read: the trouble is "list-" and why; the message has the place */
  TUNTAS_DESK_ERROR_OTHER_TICKET,    /* what was pasted as a ticket's work log names other tickets only, or is none */
  TUNTAS_DESK_ERROR_HANDED_OVER,     /* the case is with another login, which the message names */
  TUNTAS_DESK_ERROR_FILE,            /* a file could not be read or written; the message says why */
  TUNTAS_DESK_ERROR_HANDOVER,        /* that is no hand-over, or a damaged one; the message says why */
  TUNTAS_DESK_ERROR_OUT_OF_REACH,    /* the file of a hand-over is not there; the message is its path, "" where nobody knows */
  TUNTAS_DESK_ERROR_OTHER_RECEIVER,  /* a hand-over to another login, which the message names */
  TUNTAS_DESK_ERROR_ACCEPTED,        /* somebody has it; the message is the acceptance (tuntas-acceptance.h) */
  TUNTAS_DESK_ERROR_IN_WORK,         /* something of the ticket goes on or has not been sent; the message is its number */
  TUNTAS_DESK_ERROR_SITE,            /* the site's settings cannot be used: the message names file, line and reason */
} TuntasDeskError;

/* (nullable): what of Nossa's it comes from, finer than the code; in words by tuntas_trouble_words (). */
const char *tuntas_desk_error_get_trouble (const GError *error);

typedef enum
{
  TUNTAS_SYNC_SIGNED_OUT,     /* no sign-in yet, or signed out */
  TUNTAS_SYNC_IDLE,           /* signed in, nothing under way */
  TUNTAS_SYNC_PULLING,
  TUNTAS_SYNC_OFFLINE,        /* no connection; tried again by itself */
  TUNTAS_SYNC_SIGN_IN_NEEDED, /* stopped until the agent signs in again */
  TUNTAS_SYNC_LISTS,          /* always, in an account without a server: its tickets come from lists, and what is to reach
                               * Nossa is pasted there by the agent; "last-sync" is then when a list was last taken in */
} TuntasSyncState;

/* Why the desk only shows what there is: acts answer the error of the same name, and nothing is sent. */
typedef enum
{
  TUNTAS_DESK_HOLD_NONE,
  TUNTAS_DESK_HOLD_NEWER,  /* the journal was written by a newer program */
  TUNTAS_DESK_HOLD_COPIED, /* it was copied from another computer, which may be sending too: tuntas_desk_adopt_async () */
} TuntasDeskHold;

#define TUNTAS_TYPE_DESK (tuntas_desk_get_type ())
/* Properties (read only, with notify): "sync-state", "last-sync" (seconds UTC, -1: never), "n-unsent" (effects that
 * are not proved yet), "agent-name", "hold", "recovered", "alarms-hold" (boolean: tuntas_desk_count_alarms () finds
 * no trouble; told again when it is another one). Signals:
 * "reminder" (TuntasDeskItem, TuntasReminderStage as an int): the agent is to be reminded of it, in the place of whatever
 * was given for that ticket before; NONE: that is over, because the agent has looked at it or it has gone on;
 * "act-refused" (TuntasDeskItem, TuntasAct, const TuntasApplied *): an act of the agent was tried and refused, and nothing
 * changed;
 * "alarms-changed": what tuntas_desk_count_alarms () tells may be another thing now;
 * "draft-not-saved" (GError of TUNTAS_DESK_ERROR): what is being typed is only in memory; with NULL: it is saved again. */
G_DECLARE_FINAL_TYPE (TuntasDesk, tuntas_desk, TUNTAS, DESK, GObject)

/* The account's directory is opened, cases, outbox and cached tickets are loaded; the queue is filled. Errors:
 * LOCKED, DAMAGED, NEWER, NOT_SAVED. */
void     tuntas_desk_open_async  (TuntasDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean tuntas_desk_open_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

TuntasDeskHold tuntas_desk_get_hold (TuntasDesk *self);
/* The agent says that the other computer is used no more: the journal is this one's from now on, which it keeps with
 * time and name, and what waits is sent. Only while the desk is held as COPIED. Error: NOT_SAVED. */
void     tuntas_desk_adopt_async  (TuntasDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean tuntas_desk_adopt_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

/* (nullable): the journal was damaged and what could be had of it is here; until the agent has seen that. */
const TuntasRecovered *tuntas_desk_get_recovered (TuntasDesk *self);
void     tuntas_desk_confirm_recovered (TuntasDesk *self);

/* One credential submission, whatever happens. On success a pull follows by itself. */
void     tuntas_desk_sign_in_async  (TuntasDesk *self, const char *password, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean tuntas_desk_sign_in_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

/* Ends the session in Nossa; what was not sent stays and goes with the next sign-in. Never fails for the caller. */
void     tuntas_desk_sign_out_async  (TuntasDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean tuntas_desk_sign_out_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

/* Pulls the whole assigned list, so that what has gone in Nossa goes here too, and wakes the outbox. */
void     tuntas_desk_sync_async  (TuntasDesk *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean tuntas_desk_sync_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

/* Lists of tickets, which need no Nossa: a file (its bytes, transfer full) or what was pasted is read and compared, and what
 * that would change is shown before it is taken. Errors: LIST, G_IO_ERROR_CANCELLED. */
void     tuntas_desk_load_list_async  (TuntasDesk *self, GFile *file, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GBytes  *tuntas_desk_load_list_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

/* A share from 0 to 1. */
typedef void (*TuntasDeskProgress) (double share, gpointer user_data);

/* corrections (nullable): keys of columns → fields ("": none), over those that are remembered. progress (nullable): not
 * called any more after the callback. */
void          tuntas_desk_preview_list_async  (TuntasDesk *self, GBytes *bytes, GHashTable *corrections,
                                               TuntasDeskProgress progress, gpointer progress_data,
                                               GCancellable *cancellable, GAsyncReadyCallback callback,
                                               gpointer user_data);
/* (transfer full) */
TuntasImport *tuntas_desk_preview_list_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

typedef struct
{
  char *id;         /* of a ticket */
  const char *code; /* "not-found", "not-yours", "unreachable" */
} TuntasImportRefusal;

/* What came of taking a list. */
typedef struct
{
  guint n_added;
  guint n_changed;
  guint n_proved;     /* sendings */
  GPtrArray *refused; /* (element-type TuntasImportRefusal): numbers that Nossa was asked about, which were not added */
} TuntasImportOutcome;

void tuntas_import_outcome_free (TuntasImportOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasImportOutcome, tuntas_import_outcome_free)

/* Takes it: new tickets and changed ones, as those of a pull; work logs from which a case can be carried on
 * (tuntas_desk_find_resume ()), as if pasted for their tickets; what it proves; and how parents of mass outages stand. A running case whose ticket it shows closed
 * or with somebody else stops. Nothing is removed because it is not listed. Numbers alone are looked up where
 * Nossa can be asked, and else added as tickets of which nothing else is known. Errors: NOT_SAVED, NEWER, COPIED. */
void                 tuntas_desk_import_async  (TuntasDesk *self, TuntasImport *import, GAsyncReadyCallback callback,
                                                gpointer user_data);
/* (transfer full) */
TuntasImportOutcome *tuntas_desk_import_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

TuntasClock     *tuntas_desk_get_clock      (TuntasDesk *self);
/* What new cases begin with; a running one may go by another. */
TuntasProcedure *tuntas_desk_get_procedure  (TuntasDesk *self);
TuntasStation   *tuntas_desk_get_station    (TuntasDesk *self);
const char      *tuntas_desk_get_user       (TuntasDesk *self);
/* "" in an account without one. */
const char      *tuntas_desk_get_server     (TuntasDesk *self);
const char      *tuntas_desk_get_agent_name (TuntasDesk *self);
/* "OCC Bandung"; "" where none is set. */
const char      *tuntas_desk_get_unit       (TuntasDesk *self);
TuntasSyncState  tuntas_desk_get_sync_state (TuntasDesk *self);
gint64           tuntas_desk_get_last_sync  (TuntasDesk *self);
guint            tuntas_desk_get_n_unsent   (TuntasDesk *self);
/* (nullable): why the last pull failed; NULL after one that worked. */
const GError    *tuntas_desk_get_sync_error (TuntasDesk *self);
/* The agent's own zone. */
GTimeZone       *tuntas_desk_get_zone       (TuntasDesk *self);

/* TuntasDeskItem, sorted: by section, then promised calls, expired pendings, due calls, new ones by TTR. */
GListModel      *tuntas_desk_get_queue      (TuntasDesk *self);
/* (element-type TuntasUnopened): cases of the journal that could not be opened; none of them is in the queue, and their
 * tickets are not either. What they have not sent is counted in "n-unsent". Known since the desk was opened. */
GPtrArray       *tuntas_desk_get_unopened   (TuntasDesk *self);
/* (transfer full) (element-type utf8): rows of Nossa's list that were refused because a value does not fit, sorted: the
 * ticket's number, or where it stood, and the reason, in English. Changes only with "last-sync". */
GPtrArray       *tuntas_desk_list_unreadable (TuntasDesk *self);
/* Whether a number that somebody typed or pasted may be worked on here. Numbers of the training and of work never mix: a
 * desk at work takes none that is the training's (tuntas_ticket_is_practice_number ()), also not out of Nossa's list; one
 * in training takes no other but those that its own Nossa has given it. */
gboolean         tuntas_desk_takes_number   (TuntasDesk *self, const char *id);
/* (nullable) */
TuntasDeskItem  *tuntas_desk_find_item      (TuntasDesk *self, const char *ticket_id);
/* (nullable): the item with an unfinished attempt; there is one at most, or several of one shared call (Q15). */
TuntasDeskItem  *tuntas_desk_get_calling    (TuntasDesk *self);
/* (nullable): what the agent best works on next, other than that item (nullable). */
TuntasDeskItem  *tuntas_desk_get_next       (TuntasDesk *self, TuntasDeskItem *other);

/* Tries an act; finish gives what came of it (transfer full) once it is saved: committed and synced. A refusal is no
 * error: `accepted` is FALSE then and nothing was changed. Besides the refusals of the rules there is
 * "attempt-elsewhere": another ticket has an unfinished attempt (its number is in `field`); "placeholder"; "too-long", with
 * the characters in `have` and `need`; "resume-…", see tuntas_desk_find_resume (). The words of effects may
 * be given with the act: field "text:note", "text:email", "text:email-subject" holds what the agent edited. */
void           tuntas_desk_act_async  (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
TuntasApplied *tuntas_desk_act_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

/* Whether every case that waits will be woken: one deadline, ahead or just honoured, and the alarm at or before it. */
typedef enum
{
  TUNTAS_ALARM_HOLDS,
  TUNTAS_ALARM_NO_DEADLINE, /* it waits, and nothing says until when: an old journal and no data of the zone */
  TUNTAS_ALARM_NOT_SAVED,   /* its deadline has passed, which could not be saved: tried again by itself */
  TUNTAS_ALARM_TOO_FAR,     /* more than a year ahead: the clock was wrong when that was decided, or is now */
  TUNTAS_ALARM_NOT_ARMED,   /* the program's own mistake */
} TuntasAlarmTrouble;

typedef struct
{
  guint n;              /* tickets of which the agent will be reminded */
  gint64 next;          /* seconds UTC: the next time; -1: none */
  TuntasAlarmTrouble trouble; /* the first that was found … */
  TuntasDeskItem *item; /* (transfer none) (nullable): … and what it is about */
} TuntasAlarms;

void     tuntas_desk_count_alarms    (TuntasDesk *self, TuntasAlarms *alarms);
gboolean tuntas_desk_get_alarms_hold (TuntasDesk *self);

/* Reminders (tuntas-reminder.h). They are given by the signal "reminder" from here on, first of all those that fell due
 * while nobody could give them; what was given is kept in the journal. */
void     tuntas_desk_start_reminding (TuntasDesk *self);
/* The ticket's page was shown to the agent, or used: what stands of its reminders is over. Costs nothing where none
 * stands. Never fails for the caller. */
void     tuntas_desk_look_at      (TuntasDesk *self, TuntasDeskItem *item);
/* Whether it can be put off: not before its moment, which comes anyhow. */
gboolean tuntas_desk_can_snooze   (TuntasDeskItem *item);
/* Puts it off by TUNTAS_REMINDER_SNOOZE_SECONDS. code: a reason's, as the screens know them; text (nullable): the agent's
 * own words. Errors: TOO_LATE, where there is nothing (any more) to be put off; NOT_SAVED. */
void     tuntas_desk_snooze_async  (TuntasDesk *self, TuntasDeskItem *item, const char *code, const char *text,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean tuntas_desk_snooze_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

/* Lets the item's case go by the procedure of new cases from now on (tuntas_case_move ()); finish as of an act, with
 * tuntas_desk_act_finish (): saved, or refused with a reason. */
void           tuntas_desk_move_async (TuntasDesk *self, TuntasDeskItem *item, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);

/* (transfer full) (element-type TuntasSending): what that act would send, with its words, before it is done. Places
 * that only the machine can fill later (the time of the e-mail, the number of the new ticket) stand as "[…]". code is
 * "placeholder" and reason names the places where a word is missing, or "too-long", and reason is by how many characters
 * that is. Empty where the act is refused. */
GPtrArray *tuntas_desk_preview (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act);

/* (transfer full): what that sending says, as it would go now or went, for the clipboard: no place is left open in it.
 * The status of one that has no words; "" where there is no such sending. */
char      *tuntas_desk_dup_sending_text (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id);

/* (transfer full): the same, for the agent who pastes it into Nossa: what was copied last is what the agent's word is then
 * taken for, whatever becomes known in between. */
char      *tuntas_desk_copy_sending     (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id);

/* How many characters Nossa takes as the text of a note or a ticket, and how many a text comes to there. An act that
 * would send more is refused with "too-long". */
guint      tuntas_desk_get_text_length (TuntasDesk *self);
guint      tuntas_desk_count_text      (TuntasDesk *self, const char *text);

/* (transfer full): a text of the procedure for this ticket, in the language of the desk. missing (optional) (nullable
 * out) (transfer full): the places that could not be filled; they stand as "…" in the text. */
char      *tuntas_desk_dup_text (TuntasDesk *self, TuntasDeskItem *item, const char *name, GStrv *missing);
/* (transfer none): which language the procedure's texts are shown in: "id" or "en". */
const char *tuntas_desk_get_language (TuntasDesk *self);

/* What the agent can do about a sending that waits, is unknown or blocked. */
typedef enum
{
  TUNTAS_SENDING_RETRY,   /* send it now; of one whose fate is unknown: it did not arrive, on the agent's word. A note for a
                           * ticket that is somebody else's by now goes all the same */
  TUNTAS_SENDING_ASK,     /* ask Nossa now whether one whose fate is unknown has arrived */
  TUNTAS_SENDING_CONFIRM, /* it arrived, on the agent's word */
  TUNTAS_SENDING_CANCEL,  /* it shall not go */
} TuntasSendingAct;

void     tuntas_desk_decide_async  (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id, TuntasSendingAct act,
                                    const char *reason, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean tuntas_desk_decide_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

/* CONFIRM of a new ticket that the agent has made by hand, with its number (IN… or INC…), which what follows names; finish as
 * of a decision. Errors: NO_NUMBER, where that is none, or the old ticket's; TOO_LATE; NOT_SAVED. */
void     tuntas_desk_confirm_created_async (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id, const char *number,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* Fetches the ticket's work log into the item (tuntas_desk_item_get_work_log ()): what is cached, then what Nossa says;
 * "changed" with each. Where that cannot be had, the log says why and keeps what there was. While one look is under way
 * another one is not begun. For a ticket that is opened, not for whole lists. */
void     tuntas_desk_load_work_log (TuntasDesk *self, TuntasDeskItem *item);

/* Takes a text that the agent copied from elsewhere as entries of the item's work log: shown as pasted, masked, kept in
 * the cache, "changed". Error: OTHER_TICKET, and nothing is taken. */
gboolean tuntas_desk_paste_work_log (TuntasDesk *self, TuntasDeskItem *item, const char *text, GError **error);

/* Handing over (tuntas-handover.h) */

/* Whether the case can be handed over now: it has begun, is not settled, is here, and nothing of it is under way. */
gboolean tuntas_desk_can_hand_over (TuntasDeskItem *item);
/* Whether the case sleeps or waits, so that a shift that ends leaves it behind. */
gboolean tuntas_desk_waits         (TuntasDeskItem *item);
/* Marks the cases (element-type TuntasDeskItem) as being with that login, all in one commit, and writes the file into the
 * directory; finish gives its path (transfer full). Errors: TOO_LATE, where one of them cannot be handed over; NOT_SAVED:
 * nothing has happened; FILE: they are marked, and the file can be written again. */
void     tuntas_desk_hand_over_async  (TuntasDesk *self, GPtrArray *items, const char *to, const char *directory,
                                       GAsyncReadyCallback callback, gpointer user_data);
/* Writes the file of a hand-over again, of what is still away of it (tuntas_case_get_holder ()). Finish as above. */
void     tuntas_desk_write_handover_async (TuntasDesk *self, const char *id, const char *directory,
                                           GAsyncReadyCallback callback, gpointer user_data);
char    *tuntas_desk_hand_over_finish (TuntasDesk *self, GAsyncResult *result, GError **error);
/* The case did not leave after all. Its file is made void, so that nobody goes on by it; what else is in it is written
 * again. path (nullable): where the file is; NULL: where it was written. without_file: it is out of reach, and on the agent's
 * word nobody has it. Errors: TOO_LATE, where the case is here; OUT_OF_REACH; ACCEPTED: somebody goes on with it; HANDOVER, where
 * that is no file of this hand-over; FILE; NOT_SAVED. */
void     tuntas_desk_take_back_async  (TuntasDesk *self, TuntasDeskItem *item, const char *reason, const char *path,
                                       gboolean without_file, GAsyncReadyCallback callback, gpointer user_data);
gboolean tuntas_desk_take_back_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

typedef enum
{
  TUNTAS_TAKEOVER_NEW,        /* it goes on here */
  TUNTAS_TAKEOVER_COMES_BACK, /* it was here, and goes on here again */
  TUNTAS_TAKEOVER_HERE,       /* all of it is here already: nothing changes */
  TUNTAS_TAKEOVER_CONFLICT,   /* the ticket has gone on here in another way: not taken */
  TUNTAS_TAKEOVER_UNREADABLE, /* its chain or its procedure does not hold: not taken */
} TuntasTakeoverState;

typedef struct
{
  char *ticket_id;
  char *customer; /* (nullable) */
  TuntasTakeoverState state;
} TuntasTakeoverRow;

/* What would come of a file. */
typedef struct
{
  TuntasHandover *handover;
  GPtrArray *rows; /* (element-type TuntasTakeoverRow): one a case, in the file's order */
  char *path;
} TuntasTakeover;

void            tuntas_takeover_free (TuntasTakeover *self);
/* Reads and checks the file; changes nothing. Errors: FILE, HANDOVER, OTHER_RECEIVER, ACCEPTED. */
void            tuntas_desk_read_handover_async  (TuntasDesk *self, const char *path, GAsyncReadyCallback callback,
                                                  gpointer user_data);
TuntasTakeover *tuntas_desk_read_handover_finish (TuntasDesk *self, GAsyncResult *result, GError **error);
/* Takes over what can be (takeover: transfer full), in one commit. finish: how many cases that were; 0: all of it was here
 * before; -1 at an error: FILE, ACCEPTED, HANDOVER (the file is another one than was looked at, too), NOT_SAVED. */
void            tuntas_desk_take_over_async  (TuntasDesk *self, TuntasTakeover *takeover, GAsyncReadyCallback callback,
                                              gpointer user_data);
gssize          tuntas_desk_take_over_finish (TuntasDesk *self, GAsyncResult *result, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasTakeover, tuntas_takeover_free)

/* Tickets that belong together */

/* Q14: the parent of a mass outage, which its children wait for. */
typedef enum
{
  TUNTAS_PARENT_NONE,     /* the ticket is no child */
  TUNTAS_PARENT_UNKNOWN,  /* nobody has said yet how it stands */
  TUNTAS_PARENT_UNSOLVED,
  TUNTAS_PARENT_SOLVED,   /* repaired: it waits for its closing, or is closed */
} TuntasParentState;

/* status (out) (optional) (nullable): Nossa's word for it. */
TuntasParentState tuntas_desk_get_parent (TuntasDesk *self, TuntasDeskItem *item, const char **status);
/* Asks Nossa how the parent stands, where it is not on this desk; "changed" when it has answered. Not asked again within
 * some minutes. */
void        tuntas_desk_look_at_parent (TuntasDesk *self, TuntasDeskItem *item);
/* (nullable): what a sibling's case, or the parent, has been told last as "rfo", "repair" …: nobody types it twice.
 * from: the number of that ticket. */
const char *tuntas_desk_find_given (TuntasDesk *self, TuntasDeskItem *item, const char *field, const char **from);

/* Q15: (transfer full) (element-type TuntasDeskItem): the other tickets that a call to that number could be recorded on
 * now as well. Dialling with the field `with` (their numbers, parted by ';') records the attempt on each of them, marked as
 * the same call, and its outcome when this one gets it; each by the gate, so that one may refuse it alone. What follows
 * is each ticket's own. */
GPtrArray  *tuntas_desk_list_sharing (TuntasDesk *self, TuntasDeskItem *item, const char *phone);

/* Q10: (transfer full) (nullable): from where the ticket's work log lets its case be carried on, where nothing was done
 * about it here. To do so is an act like any other: tuntas_resume_make_act (), tuntas_desk_act_async (); without a trailer
 * the agent states the same act's fields, with evidence. Both are refused with "resume-…" (tuntas_resume_error_nick ())
 * where what they tell cannot have been so. Errors: TUNTAS_RESUME_ERROR; NOTHING also where the case has begun. */
TuntasResume *tuntas_desk_find_resume (TuntasDesk *self, TuntasDeskItem *item, GError **error);

/* An e-mail goes to another address, as a new sending in the place of the one that it was: in the same act, before the
 * note that tells of it; no second note. What had not gone yet does not go any more, so nothing is sent twice; what went
 * stays sent, and the other address gets it too. The journal has who, when, and both addresses. Errors: NO_ADDRESS;
 * TOO_LATE, where the sending is no e-mail, is under way or cancelled, or has gone to that very address. */
void     tuntas_desk_readdress_async  (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id, const char *address,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean tuntas_desk_readdress_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

/* Q8: the e-mail of that sending came back, as the agent read in the answer of a mail server: the customer counts as not
 * informed, and a note corrects the one that said otherwise. Finish as of an act, with tuntas_desk_act_finish ().
 * Error: TOO_LATE, where that is not to be said of this sending. */
void     tuntas_desk_report_bounce_async (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id, const char *reason,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Whether it can be said: of the last e-mail that went, while its case can still do something about it. */
gboolean tuntas_desk_can_have_bounced    (TuntasDeskItem *item, const TuntasSending *sending);

/* Keeps what was typed and not yet used; text NULL forgets it. Never fails for the caller. */
void     tuntas_desk_put_draft (TuntasDesk *self, TuntasDeskItem *item, const char *name, const char *text);

/* What is known of a customer goes from journal, cache and snapshots: by itself, as many days after the end of a case as the
 * site says (tuntas-station.h), at the start and while the program runs; and here, when the agent says so. What goes on or
 * has not been sent is never removed. A ticket that Nossa still lists comes back with the next list, as a new one. */

/* (transfer full) (element-type utf8): the tickets here of the same customer, that one's number first: of the same name,
 * or with a telephone number or an e-mail address in common; ended ones too. */
GPtrArray *tuntas_desk_list_of_customer (TuntasDesk *self, TuntasDeskItem *item);
/* All of them or none. ticket_ids ends with NULL. Errors: IN_WORK; NOT_SAVED. */
void     tuntas_desk_erase_async  (TuntasDesk *self, const char *const *ticket_ids, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean tuntas_desk_erase_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

/* The shift's preparation (1.1) was done; kept in the journal. Nossa: whether it was reachable. */
void     tuntas_desk_set_prepared (TuntasDesk *self, gboolean with_nossa);
/* Seconds UTC; -1: never. */
gint64   tuntas_desk_get_prepared_at (TuntasDesk *self);

/* Seconds: what the site wants the ticket's TTR to stay below; -1: nothing is set. */
gint64   tuntas_desk_get_ttr_target (TuntasDesk *self, TuntasDeskItem *item);

/* (transfer full) (nullable): where Nossa shows the ticket to a person. */
char    *tuntas_desk_dup_ticket_uri (TuntasDesk *self, TuntasDeskItem *item);

G_END_DECLS
