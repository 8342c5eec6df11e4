/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Where the values of a JSON document stand, which json-glib does not tell: for messages that an editor can follow. */

G_BEGIN_DECLS

/* (transfer full) (element-type utf8 guint): the path of every value, "root.acts[3].gates[0].code", and the line from 1
 * on which it begins; a member begins with its name. text must have passed tuntas_json_gate (). */
GHashTable *tuntas_json_lines_new  (const char *text, gsize length, const char *root);

/* The line of the value, or of the nearest one around it that the document has; 0: the path has another root. */
guint       tuntas_json_lines_find (GHashTable *lines, const char *path);

G_END_DECLS
