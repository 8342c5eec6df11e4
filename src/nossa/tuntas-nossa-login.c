/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-private.h"

#include "tuntas-nossa-body.h"
#include "tuntas-plain.h"
#include "tuntas-wipe.h"

#include <string.h>

#define LARGEST_PERSON (64 * 1024)

/* Submitting the credentials in the site's way, then asking who that was: in form mode only the second answer shows
 * whether the first was a yes (maximo.md §2). */

static char *
encoded_pair (TuntasNossa *self, const char *prefix)
{
  char *pair = g_strconcat (self->user, ":", self->secret, NULL);
  char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  char *header = g_strconcat (prefix, encoded, NULL);

  tuntas_wipe (pair);
  tuntas_wipe (encoded);
  return header;
}

static TuntasRequest *
plan_form (TuntasNossa *self)
{
  g_autofree char *path = g_strconcat (tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_CONTEXT_ROOT),
                                       tuntas_nossa_site_get_text (self->site, TUNTAS_NOSSA_SITE_FORM_PATH), NULL);
  g_autofree char *user = g_uri_escape_string (self->user, NULL, FALSE);
  char *secret = g_uri_escape_string (self->secret, NULL, FALSE);
  char *form = g_strconcat ("j_username=", user, "&j_password=", secret, NULL);
  g_autoptr (GBytes) body = g_bytes_new_with_free_func (form, strlen (form), (GDestroyNotify) tuntas_wipe, form);
  TuntasRequest *plan = tuntas_nossa_plan (self, "POST", path);

  tuntas_wipe (secret);
  tuntas_request_add_header (plan, "Content-Type", "application/x-www-form-urlencoded");
  tuntas_request_set_body (plan, body);
  return plan;
}

static TuntasRequest *
plan_login (TuntasNossa *self)
{
  gboolean basic = tuntas_nossa_site_get_auth (self->site) == TUNTAS_NOSSA_AUTH_BASIC;
  g_autofree char *path = tuntas_nossa_site_dup_path (self->site, "/login?lean=1&csrf=1");
  char *value = encoded_pair (self, basic ? "Basic " : "");
  TuntasRequest *plan = tuntas_nossa_plan (self, "POST", path);

  tuntas_request_add_header (plan, basic ? "Authorization" : "maxauth", value);
  tuntas_wipe (value);
  return plan;
}

/* Whether the agent signed out, or in again, since this login began; then the task is answered. */
static gboolean
is_overtaken (TuntasNossa *self, GTask *task)
{
  if (GPOINTER_TO_UINT (g_task_get_task_data (task)) == self->logins)
    return FALSE;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "another sign-in or sign-out came between");
  return TRUE;
}

/* *text replaced by the first of the names that the object has, as one plain line. */
static void
take_first (JsonObject *object, const char *const *names, char **text)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *value = tuntas_nossa_body_get_string (object, names[i]);
      g_autofree char *plain = value != NULL ? tuntas_plain_text (value, TRUE) : NULL;

      if (plain != NULL && *plain != '\0')
        {
          g_free (*text);
          *text = g_steal_pointer (&plain);
          return;
        }
    }
}

/* The shape of this answer is not documented; it is read tolerantly (maximo.md §1). */
static gboolean
read_person (TuntasNossa *self, TuntasAnswer *answer, GError **error)
{
  static const char *const ids[] = { "personId", "personid", "userName", "loginID", NULL };
  static const char *const names[] = { "displayName", "displayname", "loginUserName", NULL };
  g_autoptr (JsonNode) root = NULL;

  /* Read in the main loop, so it must be as small as it always is. */
  if (g_bytes_get_size (tuntas_answer_get_body (answer)) > LARGEST_PERSON)
    {
      g_set_error_literal (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_TOO_LARGE, "whoami: more than 64 KiB");
      return FALSE;
    }
  root = tuntas_nossa_body_parse (tuntas_answer_get_body (answer), error);
  if (root == NULL)
    return FALSE;
  g_clear_pointer (&self->person_id, g_free);
  g_clear_pointer (&self->display_name, g_free);
  if (JSON_NODE_HOLDS_OBJECT (root))
    {
      take_first (json_node_get_object (root), ids, &self->person_id);
      take_first (json_node_get_object (root), names, &self->display_name);
    }
  if (self->person_id != NULL)
    return TRUE;
  g_set_error_literal (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_MALFORMED, "whoami.personId: is missing");
  return FALSE;
}

static gboolean
read_whoami (TuntasNossa *self, TuntasAnswer *answer, GError **error)
{
  gboolean form = tuntas_nossa_site_get_auth (self->site) == TUNTAS_NOSSA_AUTH_FORM;
  GError *cause = NULL;

  tuntas_nossa_take (self, answer);
  if (!tuntas_nossa_answer_check (answer, TUNTAS_NOSSA_SIGN_IN, &cause))
    {
      /* The sign-in page again: that is this mode's no. */
      if (form && cause->code == TUNTAS_NOSSA_ERROR_NOT_DATA)
        cause->code = TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED;
      g_propagate_error (error, cause);
      return FALSE;
    }
  return read_person (self, answer, error);
}

static void
whoami_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasNossa *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (TuntasAnswer) answer = tuntas_transport_send_finish (TUNTAS_TRANSPORT (source), result, &error);

  if (answer != NULL && is_overtaken (self, task))
    return;
  /* Nothing of this request left, but the credentials did with the one before. */
  if (answer == NULL && error->domain == TUNTAS_NOSSA_ERROR
      && tuntas_nossa_site_get_auth (self->site) != TUNTAS_NOSSA_AUTH_APIKEY)
    error->code = TUNTAS_NOSSA_ERROR_UNKNOWN;
  if (answer != NULL && read_whoami (self, answer, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ask_who (TuntasNossa *self, GTask *task)
{
  g_autofree char *path = tuntas_nossa_site_dup_path (self->site, "/whoami?lean=1");
  g_autoptr (TuntasRequest) plan = tuntas_nossa_plan (self, "GET", path);
  g_autoptr (TuntasRequest) request = tuntas_nossa_dress (self, plan, TUNTAS_NOSSA_SIGN_IN);

  tuntas_transport_send_async (self->transport, request, g_task_get_cancellable (task), whoami_cb, task);
}

static void
login_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TuntasNossa *self = g_task_get_source_object (task);
  gboolean form = tuntas_nossa_site_get_auth (self->site) == TUNTAS_NOSSA_AUTH_FORM;
  GError *error = NULL;
  g_autoptr (TuntasAnswer) answer = tuntas_transport_send_finish (TUNTAS_TRANSPORT (source), result, &error);

  self->submitting--;
  if (is_overtaken (self, task))
    {
      g_clear_error (&error);
      tuntas_nossa_give_back (self, answer);
      return;
    }
  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  tuntas_nossa_take (self, answer);
  /* A form is answered by a redirect or a page, whatever the outcome. */
  if ((form && tuntas_answer_get_status (answer) < 400)
      || tuntas_nossa_answer_check (answer, TUNTAS_NOSSA_SIGN_IN, &error))
    ask_who (self, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
tuntas_nossa_log_in_async (TuntasNossa *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (TuntasRequest) plan = NULL;
  g_autoptr (TuntasRequest) request = NULL;

  g_task_set_source_tag (task, tuntas_nossa_log_in_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (++self->logins), NULL);
  tuntas_cookie_jar_clear (self->jar);
  g_clear_pointer (&self->csrf_token, g_free);
  switch (tuntas_nossa_site_get_auth (self->site))
    {
    case TUNTAS_NOSSA_AUTH_APIKEY:
      ask_who (self, g_steal_pointer (&task));
      return;
    case TUNTAS_NOSSA_AUTH_FORM:
      plan = plan_form (self);
      break;
    case TUNTAS_NOSSA_AUTH_BASIC:
    case TUNTAS_NOSSA_AUTH_MAXAUTH:
    default:
      plan = plan_login (self);
      break;
    }
  request = tuntas_nossa_dress (self, plan, TUNTAS_NOSSA_SIGN_IN);
  self->submitting++;
  tuntas_transport_send_async (self->transport, request, cancellable, login_cb, g_steal_pointer (&task));
}

gboolean
tuntas_nossa_log_in_finish (TuntasNossa *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
