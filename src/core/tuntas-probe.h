/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What a test of the connection to Nossa finds, step by step: facts. The sentences, and what to change, are made where
 * they are shown. Nothing is written to the server by any step. */

G_BEGIN_DECLS

/* In this order, each told once. */
typedef enum
{
  TUNTAS_PROBE_REACH,       /* something answers at the address, and it looks like Nossa */
  TUNTAS_PROBE_TLS,         /* the connection is trusted */
  TUNTAS_PROBE_SIGN_IN,     /* login and way of signing in; one submission at most */
  TUNTAS_PROBE_STRUCTURE,   /* the object structures of the site are there for this account */
  TUNTAS_PROBE_COLUMNS,     /* the attributes of the site's settings, and the query of the agent's list */
  TUNTAS_PROBE_STATUSES,    /* the statuses of the site's settings */
  TUNTAS_PROBE_WORK_LOG,    /* the work log's names and the type of our notes */
  TUNTAS_PROBE_TRANSACTION, /* the server knows the header that keeps a write from counting twice */
  TUNTAS_PROBE_ROW_STAMP,   /* records say which version of them was read */
} TuntasProbeStep;

#define TUNTAS_PROBE_N_STEPS (TUNTAS_PROBE_ROW_STAMP + 1)

typedef enum
{
  TUNTAS_PROBE_GOOD,
  TUNTAS_PROBE_CAUTION, /* one can work with it, but something is unusual or could not be found out */
  TUNTAS_PROBE_TROUBLE, /* this must be changed */
  TUNTAS_PROBE_SKIPPED, /* a step before it failed */
} TuntasProbeVerdict;

typedef enum
{
  TUNTAS_PROBE_NOT_TRIED,
  TUNTAS_PROBE_REACHED,          /* detail: "38 ms" */
  TUNTAS_PROBE_CLOCK_DIFFERS,    /* detail: how far the server's clock is ahead, "-00:12:05" */
  TUNTAS_PROBE_UNREACHABLE,      /* detail: the network's words */
  TUNTAS_PROBE_NO_ANSWER,        /* detail: likewise */
  TUNTAS_PROBE_BUSY,             /* detail: the server's words */
  TUNTAS_PROBE_NOT_NOSSA,        /* detail: what came */
  TUNTAS_PROBE_SIGN_IN_PAGE,     /* a sign-in page where data is expected: another way of signing in is set up */
  TUNTAS_PROBE_TRUSTED,
  TUNTAS_PROBE_LOOPBACK,         /* plain http, to this computer */
  TUNTAS_PROBE_UNTRUSTED,        /* detail: what is wrong with the certificate */
  TUNTAS_PROBE_SIGNED_IN,        /* detail: who */
  TUNTAS_PROBE_SIGN_IN_REFUSED,  /* detail: the server's words */
  TUNTAS_PROBE_SIGN_IN_BLOCKED,  /* detail: likewise */
  TUNTAS_PROBE_SIGN_IN_FAILED,   /* detail: likewise */
  TUNTAS_PROBE_STRUCTURE_THERE,  /* detail: its name */
  TUNTAS_PROBE_STRUCTURE_REFUSED, /* detail: its name and the server's words */
  TUNTAS_PROBE_COLUMNS_THERE,    /* detail: how many, and how many tickets the list has: "31, 12" */
  TUNTAS_PROBE_COLUMNS_MISSING,  /* detail: names */
  TUNTAS_PROBE_COLUMNS_UNSEEN,   /* detail: names that no record showed */
  TUNTAS_PROBE_QUERY_REFUSED,    /* detail: the server's words */
  TUNTAS_PROBE_STATUSES_THERE,   /* detail: how many */
  TUNTAS_PROBE_STATUSES_UNKNOWN, /* detail: names */
  TUNTAS_PROBE_STATUSES_UNREADABLE, /* detail: the server's words */
  TUNTAS_PROBE_WORK_LOG_THERE,   /* detail: the type of our notes */
  TUNTAS_PROBE_WORK_LOG_NO_CHILD, /* detail: the name that the server does not have */
  TUNTAS_PROBE_WORK_LOG_CLIENT_NOTE, /* detail: our type, which is a client note there */
  TUNTAS_PROBE_WORK_LOG_TYPE_UNKNOWN, /* detail: our type, which the server may turn into a client note */
  TUNTAS_PROBE_WORK_LOG_UNREADABLE, /* detail: the server's words */
  TUNTAS_PROBE_TRANSACTION_KNOWN,
  TUNTAS_PROBE_TRANSACTION_UNPROVEN, /* detail: the server's words */
  TUNTAS_PROBE_ROW_STAMP_THERE,
  TUNTAS_PROBE_ROW_STAMP_MISSING,
  TUNTAS_PROBE_ROW_STAMP_NO_TICKET, /* no record could be looked at */
} TuntasProbeFinding;

#define TUNTAS_PROBE_N_FINDINGS (TUNTAS_PROBE_ROW_STAMP_NO_TICKET + 1)

typedef struct
{
  TuntasProbeStep step;
  TuntasProbeVerdict verdict;
  TuntasProbeFinding finding;
  char *detail;  /* (nullable) */
  char *setting; /* (nullable): what to change in site.ini: "[work_log] type" */
} TuntasProbeResult;

/* (transfer full): detail and setting (nullable) are copied. */
TuntasProbeResult *tuntas_probe_result_new  (TuntasProbeStep step, TuntasProbeVerdict verdict,
                                             TuntasProbeFinding finding, const char *detail, const char *setting);
void               tuntas_probe_result_free (TuntasProbeResult *self);

/* Called for each step as it ends; result belongs to the caller. */
typedef void (*TuntasProbeFunc) (const TuntasProbeResult *result, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasProbeResult, tuntas_probe_result_free)

G_END_DECLS
