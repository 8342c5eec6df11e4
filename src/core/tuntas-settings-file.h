/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-finding.h"

/* The one reader of our key files: text in, typed values out. Pure; whoever has the file gives its text.
 *
 *   # a comment
 *   [group]
 *   key = value
 *
 * Space around group, key and value does not count. In a value \n, \t, \r, \s (space) and \\ are as in the desktop's
 * own key files. A key may have spaces in it ("VPN IP = datin").
 *
 * Each reader of a group takes its keys by the functions below. None of them fails: a value that does not fit is a
 * finding of the file, and the variable keeps the default that it had. When every reader is through, close () makes a
 * finding of every key that nobody asked for, so a mistyped one never silently leaves the default in force. */

G_BEGIN_DECLS

typedef struct _TuntasSettingsFile TuntasSettingsFile;

/* (transfer full): never fails; a text that is no key file has findings. name is the file's, for messages; length -1:
 * up to the first NUL. */
TuntasSettingsFile *tuntas_settings_file_new  (const char *text, gssize length, const char *name);
void                tuntas_settings_file_free (TuntasSettingsFile *self);

/* (transfer container): the keys of the group in the file's order, perhaps none; they are not asked for by this. */
GPtrArray  *tuntas_settings_file_list_keys (TuntasSettingsFile *self, const char *group);
/* (nullable): the value as it stands, "" for an empty one; the key is asked for. */
const char *tuntas_settings_file_get       (TuntasSettingsFile *self, const char *group, const char *key);

/* Each of these asks for the key. Where it is there and fits, *out is replaced (an old text is freed); FALSE only
 * where it is there and does not fit. */

/* Any text without control characters; may be empty. */
gboolean tuntas_settings_file_take_text   (TuntasSettingsFile *self, const char *group, const char *key, char **out);
/* The index of the value in names, which ends with NULL. */
gboolean tuntas_settings_file_take_choice (TuntasSettingsFile *self, const char *group, const char *key,
                                           const char *const *names, guint *out);
gboolean tuntas_settings_file_take_number (TuntasSettingsFile *self, const char *group, const char *key, gint64 least,
                                           gint64 most, gint64 *out);
/* Parted by ';'; blank parts are left out. */
gboolean tuntas_settings_file_take_list   (TuntasSettingsFile *self, const char *group, const char *key, GStrv *out);

/* Adds a finding of a reader (transfer full) at the line of the key, or at no line where the file does not have it.
 * key (nullable): it is about all of the group, and stands where that begins. group (nullable): about all of the file. */
void       tuntas_settings_file_refuse (TuntasSettingsFile *self, const char *group, const char *key,
                                        TuntasFinding *finding);
/* Every key outside these groups (ends with NULL) is refused with SYSTEM_ONLY and counts as asked for. */
void       tuntas_settings_file_allow_only (TuntasSettingsFile *self, const char *const *groups);
/* Every key that nobody asked for is refused with UNKNOWN. */
void       tuntas_settings_file_close  (TuntasSettingsFile *self);
/* (element-type TuntasFinding) (transfer none), in the order of the file's lines once it is closed. */
GPtrArray *tuntas_settings_file_get_findings   (TuntasSettingsFile *self);
/* (transfer full): the same, for whoever outlives the file; it then has none. */
GPtrArray *tuntas_settings_file_steal_findings (TuntasSettingsFile *self);

/* (transfer full): a value as it is written in a file, so that reading it gives the same. */
char *tuntas_settings_file_escape (const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSettingsFile, tuntas_settings_file_free)

G_END_DECLS
