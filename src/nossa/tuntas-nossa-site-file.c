/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-site-private.h"

#include <string.h>

static const char *const auth_names[] = { "maxauth", "basic", "form", "apikey", NULL };
static const char *const method_names[] = { "patch", "action", NULL };
static const char *const ttr_names[] = { "seconds", "hours", NULL };

/* The keys beside the texts, the columns and the actions. */
static const struct
{
  const char *group;
  const char *key;
} other_keys[] = {
  { "server", "auth" },      { "server", "request_deadline" }, { "server", "max_bytes" }, { "tickets", "page_size" },
  { "tickets", "statuses" }, { "formats", "ttr" },             { "status", "method" },
};

typedef struct
{
  GKeyFile   *file;
  const char *name;
  GError    **error;
} Reader;

G_GNUC_PRINTF (6, 7)
static gboolean
fail (GError **error, TuntasNossaSiteError code, const char *place, const char *group, const char *key,
      const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, TUNTAS_NOSSA_SITE_ERROR, (int) code, "%s: [%s] %s: %s", place, group, key, reason);
  return FALSE;
}

/* Replaces *text by the value of the key, where it is there. */
static gboolean
read_text (Reader *reader, const char *group, const char *key, char **text)
{
  g_autoptr (GError) cause = NULL;
  char *value;

  if (!g_key_file_has_key (reader->file, group, key, NULL))
    return TRUE;
  value = g_key_file_get_string (reader->file, group, key, &cause);
  if (value == NULL)
    return fail (reader->error, TUNTAS_NOSSA_SITE_ERROR_VALUE, reader->name, group, key, "%s", cause->message);
  for (const char *p = value; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      {
        g_free (value);
        return fail (reader->error, TUNTAS_NOSSA_SITE_ERROR_VALUE, reader->name, group, key, "a control character");
      }
  g_free (*text);
  *text = g_strstrip (value);
  return TRUE;
}

/* One of names (NULL at its end); *index untouched where the key is not there. */
static gboolean
read_choice (Reader *reader, const char *group, const char *key, const char *const *names, guint *index)
{
  g_autofree char *value = NULL;
  g_autofree char *all = g_strjoinv (", ", (char **) names);

  if (!read_text (reader, group, key, &value))
    return FALSE;
  if (value == NULL)
    return TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], value) == 0)
      {
        *index = i;
        return TRUE;
      }
  return fail (reader->error, TUNTAS_NOSSA_SITE_ERROR_VALUE, reader->name, group, key, "\"%s\" is none of %s", value,
               all);
}

static gboolean
read_number (Reader *reader, const char *group, const char *key, guint64 least, guint64 most, guint64 *number)
{
  g_autofree char *value = NULL;

  if (!read_text (reader, group, key, &value))
    return FALSE;
  if (value == NULL || g_ascii_string_to_unsigned (value, 10, least, most, number, NULL))
    return TRUE;
  return fail (reader->error, TUNTAS_NOSSA_SITE_ERROR_VALUE, reader->name, group, key,
               "\"%s\" is no whole number from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT, value, least, most);
}

static gboolean
is_known_key (const char *group, const char *key)
{
  TuntasTicketField field;
  const char *text_group, *text_key;

  for (guint i = 0; i < TUNTAS_NOSSA_SITE_N_TEXTS; i++)
    {
      tuntas_nossa_site_place (i, &text_group, &text_key);
      if (strcmp (group, text_group) == 0 && strcmp (key, text_key) == 0)
        return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (other_keys); i++)
    if (strcmp (group, other_keys[i].group) == 0 && strcmp (key, other_keys[i].key) == 0)
      return TRUE;
  for (guint i = 0; strcmp (group, "status") == 0 && i < TUNTAS_NOSSA_N_ACTIONS; i++)
    if (strcmp (key, tuntas_nossa_site_action_key (i)) == 0)
      return TRUE;
  return strcmp (group, "columns") == 0 && tuntas_ticket_field_from_nick (key, &field)
         && field != TUNTAS_TICKET_HREF && field != TUNTAS_TICKET_ROWSTAMP;
}

static gboolean
check_keys (Reader *reader)
{
  g_auto (GStrv) groups = g_key_file_get_groups (reader->file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (reader->file, groups[i], NULL, NULL);

      for (guint j = 0; keys != NULL && keys[j] != NULL; j++)
        if (!is_known_key (groups[i], keys[j]))
          return fail (reader->error, TUNTAS_NOSSA_SITE_ERROR_UNKNOWN_KEY, reader->name, groups[i], keys[j],
                       "there is no such setting");
    }
  return TRUE;
}

static gboolean
read_statuses (Reader *reader, TuntasNossaSite *site)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *value = NULL;
  g_auto (GStrv) parts = NULL;

  if (!read_text (reader, "tickets", "statuses", &value))
    return FALSE;
  if (value == NULL)
    return TRUE;
  parts = g_strsplit (value, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);
  g_strfreev (site->statuses);
  site->statuses = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_tables (Reader *reader, TuntasNossaSite *site)
{
  const char *group, *key;

  for (guint i = 0; i < TUNTAS_NOSSA_SITE_N_TEXTS; i++)
    {
      tuntas_nossa_site_place (i, &group, &key);
      if (!read_text (reader, group, key, &site->texts[i]))
        return FALSE;
    }
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    if (!read_text (reader, "columns", tuntas_ticket_field_nick (i), &site->columns[i]))
      return FALSE;
  for (guint i = 0; i < TUNTAS_NOSSA_N_ACTIONS; i++)
    if (!read_text (reader, "status", tuntas_nossa_site_action_key (i), &site->actions[i]))
      return FALSE;
  return read_statuses (reader, site);
}

static gboolean
read_others (Reader *reader, TuntasNossaSite *site)
{
  guint auth = site->auth, method = site->status_by_action, hours = site->ttr_in_hours;
  guint64 deadline = (guint64) (site->request_deadline / G_USEC_PER_SEC), bytes = site->max_bytes;
  guint64 page_size = site->page_size;

  if (!read_choice (reader, "server", "auth", auth_names, &auth)
      || !read_choice (reader, "status", "method", method_names, &method)
      || !read_choice (reader, "formats", "ttr", ttr_names, &hours)
      || !read_number (reader, "server", "request_deadline", 1, 300, &deadline)
      || !read_number (reader, "server", "max_bytes", 64 * 1024, 64 * 1024 * 1024, &bytes)
      || !read_number (reader, "tickets", "page_size", 1, 200, &page_size))
    return FALSE;
  site->auth = auth;
  site->status_by_action = method == 1;
  site->ttr_in_hours = hours == 1;
  site->request_deadline = (gint64) deadline * G_USEC_PER_SEC;
  site->max_bytes = (gsize) bytes;
  site->page_size = (guint) page_size;
  return TRUE;
}

TuntasNossaSite *
tuntas_nossa_site_new_from_key_file (GKeyFile *key_file, const char *file_name, GError **error)
{
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_alloc ();
  Reader reader = { key_file, file_name, error };

  if (!check_keys (&reader) || !read_tables (&reader, site) || !read_others (&reader, site)
      || !tuntas_nossa_site_settle (site, file_name, error))
    return NULL;
  return g_steal_pointer (&site);
}
