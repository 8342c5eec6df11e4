/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-row.h"

TuntasSimRow *
tuntas_sim_row_new (const TuntasSimTable *table, gboolean with_children)
{
  TuntasSimRow *self = g_new0 (TuntasSimRow, 1);

  self->table = table;
  self->values = g_new0 (char *, table->n_attributes);
  if (with_children)
    {
      self->worklogs = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_sim_row_free);
      self->related = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_sim_row_free);
    }
  return self;
}

static void
copy_children (GPtrArray *from, GPtrArray *to)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    g_ptr_array_add (to, tuntas_sim_row_copy (from->pdata[i]));
}

TuntasSimRow *
tuntas_sim_row_copy (const TuntasSimRow *self)
{
  TuntasSimRow *copy = tuntas_sim_row_new (self->table, self->worklogs != NULL);

  for (guint i = 0; i < self->table->n_attributes; i++)
    copy->values[i] = g_strdup (self->values[i]);
  copy->rowstamp = self->rowstamp;
  copy->former_status = g_strdup (self->former_status);
  copy_children (self->worklogs, copy->worklogs);
  copy_children (self->related, copy->related);
  return copy;
}

static void
row_clear (TuntasSimRow *self)
{
  for (guint i = 0; i < self->table->n_attributes; i++)
    g_free (self->values[i]);
  g_free (self->values);
  g_free (self->former_status);
  g_clear_pointer (&self->worklogs, g_ptr_array_unref);
  g_clear_pointer (&self->related, g_ptr_array_unref);
}

void
tuntas_sim_row_take_over (TuntasSimRow *self, TuntasSimRow *other)
{
  row_clear (self);
  *self = *other;
  g_free (other);
}

void
tuntas_sim_row_free (TuntasSimRow *self)
{
  row_clear (self);
  g_free (self);
}

const char *
tuntas_sim_row_get (const TuntasSimRow *self, guint attribute)
{
  return self->values[attribute];
}

void
tuntas_sim_row_set (TuntasSimRow *self, guint attribute, const char *value)
{
  char *copy = g_strdup (value);

  g_free (self->values[attribute]);
  self->values[attribute] = copy;
}

void
tuntas_sim_row_set_int (TuntasSimRow *self, guint attribute, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  tuntas_sim_row_set (self, attribute, text);
}

gint64
tuntas_sim_row_get_int (const TuntasSimRow *self, guint attribute)
{
  const char *text = self->values[attribute];

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

gint64
tuntas_sim_row_get_uid (const TuntasSimRow *self)
{
  return tuntas_sim_row_get_int (self, self->table->uid);
}

const char *
tuntas_sim_row_get_object (const TuntasSimRow *self)
{
  return self->table->object != NULL ? self->table->object : self->values[TUNTAS_SIM_TICKET_CLASS];
}

/* Maximo's own Base64: '-' pads and '_' stands for '+'. */
static char *
encode_key (const char *key)
{
  char *code = g_base64_encode ((const guchar *) key, strlen (key));

  g_strdelimit (code, "=", '-');
  g_strdelimit (code, "+", '_');
  return code;
}

/* The key of a record: its parts in order, with ~NULL~ for one that is null. */
static char *
dup_key (const TuntasSimRow *self)
{
  static const int ticket[] = { TUNTAS_SIM_TICKET_CLASS, TUNTAS_SIM_TICKET_TICKETID, -1 };
  static const int synonym[] = { TUNTAS_SIM_SYNONYM_DOMAINID, TUNTAS_SIM_SYNONYM_MAXVALUE, TUNTAS_SIM_SYNONYM_SITEID,
                                 TUNTAS_SIM_SYNONYM_ORGID,    TUNTAS_SIM_SYNONYM_VALUE,    -1 };
  static const int person[] = { TUNTAS_SIM_PERSON_PERSONID, -1 };
  const int uid[] = { (int) self->table->uid, -1 };
  const char *object = self->table->object;
  const int *parts = object == NULL                         ? ticket
                     : g_str_equal (object, "SYNONYMDOMAIN") ? synonym
                     : g_str_equal (object, "PERSON")        ? person
                                                             : uid;
  GString *key = g_string_new (NULL);

  for (guint i = 0; parts[i] >= 0; i++)
    g_string_append_printf (key, "%s%s", i > 0 ? "/" : "",
                            self->values[parts[i]] != NULL ? self->values[parts[i]] : "~NULL~");
  return g_string_free (key, FALSE);
}

char *
tuntas_sim_row_dup_id (const TuntasSimRow *self)
{
  g_autofree char *key = dup_key (self);
  g_autofree char *code = encode_key (key);

  return g_strconcat ("_", code, NULL);
}

char *
tuntas_sim_row_dup_child_key (const TuntasSimRow *self, const TuntasSimRow *parent)
{
  g_autofree char *own = dup_key (self);
  g_autofree char *key = g_strdup_printf ("%s/%s/%s", tuntas_sim_row_get_object (parent),
                                          tuntas_sim_row_get_object (self), own);

  return encode_key (key);
}

static void
dump_children (JsonObject *object, const char *name, GPtrArray *rows, GTimeZone *zone)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (array, tuntas_sim_row_dump (rows->pdata[i], zone));
  json_object_set_array_member (object, name, array);
}

JsonObject *
tuntas_sim_row_dump (const TuntasSimRow *self, GTimeZone *zone)
{
  JsonObject *object = json_object_new ();
  g_autofree char *rowstamp = g_strdup_printf ("%" G_GUINT64_FORMAT, self->rowstamp);

  for (guint i = 0; i < self->table->n_attributes; i++)
    if (self->values[i] != NULL)
      json_object_set_member (object, self->table->attributes[i].name,
                              tuntas_sim_attribute_write (&self->table->attributes[i], self->values[i], zone));
  json_object_set_string_member (object, "_rowstamp", rowstamp);
  if (self->worklogs != NULL)
    {
      dump_children (object, "worklog", self->worklogs, zone);
      dump_children (object, "relatedrecord", self->related, zone);
    }
  return object;
}
