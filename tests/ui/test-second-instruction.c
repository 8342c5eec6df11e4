/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "training-desk.h"
#include "tuntas-act-field.h"
#include "tuntas-actor.h"
#include "tuntas-chip.h"

#include <string.h>

/* The sample shift by another instruction than W-03: what the agent sees are the words of its file. */

#define VISIT "fixtures/technician-visit.json"

typedef struct
{
  TuntasWorkplace *workplace;
  TuntasDesk *desk;
  TuntasActor *actor;
} Fixture;

static TuntasDeskItem *
find_of_family (TuntasDesk *desk, const char *family)
{
  GListModel *queue = tuntas_desk_get_queue (desk);

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);

      if (g_strcmp0 (tuntas_case_get_family (tuntas_desk_item_get_case (item)), family) == 0)
        return item;
    }
  g_error ("no ticket of the sample shift is of the family “%s”", family != NULL ? family : "");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->desk = training_desk_new_by (VISIT, &fixture->workplace);
  fixture->actor = tuntas_actor_new ();
  tuntas_actor_set (fixture->actor, fixture->desk, find_of_family (fixture->desk, "rumah"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tuntas_actor_set (fixture->actor, NULL, NULL);
  g_object_unref (fixture->actor);
  g_object_unref (fixture->desk);
  g_object_unref (fixture->workplace);
}

/* What stands on it, part by part. */
static void
take_words (GtkWidget *widget, GString *words)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (words, "%s%s", words->len > 0 ? " | " : "", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    take_words (child, words);
}

static void
assert_field (Fixture *fixture, const char *act, const char *name, const char *expected)
{
  TuntasProcedure *procedure = tuntas_desk_get_procedure (fixture->desk);
  const char *step = strcmp (act, "visited") == 0 ? "report" : "appoint";
  const TuntasActSpec *spec = tuntas_procedure_find_act (procedure, act, tuntas_procedure_find_step (procedure, step),
                                                         NULL);
  GtkWidget *field = g_object_ref_sink (tuntas_act_field_new (fixture->actor, spec,
                                                              tuntas_act_spec_find_field (spec, name)));
  g_autoptr (GString) words = g_string_new (NULL);

  take_words (field, words);
  g_assert_cmpstr (words->str, ==, expected);
  g_object_unref (field);
}

static void
test_fields (Fixture *fixture, gconstpointer data)
{
  assert_field (fixture, "answered", "outcome", "What the call came to | Agreed to a visit | Nobody answered");
  assert_field (fixture, "visited", "result", "What was done | Cable replaced | Modem replaced");
  assert_field (fixture, "visited", "signed", "Signed | Yes | No");
  assert_field (fixture, "visited", "state", "State | Repaired | Needs another visit");
}

/* Its service types decide which families the tickets are of, and its file how those are called. */
static void
test_chips (Fixture *fixture, gconstpointer data)
{
  TuntasDeskItem *office = find_of_family (fixture->desk, "kantor");
  GtkWidget *chip = g_object_ref_sink (tuntas_chip_new ());

  tuntas_chip_set_family (TUNTAS_CHIP (chip), tuntas_actor_get_case (fixture->actor), "en");
  g_assert_cmpstr (tuntas_chip_get_text (TUNTAS_CHIP (chip)), ==, "House");
  g_assert_true (gtk_widget_has_css_class (chip, "green"));
  tuntas_chip_set_family (TUNTAS_CHIP (chip), tuntas_desk_item_get_case (office), "id");
  g_assert_cmpstr (tuntas_chip_get_text (TUNTAS_CHIP (chip)), ==, "Kantor");
  g_assert_true (gtk_widget_has_css_class (chip, "neutral"));
  tuntas_chip_set_family (TUNTAS_CHIP (chip), tuntas_desk_item_get_case (find_of_family (fixture->desk, NULL)), "en");
  g_assert_cmpstr (tuntas_chip_get_text (TUNTAS_CHIP (chip)), ==, "Family?");
  g_assert_true (gtk_widget_has_css_class (chip, "warned"));
  g_object_unref (chip);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/ui/second-instruction/fields", Fixture, NULL, set_up, test_fields, tear_down);
  g_test_add ("/ui/second-instruction/chips", Fixture, NULL, set_up, test_chips, tear_down);
  return g_test_run ();
}
