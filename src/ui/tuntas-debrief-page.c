/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-debrief-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

GtkWidget *
tuntas_debrief_page_new (TuntasTrainer *trainer, TuntasPractice *practice, TuntasDebrief *debrief)
{
  GtkWidget *page = adw_status_page_new ();

  g_object_set (page, "title", debrief->passed ? "Lulus" : "Belum lulus", NULL);
  tuntas_debrief_free (debrief);
  return page;
}
