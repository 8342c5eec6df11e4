/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "schedule-wire.h"
#include "tuntas-desk.h"
#include "tuntas-procedure.h"
#include "tuntas-service.h"
#include "tuntas-store.h"

/* A small world in one thread, without sockets and without real time: an agent's desk with its journal on disk, an
 * embedded Nossa, a mail server, a network that does what it is told, and two clocks: the true one, by which network
 * and server go, and the agent's, which can be wrong. All that is drawn by lot is drawn from one seed.
 *
 * The program can be killed at any of the instants below, or the power goes at it. What is on the disk (in memory:
 * power-disk.h) is copied at that instant into a new directory, or what survives of it; from then on the dead desk
 * reaches neither network nor mail, and the next one opens the copy. */

G_BEGIN_DECLS

typedef enum
{
  WORLD_NEVER,
  WORLD_BEFORE_JOB, /* of the store */
  WORLD_AFTER_JOB,
  WORLD_BEFORE_SENDING,
  WORLD_BEFORE_ARRIVAL,
  WORLD_AFTER_ARRIVAL,
  WORLD_BEFORE_ANSWER,
  WORLD_BEFORE_MAIL,
  WORLD_AFTER_MAIL,
  WORLD_N_INSTANTS,
} WorldInstant;

/* What a write that reached Nossa did there. */
typedef struct
{
  char *key;    /* its transaction id */
  guint first;  /* of the effects that it had */
  guint n;      /* how many; 0: it had none */
} WorldWrite;

/* A mail that the mail server took. */
typedef struct
{
  char *message_id;
  guint at; /* how many effects Nossa had had by then */
} WorldMail;

/* What becomes of a mail. */
typedef enum
{
  WORLD_MAIL_GOES,
  WORLD_MAIL_HANDED_OVER,   /* it goes, and nobody says so */
  WORLD_MAIL_LEFT,          /* handed over, and the agent never sends it */
  WORLD_MAIL_REFUSED,
  WORLD_MAIL_UNREACHABLE,
  WORLD_MAIL_CUT,           /* it goes, and the answer is lost */
  WORLD_MAIL_CUT_BEFORE,    /* it does not go, and nobody knows */
} WorldMailFate;

/* An act that the screen called saved. */
typedef struct
{
  char *ticket;
  char *event;      /* as JSON */
  gint64 seq;
  GPtrArray *kinds; /* of const char *: its effects, in order */
} WorldAck;

typedef struct _World World;

typedef struct
{
  void (*draw_fate)         (World *world, TuntasRequest *request, WireFate *fate);
  WorldMailFate (*draw_mail) (World *world);
} WorldFuncs;

struct _World
{
  GRand *rand;
  WorldFuncs funcs;
  gpointer data;             /* of funcs */
  TuntasTestClock *true_clock;
  TuntasTestClock *clock;    /* the agent's */
  TuntasSimulator *nossa;
  char *root;
  guint n_lives;

  /* The life under way. */
  TuntasDesk *desk;
  Wire *wire;
  char *directory;
  gboolean alive;
  gboolean disk_is_bad;      /* it fails or is full; well again when the program starts */
  gboolean disk_was_bad;     /* at some time in this life: what was called not saved may be there */

  WorldInstant kill_at;
  guint kill_after;          /* how many such instants still pass before */
  const char *kill_method;   /* (nullable): only requests of this kind count */
  int power;                 /* each one in so many is the end of the power too, 0: none */

  /* What the judge goes by. */
  GPtrArray *writes;         /* of WorldWrite */
  guint before_write;        /* effects before the one that is being carried out */
  GPtrArray *mails;          /* of WorldMail */
  GPtrArray *acks;           /* of WorldAck */
  guint n_kills;
  guint n_cuts;              /* of them, those at which the power went */
  guint n_not_saved;         /* acts that were refused because of the disk */
  guint n_requests;
  guint n_sign_ins;          /* that the agent asked for */
  GHashTable *sent_again;    /* references of what the agent had sent again over somebody else's change */
  GString *log;
  char *wrong;               /* (nullable): what should never be, the first of it */
};

/* start: seconds UTC; the desk is open and nobody is signed in. */
World *world_new  (guint64 seed, const WorldFuncs *funcs, gpointer data);
void   world_free (World *self);

void   world_log  (World *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The first thing that is wrong stays. */
void   world_fail (World *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Lets everything happen that needs no time; where the program was killed, it is started again. */
void   world_rest    (World *self);
/* Lets that many µs pass on both clocks, and whatever happens in them. */
void   world_advance (World *self, gint64 microseconds);
/* To the next thing that anybody waits for, at most so many µs; returns how many passed. */
gint64 world_advance_to_next (World *self, gint64 most);

/* The program ends: at once and without a word, or as it should. Another one starts at world_rest (). */
void   world_kill (World *self);
void   world_quit (World *self);

/* From now on the disk refuses every call, or full every write; until it is mended, which after so many seconds it is. */
void   world_break_disk (World *self, gboolean full, gint64 seconds);
void   world_mend_disk  (World *self);

void   world_sign_in (World *self);
/* Tries an act and lets it be saved. (nullable): its refusal's first code; "" where it was accepted; NULL where the
 * program ended or could not save it. (transfer full) */
char  *world_act     (World *self, TuntasDeskItem *item, TuntasAct *act);

/* (nullable): what the write with that key did, the first one that did anything; n (optional): how many did. */
const WorldWrite *world_find_write (World *self, const char *key, guint *n);
guint             world_count_mail (World *self, const char *message_id, guint *at);

/* (transfer full): what the journal holds, as the next start would find it. */
TuntasStoreContents *world_load (World *self);

/* The rules, the same for all worlds. */
TuntasProcedure *world_get_procedure (void);

G_END_DECLS
