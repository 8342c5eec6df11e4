/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-settings-private.h"

#include "tuntas-json.h"

gboolean
tuntas_sim_settings_refuse (GError **error, const char *path, const char *reason)
{
  g_set_error (error, TUNTAS_SIMULATOR_ERROR, TUNTAS_SIMULATOR_ERROR_SCENARIO, "%s: %s", path, reason);
  return FALSE;
}

gboolean
tuntas_sim_settings_refuse_member (GError **error, const char *path, const char *member, const char *reason)
{
  g_autofree char *place = g_strconcat (path, ".", member, NULL);

  return tuntas_sim_settings_refuse (error, place, reason);
}

gboolean
tuntas_sim_settings_check_members (JsonObject *object, const char *path, const char *const *allowed, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (allowed, l->data))
      return tuntas_sim_settings_refuse_member (error, path, l->data, "is not known here");
  return TRUE;
}

gboolean
tuntas_sim_settings_read_word (JsonObject *object, const char *path, const char *member, const char *const *words,
                               guint *out, GError **error)
{
  const char *value = NULL;
  g_autofree char *all = g_strjoinv ("\" or \"", (char **) words);
  g_autofree char *wanted = g_strdup_printf ("\"%s\" is wanted here", all);

  if (!tuntas_json_get_string_optional (object, path, member, &value, error))
    return FALSE;
  for (guint i = 0; value != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], value))
      {
        *out = i;
        return TRUE;
      }
  return value == NULL || tuntas_sim_settings_refuse_member (error, path, member, wanted);
}

static gboolean
read_word (JsonObject *object, const char *member, const char *const *words, guint *out, GError **error)
{
  return tuntas_sim_settings_read_word (object, "settings", member, words, out, error);
}

static gboolean
read_words (TuntasSimSettings *settings, JsonObject *object, GError **error)
{
  static const char *const etags[] = { "documented", "7.6.1.3", NULL };
  static const char *const callers[] = { "json", "redirect", "html", NULL };
  static const char *const reactivates[] = { "us", "server", NULL };
  static const char *const csrfs[] = { "optional", "required", NULL };
  static const char *const logtypes[] = { "default", "refuse", NULL };
  static const char *const closeds[] = { "refuse-status", "silent", NULL };
  static const char *const cookies[] = { "any", "all", NULL };
  guint etag = 0, caller = 0, reactivate = 0, csrf = 0, logtype = 0, closed = 0, cookie = 0;

  if (!read_word (object, "etag", etags, &etag, error) ||
      !read_word (object, "unknown_caller", callers, &caller, error) ||
      !read_word (object, "reactivate", reactivates, &reactivate, error) ||
      !read_word (object, "csrf", csrfs, &csrf, error) ||
      !read_word (object, "unlisted_logtype", logtypes, &logtype, error) ||
      !read_word (object, "closed", closeds, &closed, error) ||
      !read_word (object, "cookies", cookies, &cookie, error) ||
      !tuntas_json_get_boolean_optional (object, "settings", "owner_or_group", &settings->owner_or_group, error) ||
      !tuntas_json_get_boolean_optional (object, "settings", "secure_cookies", &settings->secure_cookies, error))
    return FALSE;
  settings->etag = etag;
  settings->unknown_caller = caller;
  settings->server_reactivates = reactivate == 1;
  settings->csrf_required = csrf == 1;
  settings->refuse_logtype = logtype == 1;
  settings->closed_is_silent = closed == 1;
  settings->all_cookies = cookie == 1;
  return TRUE;
}

static gboolean
read_numbers (TuntasSimSettings *settings, JsonObject *object, GError **error)
{
  gint64 idle = settings->session_idle / 60;
  gint64 life = settings->transaction_life / 60;
  gint64 page = settings->default_page_size;
  gint64 max = settings->max_page_size;
  gint64 bad = settings->max_bad_logins;
  const struct { const char *member; gint64 *number; gint64 min; } numbers[] = {
    { "session_idle_minutes", &idle, 1 }, { "transaction_minutes", &life, 0 }, { "default_page_size", &page, 0 },
    { "max_page_size", &max, 1 },         { "max_bad_logins", &bad, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *path = g_strconcat ("settings.", numbers[i].member, NULL);

      if (!tuntas_json_get_int_optional (object, "settings", numbers[i].member, numbers[i].number, error))
        return FALSE;
      if (*numbers[i].number < numbers[i].min || *numbers[i].number > G_MAXINT)
        return tuntas_sim_settings_refuse (error, path, "is out of range");
    }
  settings->session_idle = idle * 60;
  settings->transaction_life = life * 60;
  settings->default_page_size = page;
  settings->max_page_size = max;
  settings->max_bad_logins = bad;
  return tuntas_json_get_boolean_optional (object, "settings", "counts", &settings->counts, error) &&
         tuntas_json_get_boolean_optional (object, "settings", "worklog_changes_rowstamp",
                                           &settings->worklog_changes_rowstamp, error);
}

static gboolean
read_zone (TuntasSimSettings *settings, JsonObject *object, GError **error)
{
  const char *offset = NULL;
  g_autoptr (GTimeZone) zone = NULL;

  if (!tuntas_json_get_string_optional (object, "settings", "zone", &offset, error))
    return FALSE;
  if (offset == NULL)
    return TRUE;
  zone = g_regex_match_simple ("^[+-][0-9]{2}:[0-9]{2}$", offset, 0, 0) ? g_time_zone_new_identifier (offset) : NULL;
  if (zone == NULL)
    return tuntas_sim_settings_refuse (error, "settings.zone", "an offset such as +07:00 is wanted here");
  g_time_zone_unref (settings->zone);
  settings->zone = g_steal_pointer (&zone);
  g_free (settings->offset);
  settings->offset = g_strdup (offset);
  return TRUE;
}

static gboolean
read_texts (TuntasSimSettings *settings, JsonObject *object, GError **error)
{
  const char *context = NULL;
  const char *version = NULL;
  const char *prefix = NULL;

  if (object != NULL && (!tuntas_json_get_string_optional (object, "settings", "context", &context, error) ||
                         !tuntas_json_get_string_optional (object, "settings", "version", &version, error) ||
                         !tuntas_json_get_string_optional (object, "settings", "ticket_prefix", &prefix, error)))
    return FALSE;
  if (context != NULL && !g_regex_match_simple ("^[A-Za-z0-9_-]+$", context, 0, 0))
    return tuntas_sim_settings_refuse (error, "settings.context", "one name without '/' is wanted here");
  if (context != NULL)
    {
      g_free (settings->context);
      settings->context = g_strdup (context);
    }
  settings->version = g_strdup (version != NULL ? version : "V7613-00");
  settings->ticket_prefix = g_strdup (prefix != NULL ? prefix : "IN");
  return TRUE;
}

gboolean
tuntas_sim_settings_read (TuntasSimStore *store, JsonObject *object, GError **error)
{
  static const char *const allowed[] = {
    "context", "version", "zone", "start", "etag", "unknown_caller", "reactivate", "csrf", "counts",
    "worklog_changes_rowstamp",
    "session_idle_minutes", "transaction_minutes", "default_page_size", "max_page_size", "ticket_prefix",
    "object_structures", "statuses", "logtypes", "required", "pend_requires", "attribute_names", "attributes",
    "saved_queries", "worklog_read", "worklog_write", "unlisted_logtype", "closed", "cookies", "secure_cookies",
    "owner_or_group", "max_bad_logins", NULL
  };

  if (object != NULL && (!tuntas_sim_settings_check_members (object, "settings", allowed, error) ||
                         !read_words (&store->settings, object, error) ||
                         !read_numbers (&store->settings, object, error) ||
                         !read_zone (&store->settings, object, error)))
    return FALSE;
  return read_texts (&store->settings, object, error) && tuntas_sim_settings_read_lists (store, object, error);
}
