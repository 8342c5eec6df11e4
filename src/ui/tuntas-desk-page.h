/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-desk.h"
#include "tuntas-practice.h"
#include "tuntas-ticker.h"

#include <adwaita.h>

/* The desk: the queue on the left, one ticket on the right. Under 800 px they are two pages, and over the ticket
 * stands a line that says what else is due.
 *
 * Properties: "folded" (read only, with notify), "shows-ticket" (read only, with notify): while folded, which of the
 * two pages is seen. Signals: "toast" (const char *sentence): a passing word; "shown" (): another ticket is shown. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_DESK_PAGE (tuntas_desk_page_get_type ())
G_DECLARE_FINAL_TYPE (TuntasDeskPage, tuntas_desk_page, TUNTAS, DESK_PAGE, GtkWidget)

/* A page is made for one desk. */
GtkWidget      *tuntas_desk_page_new          (TuntasDesk *desk, TuntasTicker *ticker);
/* Before the first ticket is shown: this desk is a training's. practice (nullable): with its customer beside the queue, and
 * with as much guidance as its mode has. */
void            tuntas_desk_page_set_training (TuntasDeskPage *self, TuntasPractice *practice);
gboolean        tuntas_desk_page_is_folded    (TuntasDeskPage *self);
gboolean        tuntas_desk_page_shows_ticket (TuntasDeskPage *self);
/* While folded: goes to the queue, or back to the ticket. */
void            tuntas_desk_page_show_queue   (TuntasDeskPage *self);
/* (nullable) */
TuntasDeskItem *tuntas_desk_page_get_item     (TuntasDeskPage *self);
/* Selects the ticket and shows it. */
void            tuntas_desk_page_open         (TuntasDeskPage *self, TuntasDeskItem *item);
/* Where the ticket that is shown is no more on the desk, none is. */
void            tuntas_desk_page_drop_gone    (TuntasDeskPage *self);
/* FALSE where there is no next one. */
gboolean        tuntas_desk_page_open_next    (TuntasDeskPage *self);
void            tuntas_desk_page_start_search (TuntasDeskPage *self);
/* A customer made contact: the agent looks for the ticket; the sheet opens on the one that is opened next. */
void            tuntas_desk_page_start_contact (TuntasDeskPage *self);
/* Shows the ticket where the list was in its place; FALSE where it was to be seen already. */
gboolean        tuntas_desk_page_reveal_ticket (TuntasDeskPage *self);
/* Begins that act of the open ticket; there must be one. */
void            tuntas_desk_page_begin        (TuntasDeskPage *self, const char *act_id);
/* A key for the open ticket; whether it was used. */
gboolean        tuntas_desk_page_handle_key   (TuntasDeskPage *self, guint keyval, GdkModifierType modifiers);

G_END_DECLS
