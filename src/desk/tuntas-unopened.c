/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-unopened.h"

void
tuntas_unopened_free (TuntasUnopened *unopened)
{
  g_free (unopened->ticket_id);
  g_free (unopened->case_id);
  g_free (unopened->document);
  g_free (unopened->revision);
  g_free (unopened->sha256);
  g_free (unopened->reason);
  g_free (unopened);
}
