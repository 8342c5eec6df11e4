/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk-private.h"
#include "tuntas-handover.h"

/* Shared by giving (-handover) and taking over (-takeover). */

/* (transfer full): the hash of the last event in the chain of such a case, in hexadecimal. */
char *tuntas_desk_chain_of (const char *case_id, const char *ticket_id, GPtrArray *events);
