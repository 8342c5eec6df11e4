/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-settings.h"
#include "tuntas-workplace.h"

#include <adwaita.h>

/* Who logs in to which Nossa (1.1.4, 1.1.5): address, login, password, and whether the keyring keeps them; with what the
 * keyring says of the login. Where tickets come from lists, the name alone.
 *
 * Signals: "typed" (): address or login is another one;
 *          "settled" (): and nothing was typed for a moment since;
 *          "activate" (): Enter in an entry;
 *          "complete" (): the keyring turns out to have the password that was about to be typed. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_LOGIN_GROUP (tuntas_login_group_get_type ())
G_DECLARE_FINAL_TYPE (TuntasLoginGroup, tuntas_login_group, TUNTAS, LOGIN_GROUP, AdwPreferencesGroup)

/* Once: fills in what was used last, else what the site says. */
void     tuntas_login_group_set_workplace    (TuntasLoginGroup *self, TuntasWorkplace *workplace, TuntasSettings *settings);
void     tuntas_login_group_set_lists        (TuntasLoginGroup *self, gboolean lists);

/* (transfer full): as the workplace wants it: with a scheme, without a slash at the end; "" where there is none. */
char    *tuntas_login_group_dup_server       (TuntasLoginGroup *self);
char    *tuntas_login_group_dup_user         (TuntasLoginGroup *self); /* (transfer full) */
/* (nullable): what was typed; NULL where nothing was. */
const char *tuntas_login_group_get_password  (TuntasLoginGroup *self);
/* Once it is handed over: it must not stay in an entry that any program of the session can read. */
void     tuntas_login_group_clear_password   (TuntasLoginGroup *self);
/* Whether the keyring has the password of the login, or may have it, for who types none. */
gboolean tuntas_login_group_may_be_stored    (TuntasLoginGroup *self);
gboolean tuntas_login_group_get_remember     (TuntasLoginGroup *self);
/* Who takes back "Save login" does not want it in the keyring any longer. */
gboolean tuntas_login_group_has_unwanted     (TuntasLoginGroup *self);

/* Asks the keyring about the login, without opening it. */
void     tuntas_login_group_look_up          (TuntasLoginGroup *self);
/* Nothing is asked any more. */
void     tuntas_login_group_stop             (TuntasLoginGroup *self);
/* What a start learned of the keyring. */
void     tuntas_login_group_set_state        (TuntasLoginGroup *self, TuntasLoginState state);
/* The password has to be typed. */
void     tuntas_login_group_ask_for_password (TuntasLoginGroup *self);
/* FALSE where nothing is missing. */
gboolean tuntas_login_group_focus_missing    (TuntasLoginGroup *self);
/* The next agent is another one. */
void     tuntas_login_group_forget_user      (TuntasLoginGroup *self);

G_END_DECLS
