/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-sim-request.h"

/* Who asks: sign-in by maxauth, Basic, form and API key, sessions by cookie, their idle time and their end
 * (maximo.md §2). */

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *list;     /* open sessions */
  GHashTable *ended;   /* ids of sessions that an administrator ended */
  guint submissions;   /* passwords that were sent, right or wrong */
  guint opened;
} TuntasSimSessions;

TuntasSimSessions *tuntas_sim_sessions_new   (void);
void               tuntas_sim_sessions_free  (TuntasSimSessions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSimSessions, tuntas_sim_sessions_free)

/* Sets request->user and request->lean, and the cookies of a new session; FALSE with Maximo's answer. */
gboolean        tuntas_sim_sessions_identify (TuntasSimSessions *self, TuntasSimStore *store,
                                              TuntasSimRequest *request, GError **error);

/* …/oslc/login, after tuntas_sim_sessions_identify (). (transfer full) */
TuntasSimReply *tuntas_sim_sessions_login    (TuntasSimSessions *self, TuntasSimStore *store,
                                              TuntasSimRequest *request);
/* …/j_security_check: a 302 whatever happens. (transfer full) */
TuntasSimReply *tuntas_sim_sessions_form     (TuntasSimSessions *self, TuntasSimStore *store,
                                              TuntasSimRequest *request);
/* (transfer full) */
TuntasSimReply *tuntas_sim_sessions_logout   (TuntasSimSessions *self, TuntasSimRequest *request);

/* A write of a session that must echo a token: FALSE where it does not. */
gboolean        tuntas_sim_sessions_check_token (TuntasSimSessions *self, TuntasSimStore *store,
                                                 TuntasSimRequest *request, GError **error);

/* by_administrator: their callers are told so. */
void            tuntas_sim_sessions_forget_all (TuntasSimSessions *self, gboolean by_administrator);
guint           tuntas_sim_sessions_count      (TuntasSimSessions *self, TuntasSimStore *store);

G_END_DECLS
