/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "schedule-world.h"

/* The program's lives in that world, one after the other, and the instants at which one can end. */

G_BEGIN_DECLS

/* Opens a desk on world->directory. */
void  world_start (World *self);
/* Takes the desk of a life that has ended away, and its directory; world->directory is the next one's. */
void  world_bury  (World *self);
/* Turns the main loop until nothing is to be done any more. */
void  world_drain (World *self);

/* (transfer full): where the next life finds what this one leaves. */
char *world_next_directory   (World *self);
void  world_remove_directory (const char *path);

G_END_DECLS
