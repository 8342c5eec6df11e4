/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-row.h"
#include "tuntas-simulator.h"

/* What the embedded Nossa holds: its settings, people, tickets and value lists, and the list of everything that
 * happened. Reading and writing over HTTP, the control address and the C functions all come here. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_SIM_SIGN_IN_ALLOWED,
  TUNTAS_SIM_SIGN_IN_EXPIRED,  /* the password is too old */
  TUNTAS_SIM_SIGN_IN_NO_RESET, /* and cannot be renewed either */
  TUNTAS_SIM_SIGN_IN_BLOCKED,
} TuntasSimSignIn;

typedef struct
{
  char *user;     /* login name, compared without regard to case as Maximo does */
  char *password; /* (nullable): cannot sign in with one */
  char *apikey;   /* (nullable) */
  gint64 apikey_dies; /* s since 1970 UTC; -1: never */
  TuntasSimSignIn sign_in;
  guint bad_logins;   /* since the last good one */
  GStrv structures;   /* (nullable): the object structures this user may use; NULL: all */
  char *person;   /* person id, upper case */
  char *display_name;
  char *email;
  char *unit;
  char *site;
  char *org;
} TuntasSimUser;

typedef struct
{
  char *value;
  char *maxvalue;
  char *description;
} TuntasSimSynonym;

typedef enum
{
  TUNTAS_SIM_ETAG_DOCUMENTED, /* ETag is the row stamp, If-Match is honoured */
  TUNTAS_SIM_ETAG_7613,       /* as observed on 7.6.1.3: ETag 0, If-Match always 412 */
} TuntasSimEtag;

typedef enum
{
  TUNTAS_SIM_UNKNOWN_JSON,     /* 401 with a code */
  TUNTAS_SIM_UNKNOWN_REDIRECT, /* 302 to the login page: form sign-in behind an LDAP */
  TUNTAS_SIM_UNKNOWN_HTML,     /* 200 with the login page */
} TuntasSimUnknownCaller;

typedef struct
{
  char *context;              /* "maximo" */
  char *version;
  char *offset;               /* "+07:00" */
  GTimeZone *zone;
  TuntasSimEtag etag;
  TuntasSimUnknownCaller unknown_caller;
  gboolean server_reactivates;
  gboolean csrf_required;
  gboolean secure_cookies;    /* cookies say Secure, as those of MAS do, over http as well */
  gboolean all_cookies;       /* a session counts only with every cookie that was given */
  guint max_bad_logins;       /* 0: any number; else the user is blocked afterwards */
  gboolean worklog_changes_rowstamp;
  gboolean counts;  /* collectioncount is known */
  gboolean refuse_logtype;    /* a type of work log that is not in the list; else it becomes the default */
  gboolean closed_is_silent;  /* a change of a closed ticket's status, too, is answered as done */
  gboolean owner_or_group;    /* an owner ends the group's ownership, and the other way round */
  gint64 session_idle;        /* s */
  gint64 transaction_life;    /* s */
  guint default_page_size;    /* 0: all at once unless the client asks for pages */
  guint max_page_size;
  GHashTable *object_structures; /* lower-case name → class as in tuntas_sim_store_list () */
  GHashTable *domains;        /* domain id → GPtrArray of TuntasSimSynonym */
  GStrv required;             /* attributes a new ticket must have */
  GStrv pend_requires;        /* attributes a pended ticket must have */
  GHashTable *saved_queries;  /* upper-case name → where, with :parameters */
  char *ticket_prefix;
  GStrv worklog_read;         /* names of the work log in addresses, select and where; the first one is shown by "*" */
  char *worklog_write;        /* its name in the body of a write */
} TuntasSimSettings;

typedef struct
{
  TuntasClock *clock;
  gint64 clock_error;      /* s: what the server's own clock is off by, in dates that it writes and says */
  TuntasSimSettings settings;
  TuntasSimTable *ticket_table;
  TuntasSimTable *worklog_table;
  TuntasSimTable *related_table;
  TuntasSimTable *synonym_table;
  TuntasSimTable *person_table;
  GPtrArray *users;        /* TuntasSimUser */
  GPtrArray *tickets;      /* TuntasSimRow */
  GPtrArray *synonyms;     /* TuntasSimRow */
  GPtrArray *people;       /* TuntasSimRow: the users as records */
  GPtrArray *effects;      /* TuntasSimulatorEffect */
  GPtrArray *mail;         /* GBytes */
  GHashTable *transactions; /* id → Transaction */
  GHashTable *cursors;     /* id → the rows of a stable paging, tuntas-sim-page.h */
  guint last_cursor;
  guint64 last_rowstamp;
  gint64 last_uid;
  gint64 last_child;
  gint64 last_ticket;
} TuntasSimStore;

TuntasSimStore *tuntas_sim_store_new  (TuntasClock *clock);
void            tuntas_sim_store_free (TuntasSimStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSimStore, tuntas_sim_store_free)

void            tuntas_sim_user_free    (TuntasSimUser *self);
void            tuntas_sim_synonym_free (TuntasSimSynonym *self);

/* Honours what the clock has reached meanwhile (pended tickets of a server that re-activates them itself,
 * transaction ids that are too old). Called before anything looks at the tickets. */
void            tuntas_sim_store_tick (TuntasSimStore *self);

/* Seconds since 1970 UTC by the server's own clock: what stands in records and in answers. How long sessions and
 * transaction ids live is counted by the clock that was passed in. */
gint64          tuntas_sim_store_now  (TuntasSimStore *self);

#define TUNTAS_SIM_ANY_TICKET "TICKET"

/* What an object structure shows: the rows of "INCIDENT", "SR", "TICKET" (both), "SYNONYMDOMAIN" or "PERSON".
 * (transfer container) */
GPtrArray      *tuntas_sim_store_list       (TuntasSimStore *self, const char *class);
const TuntasSimTable *tuntas_sim_store_get_table (TuntasSimStore *self, const char *class);

/* (nullable) */
TuntasSimRow   *tuntas_sim_store_find       (TuntasSimStore *self, const char *class, const char *ticket_id);
/* (nullable): by the id in an href, "_…", or by its number. */
TuntasSimRow   *tuntas_sim_store_find_id    (TuntasSimStore *self, const char *class, const char *id);
TuntasSimUser  *tuntas_sim_store_find_user  (TuntasSimStore *self, const char *user);

/* Deletes a ticket that nothing points to. */
void            tuntas_sim_store_remove     (TuntasSimStore *self, TuntasSimRow *ticket, const char *person);

/* (transfer full): the value list of an attribute of this row, or NULL where it has none. */
char           *tuntas_sim_store_dup_domain (const TuntasSimRow *row, const TuntasSimAttribute *attribute);
/* (nullable) */
const TuntasSimSynonym *tuntas_sim_store_find_synonym (TuntasSimStore *self, const char *domain, const char *value);
/* The internal value of a ticket's status; the value itself where the list does not know it. */
const char     *tuntas_sim_store_status_max (TuntasSimStore *self, const TuntasSimRow *ticket);

guint64         tuntas_sim_store_next_rowstamp (TuntasSimStore *self);
/* at_seconds since 1970 UTC, by the clock that was passed in even where the server's own is wrong; details (transfer
 * full). */
void            tuntas_sim_store_add_effect (TuntasSimStore *self, gint64 at_seconds, const char *user,
                                             TuntasSimulatorEffectKind kind, const char *ticket, JsonObject *details);

/* FALSE (DUPLICATE) where the id was used within its life. */
gboolean        tuntas_sim_store_check_transaction (TuntasSimStore *self, const char *id, GError **error);
void            tuntas_sim_store_keep_transaction  (TuntasSimStore *self, const char *id, const char *resource);

G_END_DECLS
