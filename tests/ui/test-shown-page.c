/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-shown-page.h"

/* Which page of a stack assistive programs are given. */

typedef struct
{
  GtkWidget *stack;
  GtkWidget *first;
  GtkWidget *second;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->stack = g_object_ref_sink (gtk_stack_new ());
  f->first = gtk_label_new ("first");
  f->second = gtk_label_new ("second");
  gtk_stack_add_named (GTK_STACK (f->stack), f->first, "first");
  gtk_stack_add_named (GTK_STACK (f->stack), f->second, "second");
  tuntas_shown_page_only (GTK_STACK (f->stack));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->stack);
}

static void
check_given (GtkWidget *given, GtkWidget *other)
{
  gtk_test_accessible_assert_state (given, GTK_ACCESSIBLE_STATE_HIDDEN, FALSE);
  gtk_test_accessible_assert_state (other, GTK_ACCESSIBLE_STATE_HIDDEN, TRUE);
}

static void
test_from_the_start (Fixture *f, gconstpointer data)
{
  check_given (f->first, f->second);
}

static void
test_turned (Fixture *f, gconstpointer data)
{
  gtk_stack_set_visible_child_name (GTK_STACK (f->stack), "second");
  check_given (f->second, f->first);
  gtk_stack_set_visible_child_name (GTK_STACK (f->stack), "first");
  check_given (f->first, f->second);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);

  g_test_add ("/ui/shown-page/from-the-start", Fixture, NULL, set_up, test_from_the_start, tear_down);
  g_test_add ("/ui/shown-page/turned", Fixture, NULL, set_up, test_turned, tear_down);
  return g_test_run ();
}
