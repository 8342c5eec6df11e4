/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-recap.h"

#include "training-desk.h"
#include "tuntas-copy.h"
#include "tuntas-desk-private.h"

#include <string.h>

/* (transfer full): a ticket of that family that nobody has worked on. */
static TuntasDeskItem *
find_item (TuntasDesk *desk, const char *family)
{
  GListModel *queue = tuntas_desk_get_queue (desk);

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);

      if (g_strcmp0 (tuntas_case_get_family (tuntas_desk_item_get_case (item)), family) == 0 &&
          !tuntas_desk_item_is_begun (item))
        return g_steal_pointer (&item);
    }
  g_assert_not_reached ();
}

static void
act (TuntasDesk *desk, TuntasDeskItem *item, const char *id, const char *field, const char *value)
{
  TuntasAct *act = tuntas_act_new (id);

  if (field != NULL)
    tuntas_act_set (act, field, value);
  training_desk_act (desk, item, act);
}

static void
assert_line (const char *recap, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (recap, "\n", -1);

  if (!g_strv_contains ((const char *const *) lines, line))
    g_error ("“%s” is not in:\n%s", line, recap);
}

/* Every ticket of the desk is counted once, and no customer can be told from it. */
static void
test_recap (void)
{
  g_autoptr (TuntasWorkplace) workplace = NULL;
  g_autoptr (TuntasDesk) desk = training_desk_new (&workplace);
  g_autoptr (TuntasDeskItem) returned = find_item (desk, "datin");
  g_autoptr (TuntasDeskItem) held = NULL;
  g_autoptr (TuntasDeskItem) promised = NULL;
  GListModel *queue = tuntas_desk_get_queue (desk);
  guint n = g_list_model_get_n_items (queue);
  g_autofree char *left = g_strdup_printf ("Left: %u", n - 3);
  g_autofree char *recap = NULL;
  TuntasAct *received = tuntas_act_new ("received"), *cannot_check = tuntas_act_new ("cannot-check");
  TuntasAct *contacted = tuntas_act_new ("customer-contacted");

  act (desk, returned, "return", "reason", "RFO is missing");
  held = find_item (desk, "indihome");
  act (desk, held, "escalate", "question", "what now?");
  promised = find_item (desk, "indihome");
  tuntas_act_set (received, "rfo", "drop core pressed");
  tuntas_act_set (received, "repair", "drop core pulled anew");
  training_desk_act (desk, promised, received);
  act (desk, promised, "resolved", NULL, NULL);
  tuntas_act_set (contacted, "channel", "phone");
  tuntas_act_set (contacted, "who", "PIC");
  training_desk_act (desk, promised, contacted);
  tuntas_act_set_instant (cannot_check, "call_back", tuntas_clock_now_seconds (tuntas_desk_get_clock (desk)) + 3600);
  training_desk_act (desk, promised, cannot_check);

  recap = tuntas_recap_dup (desk);
  assert_line (recap, "Closed · customer agreed: 0");
  assert_line (recap, "Returned to the technicians: 1 (Datin 1)");
  assert_line (recap, "Pended: 0");
  assert_line (recap, "Waiting for the coordinator: 1");
  assert_line (recap, left);
  g_assert_nonnull (strstr (recap, "\nAgreed calls: 1 (nearest 10.00"));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);
      TuntasTicket *ticket = tuntas_desk_item_get_ticket (item);
      static const TuntasTicketField personal[] = { TUNTAS_TICKET_ID, TUNTAS_TICKET_CUSTOMER, TUNTAS_TICKET_CONTACT,
                                                    TUNTAS_TICKET_SERVICE_NO, TUNTAS_TICKET_EMAIL };

      for (guint j = 0; j < G_N_ELEMENTS (personal); j++)
        if (tuntas_ticket_get (ticket, personal[j]) != NULL)
          g_assert_null (strstr (recap, tuntas_ticket_get (ticket, personal[j])));
    }
}

/* The case ended by a revision that has been replaced since, and the new one knows no such end. */
static void
test_other_revision (void)
{
  g_autoptr (TuntasWorkplace) workplace = NULL;
  g_autoptr (TuntasDesk) desk = training_desk_new (&workplace);
  g_autoptr (TuntasWorkplace) other = NULL;
  g_autoptr (TuntasDesk) visits = training_desk_new_by ("fixtures/technician-visit.json", &other);
  g_autoptr (TuntasDeskItem) returned = find_item (desk, "datin");
  g_autoptr (TuntasProcedures) shelf = tuntas_procedures_new (tuntas_desk_get_procedure (visits));
  TuntasProcedures *own;
  g_autofree char *recap = NULL;

  act (desk, returned, "return", "reason", "RFO is missing");
  own = desk->procedures;
  desk->procedures = shelf;
  recap = tuntas_recap_dup (desk);
  desk->procedures = own;
  assert_line (recap, "Ended by another revision of the instruction: 1");
}

/* Only what has a full telephone number in it is taken out of the clipboard again. */
static void
test_minute (void)
{
  g_assert_true (tuntas_copy_is_for_a_minute ("0800 0000 0178"));
  g_assert_true (tuntas_copy_is_for_a_minute ("WA 0800-0000-0178 ya"));
  g_assert_false (tuntas_copy_is_for_a_minute ("0800****78"));
  g_assert_false (tuntas_copy_is_for_a_minute ("IN190001007"));
  g_assert_false (tuntas_copy_is_for_a_minute (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/recap/recap", test_recap);
  g_test_add_func ("/ui/recap/other-revision", test_other_revision);
  g_test_add_func ("/ui/recap/minute", test_minute);
  return g_test_run ();
}
