/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-support.h"
#include "tuntas-procedure.h"

#include <string.h>

/* Whoever writes a procedure file and makes a mistake is told the file, the path and the reason. */

#define ERROR(name) TUNTAS_PROCEDURE_ERROR_##name

static TuntasProcedure *
load (const char *text, GError **error)
{
  return core_support_read_procedure (text, "uji.json", error);
}

/* One thing in W-03 is replaced by another. */

typedef struct
{
  const char *name;
  const char *old; /* its first occurrence is replaced */
  const char *fresh;
  int code;
  const char *message; /* what it begins with */
} Mistake;

static const Mistake mistakes[] = {
  { "act-open-nowhere", "{ \"id\": \"received\", \"in\": [\"receive\"]",
    "{ \"id\": \"received\", \"in\": []", ERROR (MEANING),
    "uji.json: act “received”: is open in no step" },
  { "act-back-unheld", "\"then\": [{ \"to\": \"recheck\" }]",
    "\"then\": [{ \"to\": \"back\" }]", ERROR (MEANING),
    "uji.json: act “received” in receive: leads “back” from “receive”, where nothing was held" },
  { "act-dial-without-phone", "\"fields\": { \"phone\": { \"is\": \"phone\" }, \"with\": { \"optional\": true, \"by_program\": true } }",
    "\"fields\": {}", ERROR (MEANING),
    "uji.json: act “call” in first-round: what it does needs the field “phone”, which is not asked for" },
  { "act-promise-optional", "\"fields\": { \"call_back\": { \"is\": \"future\" } }",
    "\"fields\": { \"call_back\": { \"is\": \"future\", \"optional\": true } }", ERROR (MEANING),
    "uji.json: act “cannot-check” in confirm: what it does needs the field “call_back”, which is not asked for" },
  { "root-unknown", "\"format\": 1,",
    "\"format\": 1, \"fromat\": 1,", ERROR (FORMAT),
    "uji.json: procedure: “fromat” is not a member of this format" },
  { "format-missing", "\"format\": 1,",
    "", ERROR (FORMAT),
    "uji.json: procedure.format: is missing" },
  { "format-type", "\"format\": 1,",
    "\"format\": \"1\",", ERROR (FORMAT),
    "uji.json: procedure.format: a whole number is wanted here" },
  { "format-newer", "\"format\": 1,",
    "\"format\": 2,", ERROR (FORMAT),
    "uji.json: procedure.format: this program reads format 1, the file is of format 2" },
  { "document-missing", "\"document\": \"IN.OCC.TENESA.W-03\",",
    "", ERROR (FORMAT),
    "uji.json: procedure: document, revision, effective, title and families are wanted" },
  { "document-type", "\"document\": \"IN.OCC.TENESA.W-03\"",
    "\"document\": 3", ERROR (FORMAT),
    "uji.json: procedure.document: text is wanted here" },
  { "families-missing", "\"families\": [\"datin\", \"indihome\", \"pots\"],\n\n",
    "", ERROR (FORMAT),
    "uji.json: procedure: document, revision, effective, title and families are wanted" },
  { "families-type", "\"families\": [\"datin\", \"indihome\", \"pots\"],\n\n",
    "\"families\": \"datin\",", ERROR (FORMAT),
    "uji.json: procedure.families: an array is wanted here" },
  { "family-type", "[\"datin\", \"indihome\", \"pots\"],\n\n",
    "[\"datin\", 7, \"pots\"],", ERROR (FORMAT),
    "uji.json: procedure: families[1]: text is wanted here" },
  { "title-language", "{ \"id\": \"Closing Tiket\", \"en\": \"Ticket closing\" }",
    "{ \"id\": \"Closing Tiket\" }", ERROR (FORMAT),
    "uji.json: procedure.title.en: is missing" },
  { "title-other-language", "{ \"id\": \"Closing Tiket\", \"en\": \"Ticket closing\" }",
    "{ \"id\": \"Closing Tiket\", \"en\": \"x\", \"su\": \"x\" }", ERROR (FORMAT),
    "uji.json: procedure.title: “su” is not a member of this format" },
  { "parameters-missing", "\"parameters\": {",
    "\"parameter\": {", ERROR (FORMAT),
    "uji.json: procedure: “parameter” is not a member of this format" },
  { "parameter-missing", "\"call_gap\": 300,",
    "", ERROR (FORMAT),
    "uji.json: procedure.parameters.call_gap: is missing" },
  { "parameter-type", "\"call_gap\": 300",
    "\"call_gap\": \"300\"", ERROR (FORMAT),
    "uji.json: procedure.parameters.call_gap: a whole number is wanted here" },
  { "parameter-negative", "\"send_hold\": 10",
    "\"send_hold\": -1", ERROR (FORMAT),
    "uji.json: procedure.parameters: send_hold: “-1” is out of range 0..300" },
  { "parameter-too-long", "\"call_gap\": 300",
    "\"call_gap\": 3601", ERROR (FORMAT),
    "uji.json: procedure.parameters: call_gap: “3601” is out of range 0..3600" },
  { "bound-missing", "\"first_round_min\": 3,",
    "", ERROR (FORMAT),
    "uji.json: procedure.limits: first_round_min: there is no such parameter" },
  { "bound-type", "\"follow_up_max\": 3",
    "\"follow_up_max\": \"many\"", ERROR (FORMAT),
    "uji.json: procedure.parameters.follow_up_max: a whole number is wanted here" },
  { "time-missing", "\"resume_at\": \"08:00\",",
    "", ERROR (FORMAT),
    "uji.json: procedure.parameters.resume_at: is missing" },
  { "time-wrong", "\"day_from\": \"06:00\"",
    "\"day_from\": \"24:00\"", ERROR (FORMAT),
    "uji.json: procedure.parameters: day_from: “24:00” is no time of day such as 06:00" },
  { "time-words", "\"night_from\": \"18:00\"",
    "\"night_from\": \"sore\"", ERROR (FORMAT),
    "uji.json: procedure.parameters: night_from: “sore” is no time of day such as 06:00" },
  { "time-without-minutes", "\"home_to\": \"21:00\"",
    "\"home_to\": \"21\"", ERROR (FORMAT),
    "uji.json: procedure.parameters: home_to: “21” is no time of day such as 06:00" },
  { "day-after-night", "\"day_from\": \"06:00\"",
    "\"day_from\": \"18:00\"", ERROR (FORMAT),
    "uji.json: procedure.parameters: the times must come in this order: day_from, night_from" },
  { "home-hours", "\"home_to\": \"21:00\"",
    "\"home_to\": \"07:00\"", ERROR (FORMAT),
    "uji.json: procedure.parameters: the times must come in this order: home_from, home_to" },
  { "home-family", "\"home_families\": [\"indihome\"",
    "\"home_families\": [\"rumah\"", ERROR (FORMAT),
    "uji.json: procedure.parameters: home_families: “rumah” is none of datin, indihome, pots" },
  { "closed-date", "\"closed_dates\": []",
    "\"closed_dates\": [\"2027-02-29\"]", ERROR (FORMAT),
    "uji.json: procedure.parameters: closed_dates: “2027-02-29” is no date such as 2026-12-25" },
  { "closed-week", "\"closed_weekdays\": []",
    "\"closed_weekdays\": [\"sun\", \"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\"]", ERROR (FORMAT),
    "uji.json: procedure.parameters: closed_weekdays: one day of the week must stay open" },
  { "limit-broken", "\"first_round_min\": 3,",
    "\"first_round_min\": 2,", ERROR (FORMAT),
    "uji.json: procedure.parameters: first_round_min: “2” is out of range 3..9" },
  { "limit-of-time", "\"pend_day\": [3600, 3600]",
    "\"day_from\": [1, 2]", ERROR (FORMAT),
    "uji.json: procedure.limits: day_from: only numbers have limits" },
  { "limit-order", "\"first_round_min\": [3, 9]",
    "\"first_round_min\": [9, 3]", ERROR (FORMAT),
    "uji.json: procedure.limits: first_round_min: limits from 0 to 99 are wanted here, the least first" },
  { "limit-type", "\"first_round_min\": [3, 9]",
    "\"first_round_min\": [3]", ERROR (FORMAT),
    "uji.json: procedure.limits: first_round_min: two whole numbers are wanted here" },
  { "limit-of-nothing", "\"first_round_min\": [3, 9]",
    "\"first_round_mn\": [3, 9]", ERROR (FORMAT),
    "uji.json: procedure.limits: first_round_mn: there is no such parameter" },
  { "clause-text", "{ \"id\": \"1.3\", \"text\": { \"id\": \"Selesai.\", \"en\": \"Done.\" } }",
    "{ \"id\": \"1.3\" }", ERROR (FORMAT),
    "uji.json: procedure.clauses[18]: text is missing" },
  { "clause-without-id", "{ \"id\": \"1.3\", \"text\"",
    "{ \"text\"", ERROR (FORMAT),
    "uji.json: procedure.clauses[18].id: is missing" },
  { "clauses-type", "\"clauses\": [\n    { \"id\": \"1.1\",",
    "\"clauses\": [ \"1.0\", { \"id\": \"1.1\",", ERROR (FORMAT),
    "uji.json: procedure.clauses[0]: an object is wanted here" },
  { "outcome-unknown-member", "\"key\": \"2\", \"counts\": true",
    "\"key\": \"2\", \"count\": true", ERROR (FORMAT),
    "uji.json: procedure.outcomes[1]: “count” is not a member of this format" },
  { "outcome-type", "\"key\": \"3\", \"counts\": true",
    "\"key\": \"3\", \"counts\": \"yes\"", ERROR (FORMAT),
    "uji.json: procedure.outcomes[2].counts: true or false is wanted here" },
  { "outcome-key", "\"key\": \"4\"",
    "\"key\": \"44\"", ERROR (FORMAT),
    "uji.json: procedure.outcomes[3]: an outcome has a label, and a digit as its key" },
  { "outcome-label", "\"label\": { \"id\": \"Mailbox\", \"en\": \"Mailbox\" },",
    "", ERROR (FORMAT),
    "uji.json: procedure.outcomes[5]: an outcome has a label, and a digit as its key" },
  { "start-unknown", "\"start\": \"receive\"",
    "\"start\": \"received\"", ERROR (FORMAT),
    "uji.json: procedure.start: there is no step “received”" },
  { "start-missing", "\"start\": \"receive\",",
    "", ERROR (FORMAT),
    "uji.json: procedure.start: is missing" },
  { "step-kind", "\"kind\": \"form\"",
    "\"kind\": \"page\"", ERROR (FORMAT),
    "uji.json: procedure.steps[0]: “page” is unknown here" },
  { "step-kind-missing", ", \"kind\": \"form\"",
    "", ERROR (FORMAT),
    "uji.json: procedure.steps[0].kind: is missing" },
  { "step-title", "\"title\": { \"id\": \"Selesai\", \"en\": \"Done\" }",
    "\"advice\": { \"id\": \"Selesai\", \"en\": \"Done\" }", ERROR (FORMAT),
    "uji.json: procedure.steps[9]: title is missing" },
  { "step-title-language", "\"title\": { \"id\": \"Selesai\", \"en\": \"Done\" }",
    "\"title\": { \"en\": \"Done\" }", ERROR (FORMAT),
    "uji.json: procedure.steps[9].title.id: is missing" },
  { "step-unknown-member", "\"kind\": \"end\"",
    "\"kind\": \"end\", \"icon\": \"x\"", ERROR (FORMAT),
    "uji.json: procedure.steps[9]: “icon” is not a member of this format" },
  { "step-op", "\"enter\": [\"new-round\"]",
    "\"enter\": [\"second-round\"]", ERROR (FORMAT),
    "uji.json: procedure.steps[6].enter: “second-round” is unknown here" },
  { "step-twice", "{ \"id\": \"recheck\", \"clause\"",
    "{ \"id\": \"receive\", \"clause\"", ERROR (MEANING),
    "uji.json: step “receive”: stands twice" },
  { "step-clause", "\"id\": \"receive\", \"clause\": \"1.2.1\"",
    "\"id\": \"receive\", \"clause\": \"1.2.11\"", ERROR (MEANING),
    "uji.json: step “receive”: “1.2.11” is no clause" },
  { "step-due-to", "\"due\": [{ \"to\": \"follow-up\" }]",
    "\"due\": [{ \"to\": \"followup\" }]", ERROR (MEANING),
    "uji.json: step “wait”: leads to “followup”, which is no step" },
  { "step-without-way-out", "\"in\": [\"held\"],",
    "\"in\": [\"end\"],", ERROR (MEANING),
    "uji.json: step “held”: has no way out" },
  { "act-unknown-member", "{ \"id\": \"received\", \"in\"",
    "{ \"id\": \"received\", \"inn\": [], \"in\"", ERROR (FORMAT),
    "uji.json: procedure.acts[0]: “inn” is not a member of this format" },
  { "act-without-steps", "\"id\": \"received\", \"in\": [\"receive\"],",
    "\"id\": \"received\",", ERROR (FORMAT),
    "uji.json: procedure.acts[0]: in: the steps that it is open in are missing" },
  { "act-without-id", "{ \"id\": \"received\", \"in\"",
    "{ \"in\"", ERROR (FORMAT),
    "uji.json: procedure.acts[0].id: is missing" },
  { "act-step", "\"id\": \"not-resolved\", \"in\": [\"recheck\"]",
    "\"id\": \"not-resolved\", \"in\": [\"re-check\"]", ERROR (MEANING),
    "uji.json: act “not-resolved” in re-check: “re-check” is no step" },
  { "act-clause", "\"id\": \"pend\", \"clause\": \"1.2.6\"",
    "\"id\": \"pend\", \"clause\": \"1.2.66\"", ERROR (MEANING),
    "uji.json: act “pend” in first-round: “1.2.66” is no clause" },
  { "act-family", "\"in\": [\"first-round\"], \"families\": [\"datin\"]",
    "\"in\": [\"first-round\"], \"families\": [\"data\"]", ERROR (MEANING),
    "uji.json: act “pend” in first-round: “data” is no family" },
  { "act-op", "\"do\": [\"dial\"]",
    "\"do\": [\"ring\"]", ERROR (FORMAT),
    "uji.json: procedure.acts[3].do: “ring” is unknown here" },
  { "act-label-language", "\"label\": { \"id\": \"Telepon\", \"en\": \"Call\" }",
    "\"label\": { \"id\": \"Telepon\" }", ERROR (FORMAT),
    "uji.json: procedure.acts[3].label.en: is missing" },
  { "field-kind", "\"phone\": { \"is\": \"phone\" }",
    "\"phone\": { \"is\": \"nomor\" }", ERROR (FORMAT),
    "uji.json: procedure.acts[3].fields.phone: “nomor” is unknown here" },
  { "field-unknown-member", "\"rfo\": {}",
    "\"rfo\": { \"required\": true }", ERROR (FORMAT),
    "uji.json: procedure.acts[0].fields.rfo: “required” is not a member of this format" },
  { "field-type", "\"rfo\": {}",
    "\"rfo\": true", ERROR (FORMAT),
    "uji.json: procedure.acts[0].fields.rfo: an object is wanted here" },
  { "field-choice", "\"is\": \"choice\", \"values\": [\"phone\", \"email\", \"chat\", \"account-manager\", \"other\"]",
    "\"is\": \"choice\"", ERROR (FORMAT),
    "uji.json: procedure.acts[19].fields.channel: values belong to a field that is a choice, and to no other" },
  { "field-values", "\"phone\": { \"is\": \"phone\" }",
    "\"phone\": { \"is\": \"phone\", \"values\": [\"0800\"] }", ERROR (FORMAT),
    "uji.json: procedure.acts[3].fields.phone: values belong to a field that is a choice, and to no other" },
  { "condition-type", "\"when\": { \"outcome\": \"call-back\" } }",
    "\"when\": { \"outcome\": {} } }", ERROR (FORMAT),
    "uji.json: procedure.acts[5].fields.call_back: when.outcome: text, true, false or a whole number is wanted here" },
  { "gate-without-code", "{ \"code\": \"max-attempts\", \"clause\"",
    "{ \"clause\"", ERROR (FORMAT),
    "uji.json: procedure.acts[4].gates[0]: a gate has a code, a clause, and one of at_least, below and holds" },
  { "gate-without-clause", "\"code\": \"max-attempts\", \"clause\": \"1.2.8\",",
    "\"code\": \"max-attempts\",", ERROR (FORMAT),
    "uji.json: procedure.acts[4].gates[0]: a gate has a code, a clause, and one of at_least, below and holds" },
  { "gate-clause", "\"code\": \"max-attempts\", \"clause\": \"1.2.8\"",
    "\"code\": \"max-attempts\", \"clause\": \"8\"", ERROR (MEANING),
    "uji.json: act “call” in follow-up: the gate “max-attempts” names “8”, which is no clause" },
  { "gate-without-question", "\"below\": { \"counted\": \"follow_up_max\" },",
    "", ERROR (FORMAT),
    "uji.json: procedure.acts[4].gates[0]: a gate has a code, a clause, and one of at_least, below and holds" },
  { "gate-two-questions", "\"below\": { \"counted\": \"follow_up_max\" },",
    "\"below\": { \"counted\": \"follow_up_max\" }, \"holds\": \"zone\",", ERROR (FORMAT),
    "uji.json: procedure.acts[4].gates[0]: a gate has a code, a clause, and one of at_least, below and holds" },
  { "gate-counter", "\"below\": { \"counted\": \"follow_up_max\" }",
    "\"below\": { \"calls\": \"follow_up_max\" }", ERROR (MEANING),
    "uji.json: act “call” in follow-up: the gate “max-attempts” counts “calls”; counters are counted and unreached" },
  { "gate-two-counters", "\"below\": { \"counted\": \"follow_up_max\" }",
    "\"below\": { \"counted\": \"follow_up_max\", \"unreached\": \"follow_up_max\" }", ERROR (FORMAT),
    "uji.json: procedure.acts[4].gates[0]: below: one counter and its bound are wanted here" },
  { "gate-parameter", "\"at_least\": { \"unreached\": \"first_round_min\" }",
    "\"at_least\": { \"unreached\": \"first_round_least\" }", ERROR (FORMAT),
    "uji.json: procedure.acts[6].gates[0]: at_least: parameter “first_round_least” is no number of calls" },
  { "gate-parameter-kind", "\"at_least\": { \"unreached\": \"first_round_min\" }",
    "\"at_least\": { \"unreached\": \"day_from\" }", ERROR (FORMAT),
    "uji.json: procedure.acts[6].gates[0]: at_least: parameter “day_from” is no number of calls" },
  { "gate-number", "\"at_least\": { \"unreached\": \"first_round_min\" }",
    "\"at_least\": { \"unreached\": 3 }", ERROR (FORMAT),
    "uji.json: procedure.acts[6].gates[0].unreached: text is wanted here" },
  { "waived-without-departure", ", \"departure\": { \"code\": \"no-usable-number\", \"clause\": \"1.2.3\" }",
    "", ERROR (FORMAT),
    "uji.json: procedure.acts[6].gates[0]: what waives a gate is a departure, so waived and departure go together" },
  { "departure-without-code", "\"departure\": { \"code\": \"no-usable-number\",",
    "\"departure\": {", ERROR (FORMAT),
    "uji.json: procedure.acts[6].gates[0].departure: code is missing" },
  { "departure-clause", "\"departure\": { \"code\": \"no-email\", \"clause\": \"1.2.7\" }",
    "\"departure\": { \"code\": \"no-email\", \"clause\": \"1.2.77\" }", ERROR (MEANING),
    "uji.json: act “inform-without-email” in inform: the departure names “1.2.77”, which is no clause" },
  { "following-unknown-member", "\"then\": [{ \"to\": \"recheck\" }]",
    "\"then\": [{ \"go\": \"recheck\" }]", ERROR (FORMAT),
    "uji.json: procedure.acts[0].then[0]: “go” is not a member of this format" },
  { "following-to", "\"then\": [{ \"to\": \"recheck\" }]",
    "\"then\": [{ \"to\": \"re-check\" }]", ERROR (MEANING),
    "uji.json: act “received” in receive: leads to “re-check”, which is no step" },
  { "following-end-missing", "\"to\": \"end\", \"end\": \"returned\"",
    "\"to\": \"end\"", ERROR (MEANING),
    "uji.json: act “not-resolved” in recheck: names an end without going to the end, or the other way round" },
  { "following-end-elsewhere", "\"then\": [{ \"to\": \"recheck\" }]",
    "\"then\": [{ \"to\": \"recheck\", \"end\": \"returned\" }]", ERROR (MEANING),
    "uji.json: act “received” in receive: names an end without going to the end, or the other way round" },
  { "following-end-without-to", "\"then\": [{ \"to\": \"recheck\" }]",
    "\"then\": [{ \"end\": \"returned\" }]", ERROR (MEANING),
    "uji.json: act “received” in receive: names the end “returned” without going to it" },
  { "following-type", "\"then\": [{ \"to\": \"recheck\" }]",
    "\"then\": [\"recheck\"]", ERROR (FORMAT),
    "uji.json: procedure.acts[0].then[0]: an object is wanted here" },
  { "effect-kind", "{ \"kind\": \"create\", \"text\"",
    "{ \"kind\": \"new\", \"text\"", ERROR (FORMAT),
    "uji.json: procedure.acts[14].then[0].effects[0]: kind: “new” is unknown here" },
  { "effect-status-without-value", "{ \"kind\": \"status\", \"value\": \"BACKEND\" }",
    "{ \"kind\": \"status\" }", ERROR (FORMAT),
    "uji.json: procedure.acts[2].then[0].effects[1]: a status has a value; every other effect has a text" },
  { "effect-note-without-text", "{ \"kind\": \"note\", \"text\": \"note-not-resolved\" }",
    "{ \"kind\": \"note\" }", ERROR (FORMAT),
    "uji.json: procedure.acts[2].then[0].effects[0]: a status has a value; every other effect has a text" },
  { "effect-text", "{ \"kind\": \"note\", \"text\": \"note-not-resolved\" }",
    "{ \"kind\": \"note\", \"text\": \"note-none\" }", ERROR (MEANING),
    "uji.json: act “not-resolved” in recheck: there is no text “note-none”" },
  { "effect-subject", "\"email-subject\": {",
    "\"email-title\": {", ERROR (MEANING),
    "uji.json: act “inform” in inform: there is no text “email-subject”" },
  { "remark-without-question", "\"remark\": { \"code\": \"logged-late\", \"question\": \"Q19\" }",
    "\"remark\": { \"code\": \"logged-late\" }", ERROR (FORMAT),
    "uji.json: procedure.acts[20].remark: a remark has a code and a question" },
  { "remark-unknown-member", "\"remark\": { \"code\": \"logged-late\",",
    "\"remark\": { \"id\": 1, \"code\": \"logged-late\",", ERROR (FORMAT),
    "uji.json: procedure.acts[20].remark: “id” is not a member of this format" },
  { "texts-missing", "\"texts\": {",
    "\"text\": {", ERROR (FORMAT),
    "uji.json: procedure: “text” is not a member of this format" },
  { "text-type", "\"morning\": { \"id\": \"pagi\", \"en\": \"morning\" }",
    "\"morning\": \"pagi\"", ERROR (FORMAT),
    "uji.json: procedure.texts.morning: an object is wanted here" },
  { "text-language", "\"morning\": { \"id\": \"pagi\", \"en\": \"morning\" }",
    "\"morning\": { \"id\": \"pagi\" }", ERROR (FORMAT),
    "uji.json: procedure.texts.morning.en: is missing" },
};

static void
test_mistake (gconstpointer data)
{
  const Mistake *row = data;
  g_autofree char *text = core_support_read ("../data/procedures/IN.OCC.TENESA.W-03.json");
  g_autoptr (GString) changed = g_string_new (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasProcedure) procedure = NULL;

  g_assert_cmpuint (g_string_replace (changed, row->old, row->fresh, 1), ==, 1);
  procedure = load (changed->str, &error);
  g_assert_null (procedure);
  g_assert_error (error, TUNTAS_PROCEDURE_ERROR, row->code);
  if (!g_str_has_prefix (error->message, row->message))
    g_error ("“%s” does not begin with “%s”", error->message, row->message);
}

static void
test_no_json (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *message;
  } rows[] = {
    { "", ERROR (SYNTAX), "uji.json: line 1, column 1: the document is empty" },
    { "{\n  \"format\": 1,\n}", ERROR (SYNTAX), "uji.json: line 3, column 1: " },
    { "<html>", ERROR (SYNTAX), "uji.json: line 1, column 1: " },
    { "{\"format\": 1, \"format\": 1}", ERROR (SYNTAX), "uji.json: line 1, column " },
    { "[]", ERROR (FORMAT), "uji.json: procedure" },
    { "{}", ERROR (FORMAT), "uji.json: procedure.format: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load (rows[i].text, &error));
      g_assert_error (error, TUNTAS_PROCEDURE_ERROR, rows[i].code);
      if (!g_str_has_prefix (error->message, rows[i].message))
        g_error ("“%s” does not begin with “%s”", error->message, rows[i].message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/mistakes/no-json", test_no_json);
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/mistakes/%s", mistakes[i].name);

      g_test_add_data_func (path, &mistakes[i], test_mistake);
    }
  return g_test_run ();
}
