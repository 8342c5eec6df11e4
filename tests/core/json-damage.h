/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): the JSON text with something in it gone, doubled, exchanged or overwritten: one to four of its
 * values, so that it is still JSON, or some of its bytes. */
char *json_damage (GRand *rand, const char *text);

G_END_DECLS
