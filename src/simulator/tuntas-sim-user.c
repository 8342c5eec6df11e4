/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-user.h"

#include "tuntas-json.h"
#include "tuntas-sim-settings.h"

/* Text members, each into its place; what is there already is its default. */
static gboolean
read_texts (TuntasSimUser *user, JsonObject *object, const char *path, GError **error)
{
  const struct { const char *member; char **place; } texts[] = {
    { "user", &user->user },   { "password", &user->password },         { "apikey", &user->apikey },
    { "person", &user->person }, { "display_name", &user->display_name }, { "email", &user->email },
    { "unit", &user->unit },   { "site", &user->site },                 { "org", &user->org },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *value = NULL;

      if (!tuntas_json_get_string_optional (object, path, texts[i].member, &value, error))
        return FALSE;
      if (value == NULL)
        continue;
      g_free (*texts[i].place);
      *texts[i].place = g_strdup (value);
    }
  return TRUE;
}

static gboolean
read_sign_in (TuntasSimStore *store, TuntasSimUser *user, JsonObject *object, const char *path, GError **error)
{
  static const char *const words[] = { "allowed", "expired", "no-reset", "blocked", NULL };
  gint64 minutes = -1;
  guint sign_in = 0;

  if (!tuntas_sim_settings_read_word (object, path, "sign_in", words, &sign_in, error) ||
      !tuntas_json_get_int_optional (object, path, "apikey_minutes", &minutes, error))
    return FALSE;
  if (minutes < -1 || minutes > G_MAXINT)
    return tuntas_sim_settings_refuse_member (error, path, "apikey_minutes", "is out of range");
  user->sign_in = sign_in;
  user->apikey_dies = minutes < 0 ? -1 : tuntas_clock_now_seconds (store->clock) + minutes * 60;
  return TRUE;
}

static gboolean
read_structures (TuntasSimUser *user, JsonObject *object, const char *path, GError **error)
{
  JsonArray *array = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!tuntas_json_get_array_optional (object, path, "object_structures", &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *name = NULL;

      if (json_node_get_value_type (node) != G_TYPE_STRING)
        return tuntas_sim_settings_refuse_member (error, path, "object_structures", "names are wanted here");
      name = g_ascii_strdown (json_node_get_string (node), -1);
      g_strv_builder_add (builder, name);
    }
  user->structures = array != NULL ? g_strv_builder_end (builder) : NULL;
  return TRUE;
}

static gboolean
read_user (TuntasSimStore *store, TuntasSimUser *user, JsonObject *object, const char *path, GError **error)
{
  static const char *const allowed[] = { "user", "password", "apikey", "person",  "display_name",   "email",
                                         "unit", "site",     "org",    "sign_in", "apikey_minutes", "object_structures",
                                         NULL };
  const char *name, *person;
  char *upper;

  if (!tuntas_sim_settings_check_members (object, path, allowed, error) ||
      !tuntas_json_get_string (object, path, "user", &name, error) ||
      !tuntas_json_get_string (object, path, "person", &person, error))
    return FALSE;
  user->display_name = g_strdup (name);
  user->site = g_strdup ("TLKM");
  user->org = g_strdup ("TELKOM");
  if (!read_texts (user, object, path, error) || !read_sign_in (store, user, object, path, error) ||
      !read_structures (user, object, path, error))
    return FALSE;
  upper = g_utf8_strup (user->person, -1);
  g_free (user->person);
  user->person = upper;
  return tuntas_sim_store_find_user (store, name) == NULL ||
         tuntas_sim_settings_refuse_member (error, path, "user", "is there twice");
}

gboolean
tuntas_sim_scenario_read_user (TuntasSimStore *store, JsonNode *node, const char *path, GError **error)
{
  JsonObject *object = tuntas_json_root_object (node, path, error);
  TuntasSimUser *user = g_new0 (TuntasSimUser, 1);

  if (object == NULL || !read_user (store, user, object, path, error))
    {
      tuntas_sim_user_free (user);
      return FALSE;
    }
  g_ptr_array_add (store->users, user);
  return TRUE;
}
