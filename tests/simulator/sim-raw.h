/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-desk.h"

/* A caller on the bare socket, for answers that an HTTP library would hide. */

typedef struct
{
  GSocketConnection *connection;
  GByteArray *bytes; /* all that came so far */
  gboolean closed;   /* by the server */
  gboolean reset;    /* and not in order */
  guchar buffer[4096];
} SimRaw;

/* Sends one request with the desk's cookie; body (nullable). */
SimRaw *sim_raw_ask   (SimDesk *desk, const char *method, const char *path, const char *headers, const char *body);
/* Waits until so many bytes have come or the server has closed; at most 10 s. */
void    sim_raw_wait  (SimRaw *self, gsize bytes);
/* (transfer full): all of the answer, to the end of the connection, as text with NULs as they are. */
GString *sim_raw_read (SimRaw *self);
void    sim_raw_free  (SimRaw *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimRaw, sim_raw_free)
