/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-progress-page.h"

#include <adwaita.h>

GtkWidget *
tuntas_progress_page_new (TuntasTrainer *trainer)
{
  return adw_status_page_new ();
}
