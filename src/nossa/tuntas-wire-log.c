/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-wire-log.h"

#include "tuntas-json.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TUNTAS_TYPE_WIRE_LOG (tuntas_wire_log_get_type ())
G_DECLARE_FINAL_TYPE (TuntasWireLog, tuntas_wire_log, TUNTAS, WIRE_LOG, GObject)

struct _TuntasWireLog
{
  GObject parent_instance;

  TuntasTransport *below;
  TuntasClock *clock;
  GHashTable *harmless; /* names of members whose values are written */
  guint n;              /* requests so far: by this an answer names its request */

  GThread *writer;      /* the main loop does not wait for the disk */
  GAsyncQueue *texts;   /* of char *; "" ends the writer */
  int file;
};

static void tuntas_wire_log_iface_init (TuntasTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TuntasWireLog, tuntas_wire_log, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_TRANSPORT, tuntas_wire_log_iface_init))

/* Headers, in lower case. Everything else may let somebody in. */
static const char *const harmless_headers[] = {
  "accept", "cache-control", "content-length", "content-type", "date", "etag", "if-match", "if-none-match",
  "patchtype", "properties", "retry-after", "transactionid", "x-method-override", NULL
};

/* What the protocol says of itself. */
static const char *const harmless_members[] = {
  "_action", "_rowstamp", "href", "localref", "logtype", "createdate", "responseInfo", "pagenum", "nextPage", "previousPage",
  "totalCount", "totalPages", "Error", "reasonCode", "statusCode", "maxvalue", "value", "domainid", NULL
};

/* By the site's own names. */
static const TuntasTicketField harmless_fields[] = {
  TUNTAS_TICKET_ID, TUNTAS_TICKET_UID, TUNTAS_TICKET_CLASS, TUNTAS_TICKET_STATUS, TUNTAS_TICKET_TTR,
  TUNTAS_TICKET_GAMAS, TUNTAS_TICKET_REPORTED_AT, TUNTAS_TICKET_STATUS_AT, TUNTAS_TICKET_CHANGED_AT,
};

/* The names of a query are the protocol's; a value may be anything that was searched for. */
static void
write_path (GString *to, const char *path)
{
  const char *query = strchr (path, '?');
  g_auto (GStrv) parts = query != NULL ? g_strsplit (query + 1, "&", -1) : NULL;

  g_string_append_len (to, path, query != NULL ? query - path : -1);
  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      const char *equals = strchr (parts[i], '=');

      g_string_append_c (to, i == 0 ? '?' : '&');
      if (equals == NULL)
        g_string_append (to, parts[i]);
      else
        g_string_append_printf (to, "%.*s=«%ld»", (int) (equals - parts[i]), parts[i], g_utf8_strlen (equals + 1, -1));
    }
}

/* Bodies */

static void write_node (TuntasWireLog *self, GString *to, JsonNode *node, gboolean harmless);

static void
write_text (GString *to, const char *text, gboolean harmless)
{
  g_autofree char *escaped = harmless ? g_strescape (text, NULL) : NULL;

  /* The address of a record or a page repeats what was asked. */
  if (harmless && strchr (escaped, '?') != NULL)
    write_path (to, escaped);
  else if (harmless)
    g_string_append_printf (to, "\"%s\"", escaped);
  else
    g_string_append_printf (to, "«%ld»", g_utf8_strlen (text, -1));
}

static void
write_object (TuntasWireLog *self, GString *to, JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);

  g_string_append_c (to, '{');
  for (GList *each = names; each != NULL; each = each->next)
    {
      const char *name = each->data;
      const char *colon = strchr (name, ':'); /* "spi:status" */

      if (each != names)
        g_string_append (to, ", ");
      write_text (to, name, TRUE);
      g_string_append (to, ": ");
      write_node (self, to, json_object_get_member (object, name),
                  g_hash_table_contains (self->harmless, colon != NULL ? colon + 1 : name));
    }
  g_string_append_c (to, '}');
}

static void
write_array (TuntasWireLog *self, GString *to, JsonArray *array, gboolean harmless)
{
  g_string_append_c (to, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append (to, ", ");
      write_node (self, to, json_array_get_element (array, i), harmless);
    }
  g_string_append_c (to, ']');
}

/* A number may be somebody's telephone number as well. */
static void
write_node (TuntasWireLog *self, GString *to, JsonNode *node, gboolean harmless)
{
  g_autofree char *plain = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    write_object (self, to, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    write_array (self, to, json_node_get_array (node), harmless);
  else if (JSON_NODE_HOLDS_NULL (node))
    g_string_append (to, "null");
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (to, json_node_get_boolean (node) ? "true" : "false");
  else
    {
      plain = tuntas_json_dup_plain (node);
      write_text (to, plain != NULL ? plain : "", harmless);
    }
}

static void
write_body (TuntasWireLog *self, GString *to, GBytes *body)
{
  g_autoptr (JsonNode) node = NULL;
  gsize length = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &length) : NULL;

  if (length == 0)
    return;
  node = tuntas_json_parse (text, (gssize) length, NULL);
  g_string_append (to, "\n  ");
  if (node != NULL)
    write_node (self, to, node, FALSE);
  else
    g_string_append_printf (to, "(%" G_GSIZE_FORMAT " bytes that are no JSON)", length);
  g_string_append_c (to, '\n');
}

/* Headers */

static void
write_header (GString *to, const char *name, const char *value)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  g_string_append_printf (to, "  %s: ", name);
  if (g_strv_contains (harmless_headers, lower))
    g_string_append (to, value);
  else
    g_string_append_printf (to, "«%ld»", g_utf8_strlen (value, -1));
  g_string_append_c (to, '\n');
}

/* to (transfer full) */
static void
put (TuntasWireLog *self, GString *to)
{
  g_async_queue_push (self->texts, g_string_free (to, FALSE));
}

static GString *
begin (TuntasWireLog *self, guint n, const char *mark)
{
  g_autofree char *now = tuntas_instant_format (tuntas_clock_now_seconds (self->clock));
  GString *to = g_string_new (NULL);

  g_string_append_printf (to, "%s %u %s ", now, n, mark);
  return to;
}

/* The transport */

typedef struct
{
  GTask *task;
  guint n;
} Sent;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Sent *sent = user_data;
  g_autoptr (GTask) task = sent->task;
  TuntasWireLog *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  TuntasAnswer *answer = tuntas_transport_send_finish (TUNTAS_TRANSPORT (source), result, &error);
  GString *to = begin (self, sent->n, "<");

  if (answer == NULL)
    {
      g_string_append_printf (to, "nothing: %s %d\n", g_quark_to_string (error->domain), error->code);
      put (self, to);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_string_append_printf (to, "%u\n", tuntas_answer_get_status (answer));
  for (guint i = 0; i < tuntas_answer_get_n_headers (answer); i++)
    {
      const char *name, *value;

      tuntas_answer_get_nth_header (answer, i, &name, &value);
      write_header (to, name, value);
    }
  write_body (self, to, tuntas_answer_get_body (answer));
  put (self, to);
  g_task_return_pointer (task, answer, (GDestroyNotify) tuntas_answer_unref);
}

static void
tuntas_wire_log_send_async (TuntasTransport *transport, TuntasRequest *request, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  TuntasWireLog *self = TUNTAS_WIRE_LOG (transport);
  Sent *sent = g_new (Sent, 1);
  GString *to;

  sent->task = g_task_new (self, cancellable, callback, user_data);
  sent->n = ++self->n;
  to = begin (self, sent->n, ">");
  g_string_append_printf (to, "%s ", tuntas_request_get_method (request));
  write_path (to, tuntas_request_get_path (request));
  g_string_append_c (to, '\n');
  for (guint i = 0; i < tuntas_request_get_n_headers (request); i++)
    {
      const char *name, *value;

      tuntas_request_get_nth_header (request, i, &name, &value);
      write_header (to, name, value);
    }
  write_body (self, to, tuntas_request_get_body (request));
  put (self, to);
  tuntas_transport_send_async (self->below, request, cancellable, answered_cb, sent);
}

static TuntasAnswer *
tuntas_wire_log_send_finish (TuntasTransport *transport, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tuntas_wire_log_iface_init (TuntasTransportInterface *iface)
{
  iface->send_async = tuntas_wire_log_send_async;
  iface->send_finish = tuntas_wire_log_send_finish;
}

/* The file */

static gpointer
write_thread (gpointer data)
{
  TuntasWireLog *self = data;

  while (TRUE)
    {
      g_autofree char *text = g_async_queue_pop (self->texts);
      gsize length = strlen (text), at = 0;

      if (length == 0)
        return NULL;
      while (at < length)
        {
          gssize n = write (self->file, text + at, length - at);

          if (n < 0 && errno != EINTR)
            break;
          at += n > 0 ? (gsize) n : 0;
        }
    }
}

static int
open_for_us (const char *path, GError **error)
{
  int file = open (path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
  struct stat status;

  if (file < 0 || fstat (file, &status) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), "%s: %s", path, g_strerror (code));
    }
  else if (!S_ISREG (status.st_mode) || (status.st_mode & 077) != 0 || status.st_uid != geteuid ())
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES, "%s: others can read it", path);
  else
    return file;
  if (file >= 0)
    close (file);
  return -1;
}

static void
tuntas_wire_log_finalize (GObject *object)
{
  TuntasWireLog *self = TUNTAS_WIRE_LOG (object);

  if (self->writer != NULL)
    {
      g_async_queue_push (self->texts, g_strdup (""));
      g_thread_join (self->writer);
    }
  if (self->file >= 0)
    close (self->file);
  g_async_queue_unref (self->texts);
  g_hash_table_unref (self->harmless);
  g_clear_object (&self->below);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (tuntas_wire_log_parent_class)->finalize (object);
}

static void
tuntas_wire_log_class_init (TuntasWireLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_wire_log_finalize;
}

static void
tuntas_wire_log_init (TuntasWireLog *self)
{
  self->harmless = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->texts = g_async_queue_new_full (g_free);
  self->file = -1;
}

TuntasTransport *
tuntas_wire_log_new (TuntasTransport *below, TuntasNossaSite *site, TuntasClock *clock, const char *path, GError **error)
{
  g_autoptr (TuntasWireLog) self = g_object_new (TUNTAS_TYPE_WIRE_LOG, NULL);

  self->below = g_object_ref (below);
  self->clock = g_object_ref (clock);
  for (guint i = 0; harmless_members[i] != NULL; i++)
    g_hash_table_add (self->harmless, g_strdup (harmless_members[i]));
  for (guint i = 0; i < G_N_ELEMENTS (harmless_fields); i++)
    g_hash_table_add (self->harmless, g_strdup (tuntas_nossa_site_get_column (site, harmless_fields[i])));
  self->file = open_for_us (path, error);
  if (self->file < 0)
    return NULL;
  self->writer = g_thread_new ("tuntas-wire-log", write_thread, self);
  return TUNTAS_TRANSPORT (g_steal_pointer (&self));
}
