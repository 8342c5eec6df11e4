/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

/* JSON from outside: a strict reader, and typed access that names the place of what is wrong.
 *
 * json-glib accepts more than JSON is and changes some values silently; every document that did not come from
 * this program passes tuntas_json_parse () first, which refuses what RFC 8259 does not allow, and also what
 * would be read wrongly: duplicate keys, NUL in strings, integers of more than 18 digits, numbers out of range,
 * more than 64 levels, more than 200,000 values. */

G_BEGIN_DECLS

#define TUNTAS_JSON_ERROR (tuntas_json_error_quark ())
GQuark tuntas_json_error_quark (void);

typedef enum
{
  TUNTAS_JSON_ERROR_SYNTAX, /* not JSON; the message says line, column and reason */
  TUNTAS_JSON_ERROR_LIMIT,  /* JSON, but deeper, longer or larger than we read */
  TUNTAS_JSON_ERROR_SHAPE,  /* a member is missing or of another type; the message says its path */
} TuntasJsonError;

/* (transfer full): the root of the document, never NULL without an error set. length -1: up to the first NUL. */
JsonNode   *tuntas_json_parse (const char *text, gssize length, GError **error);

/* (transfer full): compact text; members keep their order. Not for other numbers than whole ones: json-glib 1.6 prints
 * 1e55 as "1e+55.0". */
char       *tuntas_json_print (JsonNode *node);

/* (transfer full) (nullable): text, true, false or a whole number as text; NULL for everything else. */
char       *tuntas_json_dup_plain (JsonNode *node);

/* Typed access. path names the object in messages ("ticket"); a member that is missing, null or of another type
 * sets SHAPE with "path.member: …". The _optional ones return TRUE with *out untouched where it is missing or null.
 * What they give belongs to the node. */
JsonObject *tuntas_json_root_object         (JsonNode *node, const char *path, GError **error);
gboolean    tuntas_json_get_string          (JsonObject *object, const char *path, const char *member,
                                             const char **out, GError **error);
gboolean    tuntas_json_get_string_optional (JsonObject *object, const char *path, const char *member,
                                             const char **out, GError **error);
gboolean    tuntas_json_get_int             (JsonObject *object, const char *path, const char *member,
                                             gint64 *out, GError **error);
gboolean    tuntas_json_get_int_optional    (JsonObject *object, const char *path, const char *member,
                                             gint64 *out, GError **error);
gboolean    tuntas_json_get_boolean_optional (JsonObject *object, const char *path, const char *member,
                                             gboolean *out, GError **error);
gboolean    tuntas_json_get_array           (JsonObject *object, const char *path, const char *member,
                                             JsonArray **out, GError **error);
gboolean    tuntas_json_get_array_optional  (JsonObject *object, const char *path, const char *member,
                                             JsonArray **out, GError **error);
gboolean    tuntas_json_get_object          (JsonObject *object, const char *path, const char *member,
                                             JsonObject **out, GError **error);
gboolean    tuntas_json_get_object_optional (JsonObject *object, const char *path, const char *member,
                                             JsonObject **out, GError **error);

/* Instants in text: ISO 8601 with an offset or Z. Whole seconds since 1970 UTC; a fraction is cut off.
 * FALSE for NULL, for text that is no instant, for one without an offset and for one outside the years 1 to 9999 UTC.
 * What is parsed can be formatted. */
gboolean    tuntas_instant_parse  (const char *text, gint64 *seconds);
/* (transfer full): "2026-11-23T02:03:00Z" */
char       *tuntas_instant_format (gint64 seconds);
/* (transfer full): the same in that zone (nullable: UTC); in UTC too where the zone has left the calendar's years. */
GDateTime  *tuntas_instant_in_zone (gint64 seconds, GTimeZone *zone);

G_END_DECLS
