/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-application.h"

G_BEGIN_DECLS

/* (transfer full): the program's own application, as it is wired for work, whose training cannot be opened. id: each is a
 * program of its own on the bus. */
TuntasApplication *whole_application_new  (const char *id);

/* (transfer none): starts it, and gives its window. */
TuntasWindow      *whole_application_open (TuntasApplication *application);

G_END_DECLS
