/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-debrief-private.h"

#include "tuntas-phone.h"
#include "tuntas-words.h"

#include <string.h>

/* Whether the notes of a case say what they must. What that is stands in the procedure's own templates for them: where
 * these have a place for the cause, the repair or the calls, or speak of permission, what was sent has it too. Only words
 * that the trainee edited can lack any of it. */

/* In a template that speaks of permission, in either language. */
static const char *const permission_words[] = { "izin", "permission" };

/* What the templates want, and the clauses under which that came about. */
typedef struct
{
  TuntasCase *state;
  const char *language;
  gboolean rfo, repair;
  GHashTable *attempts;   /* (element-type TuntasAttempt): a set of pointers into the case */
  const char *permission; /* (nullable): the clause of the act that speaks of it */
} Wanted;

static gboolean
speaks_of_permission (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (permission_words); i++)
    if (strstr (lower, permission_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Those before that event: all of them, or the last ones by which the customer was not reached. */
static void
want_attempts (Wanted *wanted, gint64 seq, gboolean all)
{
  GPtrArray *attempts = tuntas_case_get_attempts (wanted->state);
  g_autoptr (TuntasCase) then = tuntas_case_after (wanted->state, seq);
  int left = all ? G_MAXINT : then != NULL ? tuntas_case_get_unreached (then) : 0;

  for (guint i = attempts->len; i > 0 && left > 0; i--)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (attempts, i - 1);

      if (attempt->seq >= seq ||
          (!all && (attempt->outcome == NULL || !attempt->outcome->counts || attempt->outcome->connected)))
        continue;
      g_hash_table_add (wanted->attempts, (gpointer) attempt);
      left--;
    }
}

static void
want_template (Wanted *wanted, const char *template, gint64 seq)
{
  wanted->rfo |= strstr (template, "{rfo}") != NULL;
  wanted->repair |= strstr (template, "{perbaikan}") != NULL;
  if (strstr (template, "{semua_panggilan}") != NULL)
    want_attempts (wanted, seq, TRUE);
  else if (strstr (template, "{daftar}") != NULL)
    want_attempts (wanted, seq, FALSE);
  if (speaks_of_permission (template))
    wanted->permission = tuntas_case_get_clause_of (wanted->state, seq);
}

static void
want_notes (Wanted *wanted)
{
  GPtrArray *events = tuntas_case_get_events (wanted->state);

  for (guint i = 1; i < events->len; i++)
    {
      gint64 seq = tuntas_event_get_seq (g_ptr_array_index (events, i));
      g_autoptr (GPtrArray) effects = NULL;

      if (tuntas_case_is_taken_back (wanted->state, seq))
        continue;
      effects = tuntas_case_list_effects (wanted->state, seq);
      for (guint j = 0; j < effects->len; j++)
        {
          const TuntasEffect *effect = g_ptr_array_index (effects, j);
          const TuntasText *template = effect->kind == TUNTAS_EFFECT_NOTE
              ? tuntas_procedure_find_text (tuntas_case_get_procedure_of (wanted->state, seq), effect->text) : NULL;

          if (template != NULL)
            want_template (wanted, tuntas_text_in (template, wanted->language), seq);
        }
    }
}

static char *
join_notes (GPtrArray *notes, const char *ticket)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    {
      const TuntasNoteText *note = g_ptr_array_index (notes, i);

      if (strcmp (note->ticket, ticket) == 0)
        g_string_append_printf (all, "%s\n", note->text);
    }
  return g_string_free (all, FALSE);
}

/* As it stands in a text that was filled: numbers masked, braces as parentheses. */
static gboolean
has_words (const char *notes, const char *words)
{
  g_autofree char *masked = tuntas_phone_mask_text (words, NULL);

  for (char *p = masked; *p != '\0'; p++)
    *p = *p == '{' ? '(' : *p == '}' ? ')' : *p;
  return strstr (notes, masked) != NULL;
}

static void
lack (TuntasJudging *judging, TuntasCase *state, const char *clause, const char *code, const char *should)
{
  TuntasDebriefRow *row = tuntas_debrief_add_row (judging, TUNTAS_ROW_NOTE, TUNTAS_ROW_WRONG,
                                                  tuntas_case_get_ticket (state), clause, judging->input->ended_at);

  row->code = g_strdup (code);
  row->should = g_strdup (should);
}

/* (nullable): the clause under which that field was last filled in. */
static const char *
clause_of_field (TuntasCase *state, const char *field)
{
  GPtrArray *events = tuntas_case_get_events (state);

  for (guint i = events->len; i > 0; i--)
    {
      TuntasEvent *event = g_ptr_array_index (events, i - 1);

      if (tuntas_event_get (event, field) != NULL)
        return tuntas_case_get_clause_of (state, tuntas_event_get_seq (event));
    }
  return NULL;
}

static void
check_field (TuntasJudging *judging, TuntasCase *state, const char *notes, const char *field)
{
  const char *words = tuntas_case_find_field (state, field);

  if (words != NULL && !has_words (notes, words))
    lack (judging, state, clause_of_field (state, field), field, words);
}

static void
check_attempts (TuntasJudging *judging, const Wanted *wanted, const char *notes)
{
  GPtrArray *attempts = tuntas_case_get_attempts (wanted->state);

  for (guint i = 0; i < attempts->len; i++)
    {
      const TuntasAttempt *attempt = g_ptr_array_index (attempts, i);
      g_autofree char *clock = tuntas_words_clock (tuntas_case_get_zone (wanted->state), attempt->dialled_at,
                                                   attempt->dialled_at);

      if (g_hash_table_contains (wanted->attempts, attempt) && strstr (notes, clock) == NULL)
        lack (judging, wanted->state, tuntas_case_get_clause_of (wanted->state, attempt->seq), "attempts", clock);
    }
}

void
tuntas_debrief_judge_notes (TuntasJudging *judging, TuntasCase *state)
{
  g_autofree char *notes = join_notes (judging->input->notes, tuntas_case_get_ticket (state));
  g_autoptr (GHashTable) attempts = g_hash_table_new (NULL, NULL);
  Wanted wanted = { .state = state, .language = judging->input->language, .attempts = attempts };

  want_notes (&wanted);
  if (wanted.rfo)
    check_field (judging, state, notes, "rfo");
  if (wanted.repair)
    check_field (judging, state, notes, "repair");
  check_attempts (judging, &wanted, notes);
  if (wanted.permission != NULL && !speaks_of_permission (notes))
    lack (judging, state, wanted.permission, "permission", NULL);
}
