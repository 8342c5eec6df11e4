/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-mail-account.h"

#include <adwaita.h>

/* The password of the mail server: what is known of it, and an entry for it. In the preferences, and on the preparation
 * page as long as e-mails wait for it. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_MAIL_GROUP (tuntas_mail_group_get_type ())
G_DECLARE_FINAL_TYPE (TuntasMailGroup, tuntas_mail_group, TUNTAS, MAIL_GROUP, AdwPreferencesGroup)

/* account (nullable): the site has no mail server that wants a login, and there is nothing to see. when_wanted: to be
 * seen only from when there is no password to be had. */
void tuntas_mail_group_set_account (TuntasMailGroup *self, TuntasMailAccount *account, gboolean when_wanted);

G_END_DECLS
