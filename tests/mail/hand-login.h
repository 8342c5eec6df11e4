/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-mail-login.h"

/* A password that the test has in its hand. */

G_BEGIN_DECLS

#define HAND_TYPE_LOGIN (hand_login_get_type ())
G_DECLARE_FINAL_TYPE (HandLogin, hand_login, HAND, LOGIN, GObject)

struct _HandLogin
{
  GObject parent_instance;

  const char *password; /* (nullable): there is none */
  guint login;          /* which one that is */
  gboolean never;       /* the question is not answered */
  guint n_asked;
  char *refused;        /* (nullable): the server's last words, of the password that still holds */
};

HandLogin *hand_login_new (const char *password);

G_END_DECLS
