/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-dialler.h"

#include <string.h>

char *
tuntas_dialler_reduce (const char *phone)
{
  GString *reduced = g_string_new (NULL);

  for (const char *p = phone; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) || strchr ("+*#,;", *p) != NULL)
      g_string_append_c (reduced, *p);
  return g_string_free (reduced, FALSE);
}

/* A customer's number comes from outside: with * and # it would tell the network to do something, with , and ; go on
 * after the call is there. */
static char *
reduce_number (const char *phone)
{
  GString *number = g_string_new (NULL);

  for (const char *p = phone; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) || (*p == '+' && number->len == 0))
      g_string_append_c (number, *p);
  return g_string_free (number, FALSE);
}

char *
tuntas_dialler_plan (const char *phone, const char *outside_line, const char *prefix, const char *instead_of_62)
{
  g_autofree char *number = reduce_number (phone);
  g_autofree char *before = g_strconcat (outside_line, prefix, NULL);
  g_autofree char *whole = NULL;
  const char *rest = number[0] == '+' ? number + 1 : number;

  if (instead_of_62 != NULL && g_str_has_prefix (rest, "62"))
    whole = g_strconcat (before, instead_of_62, rest + 2, NULL);
  else
    whole = g_strconcat (before, number, NULL);
  return tuntas_dialler_reduce (whole);
}

GStrv
tuntas_dialler_split (const char *command, const char *number, GError **error)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) parsed = NULL;
  gboolean placed = FALSE;

  if (!g_shell_parse_argv (command, NULL, &parsed, error))
    return NULL;
  for (guint i = 0; parsed[i] != NULL; i++)
    {
      g_autoptr (GString) word = g_string_new (parsed[i]);

      placed |= g_string_replace (word, "%s", number, 0) > 0;
      g_strv_builder_add (words, word->str);
    }
  if (!placed)
    g_strv_builder_add (words, number);
  return g_strv_builder_end (words);
}

gboolean
tuntas_dialler_has_handler (void)
{
  g_autoptr (GAppInfo) handler = g_app_info_get_default_for_uri_scheme ("tel");

  return handler != NULL;
}

static gboolean
dial_by_handler (const char *number, GtkWidget *widget, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (number, "+*,;", FALSE);
  g_autofree char *uri = g_strconcat ("tel:", escaped, NULL);
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));

  return g_app_info_launch_default_for_uri (uri, G_APP_LAUNCH_CONTEXT (context), error);
}

static gboolean
dial_by_command (TuntasSettings *settings, const char *number, GError **error)
{
  g_autofree char *command = tuntas_settings_dup_dial_command (settings);
  g_auto (GStrv) words = tuntas_dialler_split (command, number, error);
  g_autoptr (GSubprocess) process = NULL;

  if (words == NULL)
    return FALSE;
  process = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, error);
  return process != NULL;
}

gboolean
tuntas_dialler_dial (TuntasSettings *settings, TuntasDialMode mode, const char *phone, GtkWidget *widget,
                     GError **error)
{
  g_autofree char *line = tuntas_settings_dup_outside_line (settings);
  g_autofree char *number = tuntas_dialler_plan (phone, line, tuntas_settings_get_prefix (settings),
                                                 tuntas_settings_get_instead_of_62 (settings));

  switch (mode)
    {
    case TUNTAS_DIAL_HAND:
      return TRUE;
    case TUNTAS_DIAL_TEL:
      return dial_by_handler (number, widget, error);
    case TUNTAS_DIAL_COMMAND:
      return dial_by_command (settings, number, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}
