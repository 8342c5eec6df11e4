/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-order.h"

#include "tuntas-json.h"
#include "tuntas-sim-edit.h"
#include "tuntas-sim-error.h"

static gboolean
refuse_changed (const TuntasSimRow *row, GError **error)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_CHANGED,
               "Record %s : %s has been updated by another user. Your changes have not been saved. Refresh the record "
               "and try again.",
               tuntas_sim_row_get_object (row), row->values[TUNTAS_SIM_TICKET_TICKETID]);
  return FALSE;
}

/* The row stamp in the body (nullable), and If-Match by the server's profile. */
static gboolean
check_unchanged (TuntasSimOrder *self, const TuntasSimRow *row, JsonObject *body, GError **error)
{
  g_autofree char *rowstamp = g_strdup_printf ("%" G_GUINT64_FORMAT, row->rowstamp);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", rowstamp);
  JsonNode *node = body != NULL ? json_object_get_member (body, "_rowstamp") : NULL;
  g_autofree char *sent = node != NULL ? tuntas_json_dup_plain (node) : NULL;
  const char *match = tuntas_sim_request_get_header (self->request, "If-Match");

  if (sent != NULL && !g_str_equal (sent, rowstamp))
    return refuse_changed (row, error);
  if (match == NULL || g_str_equal (match, "*"))
    return TRUE;
  if (self->store->settings.etag == TUNTAS_SIM_ETAG_7613 ||
      (!g_str_equal (match, rowstamp) && !g_str_equal (match, quoted)))
    return refuse_changed (row, error);
  return TRUE;
}

/* The record after the write, if the client asked for it by the header "properties". */
static TuntasSimReply *
reply_written (TuntasSimOrder *self, TuntasSimRow *row, guint with_body, guint without)
{
  TuntasSimView view;
  g_autoptr (TuntasSimSelect) select = NULL;

  if (self->properties == NULL || *self->properties == '\0')
    return tuntas_sim_reply_new (without);
  tuntas_sim_query_init_view (&view, self->store, self->request, self->os);
  select = tuntas_sim_select_parse (self->properties);
  return tuntas_sim_query_reply_record (self->request, with_body, tuntas_sim_view_record (&view, row, select));
}

static TuntasSimReply *
reply_created (TuntasSimOrder *self, TuntasSimRow *row)
{
  TuntasSimReply *reply = reply_written (self, row, 201, 201);
  TuntasSimView view;
  g_autofree char *href = NULL;

  tuntas_sim_query_init_view (&view, self->store, self->request, self->os);
  href = tuntas_sim_view_dup_href (&view, row);
  soup_message_headers_replace (reply->headers, "Location", href);
  return reply;
}

/* With the header batcherror every attribute that is wrong is told, not only the first. */
static void
watch_attributes (TuntasSimOrder *self, TuntasSimEdit *edit)
{
  const char *batch = tuntas_sim_request_get_header (self->request, "batcherror");

  g_clear_pointer (&self->request->attribute_errors, json_array_unref);
  if (!tuntas_sim_request_is_yes (batch))
    return;
  self->request->attribute_errors = json_array_new ();
  tuntas_sim_edit_collect_errors (edit, self->request->attribute_errors);
}

/* Where an object structure has both, the body says which; a request if it does not. */
static const char *
class_of (TuntasSimOrder *self, JsonObject *body)
{
  if (!g_str_equal (self->class, TUNTAS_SIM_ANY_TICKET))
    return self->class;
  return g_ascii_strcasecmp (tuntas_sim_member_text (body, "class", ""), "INCIDENT") == 0 ? "INCIDENT" : "SR";
}

TuntasSimReply *
tuntas_sim_order_create (TuntasSimOrder *self, JsonObject *body, GError **error)
{
  const TuntasSimUser *user = self->request->user;
  g_autoptr (TuntasSimEdit) edit = tuntas_sim_edit_new_create (self->store, class_of (self, body), user->person, user);

  watch_attributes (self, edit);
  if (!tuntas_sim_edit_apply (edit, body, error))
    return NULL;
  return reply_created (self, tuntas_sim_edit_commit (edit));
}

static TuntasSimEditFlags
edit_flags (const TuntasSimOrder *self)
{
  if (self->replace)
    return TUNTAS_SIM_EDIT_REPLACE;
  return self->merge ? TUNTAS_SIM_EDIT_MERGE : TUNTAS_SIM_EDIT_PLAIN;
}

TuntasSimReply *
tuntas_sim_order_update (TuntasSimOrder *self, TuntasSimRow *row, JsonObject *body, GError **error)
{
  g_autoptr (TuntasSimEdit) edit = NULL;

  if (!check_unchanged (self, row, body, error))
    return NULL;
  if (g_ascii_strcasecmp (tuntas_sim_member_text (body, "_action", ""), "Delete") == 0)
    return tuntas_sim_order_delete (self, row, error);
  edit = tuntas_sim_edit_new_update (self->store, row, self->request->user->person, edit_flags (self));
  watch_attributes (self, edit);
  if (!tuntas_sim_edit_apply (edit, body, error))
    return NULL;
  /* Observed: a closed record answers 200, and nothing has changed. */
  if (tuntas_sim_edit_comes_to_nothing (edit))
    return reply_written (self, row, 200, 200);
  if (tuntas_sim_faults_take (self->faults, TUNTAS_SIM_FAULT_NO_CHANGE, self->request) == NULL)
    row = tuntas_sim_edit_commit (edit);
  return reply_written (self, row, 200, 204);
}

TuntasSimReply *
tuntas_sim_order_sync (TuntasSimOrder *self, JsonObject *body, GError **error)
{
  const char *id = tuntas_sim_member_text (body, "ticketid", NULL);
  TuntasSimRow *row = id != NULL ? tuntas_sim_store_find (self->store, class_of (self, body), id) : NULL;

  return row != NULL ? tuntas_sim_order_update (self, row, body, error) : tuntas_sim_order_create (self, body, error);
}

gboolean
tuntas_sim_order_refuse_action (const char *action, const char *class, GError **error)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_NOT_ALLOWED,
               "The action %s is not allowed on object %s. Verify the business rules for the object and define the "
               "appropriate action.",
               action, class);
  return FALSE;
}

gboolean
tuntas_sim_order_can_delete (TuntasSimStore *store, const TuntasSimRow *row, GError **error)
{
  if (g_str_equal (tuntas_sim_store_status_max (store, row), "NEW") && row->worklogs->len == 0 &&
      row->related->len == 0)
    return TRUE;
  return tuntas_sim_order_refuse_action ("DELETE", tuntas_sim_row_get_object (row), error);
}

TuntasSimReply *
tuntas_sim_order_delete (TuntasSimOrder *self, TuntasSimRow *row, GError **error)
{
  if (!check_unchanged (self, row, NULL, error) || !tuntas_sim_order_can_delete (self->store, row, error))
    return NULL;
  if (tuntas_sim_faults_take (self->faults, TUNTAS_SIM_FAULT_NO_CHANGE, self->request) == NULL)
    tuntas_sim_store_remove (self->store, row, self->request->user->person);
  return tuntas_sim_reply_new (200);
}
