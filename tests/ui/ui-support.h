/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-procedure.h"

G_BEGIN_DECLS

/* (transfer full): W-03 as it is shipped, from the source tree. */
TuntasProcedure *ui_support_load_w03 (void);
/* (transfer full): another file of the test folder. */
TuntasProcedure *ui_support_load (const char *file);

G_END_DECLS
