/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "act-maker.h"

#include <string.h>

typedef enum
{
  VALUE_TEXT,    /* as it stands */
  VALUE_GOOD,    /* the first number that is not bad, where there is one */
  VALUE_BAD,     /* the first bad number, where there is one */
  VALUE_NEW,     /* a number that the case does not have */
  VALUE_INSTANT, /* now and that many seconds */
  VALUE_MISSING,
} ValueKind;

typedef struct
{
  ValueKind kind;
  const char *text; /* owned by the procedure, or static */
  gint64 offset;
  gboolean fits;
} Value;

struct _ActMaker
{
  TuntasProcedure *procedure;
  GPtrArray *ids;      /* of const char *: each act once */
  GHashTable *values;  /* TuntasField → GArray of Value */
};

static void
variant_free (gpointer data)
{
  ActVariant *variant = data;

  tuntas_act_unref (variant->act);
  g_free (variant);
}

/* Numbers */

char *
act_maker_phone (guint index)
{
  return g_strdup_printf ("08000000%02u", index);
}

guint
act_maker_phone_index (const char *phone)
{
  gsize length = phone != NULL ? strlen (phone) : 0;
  guint64 index;

  if (length < 2 || !g_ascii_string_to_unsigned (phone + length - 2, 10, 0, ACT_MAKER_PHONES - 1, &index, NULL))
    return G_MAXUINT;
  return index;
}

/* (transfer full) (nullable) */
static char *
find_number (TuntasCase *state, gboolean wanted_bad)
{
  for (guint i = 0; i < tuntas_case_get_n_phones (state); i++)
    {
      gboolean bad;
      const char *phone = tuntas_case_get_phone (state, i, &bad);

      if (bad == wanted_bad)
        return g_strdup (phone);
    }
  return NULL;
}

/* What the procedure can tell apart */

static gboolean
terms_name (GPtrArray *terms, const char *fact, const char *value)
{
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    {
      const TuntasTerm *term = g_ptr_array_index (terms, i);

      if (strcmp (term->fact, fact) == 0 && g_strv_contains ((const char *const *) term->values, value))
        return TRUE;
    }
  return FALSE;
}

static gboolean
act_names (const TuntasActSpec *spec, const char *fact, const char *value)
{
  for (guint i = 0; i < spec->fields->len; i++)
    if (terms_name (((const TuntasField *) g_ptr_array_index (spec->fields, i))->when, fact, value))
      return TRUE;
  for (guint i = 0; i < spec->gates->len; i++)
    {
      const TuntasGate *gate = g_ptr_array_index (spec->gates, i);

      if (terms_name (gate->unless, fact, value) || terms_name (gate->waived, fact, value))
        return TRUE;
    }
  for (guint i = 0; i < spec->followings->len; i++)
    if (terms_name (((const TuntasFollowing *) g_ptr_array_index (spec->followings, i))->when, fact, value))
      return TRUE;
  return FALSE;
}

static gboolean
procedure_names (TuntasProcedure *procedure, const char *fact, const char *value)
{
  GPtrArray *specs = tuntas_procedure_get_acts (procedure);

  for (guint i = 0; i < specs->len; i++)
    if (act_names (g_ptr_array_index (specs, i), fact, value))
      return TRUE;
  return FALSE;
}

static gboolean
outcomes_are_alike (TuntasProcedure *procedure, const char *fact, const TuntasOutcomeSpec *a,
                    const TuntasOutcomeSpec *b)
{
  return a->counts == b->counts && a->connected == b->connected && a->bad_number == b->bad_number &&
         a->short_ring == b->short_ring && !procedure_names (procedure, fact, a->id) &&
         !procedure_names (procedure, fact, b->id);
}

/* Values */

static void
add_value (GArray *values, ValueKind kind, const char *text, gint64 offset, gboolean fits)
{
  Value value = { kind, text, offset, fits };

  g_array_append_val (values, value);
}

static void
add_outcomes (TuntasProcedure *procedure, const TuntasField *field, GArray *values)
{
  GPtrArray *outcomes = tuntas_procedure_get_outcomes (procedure);

  for (guint i = 0; i < outcomes->len; i++)
    {
      const TuntasOutcomeSpec *outcome = g_ptr_array_index (outcomes, i);
      gboolean known = FALSE;

      for (guint j = 0; j < i && !known; j++)
        known = outcomes_are_alike (procedure, field->name, g_ptr_array_index (outcomes, j), outcome);
      if (!known)
        add_value (values, VALUE_TEXT, outcome->id, 0, TRUE);
    }
}

static void
add_choices (TuntasProcedure *procedure, const TuntasField *field, GArray *values)
{
  gboolean has_unnamed = FALSE;

  for (guint i = 0; field->values[i] != NULL; i++)
    {
      gboolean named = procedure_names (procedure, field->name, field->values[i]);

      if (named || !has_unnamed)
        add_value (values, VALUE_TEXT, field->values[i], 0, TRUE);
      has_unnamed = has_unnamed || !named;
    }
}

/* Below, at and above the bounds of W-03; a text that is too long for a number is none. */
static void
add_numbers (GArray *values, gboolean optional)
{
  static const char *const fit[] = { "0", "1", "3", "4" };

  for (guint i = 0; i < G_N_ELEMENTS (fit); i++)
    add_value (values, VALUE_TEXT, fit[i], 0, TRUE);
  add_value (values, VALUE_TEXT, "-1", 0, optional);
  add_value (values, VALUE_TEXT, "4294967295", 0, optional);
}

static void
add_instants (GArray *values, int sign)
{
  add_value (values, VALUE_INSTANT, NULL, sign * 600, TRUE);
  add_value (values, VALUE_INSTANT, NULL, 0, FALSE);
  add_value (values, VALUE_INSTANT, NULL, sign * -60, FALSE);
}

static GArray *
values_of (TuntasProcedure *procedure, const TuntasField *field)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (Value));
  GStrv families = tuntas_procedure_get_families (procedure);

  switch (field->kind)
    {
    case TUNTAS_FIELD_TEXT:
      add_value (values, VALUE_TEXT, "keterangan", 0, TRUE);
      break;
    case TUNTAS_FIELD_PHONE:
      add_value (values, VALUE_GOOD, NULL, 0, TRUE);
      add_value (values, VALUE_NEW, NULL, 0, TRUE);
      add_value (values, VALUE_BAD, NULL, 0, TRUE);
      break;
    case TUNTAS_FIELD_OUTCOME:
      add_outcomes (procedure, field, values);
      break;
    case TUNTAS_FIELD_FAMILY:
      for (guint i = 0; families[i] != NULL; i++)
        add_value (values, VALUE_TEXT, families[i], 0, TRUE);
      break;
    case TUNTAS_FIELD_CHOICE:
      add_choices (procedure, field, values);
      break;
    case TUNTAS_FIELD_YES_NO:
      add_value (values, VALUE_TEXT, "true", 0, TRUE);
      add_value (values, VALUE_TEXT, "false", 0, TRUE);
      break;
    case TUNTAS_FIELD_FUTURE:
      add_instants (values, 1);
      break;
    case TUNTAS_FIELD_PAST:
      add_instants (values, -1);
      break;
    case TUNTAS_FIELD_INSTANT:
      add_value (values, VALUE_INSTANT, NULL, 600, TRUE);
      add_value (values, VALUE_INSTANT, NULL, -600, TRUE);
      break;
    case TUNTAS_FIELD_NUMBER:
      add_numbers (values, field->optional);
      break;
    default:
      g_assert_not_reached ();
    }
  /* A value that the field cannot have is no value: an optional one can do without. */
  if (field->kind != TUNTAS_FIELD_TEXT && field->kind != TUNTAS_FIELD_PHONE)
    add_value (values, VALUE_TEXT, "bukan nilai", 0, field->optional);
  if (!field->optional)
    add_value (values, VALUE_TEXT, " \t\xc2\xa0", 0, FALSE);
  add_value (values, VALUE_MISSING, NULL, 0, field->optional);
  return values;
}

ActMaker *
act_maker_new (TuntasProcedure *procedure)
{
  ActMaker *maker = g_new0 (ActMaker, 1);
  GPtrArray *specs = tuntas_procedure_get_acts (procedure);

  maker->procedure = g_object_ref (procedure);
  maker->ids = g_ptr_array_new ();
  maker->values = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < specs->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (specs, i);

      if (!g_ptr_array_find_with_equal_func (maker->ids, spec->id, g_str_equal, NULL))
        g_ptr_array_add (maker->ids, spec->id);
      for (guint j = 0; j < spec->fields->len; j++)
        {
          TuntasField *field = g_ptr_array_index (spec->fields, j);

          g_hash_table_insert (maker->values, field, values_of (procedure, field));
        }
    }
  g_ptr_array_add (maker->ids, (gpointer) "no-such-act");
  return maker;
}

void
act_maker_free (ActMaker *maker)
{
  g_object_unref (maker->procedure);
  g_ptr_array_unref (maker->ids);
  g_hash_table_unref (maker->values);
  g_free (maker);
}

/* Acts */

static gboolean
set_value (TuntasAct *act, const char *name, const Value *value, TuntasCase *state, gint64 now)
{
  g_autofree char *number = NULL;

  switch (value->kind)
    {
    case VALUE_TEXT:
      tuntas_act_set (act, name, value->text);
      return TRUE;
    case VALUE_GOOD:
    case VALUE_BAD:
      number = find_number (state, value->kind == VALUE_BAD);
      if (number != NULL)
        tuntas_act_set (act, name, number);
      return number != NULL;
    case VALUE_NEW:
      number = act_maker_phone (tuntas_case_get_n_phones (state) + 1);
      tuntas_act_set (act, name, number);
      return TRUE;
    case VALUE_INSTANT:
      tuntas_act_set_instant (act, name, now + value->offset);
      return TRUE;
    case VALUE_MISSING:
      tuntas_act_set (act, name, NULL);
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

guint
act_maker_count_values (ActMaker *maker, const TuntasField *field)
{
  return ((GArray *) g_hash_table_lookup (maker->values, field))->len;
}

gboolean
act_maker_set_value (ActMaker *maker, TuntasAct *act, const TuntasField *field, guint index, TuntasCase *state,
                     gint64 now)
{
  const Value *value = &g_array_index ((GArray *) g_hash_table_lookup (maker->values, field), Value, index);

  return set_value (act, field->name, value, state, now) && value->fits;
}

gboolean
act_maker_asks (TuntasCase *state, const TuntasField *field, const TuntasAct *act)
{
  return field->by_program || tuntas_case_asks_for (state, field, act);
}

static TuntasAct *
copy_act (const TuntasAct *act, const TuntasActSpec *spec)
{
  TuntasAct *copy = tuntas_act_new (tuntas_act_get_id (act));

  for (guint i = 0; i < spec->fields->len; i++)
    {
      const char *name = ((const TuntasField *) g_ptr_array_index (spec->fields, i))->name;

      tuntas_act_set (copy, name, tuntas_act_get (act, name));
    }
  return copy;
}

static void
add_variant (GPtrArray *list, TuntasAct *act, gboolean fields_fit)
{
  ActVariant *variant = g_new (ActVariant, 1);

  variant->act = act;
  variant->fields_fit = fields_fit;
  g_ptr_array_add (list, variant);
}

/* Gives the field of that index, and those after it, each of their values; of the wrong ones one at a time. */
static void
add_variants (ActMaker *maker, GPtrArray *list, const TuntasActSpec *spec, guint index, const TuntasAct *so_far,
              gboolean fits_so_far, TuntasCase *state, gint64 now)
{
  const TuntasField *field;
  GArray *values;

  if (index == spec->fields->len)
    {
      add_variant (list, copy_act (so_far, spec), fits_so_far);
      return;
    }
  field = g_ptr_array_index (spec->fields, index);
  if (!act_maker_asks (state, field, so_far))
    {
      add_variants (maker, list, spec, index + 1, so_far, fits_so_far, state, now);
      return;
    }
  values = g_hash_table_lookup (maker->values, field);
  for (guint i = 0; i < values->len; i++)
    {
      const Value *value = &g_array_index (values, Value, i);
      g_autoptr (TuntasAct) act = copy_act (so_far, spec);

      /* Beside a wrong field the others stay at their first value. */
      if ((fits_so_far || i == 0) && set_value (act, field->name, value, state, now))
        add_variants (maker, list, spec, index + 1, act, fits_so_far && value->fits, state, now);
    }
}

GPtrArray *
act_maker_list (ActMaker *maker, TuntasCase *state, gint64 now)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (variant_free);

  for (guint i = 0; i < maker->ids->len; i++)
    {
      const char *id = g_ptr_array_index (maker->ids, i);
      const TuntasActSpec *spec = tuntas_procedure_find_act (maker->procedure, id, tuntas_case_get_step (state),
                                                             tuntas_case_get_family (state));
      g_autoptr (TuntasAct) act = tuntas_act_new (id);

      if (spec != NULL)
        add_variants (maker, list, spec, 0, act, TRUE, state, now);
      else
        add_variant (list, g_steal_pointer (&act), TRUE);
    }
  return list;
}
