/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-apikey.h"

#include "tuntas-json.h"
#include "tuntas-sim-body.h"
#include "tuntas-sim-error.h"

gboolean
tuntas_sim_apikey_identify (TuntasSimStore *store, TuntasSimRequest *request, const char *key, GError **error)
{
  gint64 now = tuntas_clock_now_seconds (store->clock);

  for (guint i = 0; i < store->users->len; i++)
    {
      TuntasSimUser *user = store->users->pdata[i];

      if (g_strcmp0 (user->apikey, key) == 0 && (user->apikey_dies < 0 || now < user->apikey_dies))
        {
          request->user = user;
          return TRUE;
        }
    }
  g_set_error_literal (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_API_KEY,
                       tuntas_sim_error_words (TUNTAS_SIM_ERROR_API_KEY));
  return FALSE;
}

static TuntasSimReply *
create (TuntasSimStore *store, TuntasSimRequest *request, GError **error)
{
  gboolean empty = g_bytes_get_size (request->body) == 0;
  g_autoptr (JsonObject) body =
    empty ? json_object_new () : tuntas_sim_body_read_object (request, request->lean, error);
  gint64 minutes = -1;
  JsonObject *object;

  if (body == NULL || !tuntas_json_get_int_optional (body, "body", "expiration", &minutes, error))
    return NULL;
  g_free (request->user->apikey);
  request->user->apikey = g_uuid_string_random ();
  request->user->apikey_dies =
    minutes < 0 ? -1 : tuntas_clock_now_seconds (store->clock) + MIN (minutes, G_MAXINT) * 60;
  object = json_object_new ();
  json_object_set_string_member (object, "apikey", request->user->apikey);
  return tuntas_sim_reply_new_object (200, object);
}

TuntasSimReply *
tuntas_sim_apikey_write (TuntasSimStore *store, TuntasSimRequest *request, GError **error)
{
  const char *what = tuntas_sim_request_get_segment (request, 3);

  if (!g_str_equal (request->method, "POST") || what == NULL)
    return NULL;
  if (g_str_equal (what, "create"))
    return create (store, request, error);
  if (!g_str_equal (what, "revoke"))
    return NULL;
  g_clear_pointer (&request->user->apikey, g_free);
  return tuntas_sim_reply_new_object (200, json_object_new ());
}
