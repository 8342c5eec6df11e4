/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedures.h"

struct _TuntasProcedures
{
  GObject parent_instance;

  GPtrArray *all; /* of TuntasProcedure; the first one is the current one. There are few. */
};

G_DEFINE_FINAL_TYPE (TuntasProcedures, tuntas_procedures, G_TYPE_OBJECT)

static void
tuntas_procedures_finalize (GObject *object)
{
  TuntasProcedures *self = TUNTAS_PROCEDURES (object);

  g_ptr_array_unref (self->all);

  G_OBJECT_CLASS (tuntas_procedures_parent_class)->finalize (object);
}

static void
tuntas_procedures_class_init (TuntasProceduresClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_procedures_finalize;
}

static void
tuntas_procedures_init (TuntasProcedures *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
}

TuntasProcedures *
tuntas_procedures_new (TuntasProcedure *current)
{
  TuntasProcedures *self = g_object_new (TUNTAS_TYPE_PROCEDURES, NULL);

  tuntas_procedures_add (self, current);
  return self;
}

void
tuntas_procedures_add (TuntasProcedures *self, TuntasProcedure *procedure)
{
  g_return_if_fail (TUNTAS_IS_PROCEDURES (self));
  g_return_if_fail (TUNTAS_IS_PROCEDURE (procedure));

  if (tuntas_procedures_find (self, tuntas_procedure_get_sha256 (procedure)) != NULL)
    return;
  if (self->all->len > 0)
    tuntas_procedure_borrow_words (procedure, tuntas_procedures_get_current (self));
  g_ptr_array_add (self->all, g_object_ref (procedure));
}

TuntasProcedure *
tuntas_procedures_find (TuntasProcedures *self, const char *sha256)
{
  g_return_val_if_fail (TUNTAS_IS_PROCEDURES (self), NULL);

  for (guint i = 0; i < self->all->len; i++)
    {
      TuntasProcedure *procedure = g_ptr_array_index (self->all, i);

      if (g_strcmp0 (tuntas_procedure_get_sha256 (procedure), sha256) == 0)
        return procedure;
    }
  return NULL;
}

TuntasProcedure *
tuntas_procedures_get_current (TuntasProcedures *self)
{
  g_return_val_if_fail (TUNTAS_IS_PROCEDURES (self), NULL);

  return g_ptr_array_index (self->all, 0);
}
