/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "tuntas-desk.h"

/* The cases that were handed over and are not back: each file can be written again, and each case taken back, with a reason
 * and its file made void; where that is out of reach the agent is asked. Hidden while there are none. Signals:
 * "told" (char *): what came of it, in a sentence; "working" (gboolean): the desk is at it, or no more. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_AWAY_BOX (tuntas_away_box_get_type ())
G_DECLARE_FINAL_TYPE (TuntasAwayBox, tuntas_away_box, TUNTAS, AWAY_BOX, GtkBox)

/* What there is now. folder: where files are written. */
void  tuntas_away_box_refresh  (TuntasAwayBox *self, TuntasDesk *desk, const char *folder);

/* (transfer full): "PT Sagara Logistik · IN190001007 · pending s.d. 08.00" */
char *tuntas_away_box_dup_line (TuntasDesk *desk, TuntasDeskItem *item);
/* (transfer full): that the file is written, and where. */
char *tuntas_away_box_dup_written (const char *path);

G_END_DECLS
