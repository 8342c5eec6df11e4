/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "json-edit.h"
#include "model-walk.h"

/* That the model check finds something: faults are planted in W-03, and each must be reported as what it is. */

typedef struct
{
  const char *place; /* as json_edit () takes them */
  const char *value;
} Edit;

typedef struct
{
  const char *name;
  PathProperty property; /* what it breaks */
  Edit edits[3];
} Fault;

static const Fault faults[] = {
  { "two-calls", PATH_CLAUSES, { { "parameters/first_round_min", "2" }, { "limits/first_round_min", "[1, 9]" } } },
  { "no-follow-up-call", PATH_CLAUSES, { { "parameters/follow_up_min", "0" }, { "limits/follow_up_min", "[0, 3]" } } },
  { "four-follow-up-calls", PATH_FOURTH_CALL, { { "parameters/follow_up_max", "4" }, { "limits/follow_up_max", "[1, 9]" } } },
  { "call-ungated", PATH_FOURTH_CALL, { { "acts/call@follow-up/gates", NULL } } },
  { "logged-call-ungated", PATH_FOURTH_CALL, { { "acts/log-call@follow-up/gates", NULL } } },
  { "call-loosened", PATH_FOURTH_CALL, { { "acts/call@follow-up/gates/0/unless", "{ \"informed\": true }" } } },
  { "close-loosened", PATH_CLAUSES,
    { { "acts/close-unreached@first-round/gates/0/at_least", "{ \"unreached\": \"follow_up_min\" }" } } },
  { "close-counts-all", PATH_CLAUSES,
    { { "acts/close-unreached@first-round/gates/0/at_least", "{ \"counted\": \"first_round_min\" }" } } },
  { "pend-loosened", PATH_CLAUSES, { { "acts/pend/gates/0/waived", "{ \"usable_number\": true }" } } },
  { "pend-for-homes", PATH_HOME_PENDED, { { "acts/pend/families", "[\"datin\", \"indihome\"]" } } },
  { "homes-adopted-pended", PATH_HOME_PENDED,
    { { "acts/adopted@pots", NULL }, { "acts/adopted/families", "[\"datin\", \"indihome\"]" } } },
  { "datin-closed-at-once", PATH_DATIN_TOLD,
    { { "acts/close-unreached@first-round/families", "[\"datin\", \"indihome\", \"pots\"]" } } },
  { "datin-informed-unless", PATH_DATIN_TOLD,
    { { "acts/close-unreached@follow-up/gates/1/unless", "{ \"pended\": true }" },
      { "texts/note-unreached-follow-up", "{ \"id\": \"RFO: {rfo}\", \"en\": \"RFO: {rfo}\" }" } } },
  { "contact-forgotten", PATH_REACHED, { { "acts/customer-contacted/do", NULL } } },
  { "not-told", PATH_CLAUSES, { { "acts/normal-close/gates/0/unless", "{ \"told\": \"false\" }" } } },
  { "told-unless", PATH_CLAUSES, { { "acts/normal-monitoring/gates/0/unless", "{ \"told\": \"false\" }" } } },
  { "monitoring-for-all", PATH_CLAUSES, { { "acts/normal-monitoring/families", NULL } } },
  { "rfo-optional", PATH_CLAUSES, { { "acts/received/fields/rfo", "{ \"optional\": true }" } } },
  { "round-goes-on", PATH_CLAUSES, { { "steps/follow-up/enter", NULL } } },
  { "bounce-forgotten", PATH_DATIN_TOLD, { { "acts/bounced@follow-up/do", NULL } } },
  { "promise-bounded", PATH_PROMISE, { { "acts/call@follow-up/gates/0/unless", NULL } } },
  { "promise-forgotten", PATH_PROMISE, { { "steps/promised/due/0/do", NULL } } },
  { "deadline-kept", PATH_DEADLINE, { { "steps/confirm/keeps_deadline", "true" } } },
  { "pended-two-hours", PATH_DEADLINE, { { "parameters/pend_day", "7200" }, { "limits/pend_day", "[3600, 7200]" } } },
  { "resumed-at-nine", PATH_DEADLINE, { { "parameters/resume_at", "\"09:00\"" } } },
  { "departure-unrecorded", PATH_DEPARTURES, { { "acts/inform-without-email@inform/then/0/departure", NULL } } },
  { "decision-misnamed", PATH_DEPARTURES, { { "acts/instructed/then/1/departure/code", "\"no-email\"" } } },
  { "note-before-email", PATH_EFFECTS,
    { { "acts/inform@inform/then/0/effects",
        "[{ \"kind\": \"note\", \"text\": \"note-pending\" }, { \"kind\": \"email\", \"text\": \"email\" }]" } } },
  { "dropped-counts", PATH_AGREES, { { "acts/dropped/do", NULL } } },
  { "wait-leads-back", PATH_AGREES, { { "steps/wait/due/0/to", "\"first-round\"" } } },
  { "no-undo-while-waiting", PATH_WAY_BACK,
    { { "acts/undo/in",
        "[\"receive\", \"recheck\", \"first-round\", \"inform\", \"follow-up\", \"confirm\", \"end\"]" } } },
  /* The third call connects, the agreed one that follows comes to nothing: no call is left, and none was missed. */
  { "trap", PATH_ENDS,
    { { "acts/return/in", "[\"receive\", \"first-round\", \"inform\", \"wait\", \"promised\"]" },
      { "acts/escalate/in", "[\"receive\", \"recheck\", \"first-round\", \"confirm\"]" },
      { "acts/customer-contacted/in", "[\"first-round\", \"inform\", \"wait\", \"promised\"]" } } },
};

static TuntasProcedure *
load_with (const Fault *fault)
{
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (text, &error);
  g_autofree char *changed = NULL;
  TuntasProcedure *procedure;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (fault->edits) && fault->edits[i].place != NULL; i++)
    json_edit (root, fault->edits[i].place, fault->edits[i].value);
  changed = json_to_string (root, FALSE);
  procedure = core_support_read_procedure (changed, fault->name, &error);
  g_assert_no_error (error);
  return procedure;
}

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (TuntasProcedure) procedure = load_with (fault);
  g_autoptr (ModelReport) report = model_walk (procedure, fault->property);

  if (report->broken[fault->property] == NULL)
    g_error ("This breaks “%s”, and nobody saw it", path_property_name (fault->property));
  g_test_message ("%s", report->broken[fault->property]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/model-faults/%s", faults[i].name);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
  return g_test_run ();
}
