/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "act-draw.h"
#include "schedule-world.h"

/* What people do in that world, drawn by lot. The agent is honest: what is said of a sending whose fate is unknown is
 * what Nossa, or the folder of sent mail, shows at that moment. */

G_BEGIN_DECLS

typedef struct
{
  ActMaker *maker; /* shared */
  gboolean customer_is_away; /* mostly nobody answers */
} Agent;

/* An act on one of the tickets, as the screen offers them or not. */
void agent_acts     (World *world, const Agent *agent);
/* Something about a sending: retry, ask, confirm, cancel, another address, came back. */
void agent_decides  (World *world);
/* Somebody else does something to a ticket in Nossa. */
void others_act     (World *world);
/* A ticket that was theirs becomes the agent's again. */
void others_bring_back (World *world);

G_END_DECLS
