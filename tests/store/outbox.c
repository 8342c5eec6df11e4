/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-outbox.h"

#include "store-test.h"

/* The table against the store: an entry is brought into each state along the table's own edges, and from there every
 * other state is tried. */

static void
test_nicks (void)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (TUNTAS_TYPE_OUTBOX_STATE);
  TuntasOutboxState state = TUNTAS_OUTBOX_DONE;

  g_assert_cmpuint (states->n_values, ==, TUNTAS_OUTBOX_N_STATES);
  for (guint i = 0; i < states->n_values; i++)
    {
      g_assert_cmpstr (states->values[i].value_nick, ==, tuntas_outbox_state_to_nick (states->values[i].value));
      g_assert_true (tuntas_outbox_state_from_nick (states->values[i].value_nick, &state));
      g_assert_cmpint ((int) state, ==, states->values[i].value);
    }
  state = TUNTAS_OUTBOX_DONE;
  g_assert_false (tuntas_outbox_state_from_nick ("sent", &state));
  g_assert_false (tuntas_outbox_state_from_nick (NULL, &state));
  g_assert_cmpint (state, ==, TUNTAS_OUTBOX_DONE);
}

static void
test_table (void)
{
  guint n_edges, n_found = 0;
  const TuntasOutboxEdge *edges = tuntas_outbox_get_edges (&n_edges);

  for (guint i = 0; i < n_edges; i++)
    {
      g_assert_cmpint (edges[i].from, !=, edges[i].to);
      g_assert_cmpint (edges[i].by, !=, 0);
      for (guint j = 0; j < i; j++)
        g_assert_false (edges[i].from == edges[j].from && edges[i].to == edges[j].to);
    }
  for (int from = 0; from < TUNTAS_OUTBOX_N_STATES; from++)
    for (int to = 0; to < TUNTAS_OUTBOX_N_STATES; to++)
      n_found += tuntas_outbox_state_can (from, to) ? 1 : 0;
  g_assert_cmpuint (n_found, ==, n_edges);
}

/* What the rest of the program relies on (reliability.md §1.1). */
static void
test_promises (void)
{
  for (int state = 0; state < TUNTAS_OUTBOX_N_STATES; state++)
    {
      gboolean final = state == TUNTAS_OUTBOX_DONE || state == TUNTAS_OUTBOX_CANCELLED;

      g_assert_true (tuntas_outbox_state_is_final (state) == final);
      /* Unknown is left only by asking. */
      g_assert_true (tuntas_outbox_state_can (TUNTAS_OUTBOX_UNKNOWN, state) == (state == TUNTAS_OUTBOX_VERIFYING));
      /* Nothing leaves without having been made ready, and only answers make a retry. */
      g_assert_true (tuntas_outbox_state_can (state, TUNTAS_OUTBOX_BEGUN) ==
                     (state == TUNTAS_OUTBOX_PENDING || state == TUNTAS_OUTBOX_RETRY));
      g_assert_true (tuntas_outbox_state_can (state, TUNTAS_OUTBOX_RETRY) == (state == TUNTAS_OUTBOX_BEGUN));
      /* What was refused waits for the agent. */
      if (tuntas_outbox_state_can (TUNTAS_OUTBOX_REFUSED, state))
        g_assert_cmpint (tuntas_outbox_state_by (TUNTAS_OUTBOX_REFUSED, state), ==, TUNTAS_OUTBOX_BY_AGENT);
      /* Only the agent cancels. */
      if (tuntas_outbox_state_can (state, TUNTAS_OUTBOX_CANCELLED))
        g_assert_cmpint (tuntas_outbox_state_by (state, TUNTAS_OUTBOX_CANCELLED), ==, TUNTAS_OUTBOX_BY_AGENT);
    }
  g_assert_true (tuntas_outbox_state_by (TUNTAS_OUTBOX_BEGUN, TUNTAS_OUTBOX_UNKNOWN) & TUNTAS_OUTBOX_BY_START);
}

/* The shortest way from pending (or draft) to a state, backwards: state, before it, … */
static GArray *
find_way (TuntasOutboxState to)
{
  int before[TUNTAS_OUTBOX_N_STATES];
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (int));
  GArray *way = g_array_new (FALSE, FALSE, sizeof (int));
  int first = TUNTAS_OUTBOX_DRAFT;

  for (int i = 0; i < TUNTAS_OUTBOX_N_STATES; i++)
    before[i] = -1;
  g_array_append_val (queue, first);
  for (guint i = 0; i < queue->len; i++)
    for (int next = 0; next < TUNTAS_OUTBOX_N_STATES; next++)
      {
        int from = g_array_index (queue, int, i);

        if (next != first && before[next] < 0 && tuntas_outbox_state_can (from, next))
          {
            before[next] = from;
            g_array_append_val (queue, next);
          }
      }
  for (int state = to; state != first; state = before[state])
    {
      g_assert_cmpint (state, >=, 0);
      g_array_prepend_val (way, state);
    }
  return way;
}

static gboolean
change (Fixture *f, TuntasOutboxEntry **entry, TuntasOutboxState to, GError **error)
{
  g_autoptr (TuntasCommit) commit = tuntas_commit_new ((*entry)->case_id, (*entry)->ticket_id);
  g_autoptr (TuntasOutboxEntry) next = changed (*entry, to);

  tuntas_commit_change_entry (commit, next, (*entry)->state);
  if (!store_commit (f->store, commit, error))
    return FALSE;
  tuntas_outbox_entry_unref (*entry);
  *entry = g_steal_pointer (&next);
  return TRUE;
}

/* (transfer full): stored, in that state. */
static TuntasOutboxEntry *
bring_to (Fixture *f, const char *case_id, TuntasOutboxState state)
{
  g_autoptr (TuntasCommit) commit = tuntas_commit_new (case_id, "IN190000001");
  g_autoptr (TuntasEvent) event = make_event (1);
  TuntasOutboxEntry *entry = make_entry (case_id, 1, 0);
  g_autoptr (GArray) way = find_way (state);
  g_autoptr (GError) error = NULL;

  entry->state = TUNTAS_OUTBOX_DRAFT;
  tuntas_commit_add_event (commit, event);
  tuntas_commit_add_entry (commit, entry);
  store_commit (f->store, commit, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < way->len; i++)
    {
      change (f, &entry, g_array_index (way, int, i), &error);
      g_assert_no_error (error);
    }
  return entry;
}

static void
test_every_pair (Fixture *f, gconstpointer data)
{
  g_autoptr (TuntasStoreContents) contents = NULL;
  guint n_edges, n_taken = 0;

  open_store (f);
  for (int from = 0; from < TUNTAS_OUTBOX_N_STATES; from++)
    for (int to = 0; to < TUNTAS_OUTBOX_N_STATES; to++)
      {
        g_autofree char *case_id = g_strdup_printf ("IN190000001/%d", 100 + from * TUNTAS_OUTBOX_N_STATES + to);
        g_autoptr (TuntasOutboxEntry) entry = bring_to (f, case_id, from);
        g_autoptr (GError) error = NULL;

        if (change (f, &entry, to, &error))
          n_taken++;
        else
          g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_TRANSITION);
        g_assert_cmpint (entry->state, ==, tuntas_outbox_state_can (from, to) ? to : from);
      }
  tuntas_outbox_get_edges (&n_edges);
  g_assert_cmpuint (n_taken, ==, n_edges);

  contents = load (f);
  for (int i = 0; i < TUNTAS_OUTBOX_N_STATES * TUNTAS_OUTBOX_N_STATES; i++)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (contents->entries, i);
      int from = i / TUNTAS_OUTBOX_N_STATES, to = i % TUNTAS_OUTBOX_N_STATES;

      g_assert_cmpint (entry->state, ==, tuntas_outbox_state_can (from, to) ? to : from);
    }
}

/* No entry begins in the middle. */
static void
test_first_states (Fixture *f, gconstpointer data)
{
  open_store (f);
  for (int state = 0; state < TUNTAS_OUTBOX_N_STATES; state++)
    {
      g_autofree char *case_id = g_strdup_printf ("IN190000001/%d", state);
      g_autoptr (TuntasCommit) commit = tuntas_commit_new (case_id, "IN190000001");
      g_autoptr (TuntasEvent) event = make_event (1);
      g_autoptr (TuntasOutboxEntry) entry = make_entry (case_id, 1, 0);
      g_autoptr (GError) error = NULL;

      entry->state = state;
      tuntas_commit_add_event (commit, event);
      tuntas_commit_add_entry (commit, entry);
      if (store_commit (f->store, commit, &error))
        g_assert_true (state == TUNTAS_OUTBOX_DRAFT || state == TUNTAS_OUTBOX_PENDING);
      else
        g_assert_error (error, TUNTAS_STORE_ERROR, TUNTAS_STORE_ERROR_TRANSITION);
      g_assert_true ((entry->id != 0) == (state == TUNTAS_OUTBOX_DRAFT || state == TUNTAS_OUTBOX_PENDING));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/outbox/nicks", test_nicks);
  g_test_add_func ("/store/outbox/table", test_table);
  g_test_add_func ("/store/outbox/promises", test_promises);
  g_test_add ("/store/outbox/every-pair", Fixture, GINT_TO_POINTER (TRUE), fixture_set_up, test_every_pair,
              fixture_tear_down);
  g_test_add ("/store/outbox/first-states", Fixture, GINT_TO_POINTER (TRUE), fixture_set_up, test_first_states,
              fixture_tear_down);
  return g_test_run ();
}
