/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-cookie-jar.h"
#include "tuntas-json.h"
#include "tuntas-nossa-lanes.h"
#include "tuntas-nossa-query.h"
#include "tuntas-nossa.h"

/* Shared by the client's own files: session (tuntas-nossa.c, -login.c, -sign-out.c), exchange, pull, read, write. */

typedef enum
{
  TUNTAS_NOSSA_SIGNED_OUT,
  TUNTAS_NOSSA_SIGNING_IN, /* the agent's own; nothing else is sent */
  TUNTAS_NOSSA_SIGNED_IN,
  TUNTAS_NOSSA_RENEWING,   /* by itself; requests wait for it */
  TUNTAS_NOSSA_ENDED,      /* only the agent can sign in again */
} TuntasNossaState;

struct _TuntasNossa
{
  GObject           parent;

  TuntasNossaSite  *site;
  TuntasTransport  *transport;
  TuntasClock      *clock;

  TuntasNossaState  state;
  guint             session;      /* counts sign-ins: an answer to an older session says nothing about this one */
  guint             logins;       /* counts what began or ended a sign-in: one that was overtaken changes nothing */
  guint             submitting;   /* logins whose answer is still to come: each may open a session */
  GTask            *leaving;      /* (nullable): a sign-out that waits for that */
  TuntasCookieJar  *jar;
  char             *csrf_token;   /* (nullable) */
  char             *user;         /* (nullable) */
  char             *secret;       /* (nullable): see tuntas_nossa_sign_in_async () */
  char             *person_id;    /* (nullable) */
  char             *display_name; /* (nullable) */
  gint64            server_offset;
  gboolean          no_in;        /* this server refuses in [...]: one query for each value */
  GPtrArray        *waiting;      /* of GTask: exchanges that wait for the renewal */
  gboolean          at_once;      /* answers are read here, not in a worker thread */
  TuntasNossaLanes *lanes;        /* those that are under way, and those whose turn it is not yet */
};

void  tuntas_nossa_set_state     (TuntasNossa *self, TuntasNossaState state);
void  tuntas_nossa_wipe_secret   (TuntasNossa *self);

/* Submits the credentials once and learns who that is, as login number self->logins + 1. Its UNKNOWN means that they may
 * have arrived. Where the number has moved on meanwhile it fails with G_IO_ERROR_CANCELLED and has touched nothing. */
void     tuntas_nossa_log_in_async  (TuntasNossa *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean tuntas_nossa_log_in_finish (TuntasNossa *self, GAsyncResult *result, GError **error);

/* A login was overtaken; answer (nullable) is what came of it. The session that it opened is ended, with the cookies of
 * that session alone, and a sign-out that waited for this is answered. */
void     tuntas_nossa_give_back     (TuntasNossa *self, TuntasAnswer *answer);
/* (transfer full): an empty one, for this server. */
TuntasCookieJar *tuntas_nossa_make_jar (TuntasNossa *self);

/* (transfer full): the plan with what every request carries: session, key, token. */
TuntasRequest *tuntas_nossa_dress  (TuntasNossa *self, TuntasRequest *plan, TuntasNossaIntent intent);
/* Keeps what every answer may bring: cookies, token, the server's clock. */
void           tuntas_nossa_take   (TuntasNossa *self, TuntasAnswer *answer);
/* (transfer full): a plan below the servlet ("/login") or at a full path. */
TuntasRequest *tuntas_nossa_plan   (TuntasNossa *self, const char *method, const char *path);

/* Sends the plan in the session, renewing it once where it has ended. Only answers that pass
 * tuntas_nossa_answer_check () come back. */
void          tuntas_nossa_exchange_async  (TuntasNossa *self, TuntasRequest *plan, TuntasNossaIntent intent,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer user_data);
TuntasAnswer *tuntas_nossa_exchange_finish (TuntasNossa *self, GAsyncResult *result, GError **error);

/* When it is an exchange's turn: sends it. (transfer full) task */
void          tuntas_nossa_exchange_start   (GTask *task);
/* Answers all that wait for a renewal which was overtaken. */
void          tuntas_nossa_give_up_waiting  (TuntasNossa *self);

/* Reads an answer, in a worker thread. (transfer full), NULL sets an error. */
typedef gpointer (*TuntasNossaReadFunc) (TuntasNossaSite *site, TuntasAnswer *answer, gconstpointer data,
                                         GError **error);

/* Exchange, then read (data, result_free: may be NULL; data is not freed and must live until the end). */
void     tuntas_nossa_fetch_async  (TuntasNossa *self, TuntasRequest *plan, TuntasNossaIntent intent,
                                    TuntasNossaReadFunc read, gconstpointer data, GDestroyNotify result_free,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gpointer tuntas_nossa_fetch_finish (TuntasNossa *self, GAsyncResult *result, GError **error);

/* (transfer full): path and query of a structure's records. */
char    *tuntas_nossa_dup_query_path    (TuntasNossa *self, TuntasNossaSiteText structure, TuntasNossaQuery *query);
/* (transfer full): how a reference of ours stands in the summary of a ticket that was made. */
char    *tuntas_nossa_dup_mark          (const char *reference);
/* (transfer full) (nullable): of the agent's list, with pages of that size. */
char    *tuntas_nossa_dup_assigned_path (TuntasNossa *self, guint page_size, GError **error);
/* Whether the error can come of in [...] in the query of the list, so that one for each status may do better. */
gboolean tuntas_nossa_may_be_in         (TuntasNossa *self, const GError *error);

/* Rows of a collection, page by page. */
typedef struct
{
  gpointer    (*map) (TuntasNossaSite *site, JsonObject *record, const char *path, GError **error);
  const char *(*key) (gconstpointer row); /* the same row on two pages has the same */
  GDestroyNotify free;
} TuntasNossaRowKind;

/* Rows are TuntasTicket; the key is the number that the server gave the record. */
extern const TuntasNossaRowKind tuntas_nossa_ticket_rows;

typedef struct
{
  GPtrArray *rows;
  GPtrArray *problems; /* of TuntasNossaProblem */
  gboolean   whole;    /* nothing is missing between the pages */
  gboolean   counted;  /* the server said how many there are, so whole is more than a guess by the last page's size */
} TuntasNossaPulled;

void               tuntas_nossa_pulled_free (TuntasNossaPulled *self);
/* path: of the first page, with its query. page_size: what it asked for, 0 for none. */
void               tuntas_nossa_pull_async  (TuntasNossa *self, const char *path, guint page_size,
                                             const TuntasNossaRowKind *kind, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
TuntasNossaPulled *tuntas_nossa_pull_finish (TuntasNossa *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasNossaPulled, tuntas_nossa_pulled_free)
