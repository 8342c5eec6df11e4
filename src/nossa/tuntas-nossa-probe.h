/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-nossa.h"
#include "tuntas-probe.h"

/* A test of the connection: whether this server, with this site's settings and this account, is one that we can work
 * with. It only asks; nothing is ever written by it. */

G_BEGIN_DECLS

/* Tells all steps in their order, each once. Where nobody is signed in it signs in with user (nullable) and secret,
 * submitting them once and only to something that looks like Nossa, and signs out at the end; a session that is there
 * is used and left as it is. secret (nullable): then the steps from the sign-in on are skipped. told is not called
 * after the end. */
void     tuntas_nossa_probe_async  (TuntasNossa *self, const char *user, const char *secret, TuntasProbeFunc told,
                                    gpointer told_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* good (out): whether no step has trouble. FALSE only with G_IO_ERROR_CANCELLED. */
gboolean tuntas_nossa_probe_finish (TuntasNossa *self, GAsyncResult *result, gboolean *good, GError **error);

G_END_DECLS
