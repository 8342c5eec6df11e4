/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-values.h"

void
tuntas_nossa_problem_free (TuntasNossaProblem *self)
{
  g_free (self->path);
  g_free (self->reason);
  g_free (self->id);
  g_free (self);
}

void
tuntas_nossa_list_free (TuntasNossaList *self)
{
  g_ptr_array_unref (self->tickets);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

void
tuntas_nossa_note_free (TuntasNossaNote *self)
{
  g_free (self->id);
  g_free (self->type);
  g_free (self->name);
  g_free (self->text);
  g_free (self->by);
  g_free (self->at);
  g_free (self);
}

void
tuntas_nossa_receipt_free (TuntasNossaReceipt *self)
{
  g_free (self->id);
  g_free (self->href);
  g_free (self->status);
  g_free (self->status_at);
  g_free (self->rowstamp);
  g_free (self);
}
