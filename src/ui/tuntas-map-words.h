/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-map.h"

/* What a map says, in words: the procedure's own where it has some, in the language given ("id" or "en"); ours are in
 * the locale's. */

G_BEGIN_DECLS

/* (transfer full): the title of the step, or the name of the end. */
char       *tuntas_map_words_title (const TuntasMap *map, const TuntasMapNode *node, const char *language);
/* (transfer full): what is done: "Pending tiket". */
char       *tuntas_map_words_way   (const TuntasMapWay *way, const char *language);
/* (transfer full) (nullable): under which conditions, with the clause's gates: "bila minimal 3 panggilan tidak
 * terhubung"; NULL where there are none. */
char       *tuntas_map_words_when  (const TuntasMap *map, const TuntasMapWay *way, const char *language);
/* (transfer full) (nullable): the same without what is only asked once the act is done, where several lines of an act
 * lead to one place. */
char       *tuntas_map_words_when_open (const TuntasMap *map, const TuntasMapWay *way, const char *language);
/* (transfer full) (nullable): the acts that lead here from nearly every step, in a sentence. */
char       *tuntas_map_words_commons (const TuntasMapNode *node, const char *language);
/* "Anda di sini" … */
const char *tuntas_map_words_state (TuntasMapState state);
/* "sudah ditempuh" …; a way that was taken and is open again says both. */
const char *tuntas_map_words_ahead (gboolean taken, TuntasMapAhead ahead);

G_END_DECLS
