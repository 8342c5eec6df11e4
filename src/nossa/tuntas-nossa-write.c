/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-write-private.h"

#include "tuntas-nossa-mapping.h"

#include <string.h>

/* What all writes have in common, the note and the new ticket; the status is in tuntas-nossa-status.c. Every write is a
 * POST, because libsoup never sends one of those twice; a change says by x-method-override that it is a PATCH and by
 * MERGE that the children which are not in it stay (maximo.md §4.2). */

/* (transfer full): a ticket's facts as a receipt. */
TuntasNossaReceipt *
tuntas_write_receipt_from_ticket (TuntasTicket *ticket)
{
  TuntasNossaReceipt *receipt = g_new0 (TuntasNossaReceipt, 1);

  receipt->id = g_strdup (tuntas_ticket_get_id (ticket));
  receipt->href = g_strdup (tuntas_ticket_get (ticket, TUNTAS_TICKET_HREF));
  receipt->status = g_strdup (tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS));
  receipt->status_at = g_strdup (tuntas_ticket_get (ticket, TUNTAS_TICKET_STATUS_AT));
  receipt->rowstamp = g_strdup (tuntas_ticket_get (ticket, TUNTAS_TICKET_ROWSTAMP));
  receipt->read_back = TRUE;
  return receipt;
}

/* The answer to a write says as much as it likes, down to nothing; what cannot be read counts as not said, because
 * the write itself was taken. So this never fails. */
gpointer
tuntas_write_read_receipt (TuntasNossaSite *site, TuntasAnswer *answer, gconstpointer data, GError **error)
{
  const char *location = tuntas_answer_get_header (answer, "Location");
  TuntasNossaReceipt *receipt;
  g_autoptr (JsonNode) root = tuntas_nossa_body_parse (tuntas_answer_get_body (answer), NULL);
  g_autoptr (TuntasTicket) ticket = NULL;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    ticket = tuntas_nossa_map_ticket (site, json_node_get_object (root), "answer", NULL);
  receipt = ticket != NULL ? tuntas_write_receipt_from_ticket (ticket) : g_new0 (TuntasNossaReceipt, 1);
  receipt->read_back = FALSE;
  if (receipt->href == NULL && location != NULL)
    receipt->href = tuntas_nossa_site_anchor (site, location);
  return receipt;
}

void
tuntas_write_add_text (JsonObject *object, const char *name, const char *value)
{
  if (name != NULL && value != NULL)
    json_object_set_string_member (object, name, value);
}

/* (transfer full): the plan of a write with what all of them carry. object is taken over. */
TuntasRequest *
tuntas_write_plan (TuntasNossa *self, const char *path, JsonObject *object, const char *transaction_id, gboolean change)
{
  TuntasRequest *plan = tuntas_nossa_plan (self, "POST", path);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *columns = NULL;
  char *text;

  json_node_take_object (root, object);
  text = tuntas_json_print (root);
  body = g_bytes_new_take (text, strlen (text));
  tuntas_request_set_body (plan, body);
  columns = g_strjoin (",", tuntas_nossa_site_get_column (self->site, TUNTAS_TICKET_ID),
                       tuntas_nossa_site_get_column (self->site, TUNTAS_TICKET_STATUS), "_rowstamp", "href",
                       tuntas_nossa_site_get_column (self->site, TUNTAS_TICKET_STATUS_AT), NULL);
  tuntas_request_add_header (plan, "Content-Type", "application/json");
  if (change)
    {
      tuntas_request_add_header (plan, "x-method-override", "PATCH");
      tuntas_request_add_header (plan, "patchtype", "MERGE");
    }
  tuntas_request_add_header (plan, "transactionid", transaction_id);
  tuntas_request_add_header (plan, "properties", columns);
  return plan;
}

void
tuntas_write_return (GTask *task, TuntasNossaReceipt *receipt)
{
  g_task_return_pointer (task, receipt, (GDestroyNotify) tuntas_nossa_receipt_free);
}

/* --- note --- */

guint
tuntas_nossa_count_text (const char *text)
{
  g_autofree char *rich = tuntas_nossa_rich_text_from_plain (text);

  return (guint) g_utf8_strlen (rich, -1);
}

/* A heading, made of the beginning of the text: all of the text itself is below it. */
static char *
dup_first_line (TuntasNossa *self, const char *text)
{
  g_autofree char *line = g_strndup (text, strcspn (text, "\r\n"));
  glong length = tuntas_nossa_site_get_summary_length (self->site);

  return g_utf8_strlen (line, -1) > length ? g_utf8_substring (line, 0, length) : g_steal_pointer (&line);
}

static JsonObject *
note_body (TuntasNossa *self, TuntasTicket *ticket, const char *text, const char *rich)
{
  JsonObject *object = json_object_new (), *note = json_object_new ();
  JsonArray *notes = json_array_new ();
  g_autofree char *line = dup_first_line (self, text);

  tuntas_write_add_text (note, "description", line);
  tuntas_write_add_text (note, "description_longdescription", rich);
  tuntas_write_add_text (note, "logtype", tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_WORK_LOG_TYPE));
  json_object_set_boolean_member (note, "clientviewable", FALSE);
  json_array_add_object_element (notes, note);
  tuntas_write_add_text (object, "_rowstamp", tuntas_ticket_get (ticket, TUNTAS_TICKET_ROWSTAMP));
  json_object_set_array_member (object, tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_WORK_LOG_WRITE_CHILD),
                                notes);
  return object;
}

/* Whether Nossa takes so long a text, in the form in which it is written there; where not, the task is answered. rich (nullable) */
static gboolean
check_length (TuntasNossa *self, GTask *task, const char *what, const char *rich)
{
  guint most = tuntas_nossa_site_get_text_length (self->site);

  if (rich == NULL || g_utf8_strlen (rich, -1) <= most)
    return TRUE;
  g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_TOO_LARGE, "the %s has more than %u characters",
                           what, most);
  return FALSE;
}

/* Whether such a note can leave; where not, the task is answered. href (nullable) */
static gboolean
check_note (TuntasNossa *self, GTask *task, const char *href, const char *rich)
{
  const char *type = tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_WORK_LOG_TYPE);

  if (href == NULL)
    g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "the ticket has no address");
  /* The site refuses it too; a client note re-opens the ticket, so it is looked at where it would leave. */
  else if (g_ascii_strcasecmp (type, "CLIENTNOTE") == 0)
    g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED,
                             "a client note must not be sent");
  else
    return check_length (self, task, "note", rich);
  return FALSE;
}

static void
note_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TuntasNossaReceipt *receipt = tuntas_nossa_fetch_finish (TUNTAS_NOSSA (source), result, &error);

  if (receipt != NULL)
    tuntas_write_return (task, receipt);
  else
    g_task_return_error (task, error);
}

void
tuntas_nossa_add_note_async (TuntasNossa *self, TuntasTicket *ticket, const char *text, const char *transaction_id,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  const char *href;
  g_autoptr (TuntasRequest) plan = NULL;
  g_autofree char *path = NULL, *rich = NULL;

  g_return_if_fail (TUNTAS_IS_NOSSA (self));
  g_return_if_fail (text != NULL && g_utf8_validate (text, -1, NULL));
  g_return_if_fail (transaction_id != NULL && *transaction_id != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tuntas_nossa_add_note_async);
  href = tuntas_ticket_get (ticket, TUNTAS_TICKET_HREF);
  rich = tuntas_nossa_rich_text_from_plain (text);
  if (!check_note (self, task, href, rich))
    return;
  path = g_strconcat (href, "?lean=1&internalvalues=1", NULL);
  plan = tuntas_write_plan (self, path, note_body (self, ticket, text, rich), transaction_id, TRUE);
  tuntas_nossa_fetch_async (self, plan, TUNTAS_NOSSA_WRITE, tuntas_write_read_receipt, NULL,
                            (GDestroyNotify) tuntas_nossa_receipt_free, cancellable, note_cb, g_steal_pointer (&task));
}

TuntasNossaReceipt *
tuntas_nossa_add_note_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- new ticket --- */

static void
created_read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = tuntas_nossa_find_created_finish (TUNTAS_NOSSA (source), result, &error);

  if (ticket != NULL)
    tuntas_write_return (task, tuntas_write_receipt_from_ticket (ticket));
  else
    g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNKNOWN,
                             "the server said yes, but the new ticket was not found: %s",
                             error != NULL ? error->message : "no ticket has this reference");
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TuntasNossa *self = TUNTAS_NOSSA (source);
  g_autoptr (GTask) task = user_data;
  const char *reference = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TuntasNossaReceipt) receipt = tuntas_nossa_fetch_finish (self, result, &error);

  if (receipt == NULL)
    g_task_return_error (task, error);
  else if (receipt->id != NULL && receipt->href != NULL)
    tuntas_write_return (task, g_steal_pointer (&receipt));
  else
    tuntas_nossa_find_created_async (self, reference, g_task_get_cancellable (task), created_read_back_cb,
                                     g_object_ref (task));
}

/* A site without such a child has the link in origrecordid alone. */
static void
add_relation (TuntasNossa *self, JsonObject *object, TuntasTicket *like)
{
  const char *child = tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_MONITORING_RELATED_CHILD);
  JsonObject *related;
  JsonArray *all;

  if (*child == '\0')
    return;
  related = json_object_new ();
  all = json_array_new ();
  tuntas_write_add_text (related, "relatedreckey", tuntas_ticket_get_id (like));
  tuntas_write_add_text (related, "relatedrecclass", tuntas_ticket_get (like, TUNTAS_TICKET_CLASS));
  tuntas_write_add_text (related, "relatetype", "RELATED");
  json_array_add_object_element (all, related);
  json_object_set_array_member (object, child, all);
}

/* (transfer full): the new ticket's summary; with the reference at its end where no attribute takes it, whatever is cut
 * off before. */
static char *
dup_summary (TuntasNossa *self, const char *description, const char *reference)
{
  g_autofree char *line = dup_first_line (self, description);
  g_autofree char *mark = tuntas_nossa_dup_mark (reference);
  glong length = tuntas_nossa_site_get_summary_length (self->site);
  g_autofree char *cut = NULL;

  if (*tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_MONITORING_REFERENCE_ATTRIBUTE) != '\0')
    return g_steal_pointer (&line);
  cut = g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), length - 1 - (glong) strlen (mark)));
  return g_strconcat (cut, " ", mark, NULL);
}

/* A related record's attribute can be read through a ticket, not written. value (nullable) */
static void
add_column (TuntasNossa *self, JsonObject *object, TuntasTicketField field, const char *value)
{
  const char *name = tuntas_nossa_site_get_column (self->site, field);

  if (name != NULL && strchr (name, '.') == NULL)
    tuntas_write_add_text (object, name, value);
}

static JsonObject *
create_body (TuntasNossa *self, TuntasTicket *like, const char *description, const char *rich, const char *reference)
{
  /* Whose ticket it is and where; nothing of its history, owner or cause. */
  static const TuntasTicketField kept[] = {
    TUNTAS_TICKET_CUSTOMER,   TUNTAS_TICKET_CONTACT,      TUNTAS_TICKET_PHONES,   TUNTAS_TICKET_EMAIL,
    TUNTAS_TICKET_SEGMENT,    TUNTAS_TICKET_SERVICE_TYPE, TUNTAS_TICKET_SERVICE_ID, TUNTAS_TICKET_SERVICE_NO,
    TUNTAS_TICKET_WITEL,      TUNTAS_TICKET_REGIONAL,     TUNTAS_TICKET_WORKZONE,
  };
  JsonObject *object = json_object_new ();
  const char *attribute = tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_MONITORING_REFERENCE_ATTRIBUTE);
  g_autofree char *line = dup_summary (self, description, reference);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    add_column (self, object, kept[i], tuntas_ticket_get (like, kept[i]));
  add_column (self, object, TUNTAS_TICKET_SUMMARY, line);
  add_column (self, object, TUNTAS_TICKET_DETAIL, rich);
  tuntas_write_add_text (object, tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_MONITORING_ATTRIBUTE),
                         tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_MONITORING_SYMPTOM));
  if (*attribute != '\0')
    tuntas_write_add_text (object, attribute, reference);
  tuntas_write_add_text (object, "origrecordid", tuntas_ticket_get_id (like));
  tuntas_write_add_text (object, "origrecordclass", tuntas_ticket_get (like, TUNTAS_TICKET_CLASS));
  add_relation (self, object, like);
  return object;
}

void
tuntas_nossa_create_ticket_async (TuntasNossa *self, TuntasTicket *like, const char *description, const char *detail,
                                  const char *reference, const char *transaction_id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  g_autoptr (TuntasRequest) plan = NULL;
  g_autofree char *below = NULL, *path = NULL, *rich = NULL;

  g_return_if_fail (TUNTAS_IS_NOSSA (self));
  g_return_if_fail (description != NULL && reference != NULL && *reference != '\0');
  g_return_if_fail (transaction_id != NULL && *transaction_id != '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tuntas_nossa_create_ticket_async);
  g_task_set_task_data (task, g_strdup (reference), g_free);
  rich = detail != NULL ? tuntas_nossa_rich_text_from_plain (detail) : NULL;
  if (!check_length (self, task, "new ticket's text", rich))
    {
      g_object_unref (task);
      return;
    }
  below = g_strconcat ("/os/", tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_CREATE_OBJECT_STRUCTURE),
                       "?lean=1&internalvalues=1", NULL);
  path = tuntas_nossa_site_dup_path (self->site, below);
  plan = tuntas_write_plan (self, path, create_body (self, like, description, rich, reference), transaction_id,
                            FALSE);
  tuntas_nossa_fetch_async (self, plan, TUNTAS_NOSSA_WRITE, tuntas_write_read_receipt, NULL,
                            (GDestroyNotify) tuntas_nossa_receipt_free, cancellable, created_cb, task);
}

TuntasNossaReceipt *
tuntas_nossa_create_ticket_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
