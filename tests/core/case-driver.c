/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-driver.h"

#include "core-support.h"
#include "tuntas-clock.h"

#include <stdarg.h>

void
case_driver_begin_with (CaseDriver *self, TuntasProcedure *procedure, const char *family, const char *clock,
                        const char *mass_outage)
{
  g_autofree char *text = g_strdup_printf ("2026-11-23T%s:00+07:00", clock);
  g_autoptr (GDateTime) begin = g_date_time_new_from_iso8601 (text, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Jakarta");
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
  g_autoptr (TuntasProcedures) procedures = NULL;
  g_autoptr (TuntasAct) opening = NULL;
  g_autoptr (GError) error = NULL;

  self->procedure = procedure;
  procedures = tuntas_procedures_new (self->procedure);
  self->now = g_date_time_to_unix (begin);
  opening = tuntas_case_opening (self->procedure, "IN190000001", family, "Asia/Jakarta", CASE_DRIVER_PHONE,
                                 "noc@pelanggan.example");
  tuntas_act_set (opening, "mass_outage", mass_outage);
  g_ptr_array_add (events, tuntas_event_new (1, self->now, "AYU", opening));
  self->state = tuntas_case_fold (procedures, zone, events, &error);
  g_assert_no_error (error);
}

void
case_driver_begin (CaseDriver *self, const char *family, const char *clock)
{
  case_driver_begin_with (self, core_support_load_w03 (), family, clock, NULL);
}

void
case_driver_end (CaseDriver *self)
{
  g_clear_pointer (&self->state, tuntas_case_unref);
  g_clear_object (&self->procedure);
}

static void
apply (CaseDriver *self, TuntasAct *act, gboolean by_program)
{
  g_autoptr (TuntasApplied) applied = tuntas_case_apply (self->state, act, ++self->now, "AYU", by_program);

  if (!applied->accepted)
    g_error ("%s: %s", tuntas_act_get_id (act), ((TuntasRefusal *) g_ptr_array_index (applied->refusals, 0))->code);
  tuntas_case_unref (self->state);
  self->state = tuntas_case_ref (applied->next);
}

static TuntasAct *
make_act (const char *id, va_list args)
{
  TuntasAct *act = tuntas_act_new (id);
  const char *field;

  while ((field = va_arg (args, const char *)) != NULL)
    tuntas_act_set (act, field, va_arg (args, const char *));
  return act;
}

void
case_driver_do (CaseDriver *self, const char *id, ...)
{
  g_autoptr (TuntasAct) act = NULL;
  va_list args;

  va_start (args, id);
  act = make_act (id, args);
  va_end (args);
  apply (self, act, FALSE);
}

void
case_driver_do_by_program (CaseDriver *self, const char *id, ...)
{
  g_autoptr (TuntasAct) act = NULL;
  va_list args;

  va_start (args, id);
  act = make_act (id, args);
  va_end (args);
  apply (self, act, TRUE);
}

void
case_driver_call_in_vain (CaseDriver *self, guint times)
{
  case_driver_do (self, "received", "rfo", "splitter ODP rusak", "repair", "ganti splitter", NULL);
  case_driver_do (self, "resolved", NULL);
  for (guint i = 0; i < times; i++)
    {
      case_driver_wait (self, 300);
      case_driver_do (self, "call", "phone", CASE_DRIVER_PHONE, NULL);
      case_driver_wait (self, 30);
      case_driver_do (self, "outcome", "outcome", "no-answer", NULL);
    }
}

void
case_driver_wait (CaseDriver *self, gint64 seconds)
{
  g_autoptr (TuntasApplied) applied = NULL;

  self->now += seconds;
  applied = tuntas_case_apply (self->state, NULL, self->now, "", FALSE);
  tuntas_case_unref (self->state);
  self->state = tuntas_case_ref (applied->next);
}
