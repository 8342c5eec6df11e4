/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-settings-file.h"

/* How e-mails leave at a site: the group [mail] of its settings. An immutable, reference-counted value.
 *
 *   [mail]  way      desktop: handed to the desktop's mail program; smtp: sent by us; webmail: the agent copies it there
 *           server   smtp://HOST:587 or smtps://HOST:465; the port may be left out
 *           user     who signs in there, with a password that the keyring has; empty: nobody
 *           ca_file  absolute path of a PEM file whose authorities alone are trusted; empty: those of the computer
 *
 * The mail server need not be run by whom Nossa is: it has a ca_file of its own. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_MAIL_WAY_DESKTOP,
  TUNTAS_MAIL_WAY_SMTP,
  TUNTAS_MAIL_WAY_WEBMAIL,
} TuntasMailWay;

typedef struct
{
  TuntasMailWay way;
  char *server;      /* scheme, host and port, or "" */
  gboolean loopback; /* the server is this computer: then it may be spoken to without TLS */
  char *user;        /* or "" */
  char *ca_file;     /* or "" */
} TuntasMailSettings;

/* (transfer full): never fails; what does not fit is a finding of the file, and the default holds. Without a server
 * that can be used the way is the desktop's. */
TuntasMailSettings *tuntas_mail_settings_read  (TuntasSettingsFile *file);
TuntasMailSettings *tuntas_mail_settings_ref   (TuntasMailSettings *self);
void                tuntas_mail_settings_unref (TuntasMailSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasMailSettings, tuntas_mail_settings_unref)

G_END_DECLS
