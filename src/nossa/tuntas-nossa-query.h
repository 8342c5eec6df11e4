/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The query part of a request for records, within the grammar that all known servers take (maximo.md §3.2): terms
 * joined by "and" only, no parentheses, no blank inside in ["…","…"], signed order, everything percent-encoded.
 *
 * A value with a character that the grammar cannot carry or would read as something else (a double quote, the
 * wildcards % and *, control characters) is refused: MALFORMED, naming the attribute. So is an empty one. */

G_BEGIN_DECLS

typedef struct _TuntasNossaQuery TuntasNossaQuery;

/* Says lean=1 and internalvalues=1 from the start. */
TuntasNossaQuery *tuntas_nossa_query_new         (void);
void              tuntas_nossa_query_free        (TuntasNossaQuery *self);

/* A column that comes back; the same name twice counts once. */
void              tuntas_nossa_query_select      (TuntasNossaQuery *self, const char *attribute);
gboolean          tuntas_nossa_query_where       (TuntasNossaQuery *self, const char *attribute, const char *value,
                                                  GError **error);
/* Values that have this part in them. */
gboolean          tuntas_nossa_query_where_has   (TuntasNossaQuery *self, const char *attribute, const char *part,
                                                  GError **error);
gboolean          tuntas_nossa_query_where_in    (TuntasNossaQuery *self, const char *attribute,
                                                  const char *const *values, GError **error);
/* Not before the instant, in seconds since 1970 UTC. */
void              tuntas_nossa_query_where_since (TuntasNossaQuery *self, const char *attribute, gint64 seconds);
void              tuntas_nossa_query_order       (TuntasNossaQuery *self, const char *attribute, gboolean descending);
/* Asks for the total count too, which shows a shortened list. */
void              tuntas_nossa_query_page        (TuntasNossaQuery *self, guint size);

/* (transfer full): "lean=1&…", without a question mark. */
char             *tuntas_nossa_query_print       (TuntasNossaQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasNossaQuery, tuntas_nossa_query_free)

G_END_DECLS
