/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* A line across the window for something that stays true until it is dealt with (libadwaita 1.2 has no AdwBanner):
 * a sentence and perhaps one button. To assistive technology it is an alert. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_BANNER_NOTE,    /* a state that one can work in: offline */
  TUNTAS_BANNER_TROUBLE, /* something that went wrong */
} TuntasBannerKind;

#define TUNTAS_TYPE_BANNER (tuntas_banner_get_type ())
G_DECLARE_FINAL_TYPE (TuntasBanner, tuntas_banner, TUNTAS, BANNER, GtkWidget)

GtkWidget *tuntas_banner_new  (void);
/* button and action (both nullable): what the button says and which action it activates, with its target:
 * "win.show-ticket('IN190000001')". */
void       tuntas_banner_show (TuntasBanner *self, TuntasBannerKind kind, const char *text, const char *button,
                               const char *action);
void       tuntas_banner_hide (TuntasBanner *self);

G_END_DECLS
