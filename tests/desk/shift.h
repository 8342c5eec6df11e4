/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"
#include "tuntas-desk-parts.h"
#include "tuntas-simulator.h"
#include "tuntas-test-clock.h"

/* A shift without a window: a real desk with its journal on disk, over HTTP to an embedded Nossa in this process, with
 * a clock that stands until it is moved. */

typedef struct
{
  TuntasTestClock *clock;
  TuntasSimulator *nossa;
  TuntasProcedure *procedure;
  TuntasMailer *mailer;
  TuntasMailAccount *mail_account; /* (nullable): borrowed */
  TuntasServiceTable *services;
  TuntasDesk *desk;
  char *directory;
  /* For the next beginning: */
  const char *machine; /* "machine" if not said */
  const char *vfs;     /* (nullable): the disk */
  const char *zone;    /* the agent's; "Asia/Jakarta" if not said */
  gboolean offline;    /* nobody logs in, and the disk's work is done at once */
  gboolean without_server; /* an account whose tickets come from lists; offline then */
  const char *nossa_site; /* (nullable): lines of site.ini behind [server] origin */
  TuntasTransport *(*wrap) (TuntasTransport *below, gpointer data); /* (nullable): (transfer full): what is sent through */
  gpointer wrap_data;
} Shift;

/* start: "2026-11-23T09:00:00+07:00". The desk is open, signed in, and has its list. */
Shift *shift_new  (const char *start);
/* The same with what a site's settings file sets of procedure, families and zones. */
Shift *shift_new_with_site (const char *start, const char *settings);
void   shift_free (Shift *self);

/* The desk goes, its journal stays; and the same journal is opened again, perhaps by a program with another
 * procedure. */
void   shift_end     (Shift *self);
void   shift_begin   (Shift *self);
void   shift_restart (Shift *self);

/* The same, and from now on mails leave that way. */
void   shift_use_mailer (Shift *self, TuntasMailer *mailer);

/* The item of that ticket; it must be there. */
TuntasDeskItem *shift_item (Shift *self, const char *ticket);

/* An act with its fields as name, value pairs up to NULL; must be accepted and saved. */
void   shift_act (Shift *self, const char *ticket, const char *act, ...) G_GNUC_NULL_TERMINATED;
/* The same, must be refused; (transfer full): the codes, joined by ','. */
char  *shift_refused (Shift *self, const char *ticket, const char *act, ...) G_GNUC_NULL_TERMINATED;

/* RFO, repair and the check of 1.2.2 told: the calls may begin. */
void   shift_receive_and_check (Shift *self, const char *ticket);

/* One fault of the embedded Nossa, as in data/scenarios/README.md. */
void   shift_fault (Shift *self, const char *json);
/* Changes a record as somebody else would: {"by": "BAGAS", "set": {…}}. */
void   shift_change_in_nossa (Shift *self, const char *ticket, const char *json);
void   shift_assert_status (Shift *self, const char *ticket, const char *wanted);

/* What the agent decides about a sending; (transfer full) (nullable): the error. */
GError *shift_decide (Shift *self, const char *ticket, gint64 sending, TuntasSendingAct act, const char *reason);

/* Moves the case to the program's procedure; (transfer full): the codes of a refusal, "" where it was moved. */
char  *shift_move (Shift *self, const char *ticket);

/* A call that ends so after 30 seconds; five minutes later the next may come. */
void   shift_call (Shift *self, const char *ticket, const char *phone, const char *outcome);

/* Lets so much time pass, and everything happen that needs no more of it. */
void   shift_pass (Shift *self, gint64 seconds);

/* Turns the main loop until the condition holds; the test fails where it does not within ten seconds. */
typedef gboolean (*ShiftCondition) (Shift *self, gpointer data);
void   shift_wait (Shift *self, const char *what, ShiftCondition condition, gpointer data);
/* Conditions: a gboolean is TRUE; Nossa cannot be reached. */
gboolean shift_is_true    (Shift *self, gpointer flag);
gboolean shift_is_offline (Shift *self, gpointer unused);
/* Until a sending of that kind is in that state, for that reason (nullable). */
void   shift_wait_for (Shift *self, const char *ticket, TuntasEffectKind kind, TuntasSendingState state,
                       const char *code);
/* Until nothing of that ticket is on its way any more, letting time pass for what is held or retried. */
void   shift_settle (Shift *self, const char *ticket);

/* (transfer full): the value of an attribute of the record in Nossa; NULL where it has none. */
char  *shift_nossa_get (Shift *self, const char *ticket, const char *attribute);
/* (transfer full): the texts of the ticket's work log of type WORK, oldest first. */
GStrv  shift_nossa_notes (Shift *self, const char *ticket);
