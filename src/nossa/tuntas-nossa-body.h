/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-json.h"

/* A Maximo body, lean or not. A name is looked for as it is and with the prefixes of the non-lean form, which servers
 * mix freely within one body (maximo.md §3.3); "href" is there "rdf:about" or "rdf:resource". */

G_BEGIN_DECLS

/* (transfer full): the document, through the gate; its root is an object or an array. length may be 0.
 * Sets TUNTAS_NOSSA_ERROR_MALFORMED. */
JsonNode   *tuntas_nossa_body_parse       (GBytes *bytes, GError **error);

/* A null counts too. */
gboolean    tuntas_nossa_body_has         (JsonObject *object, const char *name);
/* (nullable) (transfer none): NULL where it is missing or null. */
JsonNode   *tuntas_nossa_body_get         (JsonObject *object, const char *name);
JsonObject *tuntas_nossa_body_get_object  (JsonObject *object, const char *name);
JsonArray  *tuntas_nossa_body_get_array   (JsonObject *object, const char *name);
/* NULL also where it is no string. */
const char *tuntas_nossa_body_get_string  (JsonObject *object, const char *name);

/* A value as text: strings as they are, numbers and booleans as JSON writes them, {"ldtext": …} its text.
 * *text NULL where it is missing or null. FALSE where it has another form: MALFORMED with "path.name: reason". */
gboolean    tuntas_nossa_body_dup_text    (JsonObject *object, const char *path, const char *name, char **text,
                                           GError **error);

/* (transfer full): plain text of a long description, which is HTML where the server marked it or it has HTML's tags.
 * Tags are taken out, paragraphs and line breaks kept, entities resolved. */
char       *tuntas_nossa_rich_text_to_plain   (const char *text);
/* (transfer full): the other way. What comes back through the function above is the same text, save that of several
 * blank lines one is left and in a text of more than one line several blanks in a row become one. */
char       *tuntas_nossa_rich_text_from_plain (const char *text);

G_END_DECLS
