/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-station.h"

#include <gio/gio.h>

/* The settings with their types, so that the names of the keys stand in one file. What they mean is documented in
 * data/io.github.tuntas.Tuntas.gschema.xml. A password is never a setting. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_SETTINGS (tuntas_settings_get_type ())
/* Signal "changed" (const char *key), with the key as detail, after any of them changed. */
G_DECLARE_FINAL_TYPE (TuntasSettings, tuntas_settings, TUNTAS, SETTINGS, GObject)

/* The schema must be installed or in GSETTINGS_SCHEMA_DIR. */
TuntasSettings *tuntas_settings_new (void);
/* Everything is as it was before the first start. */
void            tuntas_settings_reset (TuntasSettings *self);
/* What the site's and the agent's files set holds wherever the agent has not chosen otherwise in the preferences. */
void            tuntas_settings_set_station      (TuntasSettings *self, TuntasStation *station);

/* (transfer full): "" before the first login. */
char          *tuntas_settings_dup_server        (TuntasSettings *self);
char          *tuntas_settings_dup_user          (TuntasSettings *self);
void           tuntas_settings_set_account       (TuntasSettings *self, const char *server, const char *user);
/* Whether the agent works from lists, without a login to Nossa. */
gboolean       tuntas_settings_get_lists         (TuntasSettings *self);
void           tuntas_settings_set_lists         (TuntasSettings *self, gboolean lists);
gboolean       tuntas_settings_get_remember      (TuntasSettings *self);
void           tuntas_settings_set_remember      (TuntasSettings *self, gboolean remember);

TuntasDialMode tuntas_settings_get_dial_mode     (TuntasSettings *self);
/* Also remembers that the agent was asked. */
void           tuntas_settings_set_dial_mode     (TuntasSettings *self, TuntasDialMode mode);
gboolean       tuntas_settings_get_dial_asked    (TuntasSettings *self);
/* (transfer full) */
char          *tuntas_settings_dup_dial_command  (TuntasSettings *self);
void           tuntas_settings_set_dial_command  (TuntasSettings *self, const char *command);
char          *tuntas_settings_dup_outside_line  (TuntasSettings *self);
void           tuntas_settings_set_outside_line  (TuntasSettings *self, const char *digits);
/* (nullable): only the files set these, see tuntas-station.h. */
const char    *tuntas_settings_get_prefix        (TuntasSettings *self);
const char    *tuntas_settings_get_instead_of_62 (TuntasSettings *self);

gboolean       tuntas_settings_get_training_sound (TuntasSettings *self);
void           tuntas_settings_set_training_sound (TuntasSettings *self, gboolean sound);
/* Whether the instruction's own words are folded: as the agent chose; before that, once a handful of tickets has been
 * finished (ui.md: "folded for practised agents"). */
gboolean       tuntas_settings_get_folded        (TuntasSettings *self);
void           tuntas_settings_set_folded        (TuntasSettings *self, gboolean folded);
/* The agent knows the way, or has to be shown it again: folded or not, until the agent chooses otherwise. */
void           tuntas_settings_set_practised     (TuntasSettings *self, gboolean practised);
/* (transfer full): the instruction and its revision by which that was last decided; "" before the first start. */
char          *tuntas_settings_dup_followed_revision (TuntasSettings *self);
void           tuntas_settings_set_followed_revision (TuntasSettings *self, const char *revision);
/* One more ticket has been finished. */
void           tuntas_settings_count_finished    (TuntasSettings *self);
/* (transfer full): the addresses of clause 1.1.2. */
GStrv          tuntas_settings_dup_links         (TuntasSettings *self);
void           tuntas_settings_set_links         (TuntasSettings *self, const char *const *links);

/* Whether the program starts with the desktop, as the agent asked for it and the desktop allowed it. */
gboolean       tuntas_settings_get_autostart     (TuntasSettings *self);
void           tuntas_settings_set_autostart     (TuntasSettings *self, gboolean autostart);

/* How large the window was left. */
void           tuntas_settings_get_window        (TuntasSettings *self, int *width, int *height, gboolean *maximized);
void           tuntas_settings_set_window        (TuntasSettings *self, int width, int height, gboolean maximized);

G_END_DECLS
