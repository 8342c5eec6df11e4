/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk-item-private.h"
#include "tuntas-desk-parts.h"
#include "tuntas-import.h"
#include "tuntas-queue.h"
#include "tuntas-store.h"

/* Shared by the parts of the desk: the object (tuntas-desk.c), opening (-open), the session (-session), words and
 * payloads (-compose), what a note says when it leaves (-note), acts (-act), saving (-save, -reload), the journal as a
 * whole (-keep), the end of life (-end-of-life), the pull (-pull), lists (-import-read, -import, -proof), work logs
 * (-work-log), the outbox (-runner, -send, -decide), reminders (-remind) and the alarm (-alarm), which is watched
 * (-watch); how long to wait (-wait); what is carried on from elsewhere (-resume); tickets that belong together
 * (-relatives); cases that are handed over (-handover, -handover-file, -takeback, -takeover-read, -takeover). */

struct _TuntasDesk
{
  GObject parent_instance;

  /* The outside; set once. */
  TuntasClock *clock;
  TuntasProcedures *procedures; /* those of the cases here; the current one is for new cases */
  TuntasNossa *nossa;
  TuntasMailer *mailer;
  TuntasExecutor *executor;
  GRand *random;
  char *directory;
  char *vfs;             /* (nullable) */
  char *machine_id;
  char *server;
  char *user;
  TuntasStation *station;
  TuntasServiceTable *services;
  GTimeZone *zone;       /* the agent's */
  int poll_interval;
  gboolean practice;

  /* The state. */
  TuntasStore *store;  /* (nullable): NULL until opened */
  TuntasQueue *queue;
  GPtrArray *unopened; /* of TuntasUnopened */
  TuntasRecovered *recovered; /* (nullable): until the agent has seen it */
  gint64 next_snapshot; /* seconds UTC; 0: at once */
  GHashTable *unreadable; /* ticket's number, or where the row stood → why it was refused; of Nossa's list */
  GHashTable *read_singly; /* numbers of tickets that were read since Nossa was asked for the list that is on its way */
  GHashTable *list_mapping; /* keys of lists' columns → fields, as the agent has corrected them */
  GHashTable *handover_files; /* hand-over's id → the path at which its file was written last */
  GHashTable *parents; /* of mass outages: number → what a look or a list has told */
  GHashTable *last_cases; /* ticket's number → id of its newest case in the journal, on the desk or not */
  GPtrArray *past; /* ended cases of the journal that are not on the desk; of -end-of-life's own kind */
  gint64 next_end; /* seconds UTC: when it is looked again at what is over; 0: at once */
  gboolean ending; /* what is over is being removed */
  GCancellable *closing; /* ends everything that is under way when the desk goes */
  char *agent_name;
  TuntasSyncState sync_state;
  gint64 last_sync;
  gint64 prepared_at;
  GError *sync_error;  /* (nullable) */
  guint n_unsent;
  gboolean drafts_fail; /* the last one was not saved */

  GQueue *turns;       /* of Turn: what wants to change a case waits here, one after the other */
  gboolean in_turn;

  guint alarm;         /* wake-up of the clock; 0: none */
  gint64 alarm_at;     /* seconds UTC, of the alarm */
  gboolean reminding;  /* somebody gives the reminders */
  TuntasAlarmTrouble alarm_trouble; /* as last told … */
  TuntasDeskItem *alarm_item; /* (owned) (nullable): … of which item */
  gint64 next_poll;    /* seconds UTC; -1: none */
  char *watermark;     /* (nullable): the newest change that a pull has shown, in the server's time */
  guint pulls;         /* since the start */
  int failed_pulls;    /* in a row */
  gint64 hold_until;   /* seconds UTC: before that Nossa wants to be left alone; 0: no such wish */
  guint n_sending;     /* effects under way */
  gint64 disk_until;   /* seconds UTC: the disk refused, and before that no effect is tried anew; 0: it did not */
  GQueue *unsettled;   /* of steps of the runner: answered, and the disk refused the receipt */
  gboolean mail_login_needed; /* the mail server did not let us in: e-mails wait until the agent gives a password */
};

/* The person id by which journal and Nossa know the agent. Never NULL. */
const char *tuntas_desk_agent_id (TuntasDesk *self);

void tuntas_desk_set_sync_state (TuntasDesk *self, TuntasSyncState state);
/* error (transfer full) (nullable) */
void tuntas_desk_take_sync_error (TuntasDesk *self, GError *error);
/* name (nullable): NULL changes nothing. */
void tuntas_desk_set_agent_name (TuntasDesk *self, const char *name);
void tuntas_desk_count_unsent (TuntasDesk *self);
/* (transfer full): one with a finer trouble (tuntas_desk_error_get_trouble ()). */
GError *tuntas_desk_error_new (TuntasDeskError code, const char *trouble, const char *message);
/* (transfer full): an error of the store as the screens know it. */
GError *tuntas_desk_error_from_store (const GError *error);
GError *tuntas_desk_error_from_nossa (const GError *error);
/* The same of a list's; one that was cancelled stays G_IO_ERROR_CANCELLED. */
GError *tuntas_desk_error_from_list  (const GError *error);

/* The journal as a whole (-keep) */

/* (transfer full) (nullable): why nothing may be saved, which it is also once the desk was left; NULL where it may. */
GError *tuntas_desk_hold_error (TuntasDesk *self);
/* report (nullable) */
void tuntas_desk_take_report   (TuntasDesk *self, const TuntasStoreReport *report);
/* A snapshot, where it is time for one. */
void tuntas_desk_keep_snapshot (TuntasDesk *self);

/* The end of life (-end-of-life) */

/* An ended case that is not, or no more, on the desk. */
void tuntas_desk_remember_past (TuntasDesk *self, TuntasDeskItem *item);
void tuntas_desk_forget_past   (gpointer past);
/* What is over is removed, where it is time to look. */
void tuntas_desk_end_lives     (TuntasDesk *self);
/* Seconds UTC of the next look; -1: none is waited for. */
gint64 tuntas_desk_next_end    (TuntasDesk *self);

/* Making items (-open) */

/* (transfer full): a ticket that nobody has worked on yet. */
TuntasDeskItem *tuntas_desk_make_item (TuntasDesk *self, TuntasTicket *ticket);
/* (transfer full): the id of the case that this ticket begins next: one that the journal does not have. */
char *tuntas_desk_next_case_id (TuntasDesk *self, const char *ticket_id);
/* Whether the journal has a case of that ticket that could not be opened: then no other is begun. */
gboolean tuntas_desk_is_unopened (TuntasDesk *self, const char *ticket_id);
/* (transfer full): the opening of a case of that ticket, folded. */
TuntasCase *tuntas_desk_open_case (TuntasDesk *self, TuntasTicket *ticket);

/* (transfer full) (nullable): that case as the journal has it. error is set where it cannot be opened, and not where it
 * is not there. */
TuntasDeskItem *tuntas_desk_restore_item (TuntasDesk *self, const TuntasStoreContents *contents, const char *case_id,
                                          GError **error);

/* Words (-compose) */

/* (transfer full) (element-type TuntasOutboxEntry): the entries of an act's effects, in order. acted: the case right
 * after the act. missing (element-type utf8) gets the places without a word. */
GPtrArray *tuntas_desk_compose (TuntasDesk *self, TuntasDeskItem *item, TuntasCase *acted, TuntasAct *act,
                                gint64 act_seq, GPtrArray *effects, GPtrArray *missing);
/* The same for what an act came to. */
GPtrArray *tuntas_desk_compose_applied (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act,
                                        const TuntasApplied *applied, GPtrArray *missing);
/* (transfer full): the entry that makes a pended ticket active again. */
TuntasOutboxEntry *tuntas_desk_compose_activation (TuntasDesk *self, TuntasDeskItem *item, gint64 event_seq);
/* (transfer full): the entry that sends an e-mail to another address, before all others of its act. */
TuntasOutboxEntry *tuntas_desk_compose_readdressed (TuntasDesk *self, TuntasDeskItem *item,
                                                    const TuntasOutboxEntry *entry, const char *address);
/* (transfer full): six letters and digits, new. */
char *tuntas_desk_make_reference (TuntasDesk *self);
/* What the texts of the item are filled from, with the case as it stands there. */
TuntasWordsContext tuntas_desk_words_context (TuntasDesk *self, TuntasDeskItem *item, TuntasCase *state);
/* Notes (-note) */

/* Whether Nossa does not take so much text; length: what it comes to there. */
gboolean   tuntas_desk_is_too_long (TuntasDesk *self, const TuntasOutboxEntry *entry, guint *length);
/* (transfer full): the text of a note as it would leave now, with what only now is known. */
char      *tuntas_desk_finish_note (TuntasDesk *self, TuntasDeskItem *item, const TuntasOutboxEntry *note);
/* The same, for good: the entry, not stored yet as it will be, gets that text. What has begun is what is sent again. */
void       tuntas_desk_freeze_note (TuntasDesk *self, TuntasDeskItem *item, TuntasOutboxEntry *note);
/* With the words that the agent has copied (tuntas_desk_copy_sending ()), where that was done; forgotten once they are
 * saved with the entry. */
void       tuntas_desk_freeze_copied (TuntasDesk *self, TuntasDeskItem *item, TuntasOutboxEntry *note);
void       tuntas_desk_forget_copied (TuntasDesk *self, TuntasDeskItem *item, gint64 sending_id);

/* Carrying on from elsewhere (-resume) */

/* Whether that act takes over what was done elsewhere: the program's act, tried on the agent's word. */
gboolean tuntas_desk_is_resuming     (TuntasDeskItem *item, TuntasAct *act);
/* (transfer full) (nullable): the code of the refusal, where what it tells cannot have been so. */
char    *tuntas_desk_refuse_resuming (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act);

/* Tickets that belong together (-relatives) */

/* (transfer full): what is known of parents of mass outages, by their numbers. */
GHashTable *tuntas_desk_new_parents (void);
/* The list tells how parents stand that are not on this desk: what it says counts as what a look has told, and is kept. */
void     tuntas_desk_take_parents     (TuntasDesk *self, const TuntasImport *import);
/* text (nullable): those, as the journal keeps them. */
void     tuntas_desk_read_parents     (TuntasDesk *self, const char *text);
/* Whether that act dials for another ticket what is being called already for this one (Q15). */
gboolean tuntas_desk_shares_call      (TuntasDeskItem *calling, TuntasAct *act);
/* (transfer full) (nullable): before an act is done: the number of the shared call that it gives an outcome to. */
char    *tuntas_desk_dup_shared_phone (TuntasDeskItem *item, TuntasAct *act);
/* An act was saved: what of it belongs to other tickets is tried there. phone (nullable): of the shared call that it
 * gave an outcome to. */
void     tuntas_desk_share_act        (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act, const char *phone);
/* Tries an act of the agent's on another ticket, by the same gate; nobody waits for what comes of it (-act). */
void     tuntas_desk_do_by_itself     (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act);

/* Whether the ticket is this agent's to write to: the agent's own in Nossa, or still the giver's (-pull). */
gboolean tuntas_desk_is_owner (TuntasDesk *self, TuntasDeskItem *item, const char *owner);

/* Turns (-save): one change of a case at a time over the whole desk, so that what is decided is what is saved. */

/* Called when it is the turn's turn; must lead to tuntas_desk_end_turn (). */
typedef void (*TuntasTurnFunc) (TuntasDesk *self, gpointer user_data);
void tuntas_desk_take_turn (TuntasDesk *self, TuntasTurnFunc func, gpointer user_data);
void tuntas_desk_end_turn  (TuntasDesk *self);

/* Within a turn: saves what is new. next (nullable): the case with its new events. added and changed (nullable)
 * (element-type TuntasOutboxEntry); a changed entry's stored state is the one that the item has. On success the item is
 * changed accordingly, "changed" is emitted, alarm and runner look again. */
void     tuntas_desk_save_async  (TuntasDesk *self, TuntasDeskItem *item, TuntasCase *next, GPtrArray *added,
                                  GPtrArray *changed, GAsyncReadyCallback callback, gpointer user_data);
gboolean tuntas_desk_save_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

/* Within a turn: the case with one more event of the program's own. (transfer full) */
TuntasCase *tuntas_desk_next_with (TuntasDesk *self, TuntasCase *state, TuntasAct *act);

/* Within a turn, after a conflict (-reload): the item becomes what the journal has; where that cannot be read it stays
 * as it was. */
void     tuntas_desk_reload_async  (TuntasDesk *self, TuntasDeskItem *item, GAsyncReadyCallback callback,
                                    gpointer user_data);
void     tuntas_desk_reload_finish (TuntasDesk *self, GAsyncResult *result);

/* The others */

/* Whatever is due is done now: deadlines, next calls, sendings, the pull; then the alarm is armed anew. */
void tuntas_desk_look_around (TuntasDesk *self);
void tuntas_desk_rearm       (TuntasDesk *self);
void tuntas_desk_forget_step (gpointer step);
void tuntas_desk_kick        (TuntasDesk *self); /* the runner looks at every item again */
/* There is another password for the mail server. */
void tuntas_desk_mail_login_changed (TuntasDesk *self);
/* Seconds UTC of the next thing the runner waits for; -1: none. */
gint64 tuntas_desk_next_send (TuntasDesk *self);
/* Seconds to wait (-wait), all with a part of chance. */
/* Full jitter: between 1 and the doubled wait of so many failures in a row. */
gint64 tuntas_desk_backoff    (TuntasDesk *self, int failures);
/* After an error of Nossa: the server's own wish, capped, which then holds for the whole desk (hold_until), or a
 * backoff. */
gint64 tuntas_desk_wait_after (TuntasDesk *self, const GError *error, int failures);
/* To the next pull, where the last one worked: the site's interval and its jitter. */
gint64 tuntas_desk_poll_wait  (TuntasDesk *self);
/* The pull that comes by itself: mostly only what has changed since the last one. */
void tuntas_desk_poll        (TuntasDesk *self);
/* The ticket as Nossa has just told it: shown, and kept for the next start. */
void tuntas_desk_keep_ticket (TuntasDesk *self, TuntasDeskItem *item, TuntasTicket *ticket);
/* A ticket that was told: a new item for fresh (element-type TuntasDeskItem), or the item that it is, as it is now. */
void tuntas_desk_take_ticket (TuntasDesk *self, TuntasTicket *ticket, GPtrArray *fresh);
/* Whether something of ours, perhaps still on its way, explains why the ticket is no longer listed. */
gboolean tuntas_desk_is_ours_to_explain (TuntasDeskItem *item);
/* What was told says that it is no longer the agent's to close. */
void tuntas_desk_look_at_ticket (TuntasDesk *self, TuntasDeskItem *item);
void tuntas_desk_take_leave  (TuntasDesk *self, TuntasDeskItem *item, TuntasTicket *ticket);
/* Somebody else did to it in Nossa what the ticket now tells. */
void tuntas_desk_stop_case   (TuntasDesk *self, TuntasDeskItem *item, TuntasTicket *ticket);
/* Only time: what was due is honoured and saved. */
void tuntas_desk_tick        (TuntasDesk *self, TuntasDeskItem *item);

/* Lists (-import-read, -import), and what they prove (-proof) */

/* text (nullable): the corrected mapping, as the journal keeps it. */
void   tuntas_desk_read_list_mapping (TuntasDesk *self, const char *text);
/* What was corrected for that list is kept for the next ones. */
void   tuntas_desk_keep_list_mapping (TuntasDesk *self, const TuntasImport *import);
/* What the list has of work logs with a trailer of ours is kept as if the agent had pasted it for its ticket (-work-log). */
void   tuntas_desk_take_work_logs_async  (TuntasDesk *self, const TuntasImport *import, GAsyncReadyCallback callback,
                                          gpointer user_data);
void   tuntas_desk_take_work_logs_finish (TuntasDesk *self, GAsyncResult *result);
/* How many sendings the list shows in Nossa that are not proved by one yet. */
guint  tuntas_desk_count_proofs (TuntasDesk *self, const TuntasImport *import);
/* Saves that; finish: how many, -1 with an error where the disk said no to one, after which the next list tries
 * again. */
void   tuntas_desk_prove_async  (TuntasDesk *self, const TuntasImport *import, GAsyncReadyCallback callback,
                                 gpointer user_data);
gssize tuntas_desk_prove_finish (TuntasDesk *self, GAsyncResult *result, GError **error);

/* Hand-overs (-handover-file) */

/* meta (element-type utf8 utf8): the journal's, in which stands where the files were written. */
void   tuntas_desk_read_handover_files (TuntasDesk *self, GHashTable *meta);

/* Looks whether the alarm, as it is armed now, holds for every case (-watch); tells of a change. */
void tuntas_desk_watch_alarms (TuntasDesk *self);

/* Reminders (-remind) */

/* Whether any are given: once somebody listens, and on a journal that is this computer's own; another says so
 * itself. */
gboolean tuntas_desk_may_remind  (TuntasDesk *self);
/* Those that are due are given. */
void   tuntas_desk_remind        (TuntasDesk *self);
/* Seconds UTC of the next one: now, where one is due; -1: none. */
gint64 tuntas_desk_next_reminder (TuntasDesk *self, gint64 now);
/* The case has just changed: what was given for it may be over. */
void   tuntas_desk_check_reminder (TuntasDesk *self, TuntasDeskItem *item);
