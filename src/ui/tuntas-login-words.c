/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-login-words.h"

#include <glib/gi18n-lib.h>

static const struct { const char *state, *not_given, *not_taken; } words[TUNTAS_LOGIN_N_STATES] = {
  [TUNTAS_LOGIN_NOT_STORED] = {
    N_("Kept encrypted in the keyring of this computer"),
    N_("The keyring has no password for this login. Type it once more."),
    N_("Logged in. The keyring does not have the login: it is for this session only."),
  },
  [TUNTAS_LOGIN_STORED] = {
    N_("Kept encrypted in the keyring of this computer"),
    N_("The saved password could not be read. Type it once more."),
    N_("Logged in. The keyring did not take the login: it is for this session only."),
  },
  [TUNTAS_LOGIN_LOCKED] = {
    N_("The keyring is locked. Leave the password empty to open it"),
    N_("The keyring is still locked. Leave the password empty and try again to open it, or type the password."),
    N_("Logged in. The keyring is locked: the login is for this session only."),
  },
  [TUNTAS_LOGIN_DISMISSED] = {
    N_("The keyring was not opened. Leave the password empty to open it"),
    N_("The keyring was not opened. Leave the password empty and try again to open it, or type the password for this "
       "session."),
    N_("Logged in. The keyring was not opened: the login is for this session only."),
  },
  [TUNTAS_LOGIN_NO_ANSWER] = {
    N_("The keyring does not answer. Type the password to go on without it, or test again"),
    N_("The keyring did not answer. Type the password to go on without it, or try again."),
    N_("Logged in. The keyring did not answer: whether it has the login is seen at the next start."),
  },
  [TUNTAS_LOGIN_NO_KEYRING] = {
    N_("There is no keyring here: the login is for this session only"),
    N_("There is no keyring here any more. Type the password; it is for this session only."),
    N_("Logged in. There is no keyring here: the login is for this session only."),
  },
  [TUNTAS_LOGIN_NO_BUS] = {
    N_("The desktop's message bus (D-Bus) is missing, and with it the keyring: the login is for this session only"),
    N_("The desktop's message bus (D-Bus) is missing, and with it the keyring. Type the password for this session."),
    N_("Logged in. The desktop's message bus (D-Bus) is missing: the login is for this session only."),
  },
  [TUNTAS_LOGIN_REFUSED] = {
    N_("The keyring does not let itself be read. Type the password to go on without it"),
    N_("The keyring did not open. Type the password to go on without it, or try again."),
    N_("Logged in. The keyring did not take the login: it is for this session only."),
  },
  [TUNTAS_LOGIN_BROKEN] = {
    N_("The keyring failed while it was asked. Type the password to go on without it, or test again"),
    N_("The keyring failed while it was asked. Try again, or type the password to go on without it."),
    N_("Logged in. The keyring failed before it had the login: it is for this session only."),
  },
};

const char *
tuntas_login_words_state (TuntasLoginState state)
{
  return _(words[state].state);
}

const char *
tuntas_login_words_not_given (TuntasLoginState state)
{
  return _(words[state].not_given);
}

const char *
tuntas_login_words_not_taken (TuntasLoginState state)
{
  return _(words[state].not_taken);
}
