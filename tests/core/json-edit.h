/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

/* Changes a procedure in memory, for tests that want to see a fault found. */

G_BEGIN_DECLS

/* Puts a value at a place, or takes away what is there. The place is parted by '/'; in an array it names an element by
 * its index, by its id, or as id@name by its id and a step in "in" or one of its families: "acts/call@follow-up/gates/0".
 * value is JSON; NULL takes away. Fails the test where the place is not there. */
void json_edit (JsonNode *root, const char *place, const char *value);

G_END_DECLS
