/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-driver.h"
#include "core-support.h"
#include "tuntas-clock.h"
#include "words-sentences.h"

#include <string.h>

/* What our notes and e-mails say is true: texts of many random cases are held, sentence by sentence, against what their
 * events tell by the instruction alone (words-facts.c). And as they stand, for each end of W-03, in both languages:
 * tests/fixtures/texts.id and texts.en; TUNTAS_WRITE_TEXTS=1 writes them anew. TUNTAS_SEED=N plays one case. */

#define CASES   100000
#define MOST_ACTS 60
#define MORNING 1763942400 /* 2025-11-24 00:00:00 UTC */
#define ADDRESS "noc@pelanggan.example"
#define AGENT   "Ayu Lestari"
#define CREATED "IN900000431"

typedef struct
{
  guint32 seed;
  GRand *rand;
  TuntasProcedure *procedure;
  TuntasTicket *ticket;
  TuntasCase *state;
  gint64 now;
  int hours;
  gboolean has_email;     /* something was said of the e-mail */
  TuntasWordsEmail email; /* of the last act that informed */
  char *email_reason;     /* (nullable): what email.reason points to */
  guint n_texts, n_sentences, n_false;
} Play;

static const char *
pick (Play *play, const char *const *list)
{
  return list[g_rand_int_range (play->rand, 0, g_strv_length ((char **) list))];
}

#define PICK(play, ...) pick (play, (const char *const[]) { __VA_ARGS__, NULL })

static gboolean
one_in (Play *play, int n)
{
  return g_rand_int_range (play->rand, 0, n) == 0;
}

static TuntasTicket *
make_ticket (void)
{
  TuntasTicket *ticket = tuntas_ticket_new ("IN190000001");

  tuntas_ticket_set (ticket, TUNTAS_TICKET_CONTACT, "Budi Santoso");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_CUSTOMER, "PT Cakrawala Tirta");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_SUMMARY, "Internet mati sejak pagi");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_SERVICE_TYPE, "ASTINET");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_SERVICE_NO, "4700001-0021");
  tuntas_ticket_set (ticket, TUNTAS_TICKET_EMAIL, ADDRESS);
  return ticket;
}

/* The case */

static void
begin (Play *play)
{
  static const char *const zones[] = { "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura" };
  guint zone_index = g_rand_int_range (play->rand, 0, G_N_ELEMENTS (zones));
  g_autoptr (TuntasProcedures) procedures = tuntas_procedures_new (play->procedure);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[zone_index]);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_event_unref);
  g_autoptr (TuntasAct) opening = tuntas_case_opening (play->procedure, "IN190000001",
                                                       PICK (play, "datin", "datin", "indihome", "pots"),
                                                       zones[zone_index], "0800000001;0800000002", ADDRESS);
  g_autoptr (GError) error = NULL;

  play->hours = 7 + zone_index;
  play->now = MORNING + g_rand_int_range (play->rand, 0, 86400);
  play->has_email = FALSE;
  g_ptr_array_add (events, tuntas_event_new (1, play->now, "AYU", opening));
  play->state = tuntas_case_fold (procedures, zone, events, &error);
  g_assert_no_error (error);
}

static void
set_instant (Play *play, TuntasAct *act, const char *field, gint64 from, gint64 to)
{
  tuntas_act_set_instant (act, field, play->now + g_rand_int_range (play->rand, from, to));
}

static void
fill_field (Play *play, TuntasAct *act, const TuntasField *field)
{
  const char *name = field->name;

  if (field->optional && one_in (play, 2))
    return;
  if (field->kind == TUNTAS_FIELD_FUTURE)
    set_instant (play, act, name, 60, 100000);
  else if (field->kind == TUNTAS_FIELD_PAST)
    set_instant (play, act, name, -900, -1);
  else if (field->kind == TUNTAS_FIELD_PHONE)
    tuntas_act_set (act, name, PICK (play, "0800000001", "0800000002", "0800000003"));
  else if (field->kind == TUNTAS_FIELD_OUTCOME)
    tuntas_act_set (act, name, PICK (play, "connected", "no-answer", "no-answer", "no-answer", "busy", "inactive",
                                     "rejected", "mailbox", "not-available", "wrong-number", "technical", "call-back"));
  else if (field->kind == TUNTAS_FIELD_YES_NO)
    tuntas_act_set (act, name, one_in (play, 8) ? "false" : "true");
  else if (field->kind == TUNTAS_FIELD_FAMILY)
    tuntas_act_set (act, name, PICK (play, "datin", "indihome", "pots"));
  else if (strcmp (name, "decision") == 0)
    tuntas_act_set (act, name, PICK (play, "continue", "continue", "close", "return"));
  else if (strcmp (name, "channel") == 0)
    tuntas_act_set (act, name, PICK (play, "phone", "email", "chat", "account-manager", "other"));
  else if (strcmp (name, "email") == 0)
    tuntas_act_set (act, name, ADDRESS);
  else
    tuntas_act_set (act, name, PICK (play, "kabel putus", "splitter ODP rusak", "ganti splitter", "sesuai permintaan",
                                     "Ratna", "iBooster", "spec -19 dBm"));
}

/* (transfer full) (nullable): what an agent could do next; ends and side ways are rare. */
static TuntasAct *
draw (Play *play)
{
  static const char *const rare[] = { "return", "escalate", "change-family", "undo", "customer-contacted", "add-phone",
                                      "not-resolved", "log-call", "not-normal", NULL };
  g_autoptr (GPtrArray) actions = tuntas_case_list_actions (play->state);
  const TuntasAction *action;
  TuntasAct *act;

  if (actions->len == 0)
    return NULL;
  action = g_ptr_array_index (actions, g_rand_int_range (play->rand, 0, actions->len));
  if (!action->enabled || action->spec->by_program ||
      (g_strv_contains (rare, action->spec->id) && !one_in (play, 8)))
    return NULL;
  act = tuntas_act_new (action->spec->id);
  for (guint i = 0; i < action->spec->fields->len; i++)
    {
      const TuntasField *field = g_ptr_array_index (action->spec->fields, i);

      if (!field->by_program && tuntas_case_asks_for (play->state, field, act))
        fill_field (play, act, field);
    }
  return act;
}

/* Mostly minutes; a wait is mostly waited for. */
static void
let_time_pass (Play *play)
{
  gint64 deadline = tuntas_case_get_deadline (play->state);

  if (deadline > play->now && tuntas_case_get_step (play->state)->kind == TUNTAS_STEP_WAIT && !one_in (play, 4))
    play->now = deadline + g_rand_int_range (play->rand, 0, 120);
  else
    play->now += g_rand_int_range (play->rand, 1, one_in (play, 20) ? 40000 : 900);
}

/* The texts */

static void
learn_of_email (Play *play, TuntasAct *act)
{
  gboolean sends = tuntas_act_is (act, "inform");

  if (!sends && !tuntas_act_is (act, "inform-without-email"))
    return;
  play->has_email = TRUE;
  g_free (play->email_reason);
  play->email_reason = g_strdup (sends ? PICK (play, "550 no such user", "mailbox full") : tuntas_act_get (act, "reason"));
  play->email = (TuntasWordsEmail) { .to = ADDRESS, .at = play->now + g_rand_int_range (play->rand, 0, 120) };
  play->email.result = sends ? (TuntasWordsEmailResult) g_rand_int_range (play->rand, 0, 3) : TUNTAS_WORDS_EMAIL_NOT_SENT;
  play->email.reason = play->email.result == TUNTAS_WORDS_EMAIL_NOT_SENT ? play->email_reason : NULL;
}

static TuntasWordsContext
context_of (Play *play, TuntasCase *acted, gint64 now, const char *language)
{
  return (TuntasWordsContext) { .state = acted, .ticket = play->ticket, .now = now, .language = language, .agent = AGENT,
                                .unit = "OCC Bandung", .company = "Telkom", .destination = "TIER1-BDG" };
}

/* (transfer full): as it would leave. */
static char *
write_text (const TuntasWordsContext *context, const char *name, const TuntasWordsEmail *email)
{
  const TuntasText *template = tuntas_procedure_find_text (tuntas_case_get_procedure (context->state), name);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *filled = tuntas_words_fill (tuntas_text_in (template, context->language), context, missing);
  g_autofree char *status = email != NULL ? tuntas_words_email_status (context, email) : NULL;
  g_autofree char *with_status = tuntas_words_finish (filled, "status_email", status);

  if (missing->len > 0)
    return NULL; /* it does not leave */
  return tuntas_words_finish (with_status, "tiket_baru", CREATED);
}

static void
check_text (Play *play, const TuntasApplied *applied, const char *name, const char *language)
{
  g_autoptr (TuntasCase) acted = tuntas_case_after (applied->next, applied->act_seq);
  TuntasWordsContext context = context_of (play, acted, play->now, language);
  TuntasWordsEmail email = play->email;
  WordsFacts facts;
  WordsTruth truth = { &facts, play->has_email ? &email : NULL, play->ticket, AGENT, "TIER1-BDG", CREATED, language,
                       play->now };
  g_autofree char *text = NULL;
  g_autofree char *wrong = NULL;

  if (email.result == TUNTAS_WORDS_EMAIL_UNKNOWN)
    email.at = play->now;
  text = write_text (&context, name, truth.email);
  if (text == NULL)
    return;
  words_facts_read (&facts, tuntas_case_get_events (acted), play->hours);
  play->n_texts++;
  play->n_sentences += words_sentences_check (text, &truth, &wrong);
  words_facts_clear (&facts);
  if (strchr (text, '{') != NULL && wrong == NULL)
    wrong = g_strdup ("a place is left");
  if (wrong == NULL)
    return;
  play->n_false++;
  g_test_message ("TUNTAS_SEED=%u: %s: %s\n%s", play->seed, name, wrong, text);
  for (guint i = 0; i < tuntas_case_get_events (acted)->len; i++)
    {
      g_autofree char *json = tuntas_event_to_json (g_ptr_array_index (tuntas_case_get_events (acted), i));

      g_test_message ("%s", json);
    }
}

static void
check_effects (Play *play, const TuntasApplied *applied)
{
  const char *language = one_in (play, 2) ? "id" : "en";

  for (guint i = 0; i < applied->effects->len; i++)
    {
      const TuntasEffect *effect = g_ptr_array_index (applied->effects, i);
      g_autofree char *subject = effect->kind == TUNTAS_EFFECT_EMAIL ? g_strconcat (effect->text, "-subject", NULL) : NULL;

      if (effect->text != NULL)
        check_text (play, applied, effect->text, language);
      if (subject != NULL)
        check_text (play, applied, subject, language);
    }
}

static void
play_case (Play *play, guint32 seed)
{
  play->seed = seed;
  g_rand_set_seed (play->rand, seed);
  begin (play);
  for (guint i = 0; i < MOST_ACTS && tuntas_case_get_end (play->state) == NULL && play->n_false < 5; i++)
    {
      g_autoptr (TuntasAct) act = draw (play);
      g_autoptr (TuntasApplied) applied = NULL;

      if (act == NULL)
        continue;
      let_time_pass (play);
      /* What is taken back is taken back at once. */
      if (tuntas_act_is (act, TUNTAS_EVENT_UNDO))
        continue;
      applied = tuntas_case_apply (play->state, act, play->now, "AYU", FALSE);
      if (applied->accepted && one_in (play, 25))
        {
          g_autoptr (TuntasAct) undo = tuntas_act_new (TUNTAS_EVENT_UNDO);
          g_autoptr (TuntasApplied) undone = tuntas_case_apply (applied->next, undo, play->now, "AYU", FALSE);

          if ((gint64) tuntas_case_get_events (applied->next)->len == applied->act_seq && undone->accepted)
            {
              tuntas_case_unref (play->state);
              play->state = tuntas_case_ref (undone->next);
              continue;
            }
        }
      if (applied->accepted)
        {
          learn_of_email (play, act);
          check_effects (play, applied);
        }
      tuntas_case_unref (play->state);
      play->state = tuntas_case_ref (applied->next);
    }
  g_clear_pointer (&play->state, tuntas_case_unref);
}

static void
test_truth (void)
{
  const char *seed = g_getenv ("TUNTAS_SEED");
  Play play = { .rand = g_rand_new (), .procedure = core_support_load_w03 (), .ticket = make_ticket () };

  for (guint i = 0; i < CASES && seed == NULL; i++)
    play_case (&play, i);
  if (seed != NULL)
    play_case (&play, (guint32) g_ascii_strtoull (seed, NULL, 10));
  g_print ("# figure words_cases %d cases\n# figure words_texts %u texts\n# figure words_sentences %u sentences\n"
           "# figure words_false %u sentences\n", CASES, play.n_texts, play.n_sentences, play.n_false);
  g_assert_cmpuint (play.n_false, ==, 0);
  if (seed == NULL)
    g_assert_cmpuint (play.n_sentences, >, CASES);
  g_free (play.email_reason);
  g_rand_free (play.rand);
  g_object_unref (play.procedure);
  tuntas_ticket_unref (play.ticket);
}

/* The judge itself: it notices a text that is not true. */
static void
test_lies (void)
{
  static const struct { const char *before, *after; } lies[] = {
    { "3x", "4x" }, { "RNA, ", "sibuk, " }, { "1.2.10", "1.2.9" }, { "ganti splitter", "ganti modem" }, { "09.", "10." },
    { "Sudah dihubungi", "Belum dihubungi" }, { "terselesaikan", "tertunda" },
  };
  CaseDriver driver;
  g_autoptr (TuntasTicket) ticket = make_ticket ();
  Play play = { .ticket = ticket };
  g_autofree char *text = NULL;
  g_autofree char *wrong = NULL;
  TuntasWordsContext context;
  WordsFacts facts;

  case_driver_begin (&driver, "indihome", "09:00");
  case_driver_call_in_vain (&driver, 3);
  case_driver_do (&driver, "close-unreached", NULL);
  context = context_of (&play, driver.state, driver.now, "id");
  text = write_text (&context, "note-unreached-first", NULL);
  words_facts_read (&facts, tuntas_case_get_events (driver.state), 7);
  g_assert_cmpuint (words_sentences_check (text, &(WordsTruth) { &facts, NULL, ticket, AGENT, "TIER1-BDG", CREATED, "id",
                                                                 driver.now }, &wrong), ==, 5);
  g_assert_cmpstr (wrong, ==, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (GString) lie = g_string_new (text);

      g_assert_cmpuint (g_string_replace (lie, lies[i].before, lies[i].after, 1), ==, 1);
      words_sentences_check (lie->str, &(WordsTruth) { &facts, NULL, ticket, AGENT, "TIER1-BDG", CREATED, "id",
                                                       driver.now }, &wrong);
      g_test_message ("%s", lie->str);
      g_assert_nonnull (wrong);
      g_clear_pointer (&wrong, g_free);
    }
  words_facts_clear (&facts);
  case_driver_end (&driver);
}

/* Golden texts */

typedef struct
{
  GString *written;
  const char *language;
  TuntasTicket *ticket;
} Golden;

static void
add_text (Golden *golden, const CaseDriver *driver, const char *what, const char *name)
{
  Play play = { .ticket = golden->ticket };
  TuntasWordsContext context = context_of (&play, driver->state, driver->now, golden->language);
  TuntasWordsEmail email = { TUNTAS_WORDS_EMAIL_SENT, driver->now, ADDRESS, NULL };
  g_autofree char *text = write_text (&context, name, &email);

  g_assert_nonnull (text);
  g_string_append_printf (golden->written, "== %s: %s\n%s\n\n", what, name, text);
}

#define FIELDS(...) __VA_ARGS__, NULL
#define END_OF(what, family, lead, act, fields, ...)                                              \
  {                                                                                               \
    static const char *const texts[] = { __VA_ARGS__, NULL };                                     \
    CaseDriver driver;                                                                            \
                                                                                                  \
    case_driver_begin (&driver, family, "09:00");                                                 \
    lead (&driver);                                                                               \
    case_driver_do (&driver, act, fields);                                                        \
    for (guint i = 0; texts[i] != NULL; i++)                                                      \
      add_text (golden, &driver, what, texts[i]);                                                 \
    case_driver_end (&driver);                                                                    \
  }

static void
lead_to_check (CaseDriver *driver)
{
  case_driver_do (driver, "received", "rfo", "splitter ODP rusak", "repair", "ganti splitter", NULL);
}

static void
lead_to_nothing (CaseDriver *driver)
{
}

static void
lead_to_unreached (CaseDriver *driver)
{
  case_driver_call_in_vain (driver, 3);
}

static void
lead_to_conversation (CaseDriver *driver)
{
  case_driver_call_in_vain (driver, 1);
  case_driver_wait (driver, 300);
  case_driver_do (driver, "call", "phone", CASE_DRIVER_PHONE, NULL);
  case_driver_wait (driver, 40);
  case_driver_do (driver, "outcome", "outcome", "connected", "who", "Ratna", "relation", "PIC", NULL);
}

static void
lead_to_pending (CaseDriver *driver)
{
  lead_to_unreached (driver);
  case_driver_do (driver, "pend", NULL);
}

static void
lead_to_follow_up (CaseDriver *driver)
{
  lead_to_pending (driver);
  case_driver_do (driver, "inform", "email", ADDRESS, NULL);
  case_driver_wait (driver, 3600);
  case_driver_do (driver, "call", "phone", CASE_DRIVER_PHONE, NULL);
  case_driver_wait (driver, 30);
  case_driver_do (driver, "outcome", "outcome", "busy", NULL);
}

static void
lead_to_coordinator (CaseDriver *driver)
{
  lead_to_unreached (driver);
  case_driver_do (driver, "escalate", "question", "boleh ditutup?", NULL);
}

static void
write_golden (Golden *golden)
{
  END_OF ("pended and informed (1.2.7)", "datin", lead_to_pending, "inform", FIELDS ("email", ADDRESS), "email-subject",
          "email", "note-pending")
  END_OF ("closed-confirmed", "datin", lead_to_conversation, "normal-close", FIELDS ("told", "true"), "note-confirmed")
  END_OF ("closed-confirmed", "pots", lead_to_conversation, "normal-close",
          FIELDS ("told", "true", "monitoring", "true"), "note-confirmed-wish")
  END_OF ("closed-monitoring", "datin", lead_to_conversation, "normal-monitoring", FIELDS ("told", "true"),
          "create-monitoring", "note-monitoring")
  END_OF ("closed-unreached (1.2.10)", "indihome", lead_to_unreached, "close-unreached", NULL, "note-unreached-first")
  END_OF ("closed-unreached (1.2.9)", "datin", lead_to_follow_up, "close-unreached", NULL, "note-unreached-follow-up")
  END_OF ("closed-instructed", "datin", lead_to_coordinator, "instructed",
          FIELDS ("by", "Pak Hadi", "decision", "close", "reason", "pelanggan pindah"), "note-instructed-close")
  END_OF ("returned", "datin", lead_to_coordinator, "instructed",
          FIELDS ("by", "Pak Hadi", "decision", "return", "reason", "layanan putus lagi"), "note-instructed-return")
  END_OF ("returned", "datin", lead_to_check, "not-resolved", NULL, "note-not-resolved")
  END_OF ("returned", "datin", lead_to_conversation, "not-normal", FIELDS ("complaint", "masih lambat"), "note-not-normal")
  END_OF ("returned", "datin", lead_to_nothing, "return", FIELDS ("reason", "RFO belum ada"), "note-returned")
}

static void
test_golden (gconstpointer data)
{
  g_autofree char *path = g_strconcat ("fixtures/texts.", (const char *) data, NULL);
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, path, NULL);
  g_autoptr (TuntasTicket) ticket = make_ticket ();
  Golden golden = { g_string_new (NULL), data, ticket };
  g_autofree char *written = NULL;
  g_autofree char *wanted = NULL;

  write_golden (&golden);
  written = g_string_free (golden.written, FALSE);
  if (g_getenv ("TUNTAS_WRITE_TEXTS") != NULL)
    g_assert_true (g_file_set_contents (file, written, -1, NULL));
  wanted = core_support_read (path);
  g_assert_cmpstr (written, ==, wanted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/core/words/golden-id", "id", test_golden);
  g_test_add_data_func ("/core/words/golden-en", "en", test_golden);
  g_test_add_func ("/core/words/lies", test_lies);
  g_test_add_func ("/core/words/truth", test_truth);
  return g_test_run ();
}
