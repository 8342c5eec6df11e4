/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-transport.h"

/* Hands everything on and counts what goes over: requests, and bytes of method, path, headers and bodies both ways (of
 * a compressed body what it comes to). */

#define COUNT_TYPE_TRANSPORT (count_transport_get_type ())
G_DECLARE_FINAL_TYPE (CountTransport, count_transport, COUNT, TRANSPORT, GObject)

TuntasTransport *count_transport_new (TuntasTransport *below);

typedef struct
{
  guint requests;
  gsize up;
  gsize down;
} Counted;

/* Since the last time. */
Counted count_transport_take (CountTransport *self);
