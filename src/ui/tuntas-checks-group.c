/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-checks-group.h"

#include "tuntas-explain.h"
#include "tuntas-format.h"
#include "tuntas-names.h"

#include <glib/gi18n-lib.h>

/* What is known of a thing that is checked. */
typedef enum
{
  CHECK_OPEN,
  CHECK_UNDER_WAY,
  CHECK_GOOD,
  CHECK_BAD,
} CheckState;

struct _TuntasChecksGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *computer_row;
  GtkWidget *links_row;
  GtkWidget *links_icon;
  GtkWidget *links_button;
  GtkWidget *nossa_row;
  GtkWidget *nossa_icon;
  GtkWidget *nossa_test;

  TuntasWorkplace *workplace; /* (nullable): before set_workplace */
  TuntasSettings *settings;
  GTimeZone *zone;
  gboolean lists;
  gboolean unreached;
  char *server;               /* (nullable): that was tried last */
  GCancellable *reaching;     /* (nullable): it is being tried */
};

static guint test_signal, changed_signal;

G_DEFINE_FINAL_TYPE (TuntasChecksGroup, tuntas_checks_group, ADW_TYPE_PREFERENCES_GROUP)

static void
set_check (GtkWidget *icon, CheckState state)
{
  static const struct { const char *icon, *style, *name; } looks[] = {
    [CHECK_OPEN] = { "content-loading-symbolic", NULL, N_("not checked") },
    [CHECK_UNDER_WAY] = { "content-loading-symbolic", NULL, N_("being checked") },
    [CHECK_GOOD] = { "object-select-symbolic", "good", N_("done") },
    [CHECK_BAD] = { "dialog-warning-symbolic", "late", N_("trouble") },
  };

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), looks[state].icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _(looks[state].name), -1);
  gtk_widget_remove_css_class (icon, "good");
  gtk_widget_remove_css_class (icon, "late");
  if (looks[state].style != NULL)
    gtk_widget_add_css_class (icon, looks[state].style);
}

/* 1.1.3 */

static void
show_nossa (TuntasChecksGroup *self, CheckState state, const char *text)
{
  set_check (self->nossa_icon, state);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->nossa_row), text);
  self->unreached = state == CHECK_BAD;
  g_signal_emit (self, changed_signal, 0);
}

static void
reached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasChecksGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 took = 0;

  if (tuntas_workplace_reach_finish (TUNTAS_WORKPLACE (source), result, &took, &error))
    {
      /* Translators: the address of Nossa, then how long its answer took, with one decimal: "terhubung, 0,2 dtk" */
      text = g_strdup_printf (_("%s · connected, %.1f s"), self->server,
                              (double) MAX (took, G_USEC_PER_SEC / 10) / G_USEC_PER_SEC);
      show_nossa (self, CHECK_GOOD, text);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = tuntas_explain_error (error);
      show_nossa (self, CHECK_BAD, text);
    }
}

void
tuntas_checks_group_stop (TuntasChecksGroup *self)
{
  g_return_if_fail (TUNTAS_IS_CHECKS_GROUP (self));
  if (self->reaching != NULL)
    g_cancellable_cancel (self->reaching);
  g_clear_object (&self->reaching);
}

void
tuntas_checks_group_reach (TuntasChecksGroup *self, const char *server)
{
  g_return_if_fail (TUNTAS_IS_CHECKS_GROUP (self));
  tuntas_checks_group_stop (self);
  if (self->lists)
    {
      show_nossa (self, CHECK_OPEN, _("Not connected: paste ticket lists or open them as files"));
      return;
    }
  if (*server == '\0')
    {
      show_nossa (self, CHECK_OPEN, _("Enter the address of Nossa below"));
      return;
    }
  show_nossa (self, CHECK_UNDER_WAY, _("Testing the connection…"));
  g_free (self->server);
  self->server = g_strdup (server);
  self->reaching = g_cancellable_new ();
  tuntas_workplace_reach_async (self->workplace, server, self->reaching, reached_cb, g_object_ref (self));
}

gboolean
tuntas_checks_group_is_unreached (TuntasChecksGroup *self)
{
  g_return_val_if_fail (TUNTAS_IS_CHECKS_GROUP (self), FALSE);
  return self->unreached;
}

static void
test_cb (TuntasChecksGroup *self)
{
  g_signal_emit (self, test_signal, 0);
}

/* 1.1.2 */

static void
link_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasChecksGroup) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error))
    return;
  g_message ("a link was not opened: %s", error->message);
  set_check (self->links_icon, CHECK_BAD);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->links_row),
                               _("No browser opened the links. Open the applications yourself."));
}

static void
open_links_cb (TuntasChecksGroup *self)
{
  g_auto (GStrv) links = tuntas_settings_dup_links (self->settings);
  guint n_links = g_strv_length (links);
  g_autofree char *when = tuntas_format_clock (tuntas_clock_now_seconds (tuntas_workplace_get_clock (self->workplace)),
                                               self->zone);
  g_autofree char *text = NULL;

  if (n_links == 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.preferences", NULL);
      return;
    }
  for (guint i = 0; i < n_links; i++)
    gtk_show_uri_full (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), links[i], GDK_CURRENT_TIME, NULL,
                       link_shown_cb, g_object_ref (self));
  /* Translators: how many links were opened, and at what time: "3 tautan dibuka 07.52" */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u link opened %s", "%u links opened %s", n_links), n_links,
                          when);
  set_check (self->links_icon, CHECK_GOOD);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->links_row), text);
}

static void
show_links (TuntasChecksGroup *self)
{
  g_auto (GStrv) links = tuntas_settings_dup_links (self->settings);
  guint n_links = g_strv_length (links);
  g_autofree char *text = NULL;

  text = n_links > 0
    ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u link, not opened yet", "%u links, not opened yet", n_links),
                       n_links)
    : g_strdup (_("No links yet; add those that you open each shift"));
  set_check (self->links_icon, CHECK_OPEN);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->links_row), text);
  gtk_button_set_label (GTK_BUTTON (self->links_button), n_links > 0 ? _("Open") : _("Add"));
  /* After the label, which becomes the name too. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->links_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  n_links > 0 ? _("Open the supporting applications")
                                              : _("Add the supporting applications"), -1);
}

/* The group */

static void
show_clauses (TuntasChecksGroup *self)
{
  TuntasProcedure *procedure = tuntas_workplace_get_procedure (self->workplace);
  const char *language = g_get_language_names ()[0];
  g_autofree char *title = g_strconcat ("1.1 ", tuntas_names_clause (procedure, "1.1", language), NULL);
  g_autofree char *markup = g_markup_escape_text (title, -1);

  /* The titles of groups are markup in libadwaita 1.2, those of rows are told not to be. */
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), markup);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->computer_row),
                                 tuntas_names_clause (procedure, "1.1.1", language));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->links_row),
                                 tuntas_names_clause (procedure, "1.1.2", language));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->nossa_row),
                                 tuntas_names_clause (procedure, "1.1.3", language));
}

void
tuntas_checks_group_show_day (TuntasChecksGroup *self)
{
  g_autofree char *day = NULL;

  g_return_if_fail (TUNTAS_IS_CHECKS_GROUP (self));
  day = tuntas_format_date (tuntas_clock_now_seconds (tuntas_workplace_get_clock (self->workplace)), self->zone);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), day);
}

void
tuntas_checks_group_set_lists (TuntasChecksGroup *self, gboolean lists)
{
  g_return_if_fail (TUNTAS_IS_CHECKS_GROUP (self));
  self->lists = lists;
  gtk_widget_set_visible (self->nossa_test, !lists);
}

void
tuntas_checks_group_set_workplace (TuntasChecksGroup *self, TuntasWorkplace *workplace, TuntasSettings *settings)
{
  g_return_if_fail (TUNTAS_IS_CHECKS_GROUP (self));
  g_return_if_fail (self->workplace == NULL);
  g_set_object (&self->settings, settings);
  self->workplace = g_object_ref (workplace);
  g_signal_connect_object (settings, "changed::links", G_CALLBACK (show_links), self, G_CONNECT_SWAPPED);
  show_clauses (self);
  show_links (self);
}

static void
tuntas_checks_group_dispose (GObject *object)
{
  TuntasChecksGroup *self = TUNTAS_CHECKS_GROUP (object);

  tuntas_checks_group_stop (self);
  g_clear_pointer (&self->server, g_free);
  g_clear_object (&self->workplace);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (tuntas_checks_group_parent_class)->dispose (object);
}

static void
tuntas_checks_group_class_init (TuntasChecksGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tuntas_checks_group_dispose;
  test_signal = g_signal_new ("test", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  changed_signal = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/tuntas/Tuntas/tuntas-checks-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TuntasChecksGroup, computer_row);
  gtk_widget_class_bind_template_child (widget_class, TuntasChecksGroup, links_row);
  gtk_widget_class_bind_template_child (widget_class, TuntasChecksGroup, links_icon);
  gtk_widget_class_bind_template_child (widget_class, TuntasChecksGroup, links_button);
  gtk_widget_class_bind_template_child (widget_class, TuntasChecksGroup, nossa_row);
  gtk_widget_class_bind_template_child (widget_class, TuntasChecksGroup, nossa_icon);
  gtk_widget_class_bind_template_child (widget_class, TuntasChecksGroup, nossa_test);
  gtk_widget_class_bind_template_callback (widget_class, open_links_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
}

static void
tuntas_checks_group_init (TuntasChecksGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->zone = g_time_zone_new_local ();
}
