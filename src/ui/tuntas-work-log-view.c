/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-work-log-view.h"

#include "tuntas-explain.h"
#include "tuntas-wrapped-label.h"

#include <glib/gi18n.h>

/* So many of the newest are shown; the rest is in Nossa. */
#define SHOWN 5
/* So many lines of each, so that the step stays near; the whole text is in the tooltip. */
#define LINES 3

struct _TuntasWorkLogView
{
  GtkBox parent_instance;

  TuntasActor *actor; /* (owned) (nullable) */
  GtkWidget *rows;
  GtkLabel *state;
  GtkWidget *again_button;
  GCancellable *reading; /* of the clipboard … */
  TuntasDeskItem *item;  /* (owned) (nullable): … for this ticket */
};

G_DEFINE_FINAL_TYPE (TuntasWorkLogView, tuntas_work_log_view, GTK_TYPE_BOX)

static void
append (GString *line, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
}

static GtkWidget *
row_new (TuntasActor *actor, const TuntasWorkLogEntry *entry)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *when = entry->at >= 0 ? tuntas_actor_dup_moment (actor, entry->at) : NULL;
  g_autoptr (GString) head = g_string_new (NULL);
  GtkWidget *first;
  GtkWidget *words = tuntas_wrapped_label_new (*entry->text != '\0' ? entry->text : "–", NULL);

  append (head, when);
  if (entry->pasted_at >= 0)
    {
      g_autofree char *moment = tuntas_actor_dup_moment (actor, entry->pasted_at);
      /* Translators: %s is a time. */
      g_autofree char *pasted = g_strdup_printf (_("pasted %s"), moment);

      append (head, pasted);
    }
  append (head, entry->type);
  append (head, entry->by);
  first = tuntas_wrapped_label_new (head->str, NULL);
  gtk_widget_add_css_class (first, "dim-label");
  gtk_widget_add_css_class (first, "caption");
  gtk_box_append (GTK_BOX (row), first);
  gtk_label_set_lines (GTK_LABEL (words), LINES);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (words, entry->text);
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

/* (transfer full) */
static char *
dup_state (TuntasActor *actor, const TuntasWorkLog *log)
{
  g_autofree char *why = log->error != NULL ? tuntas_explain_error (log->error) : NULL;
  g_autofree char *when = log->as_of >= 0 ? tuntas_actor_dup_moment (actor, log->as_of) : NULL;

  if (when == NULL)
    return g_strdup (why != NULL ? why : _("The work log is being fetched…"));
  if (why != NULL)
    /* Translators: a time, then why there is nothing newer. */
    return g_strdup_printf (_("As of %s. %s"), when, why);
  if (log->entries->len == 0)
    /* Translators: %s is a time. */
    return g_strdup_printf (_("Nothing is written in the work log, as of %s"), when);
  /* Translators: %s is a time: from when the entries are. */
  return g_strdup_printf (_("As of %s"), when);
}

void
tuntas_work_log_view_refresh (TuntasWorkLogView *self, TuntasActor *actor)
{
  const TuntasWorkLog *log = tuntas_desk_item_get_work_log (tuntas_actor_get_item (actor));
  g_autofree char *state = dup_state (actor, log);
  GtkWidget *child;

  g_set_object (&self->actor, actor);
  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  for (guint i = 0; i < MIN (log->entries->len, SHOWN); i++)
    gtk_box_append (GTK_BOX (self->rows), row_new (actor, g_ptr_array_index (log->entries, i)));
  gtk_label_set_text (self->state, state);
  gtk_widget_set_visible (self->again_button, log->error != NULL && !log->loading);
}

static void
again_cb (TuntasWorkLogView *self)
{
  tuntas_desk_load_work_log (tuntas_actor_get_desk (self->actor), tuntas_actor_get_item (self->actor));
  tuntas_work_log_view_refresh (self, self->actor);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasWorkLogView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  /* Meanwhile it may be another ticket that is shown. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->item != tuntas_actor_get_item (self->actor))
    return;
  if (text != NULL)
    tuntas_actor_paste_work_log (self->actor, text);
  else
    tuntas_actor_say (self->actor, _("There is no text in the clipboard"));
}

static void
paste_cb (TuntasWorkLogView *self)
{
  g_cancellable_cancel (self->reading);
  g_object_unref (self->reading);
  self->reading = g_cancellable_new ();
  g_set_object (&self->item, tuntas_actor_get_item (self->actor));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->reading, pasted_cb,
                                 g_object_ref (self));
}

static void
tuntas_work_log_view_dispose (GObject *object)
{
  g_cancellable_cancel (TUNTAS_WORK_LOG_VIEW (object)->reading);
  g_clear_object (&TUNTAS_WORK_LOG_VIEW (object)->reading);
  g_clear_object (&TUNTAS_WORK_LOG_VIEW (object)->item);
  g_clear_object (&TUNTAS_WORK_LOG_VIEW (object)->actor);
  G_OBJECT_CLASS (tuntas_work_log_view_parent_class)->dispose (object);
}

static void
tuntas_work_log_view_class_init (TuntasWorkLogViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_work_log_view_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tuntas_work_log_view_init (TuntasWorkLogView *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *paste_button = gtk_button_new_with_label (_("Paste the work log"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "text-box");
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self), self->rows);
  self->state = GTK_LABEL (tuntas_wrapped_label_new (NULL, NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->state), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "dim-label");
  self->reading = g_cancellable_new ();
  g_signal_connect_object (paste_button, "clicked", G_CALLBACK (paste_cb), self, G_CONNECT_SWAPPED);
  self->again_button = gtk_button_new_with_label (_("Try again now"));
  g_signal_connect_object (self->again_button, "clicked", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (foot), self->again_button);
  gtk_box_append (GTK_BOX (foot), paste_button);
  gtk_box_append (GTK_BOX (self), foot);
}
