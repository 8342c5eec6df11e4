/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nossa-fake.h"
#include "sim-desk.h"

/* The client on the real transport, and the embedded Nossa at its other end. */

typedef struct
{
  SimDesk     *server;
  TuntasNossa *nossa;
} Wire;

/* scenario (nullable): members of the scenario's settings. site (nullable): lines of site.ini behind [server] origin. */
void     wire_init  (Wire *self, const char *scenario, const char *site);
void     wire_clear (Wire *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wire, wire_clear)

/* As ayu; secret: password or key. */
gboolean wire_sign_in (Wire *self, const char *secret, GError **error);
