/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-kept-children.h"

/* That the children which stay are the same widgets, at the place their key has now. */

typedef struct
{
  GtkBox *box;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->box = GTK_BOX (g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0)));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->box);
}

/* Shows a child for each letter of keys; returns how many were new. */
static guint
show (Fixture *f, const char *keys)
{
  TuntasKeptChildren kept;
  guint n_new = 0;

  tuntas_kept_children_begin (&kept, f->box);
  for (; *keys != '\0'; keys++)
    {
      char key[2] = { *keys, '\0' };

      if (tuntas_kept_children_next (&kept, key) != NULL)
        continue;
      tuntas_kept_children_add (&kept, key, gtk_button_new_with_label (key));
      n_new++;
    }
  tuntas_kept_children_end (&kept);
  return n_new;
}

static char *
dup_shown (Fixture *f)
{
  GString *shown = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (f->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_string_append (shown, gtk_button_get_label (GTK_BUTTON (child)));
  return g_string_free (shown, FALSE);
}

static void
check (Fixture *f, const char *keys, guint n_new)
{
  g_autofree char *shown = NULL;

  g_assert_cmpuint (show (f, keys), ==, n_new);
  shown = dup_shown (f);
  g_assert_cmpstr (shown, ==, keys);
}

static void
test_order (Fixture *f, gconstpointer data)
{
  check (f, "abc", 3);
  check (f, "abc", 0);
  check (f, "acd", 1);
  check (f, "dca", 0);
  check (f, "xdya", 2);
  check (f, "", 0);
  check (f, "a", 1);
}

static void
test_same_widget (Fixture *f, gconstpointer data)
{
  GtkWidget *kept;

  show (f, "abc");
  kept = gtk_widget_get_last_child (GTK_WIDGET (f->box));
  show (f, "cxb");
  g_assert_true (gtk_widget_get_first_child (GTK_WIDGET (f->box)) == kept);
}

static void
test_focus (Fixture *f, gconstpointer data)
{
  g_autoptr (GtkWindow) window = GTK_WINDOW (g_object_ref_sink (gtk_window_new ()));
  GtkWidget *focus;

  gtk_window_set_child (window, GTK_WIDGET (f->box));
  show (f, "ab");
  focus = gtk_widget_get_last_child (GTK_WIDGET (f->box));
  g_assert_true (gtk_widget_grab_focus (focus));
  show (f, "xb");
  g_assert_true (gtk_window_get_focus (window) == focus);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);

  g_test_add ("/ui/kept-children/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/ui/kept-children/same-widget", Fixture, NULL, set_up, test_same_widget, tear_down);
  g_test_add ("/ui/kept-children/focus", Fixture, NULL, set_up, test_focus, tear_down);
  return g_test_run ();
}
