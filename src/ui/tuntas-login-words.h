/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-workplace.h"

/* What is said of the keyring: each of its states has its own sentence, with the way on. */

G_BEGIN_DECLS

/* Beside "Save login", before the agent starts. */
const char *tuntas_login_words_state     (TuntasLoginState state);
/* After a start by the stored login that failed. */
const char *tuntas_login_words_not_given (TuntasLoginState state);
/* After a start whose login was to be kept. */
const char *tuntas_login_words_not_taken (TuntasLoginState state);

G_END_DECLS
