/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-store.h"

#include "tuntas-sim-error.h"
#include "tuntas-sim-page.h"

typedef struct
{
  gint64 dies;
  char *resource;
} Transaction;

static void
transaction_free (Transaction *self)
{
  g_free (self->resource);
  g_free (self);
}

void
tuntas_sim_user_free (TuntasSimUser *self)
{
  g_free (self->user);
  g_free (self->password);
  g_free (self->apikey);
  g_free (self->person);
  g_free (self->display_name);
  g_free (self->email);
  g_free (self->unit);
  g_free (self->site);
  g_free (self->org);
  g_strfreev (self->structures);
  g_free (self);
}

void
tuntas_sim_synonym_free (TuntasSimSynonym *self)
{
  g_free (self->value);
  g_free (self->maxvalue);
  g_free (self->description);
  g_free (self);
}

TuntasSimStore *
tuntas_sim_store_new (TuntasClock *clock)
{
  TuntasSimStore *self = g_new0 (TuntasSimStore, 1);

  self->clock = g_object_ref (clock);
  self->settings.context = g_strdup ("maximo");
  self->settings.offset = g_strdup ("+07:00");
  self->settings.zone = g_time_zone_new_identifier ("+07:00");
  self->settings.object_structures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->settings.domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->settings.saved_queries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->settings.max_page_size = 500;
  self->settings.session_idle = 30 * 60;
  self->settings.transaction_life = 5 * 60;
  self->settings.worklog_changes_rowstamp = TRUE;
  self->settings.counts = TRUE;
  self->ticket_table = tuntas_sim_table_new_ticket ();
  self->worklog_table = tuntas_sim_table_new_worklog ();
  self->related_table = tuntas_sim_table_new_related ();
  self->synonym_table = tuntas_sim_table_new_synonym ();
  self->person_table = tuntas_sim_table_new_person ();
  self->users = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_sim_user_free);
  self->tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_sim_row_free);
  self->synonyms = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_sim_row_free);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_sim_row_free);
  self->effects = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_simulator_effect_free);
  self->mail = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->transactions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) transaction_free);
  self->cursors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, tuntas_sim_cursor_free);
  self->last_rowstamp = 894633;
  self->last_uid = 366;
  self->last_child = 142;
  self->last_ticket = 190100000;
  return self;
}

static void
settings_clear (TuntasSimSettings *settings)
{
  g_free (settings->context);
  g_free (settings->version);
  g_free (settings->offset);
  g_free (settings->ticket_prefix);
  g_strfreev (settings->required);
  g_strfreev (settings->pend_requires);
  g_strfreev (settings->worklog_read);
  g_free (settings->worklog_write);
  g_time_zone_unref (settings->zone);
  g_hash_table_unref (settings->object_structures);
  g_hash_table_unref (settings->domains);
  g_hash_table_unref (settings->saved_queries);
}

void
tuntas_sim_store_free (TuntasSimStore *self)
{
  settings_clear (&self->settings);
  g_ptr_array_unref (self->users);
  g_ptr_array_unref (self->tickets);
  g_ptr_array_unref (self->synonyms);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->effects);
  g_ptr_array_unref (self->mail);
  g_hash_table_unref (self->transactions);
  g_hash_table_unref (self->cursors);
  /* Rows point into the tables: these go last. */
  tuntas_sim_table_free (self->ticket_table);
  tuntas_sim_table_free (self->worklog_table);
  tuntas_sim_table_free (self->related_table);
  tuntas_sim_table_free (self->synonym_table);
  tuntas_sim_table_free (self->person_table);
  g_object_unref (self->clock);
  g_free (self);
}

static gboolean
is_class (const TuntasSimRow *row, const char *class)
{
  return g_str_equal (class, TUNTAS_SIM_ANY_TICKET) || g_str_equal (row->values[TUNTAS_SIM_TICKET_CLASS], class);
}

TuntasSimRow *
tuntas_sim_store_find (TuntasSimStore *self, const char *class, const char *ticket_id)
{
  for (guint i = 0; i < self->tickets->len; i++)
    {
      TuntasSimRow *row = self->tickets->pdata[i];

      if (g_ascii_strcasecmp (row->values[TUNTAS_SIM_TICKET_TICKETID], ticket_id) == 0 &&
          (class == NULL || is_class (row, class)))
        return row;
    }
  return NULL;
}

const TuntasSimTable *
tuntas_sim_store_get_table (TuntasSimStore *self, const char *class)
{
  if (g_str_equal (class, "SYNONYMDOMAIN"))
    return self->synonym_table;
  return g_str_equal (class, "PERSON") ? self->person_table : self->ticket_table;
}

GPtrArray *
tuntas_sim_store_list (TuntasSimStore *self, const char *class)
{
  const TuntasSimTable *table = tuntas_sim_store_get_table (self, class);
  GPtrArray *rows;

  if (table != self->ticket_table)
    return g_ptr_array_ref (table == self->person_table ? self->people : self->synonyms);
  rows = g_ptr_array_new ();
  for (guint i = 0; i < self->tickets->len; i++)
    {
      TuntasSimRow *row = self->tickets->pdata[i];

      if (is_class (row, class))
        g_ptr_array_add (rows, row);
    }
  return rows;
}

/* (transfer full): "INCIDENT/IN1922986" out of "_SU5DSURFTlQvSU4xOTIyOTg2". */
static char *
decode_key (const char *id)
{
  g_autofree char *code = g_strdup (id + 1);
  g_autofree guchar *data = NULL;
  gsize length;

  g_strdelimit (code, "-", '=');
  g_strdelimit (code, "_", '+');
  data = g_base64_decode (code, &length);
  return g_strndup ((const char *) data, length);
}

TuntasSimRow *
tuntas_sim_store_find_id (TuntasSimStore *self, const char *class, const char *id)
{
  g_autoptr (GPtrArray) rows = tuntas_sim_store_list (self, class);
  g_autofree char *key = *id == '_' ? decode_key (id) : NULL;
  guint64 uid = 0;

  if (key == NULL && !g_ascii_string_to_unsigned (id, 10, 1, G_MAXINT64, &uid, NULL))
    return NULL;
  if (key != NULL && tuntas_sim_store_get_table (self, class) == self->ticket_table)
    {
      char *slash = strchr (key, '/');

      TuntasSimRow *row;

      if (slash == NULL)
        return NULL;
      *slash = '\0';
      row = tuntas_sim_store_find (self, key, slash + 1);
      return row != NULL && is_class (row, class) ? row : NULL;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *own = key != NULL ? tuntas_sim_row_dup_id (rows->pdata[i]) : NULL;

      if (key != NULL ? g_str_equal (own, id) : tuntas_sim_row_get_uid (rows->pdata[i]) == (gint64) uid)
        return rows->pdata[i];
    }
  return NULL;
}

void
tuntas_sim_store_remove (TuntasSimStore *self, TuntasSimRow *ticket, const char *person)
{
  tuntas_sim_store_add_effect (self, tuntas_clock_now_seconds (self->clock), person, TUNTAS_SIMULATOR_EFFECT_DELETE,
                               ticket->values[TUNTAS_SIM_TICKET_TICKETID], json_object_new ());
  tuntas_sim_cursors_tidy (self, ticket);
  g_ptr_array_remove (self->tickets, ticket);
}

TuntasSimUser *
tuntas_sim_store_find_user (TuntasSimStore *self, const char *name)
{
  for (guint i = 0; i < self->users->len; i++)
    {
      TuntasSimUser *user = self->users->pdata[i];

      if (g_ascii_strcasecmp (user->user, name) == 0)
        return user;
    }
  return NULL;
}

char *
tuntas_sim_store_dup_domain (const TuntasSimRow *row, const TuntasSimAttribute *attribute)
{
  if (attribute->domain == NULL)
    return NULL;
  if (*attribute->domain == '*')
    return g_strconcat (tuntas_sim_row_get_object (row), attribute->domain + 1, NULL);
  return g_strdup (attribute->domain);
}

const TuntasSimSynonym *
tuntas_sim_store_find_synonym (TuntasSimStore *self, const char *domain, const char *value)
{
  GPtrArray *list = domain != NULL ? g_hash_table_lookup (self->settings.domains, domain) : NULL;

  for (guint i = 0; list != NULL && value != NULL && i < list->len; i++)
    {
      TuntasSimSynonym *synonym = list->pdata[i];

      if (g_ascii_strcasecmp (synonym->value, value) == 0)
        return synonym;
    }
  return NULL;
}

const char *
tuntas_sim_store_status_max (TuntasSimStore *self, const TuntasSimRow *ticket)
{
  const TuntasSimAttribute *attribute = &ticket->table->attributes[TUNTAS_SIM_TICKET_STATUS];
  const char *value = tuntas_sim_row_get (ticket, TUNTAS_SIM_TICKET_STATUS);
  g_autofree char *domain = tuntas_sim_store_dup_domain (ticket, attribute);
  const TuntasSimSynonym *synonym = tuntas_sim_store_find_synonym (self, domain, value);

  return synonym != NULL ? synonym->maxvalue : value;
}

guint64
tuntas_sim_store_next_rowstamp (TuntasSimStore *self)
{
  return ++self->last_rowstamp;
}

void
tuntas_sim_store_add_effect (TuntasSimStore *self, gint64 at_seconds, const char *user, TuntasSimulatorEffectKind kind,
                             const char *ticket, JsonObject *details)
{
  TuntasSimulatorEffect *effect = g_new0 (TuntasSimulatorEffect, 1);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, details);
  effect->at = at_seconds * G_USEC_PER_SEC;
  effect->user = g_strdup (user);
  effect->kind = kind;
  effect->ticket = g_strdup (ticket);
  effect->details = json_to_string (node, FALSE);
  g_ptr_array_add (self->effects, effect);
}

static void
reactivate (TuntasSimStore *self, TuntasSimRow *row, gint64 at)
{
  JsonObject *details = json_object_new ();

  json_object_set_string_member (details, "from", row->values[TUNTAS_SIM_TICKET_STATUS]);
  json_object_set_string_member (details, "to", row->former_status);
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_STATUS, row->former_status);
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_PENDREASON, NULL);
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_PENDINGUNTIL, NULL);
  tuntas_sim_row_set (row, TUNTAS_SIM_TICKET_CHANGEBY, "MXINTADM");
  tuntas_sim_row_set_int (row, TUNTAS_SIM_TICKET_STATUSDATE, at);
  tuntas_sim_row_set_int (row, TUNTAS_SIM_TICKET_CHANGEDATE, at);
  row->rowstamp = tuntas_sim_store_next_rowstamp (self);
  g_clear_pointer (&row->former_status, g_free);
  tuntas_sim_store_add_effect (self, at, "MXINTADM", TUNTAS_SIMULATOR_EFFECT_STATUS,
                               row->values[TUNTAS_SIM_TICKET_TICKETID], details);
}

gint64
tuntas_sim_store_now (TuntasSimStore *self)
{
  return tuntas_clock_now_seconds (self->clock) + self->clock_error;
}

void
tuntas_sim_store_tick (TuntasSimStore *self)
{
  gint64 now = tuntas_clock_now_seconds (self->clock);
  GHashTableIter iter;
  Transaction *transaction;

  g_hash_table_iter_init (&iter, self->transactions);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &transaction))
    if (transaction->dies <= now)
      g_hash_table_iter_remove (&iter);
  for (guint i = 0; self->settings.server_reactivates && i < self->tickets->len; i++)
    {
      TuntasSimRow *row = self->tickets->pdata[i];
      gint64 until = tuntas_sim_row_get_int (row, TUNTAS_SIM_TICKET_PENDINGUNTIL);

      if (row->former_status != NULL && until != 0 && until <= now)
        reactivate (self, row, until);
    }
}

gboolean
tuntas_sim_store_check_transaction (TuntasSimStore *self, const char *id, GError **error)
{
  Transaction *transaction = id != NULL ? g_hash_table_lookup (self->transactions, id) : NULL;

  if (transaction == NULL)
    return TRUE;
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_DUPLICATE,
               "The transaction ID %s already exists in the OSLC transaction table with resource ID %s.", id,
               transaction->resource != NULL ? transaction->resource : "");
  return FALSE;
}

void
tuntas_sim_store_keep_transaction (TuntasSimStore *self, const char *id, const char *resource)
{
  Transaction *transaction;

  if (id == NULL)
    return;
  transaction = g_new0 (Transaction, 1);
  transaction->dies = tuntas_clock_now_seconds (self->clock) + self->settings.transaction_life;
  transaction->resource = g_strdup (resource);
  g_hash_table_replace (self->transactions, g_strdup (id), transaction);
}
