/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "tuntas-json.h"
#include "tuntas-map.h"

#include <string.h>

/* A small instruction that no C knows: a door is knocked at until somebody opens, or the evening comes. */
static const char door[] =
  "{ 'format': 1, 'document': 'X.01', 'revision': '2', 'effective': '2026-01-01',"
  "  'title': { 'id': 'Pintu', 'en': 'Door' }, 'families': ['red', 'blue'],"
  "  'parameters': { 'call_gap': 0, 'short_ring': 0, 'send_hold': 0, 'pend_day': 60, 'day_from': '06:00',"
  "    'night_from': '18:00', 'resume_at': '08:00', 'home_from': '07:00', 'home_to': '21:00', 'home_families': [] },"
  "  'clauses': [ { 'id': '1', 'text': { 'id': 'Ketuk', 'en': 'Knock' } } ],"
  "  'outcomes': [ { 'id': 'open', 'key': '1', 'counts': true, 'connected': true, 'label': { 'id': 'O', 'en': 'O' } } ],"
  "  'ends': [ { 'id': 'asleep', 'closes': false, 'label': { 'id': 'Tidur', 'en': 'Asleep' } },"
  "            { 'id': 'lost', 'closes': false, 'label': { 'id': 'Hilang', 'en': 'Lost' } },"
  "            { 'id': 'home', 'closes': false, 'label': { 'id': 'Pulang', 'en': 'Home' } } ],"
  "  'start': 'outside',"
  "  'steps': ["
  "    { 'id': 'outside', 'clause': '1', 'kind': 'choice', 'title': { 'id': 'Luar', 'en': 'Outside' } },"
  "    { 'id': 'garden', 'clause': '1', 'kind': 'wait', 'keeps_deadline': true,"
  "      'title': { 'id': 'Taman', 'en': 'Garden' },"
  "      'due': [ { 'when': { 'informed': true }, 'to': 'gone', 'end': 'asleep' }, { 'to': 'outside' } ] },"
  "    { 'id': 'gone', 'clause': '1', 'kind': 'end', 'title': { 'id': 'Pergi', 'en': 'Gone' } } ],"
  "  'acts': ["
  "    { 'id': 'enter', 'in': ['outside'], 'label': { 'id': 'Masuk', 'en': 'Enter' },"
  "      'fields': { 'call_back': { 'is': 'future' } }, 'do': ['promise'], 'then': [ { 'to': 'garden' } ] },"
  "    { 'id': 'climb', 'in': ['outside'], 'families': ['red'], 'label': { 'id': 'Panjat', 'en': 'Climb' },"
  "      'fields': { 'call_back': { 'is': 'future' } }, 'do': ['promise'], 'then': [ { 'to': 'garden' } ] },"
  "    { 'id': 'shout', 'in': ['garden'], 'families': ['red'], 'label': { 'id': 'Panggil', 'en': 'Shout' },"
  "      'do': ['inform'] },"
  "    { 'id': 'leave', 'in': ['outside', 'garden'], 'label': { 'id': 'Pulang', 'en': 'Leave' },"
  "      'then': [ { 'to': 'gone', 'end': 'home' } ] },"
  "    { 'id': 'vanished', 'by_program': true, 'in': ['outside', 'garden'],"
  "      'label': { 'id': 'Hilang', 'en': 'Vanished' },"
  "      'then': [ { 'to': 'gone', 'end': 'lost' } ] } ],"
  "  'texts': {} }";

static TuntasProcedure *
load_door (void)
{
  g_autofree char *text = g_strdelimit (g_strdup (door), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  TuntasProcedure *procedure = tuntas_procedure_new_from_bytes (bytes, "door", &error);

  g_assert_no_error (error);
  return procedure;
}

static const char *
node_name (const TuntasMap *map, int index)
{
  const TuntasMapNode *node = g_ptr_array_index (map->nodes, index);

  return node->end != NULL ? node->end : node->step->id;
}

static void
append_ways (GString *text, GPtrArray *ways)
{
  for (guint i = 0; i < ways->len; i++)
    {
      const TuntasMapWay *way = g_ptr_array_index (ways, i);

      g_string_append_printf (text, " %s", way->act != NULL ? way->act->id : "(deadline)");
    }
}

/* (transfer full): a line an edge, "first-round -> inform: pend"; with a case also how it stands: "taken", "now",
 * "later", "no more". */
static char *
describe (const TuntasMap *map)
{
  static const char *const aheads[] = { "now", "later", "no more" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < map->edges->len; i++)
    {
      const TuntasMapEdge *edge = g_ptr_array_index (map->edges, i);

      g_string_append_printf (text, "%s -> %s:", node_name (map, edge->from), node_name (map, edge->to));
      append_ways (text, edge->ways);
      if (map->state != NULL)
        g_string_append_printf (text, " [%s%s]", edge->taken ? "taken, " : "", aheads[edge->ahead]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/* (transfer full): "receive:taken recheck:here …" */
static char *
describe_nodes (const TuntasMap *map)
{
  static const char *const states[] = { "taken", "here", "open", "closed" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < map->nodes->len; i++)
    g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", node_name (map, i),
                            states[((TuntasMapNode *) g_ptr_array_index (map->nodes, i))->state]);
  return g_string_free (text, FALSE);
}

static void
assert_edges (const TuntasMap *map, const char *expected)
{
  g_autofree char *text = describe (map);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_nodes (const TuntasMap *map, const char *expected)
{
  g_autofree char *text = describe_nodes (map);

  g_assert_cmpstr (text, ==, expected);
}

/* How one edge stands, "" where there is none. (transfer full) */
static char *
find_line (TuntasCase *state, const char *beginning)
{
  g_autoptr (TuntasMap) map = tuntas_map_new_for_case (state);
  g_autofree char *text = describe (map);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], beginning))
      return g_strdup (lines[i] + strlen (beginning));
  return g_strdup ("");
}

static void
assert_edge (TuntasCase *state, const char *beginning, const char *expected)
{
  g_autofree char *line = find_line (state, beginning);

  g_assert_cmpstr (line, ==, expected);
}

/* A case */

static gint64 now; /* seconds: each act is a minute later than the one before */

static TuntasCase *
open_case (TuntasProcedure *procedure, const char *family)
{
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (procedure);
  g_autoptr (TuntasAct) opening = tuntas_case_opening (procedure, "IN190000001", family, "Asia/Jakarta", "0800000001",
                                                       "noc@pelanggan.example");
  g_autoptr (TuntasEvent) event = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Jakarta");
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  TuntasCase *state;

  g_assert_true (tuntas_instant_parse ("2026-11-23T09:00:00+07:00", &now));
  event = tuntas_event_new (1, now, "AYU", opening);
  g_ptr_array_add (events, event);
  state = tuntas_case_fold (procedures, zone, events, &error);
  g_assert_no_error (error);
  return state;
}

/* Takes the case and gives the next one. fields: "name=value;name=value"; act NULL: an hour passes. */
static TuntasCase *
go (TuntasCase *state, const char *id, const char *fields)
{
  g_autoptr (TuntasAct) act = id != NULL ? tuntas_act_new (id) : NULL;
  g_autoptr (TuntasApplied) applied = NULL;
  g_auto (GStrv) pairs = g_strsplit (fields != NULL ? fields : "", ";", -1);

  for (guint i = 0; pairs[i] != NULL && *pairs[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);

      tuntas_act_set (act, pair[0], pair[1]);
    }
  now += id != NULL ? 60 : 3600;
  applied = tuntas_case_apply (state, act, now, "AYU", TRUE);
  if (!applied->accepted)
    g_error ("%s: %s", id, ((TuntasRefusal *) g_ptr_array_index (applied->refusals, 0))->code);
  tuntas_case_unref (state);
  return tuntas_case_ref (applied->next);
}

static TuntasCase *
call (TuntasCase *state, const char *outcome)
{
  g_autofree char *fields = g_strdup_printf ("outcome=%s", outcome);

  state = go (state, "call", "phone=0800000001");
  return go (state, "outcome", fields);
}

static TuntasCase *
begin_calling (TuntasProcedure *procedure, const char *family)
{
  TuntasCase *state = open_case (procedure, family);

  state = go (state, "received", "rfo=kabel putus;repair=sambung ulang");
  return go (state, "resolved", NULL);
}

/* The instruction as it is */

#define BEGINNING \
  "receive -> recheck: received\n" \
  "recheck -> first-round: resolved\n" \
  "recheck -> returned: not-resolved\n" \
  "first-round -> promised: outcome log-call\n" \
  "first-round -> confirm: outcome log-call\n"
#define HELD \
  "held -> closed-instructed: instructed\n" \
  "held -> returned: instructed\n"

static void
test_datin (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasMap) map = tuntas_map_new (procedure, "datin");

  assert_edges (map, BEGINNING
                "first-round -> inform: pend\n"
                "confirm -> closed-confirmed: normal-close\n"
                "confirm -> closed-monitoring: normal-monitoring\n"
                "confirm -> promised: cannot-check refused\n"
                "confirm -> returned: not-normal\n"
                "confirm -> follow-up: dropped\n"
                "confirm -> first-round: dropped\n"
                "inform -> wait: inform inform-without-email\n"
                "wait -> follow-up: (deadline)\n"
                "follow-up -> promised: outcome log-call\n"
                "follow-up -> confirm: outcome log-call\n"
                "follow-up -> closed-unreached: close-unreached\n"
                "promised -> follow-up: (deadline)\n"
                "promised -> first-round: (deadline)\n" HELD);
  assert_nodes (map, "receive:open recheck:open first-round:open confirm:open inform:open wait:open follow-up:open "
                "promised:open held:open returned:open closed-confirmed:open closed-monitoring:open "
                "closed-unreached:open closed-instructed:open");
}

/* Pots goes the same way as indihome: never pended, so never called again in a second round. */
static void
test_homes (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  static const char *const families[] = { "indihome", "pots" };

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (TuntasMap) map = tuntas_map_new (procedure, families[i]);

      assert_edges (map, BEGINNING
                    "first-round -> closed-unreached: close-unreached\n"
                    "confirm -> closed-confirmed: normal-close normal-close\n"
                    "confirm -> promised: cannot-check refused\n"
                    "confirm -> returned: not-normal\n"
                    "confirm -> first-round: dropped\n"
                    "promised -> first-round: (deadline)\n" HELD);
    }
}

static void
test_unknown_family (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasMap) map = tuntas_map_new (procedure, NULL);
  g_autofree char *text = describe (map);

  g_assert_nonnull (strstr (text, "first-round -> inform: pend\n"));
  g_assert_nonnull (strstr (text, "first-round -> closed-unreached: close-unreached\n"));
}

static void
assert_commons (const TuntasMap *map, const char *step, const char *end, const char *expected)
{
  GString *text = g_string_new (NULL);
  int index = tuntas_map_find (map, step, end);

  g_assert_cmpint (index, >=, 0);
  append_ways (text, ((TuntasMapNode *) g_ptr_array_index (map->nodes, index))->commons);
  g_assert_cmpstr (text->str, ==, expected);
  g_string_free (text, TRUE);
}

/* What is open nearly everywhere is told where it leads and where it stands, but not drawn. */
static void
test_commons (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasMap) map = tuntas_map_new (procedure, "indihome");
  GString *text = g_string_new (NULL);

  assert_commons (map, "confirm", NULL, " customer-contacted");
  assert_commons (map, "held", NULL, " escalate");
  assert_commons (map, "end", "returned", " return");
  assert_commons (map, "first-round", NULL, "");
  append_ways (text, ((TuntasMapNode *) g_ptr_array_index (map->nodes,
                                                           tuntas_map_find (map, "promised", NULL)))->ways);
  g_assert_cmpstr (text->str, ==, " (deadline) customer-contacted add-phone escalate return undo");
  g_string_free (text, TRUE);
}

/* With a case */

static void
test_first_round (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  TuntasCase *state = begin_calling (procedure, "datin");

  state = call (state, "busy");
  assert_edge (state, "receive -> recheck: received", " [taken, no more]");
  assert_edge (state, "recheck -> returned: not-resolved", " [no more]");
  /* A call leads there, and it can be made at once; pending wants two more. */
  assert_edge (state, "first-round -> confirm: outcome log-call", " [now]");
  assert_edge (state, "first-round -> inform: pend", " [later]");
  assert_edge (state, "confirm -> closed-confirmed: normal-close", " [later]");
  state = call (state, "busy");
  state = call (state, "busy");
  assert_edge (state, "first-round -> inform: pend", " [now]");
  /* While a call has no outcome nothing else is possible. */
  state = go (state, "call", "phone=0800000001");
  assert_edge (state, "first-round -> inform: pend", " [later]");
  assert_edge (state, "first-round -> confirm: outcome log-call", " [now]");
  tuntas_case_unref (state);
}

static TuntasCase *
pend (TuntasProcedure *procedure)
{
  TuntasCase *state = begin_calling (procedure, "datin");

  for (guint i = 0; i < 3; i++)
    state = call (state, "no-answer");
  return go (state, "pend", NULL);
}

/* Once pended there is no way back to the first round, although the file has a line for it. */
static void
test_pended (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  g_autoptr (TuntasMap) map = NULL;
  TuntasCase *state = pend (procedure);

  assert_edge (state, "confirm -> first-round: dropped", " [no more]");
  assert_edge (state, "confirm -> follow-up: dropped", " [later]");
  assert_edge (state, "promised -> first-round: (deadline)", " [no more]");
  assert_edge (state, "inform -> wait: inform inform-without-email", " [now]");
  state = go (state, "inform", NULL);
  assert_edge (state, "wait -> follow-up: (deadline)", " [now]");
  state = go (state, NULL, NULL);
  map = tuntas_map_new_for_case (state);
  assert_nodes (map, "receive:taken recheck:taken first-round:taken confirm:open inform:taken wait:taken "
                "follow-up:here promised:open held:open returned:open closed-confirmed:open closed-monitoring:open "
                "closed-unreached:open closed-instructed:open");
  g_assert_cmpint (map->here, ==, tuntas_map_find (map, "follow-up", NULL));
  assert_edge (state, "wait -> follow-up: (deadline)", " [taken, no more]");
  assert_edge (state, "follow-up -> closed-unreached: close-unreached", " [later]");
  tuntas_case_unref (state);
}

/* A way that was taken back was not gone. */
static void
test_undo (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  TuntasCase *state = pend (procedure);

  assert_edge (state, "first-round -> inform: pend", " [taken, no more]");
  state = go (state, "undo", NULL);
  assert_edge (state, "first-round -> inform: pend", " [now]");
  tuntas_case_unref (state);
}

static void
test_taken_again (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  TuntasCase *state = begin_calling (procedure, "indihome");

  state = call (state, "connected");
  state = go (state, "dropped", NULL);
  assert_edge (state, "first-round -> confirm: outcome log-call", " [taken, now]");
  assert_edge (state, "confirm -> first-round: dropped", " [taken, later]");
  tuntas_case_unref (state);
}

/* What is left to the list is drawn where the case went that way; from being held it goes back to where it was. */
static void
test_held (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  TuntasCase *state = begin_calling (procedure, "indihome");

  assert_edge (state, "first-round -> held:", "");
  state = go (state, "escalate", "question=boleh ditutup?");
  assert_edge (state, "first-round -> held:", " escalate [taken, later]");
  assert_edge (state, "held -> first-round:", " instructed [now]");
  assert_edge (state, "confirm -> closed-confirmed: normal-close normal-close", " [later]");
  state = go (state, "instructed", "by=Rina;decision=continue;reason=hubungi lagi");
  assert_edge (state, "held -> first-round:", " instructed [taken, later]");
  tuntas_case_unref (state);
}

static void
assert_all_over (TuntasCase *state)
{
  g_autoptr (TuntasMap) map = tuntas_map_new_for_case (state);

  for (guint i = 0; i < map->edges->len; i++)
    g_assert_cmpint (((TuntasMapEdge *) g_ptr_array_index (map->edges, i))->ahead, ==, TUNTAS_MAP_NO_MORE);
  for (guint i = 0; i < map->nodes->len; i++)
    g_assert_cmpint (((TuntasMapNode *) g_ptr_array_index (map->nodes, i))->state, !=, TUNTAS_MAP_OPEN);
}

static void
test_ended (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  TuntasCase *state = begin_calling (procedure, "pots");

  state = call (state, "connected");
  state = go (state, "normal-close", "told=true");
  assert_all_over (state);
  assert_edge (state, "confirm -> closed-confirmed: normal-close normal-close", " [taken, no more]");
  tuntas_case_unref (state);
}

/* The program's own act is no way of the instruction: only where it was gone it is there. */
static void
test_stopped (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  TuntasCase *state = begin_calling (procedure, "pots");

  assert_edge (state, "first-round -> stopped:", "");
  state = go (state, "stopped", NULL);
  assert_all_over (state);
  assert_edge (state, "first-round -> stopped:", " stopped [taken, no more]");
  tuntas_case_unref (state);
}

/* The e-mail came back: the customer does not count as informed any more, which in W-03 can happen again. */
static void
test_bounced (void)
{
  g_autoptr (TuntasProcedure) procedure = core_support_load_w03 ();
  TuntasCase *state = go (pend (procedure), "inform", NULL);

  state = go (state, "bounced", "reason=alamat tidak dikenal");
  assert_edge (state, "wait -> inform:", " bounced [taken, later]");
  assert_edge (state, "inform -> wait: inform inform-without-email", " [taken, now]");
  tuntas_case_unref (state);
}

/* Another instruction */

static void
test_door (void)
{
  g_autoptr (TuntasProcedure) procedure = load_door ();
  g_autoptr (TuntasMap) red = tuntas_map_new (procedure, "red");
  g_autoptr (TuntasMap) blue = tuntas_map_new (procedure, "blue");

  /* Blue never shouts: what follows from having shouted is nothing for it. Leaving is open in every step. */
  assert_edges (red, "outside -> garden: enter climb\ngarden -> asleep: (deadline)\ngarden -> outside: (deadline)\n");
  assert_edges (blue, "outside -> garden: enter\ngarden -> outside: (deadline)\n");
  assert_commons (blue, "gone", "home", " leave");
  g_assert_cmpint (tuntas_map_find (blue, "gone", "asleep"), ==, -1);
}

static void
test_door_case (void)
{
  g_autoptr (TuntasProcedure) procedure = load_door ();
  TuntasCase *state = open_case (procedure, "red");

  state = go (state, "climb", "call_back=2026-11-23T09:30:00+07:00");
  assert_edge (state, "outside -> garden: enter climb", " [taken, later]");
  assert_edge (state, "garden -> outside: (deadline)", " [now]");
  state = go (state, "shout", NULL);
  /* The first line of the dues holds now, for good: the second one is never come to. */
  assert_edge (state, "garden -> outside: (deadline)", " [no more]");
  assert_edge (state, "outside -> garden: enter climb", " [taken, no more]");
  state = go (state, NULL, NULL);
  assert_edge (state, "garden -> asleep: (deadline)", " [taken, no more]");
  tuntas_case_unref (state);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/map/datin", test_datin);
  g_test_add_func ("/core/map/homes", test_homes);
  g_test_add_func ("/core/map/unknown-family", test_unknown_family);
  g_test_add_func ("/core/map/commons", test_commons);
  g_test_add_func ("/core/map/first-round", test_first_round);
  g_test_add_func ("/core/map/pended", test_pended);
  g_test_add_func ("/core/map/undo", test_undo);
  g_test_add_func ("/core/map/taken-again", test_taken_again);
  g_test_add_func ("/core/map/held", test_held);
  g_test_add_func ("/core/map/ended", test_ended);
  g_test_add_func ("/core/map/stopped", test_stopped);
  g_test_add_func ("/core/map/bounced", test_bounced);
  g_test_add_func ("/core/map/door", test_door);
  g_test_add_func ("/core/map/door-case", test_door_case);
  return g_test_run ();
}
