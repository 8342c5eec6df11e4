/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The gate before the JSON library: one pass over the bytes that lets through only what json-glib reads rightly.
 * Everything it lets through is RFC 8259. Used by tuntas_json_parse () and by the fuzzers; nobody else needs it. */

G_BEGIN_DECLS

#define TUNTAS_JSON_MAX_DEPTH  64
#define TUNTAS_JSON_MAX_VALUES 200000
#define TUNTAS_JSON_MAX_DIGITS 18
/* The most that any site may ask an answer to have; json-glib counts bytes in 32 bits. */
#define TUNTAS_JSON_MAX_BYTES  (64 * 1024 * 1024)

/* FALSE sets TUNTAS_JSON_ERROR_SYNTAX or _LIMIT with "line L, column C: reason"; a column counts characters, from 1.
 * text need not end in NUL; a NUL within length is refused. */
gboolean tuntas_json_gate (const char *text, gsize length, GError **error);

G_END_DECLS
