/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-settings-file.h"

/* A site's words for customers: what technicians write, and how that is said in plain words.
 *
 *   [phrases]
 *   putus = kabel terputus
 *   odp = kotak pembagi jaringan
 *
 * Capitals do not count, and only whole words are replaced; of two phrases that fit the longer one counts. What was put
 * in is not looked at again. */

G_BEGIN_DECLS

typedef struct _TuntasPhrases TuntasPhrases;

/* (transfer full): takes the group; an empty phrase is a finding. */
TuntasPhrases *tuntas_phrases_read  (TuntasSettingsFile *file);
TuntasPhrases *tuntas_phrases_ref   (TuntasPhrases *self);
void           tuntas_phrases_unref (TuntasPhrases *self);

/* (transfer full) (nullable): the text in plain words; NULL where none of the phrases is in it. */
char          *tuntas_phrases_apply (TuntasPhrases *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasPhrases, tuntas_phrases_unref)

G_END_DECLS
