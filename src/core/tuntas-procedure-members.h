/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure-private.h"
#include "tuntas-procedure-proof.h"

#include <json-glib/json-glib.h>

/* The members of a procedure's or a scenario's file, one by one. None of these functions fails: what is missing, of another type or
 * unknown is a finding at its path, and reading goes on with the next member, so that the author gets all findings at
 * once. Shared by the parts of these readers; nobody else includes this.
 *
 * path is that of the object: "procedure.acts[3]". */

/* needed: a member that is missing (or null) is a finding. */
typedef enum
{
  TUNTAS_MEMBER_OPTIONAL,
  TUNTAS_MEMBER_NEEDED,
} TuntasMemberNeed;

/* Every member that is none of known (which ends with NULL) is a finding: a misspelt bound must not silently leave the
 * default in force. */
void tuntas_members_allow (TuntasProof *proof, JsonObject *object, const char *path, const char *const *known);
#define TUNTAS_MEMBERS_ALLOW(proof, object, path, ...) \
  tuntas_members_allow (proof, object, path, (const char *const[]) { __VA_ARGS__, NULL })

/* (transfer full) (nullable) */
char       *tuntas_members_dup_string  (TuntasProof *proof, JsonObject *object, const char *path, const char *member,
                                        TuntasMemberNeed need);
/* (transfer full): as it stands; "" where it is missing, so that it can be compared. */
char       *tuntas_members_dup_id      (TuntasProof *proof, JsonObject *object, const char *path, const char *member);
gboolean    tuntas_members_get_boolean (TuntasProof *proof, JsonObject *object, const char *path, const char *member);
/* (transfer full) (nullable): NULL where the member is missing; of the elements those that are text. */
GStrv       tuntas_members_dup_strv    (TuntasProof *proof, JsonObject *object, const char *path, const char *member,
                                        TuntasMemberNeed need);
/* (transfer none) (nullable) */
JsonObject *tuntas_members_get_object  (TuntasProof *proof, JsonObject *object, const char *path, const char *member,
                                        TuntasMemberNeed need);
JsonArray  *tuntas_members_get_array   (TuntasProof *proof, JsonObject *object, const char *path, const char *member,
                                        TuntasMemberNeed need);
/* (transfer none) (nullable): the node itself where it is an object. */
JsonObject *tuntas_members_as_object   (TuntasProof *proof, JsonNode *node, const char *path);
/* The index of the word in words; fallback where it is missing or none of them. */
int         tuntas_members_get_word    (TuntasProof *proof, JsonObject *object, const char *path, const char *member,
                                        const char *const *words, guint n_words, TuntasMemberNeed need, int fallback);
/* (transfer full) (nullable): a text in both languages. */
TuntasText *tuntas_members_dup_text    (TuntasProof *proof, JsonObject *object, const char *path, const char *member,
                                        TuntasMemberNeed need);
TuntasText *tuntas_members_read_text   (TuntasProof *proof, JsonObject *object, const char *path);

/* Reads one element of an array of objects, or one member of an object of objects, whose name it then gets. */
typedef gpointer (*TuntasReadElement) (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path,
                                       const char *name);

/* Reads each element into target, remembers where it stands, and whether something of it could not be read. */
void        tuntas_members_read_each   (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path,
                                        const char *member, TuntasMemberNeed need, TuntasReadElement read,
                                        GPtrArray *target);
void        tuntas_members_read_named  (TuntasProcedure *self, TuntasProof *proof, JsonObject *object, const char *path,
                                        const char *member, TuntasMemberNeed need, TuntasReadElement read,
                                        GPtrArray *target);
