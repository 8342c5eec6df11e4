/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "raw-server.h"
#include "tuntas-nossa.h"

/* The program's own transport, aimed at a server on loopback. */

/* µs: a deadline that is never met, and one that a test can wait for. */
#define RAW_LONG  (20 * G_USEC_PER_SEC)
#define RAW_SHORT (G_USEC_PER_SEC / 4)

/* server: further lines of the group [server], such as "max_bytes=65536\n". */
TuntasNossaSite *raw_site_new      (const char *scheme, guint16 port, const char *server);
TuntasTransport *raw_transport_new (const char *scheme, guint16 port, const char *server);
/* Waits for the answer. */
TuntasAnswer    *raw_send          (TuntasTransport *transport, TuntasRequest *request, GError **error);
TuntasAnswer    *raw_get           (TuntasTransport *transport, gint64 deadline, GError **error);

/* A client that is signed in at the server; and its list. */
TuntasNossa     *raw_client_new    (RawServer *server);
TuntasNossaList *raw_list          (TuntasNossa *nossa, GError **error);
