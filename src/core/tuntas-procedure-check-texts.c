/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-check.h"

#include "tuntas-words.h"

#include <string.h>

/* Who fills the places of a text, and so which ones it may have. */
typedef enum
{
  FILLED_BY_NOBODY,   /* labels and their like: shown as they stand */
  FILLED_BY_BOUNDS,   /* titles and advice: the parameters that gates use */
  FILLED_BY_COUNTS,   /* the words for a departure or a remark */
  FILLED_BY_REFUSAL,  /* the sentence of a gate */
  FILLED_BY_WORDS,    /* a script, a mail, a new ticket, a word of the file */
  FILLED_ON_SENDING,  /* a note: the late places, too */
  FILLED_FOR_EMAIL,   /* what a note says of the e-mail */
} Filler;

typedef struct
{
  TuntasProcedure *procedure;
  TuntasProof *proof;
  const char *words; /* in one language */
  const char *where;
  Filler filler;
} Check;

static void
check_needs (const Check *check, const char *name)
{
  const char *const *needs = tuntas_words_get_needs (name);

  for (guint i = 0; needs != NULL && needs[i] != NULL; i++)
    if (tuntas_procedure_find_text (check->procedure, needs[i]) == NULL)
      tuntas_proof_doubt (check->proof, check->words, check->where, "“{%s}” needs the text “%s”, which is not there", name,
                          needs[i]);
}

static void
check_word_place (const Check *check, const char *name)
{
  TuntasPlaceKinds kinds = tuntas_words_get_kinds (name);
  TuntasPlaceKinds fitting = check->filler == FILLED_FOR_EMAIL    ? TUNTAS_PLACE_OF_EMAIL
                             : check->filler == FILLED_ON_SENDING ? TUNTAS_PLACE_FILLED | TUNTAS_PLACE_LATE
                                                                  : TUNTAS_PLACE_FILLED;

  if (kinds == TUNTAS_PLACE_UNKNOWN)
    tuntas_proof_doubt (check->proof, check->words, check->where, "“{%s}” is no placeholder", name);
  else if ((kinds & fitting) == 0)
    tuntas_proof_doubt (check->proof, check->words, check->where, "“{%s}” cannot be filled here; it is for %s", name,
                        kinds & TUNTAS_PLACE_LATE       ? "notes"
                        : kinds & TUNTAS_PLACE_OF_EMAIL ? "the texts email-sent, email-not-sent and email-unknown"
                                                        : "other texts");
  else
    check_needs (check, name);
}

static void
check_place (const Check *check, const char *name)
{
  static const char *const of_counts[] = { "have", "need", NULL };
  static const char *const of_refusals[] = { "have", "need", "clause", NULL };

  switch (check->filler)
    {
    case FILLED_BY_NOBODY:
      tuntas_proof_doubt (check->proof, check->words, check->where, "“{%s}” is not filled here", name);
      break;
    case FILLED_BY_BOUNDS:
      if (!tuntas_procedure_is_bound (check->procedure, name))
        tuntas_proof_doubt (check->proof, check->words, check->where, "“{%s}” is no parameter that a gate uses", name);
      break;
    case FILLED_BY_COUNTS:
      if (!g_strv_contains (of_counts, name))
        tuntas_proof_doubt (check->proof, check->words, check->where, "“{%s}” is none of {have} and {need}", name);
      break;
    case FILLED_BY_REFUSAL:
      if (!g_strv_contains (of_refusals, name))
        tuntas_proof_doubt (check->proof, check->words, check->where,
                            "“{%s}” is none of {have}, {need} and {clause}", name);
      break;
    case FILLED_BY_WORDS:
    case FILLED_ON_SENDING:
    case FILLED_FOR_EMAIL:
    default:
      check_word_place (check, name);
    }
}

static void
check_language (const Check *check, const char *language)
{
  const char *open, *close;

  if (check->words == NULL)
    return; /* spoken of by the reader */
  if (check->words[strspn (check->words, " \t\r\n")] == '\0')
    tuntas_proof_doubt (check->proof, check->words, check->where, "the %s text is blank", language);
  for (open = strchr (check->words, '{'); open != NULL; open = strchr (close, '{'))
    {
      g_autofree char *name = NULL;

      close = strchr (open, '}');
      if (close == NULL)
        {
          tuntas_proof_doubt (check->proof, check->words, check->where, "the %s text has a { without its }", language);
          return;
        }
      name = g_strndup (open + 1, close - open - 1);
      check_place (check, name);
    }
}

static void
check_text (TuntasProcedure *self, TuntasProof *proof, const TuntasText *text, Filler filler, const char *where)
{
  Check check = { .procedure = self, .proof = proof, .where = where, .filler = filler };

  if (text == NULL)
    return;
  check.words = text->id;
  check_language (&check, "Indonesian");
  check.words = text->en;
  check_language (&check, "English");
}

/* Names of texts */

static void
want_text (TuntasProcedure *self, TuntasProof *proof, gconstpointer element, const char *place, const char *name)
{
  if (name != NULL && tuntas_procedure_find_text (self, name) == NULL)
    tuntas_proof_doubt (proof, element, place, "there is no text “%s”", name);
}

static void
check_effect_texts (const TuntasCheckSource *source, GPtrArray *followings)
{
  for (guint i = 0; i < followings->len; i++)
    {
      GPtrArray *effects = ((TuntasFollowing *) g_ptr_array_index (followings, i))->effects;

      for (guint j = 0; j < effects->len; j++)
        {
          const TuntasEffectSpec *effect = g_ptr_array_index (effects, j);

          want_text (source->procedure, source->proof, effect, source->place, effect->text);
          if (effect->kind == TUNTAS_EFFECT_EMAIL && effect->text != NULL)
            {
              g_autofree char *subject = g_strconcat (effect->text, "-subject", NULL);

              want_text (source->procedure, source->proof, effect, source->place, subject);
            }
        }
    }
}

/* The pages of these kinds of step show texts by their names. */
static void
check_page_texts (TuntasProcedure *self, TuntasProof *proof, const TuntasStep *step, const char *place)
{
  static const char *const of_conversation[] = { "beat-greet", "beat-tell", "beat-ask", "beat-permission", "greeting",
                                                 "tell", "confirm", "permission" };

  if (step->kind == TUNTAS_STEP_CALLS)
    want_text (self, proof, step, place, "greeting");
  if (tuntas_procedure_is_conversation (self, step))
    for (guint i = 0; i < G_N_ELEMENTS (of_conversation); i++)
      want_text (self, proof, step, place, of_conversation[i]);
}

/* Notes are those texts that some effect sends as a note. */
static void
take_notes (GHashTable *notes, GPtrArray *followings)
{
  for (guint i = 0; followings != NULL && i < followings->len; i++)
    {
      GPtrArray *effects = ((TuntasFollowing *) g_ptr_array_index (followings, i))->effects;

      for (guint j = 0; j < effects->len; j++)
        {
          const TuntasEffectSpec *effect = g_ptr_array_index (effects, j);

          if (effect->kind == TUNTAS_EFFECT_NOTE && effect->text != NULL)
            g_hash_table_add (notes, effect->text);
        }
    }
}

static GHashTable *
find_notes (TuntasProcedure *self)
{
  GHashTable *notes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->steps->len; i++)
    take_notes (notes, ((TuntasStep *) g_ptr_array_index (self->steps, i))->due);
  for (guint i = 0; i < self->acts->len; i++)
    take_notes (notes, ((TuntasActSpec *) g_ptr_array_index (self->acts, i))->followings);
  return notes;
}

static void
check_named_texts (TuntasProcedure *self, TuntasProof *proof)
{
  g_autoptr (GHashTable) notes = find_notes (self);
  g_autoptr (GList) names = tuntas_check_list_names (self->texts);

  for (GList *each = names; each != NULL; each = each->next)
    {
      const char *name = each->data;
      static const char *const all_of_email[] = { "email-sent", "email-not-sent", "email-unknown", "email-elsewhere", NULL };
      gboolean of_email = g_strv_contains (all_of_email, name);
      g_autofree char *where = g_strdup_printf ("text “%s”", name);

      check_text (self, proof, tuntas_procedure_find_text (self, name),
                  of_email                               ? FILLED_FOR_EMAIL
                  : g_hash_table_contains (notes, name) ? FILLED_ON_SENDING
                                                         : FILLED_BY_WORDS,
                  where);
    }
}

static void
check_step (TuntasProcedure *self, TuntasProof *proof, const TuntasStep *step)
{
  g_autofree char *place = tuntas_check_dup_step_place (step);

  check_text (self, proof, step->title, FILLED_BY_BOUNDS, place);
  check_text (self, proof, step->advice, FILLED_BY_BOUNDS, place);
  check_page_texts (self, proof, step, place);
}

/* texts (nullable) (element-type TuntasText): shown as they stand */
static void
check_list (TuntasProcedure *self, TuntasProof *proof, GPtrArray *texts, const char *where)
{
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    check_text (self, proof, g_ptr_array_index (texts, i), FILLED_BY_NOBODY, where);
}

/* texts (nullable) (element-type utf8 TuntasText): the same */
static void
check_table (TuntasProcedure *self, TuntasProof *proof, GHashTable *texts, const char *where)
{
  g_autoptr (GList) names = tuntas_check_list_names (texts);

  for (GList *name = names; name != NULL; name = name->next)
    check_text (self, proof, g_hash_table_lookup (texts, name->data), FILLED_BY_NOBODY, where);
}

static void
check_family (TuntasProcedure *self, TuntasProof *proof, const TuntasFamily *family)
{
  g_autofree char *where = g_strdup_printf ("family “%s”", family->id);

  check_text (self, proof, family->name, FILLED_BY_NOBODY, where);
}

static void
check_field_words (TuntasProcedure *self, TuntasProof *proof, const TuntasFieldWords *words)
{
  g_autofree char *where = g_strdup_printf ("field “%s”", words->name);

  check_text (self, proof, words->label, FILLED_BY_NOBODY, where);
  check_table (self, proof, words->choices, where);
  check_table (self, proof, words->as_fact, where);
  check_list (self, proof, words->offers, where);
}

static void
check_act (TuntasProcedure *self, TuntasProof *proof, const TuntasActSpec *spec)
{
  g_autofree char *place = tuntas_check_dup_act_place (spec);

  if (spec->label == NULL && !tuntas_proof_is_wrong (proof, spec))
    tuntas_proof_doubt (proof, spec, place, "has no label");
  check_text (self, proof, spec->label, FILLED_BY_NOBODY, place);
  want_text (self, proof, spec, place, spec->say);
  for (guint i = 0; i < spec->gates->len; i++)
    {
      const TuntasGate *gate = g_ptr_array_index (spec->gates, i);

      check_text (self, proof, gate->text, FILLED_BY_REFUSAL, place);
      check_text (self, proof, gate->advice, FILLED_BY_REFUSAL, place);
    }
  for (guint i = 0; i < spec->fields->len; i++)
    check_list (self, proof, ((TuntasField *) g_ptr_array_index (spec->fields, i))->offers, place);
}

static void
check_outcome (TuntasProcedure *self, TuntasProof *proof, const TuntasOutcomeSpec *outcome)
{
  g_autofree char *where = g_strdup_printf ("outcome “%s”", outcome->id);

  check_text (self, proof, outcome->label, FILLED_BY_NOBODY, where);
  check_text (self, proof, outcome->brief, FILLED_BY_NOBODY, where);
}

static void
check_end (TuntasProcedure *self, TuntasProof *proof, const TuntasEndSpec *end)
{
  g_autofree char *where = g_strdup_printf ("end “%s”", end->id);

  check_text (self, proof, end->label, FILLED_BY_NOBODY, where);
  check_text (self, proof, end->brief, FILLED_BY_NOBODY, where);
}

static void
check_clause (TuntasProcedure *self, TuntasProof *proof, const TuntasClause *clause)
{
  g_autofree char *where = g_strdup_printf ("clause “%s”", clause->id);

  check_text (self, proof, clause->text, FILLED_BY_NOBODY, where);
}

static void
check_silent_place (TuntasProcedure *self, TuntasProof *proof, const TuntasSilentPlace *silent)
{
  g_autofree char *where = g_strdup_printf ("silent place “%s”", silent->id);

  check_text (self, proof, silent->text, FILLED_BY_NOBODY, where);
}

static void
check_deviation (TuntasProcedure *self, TuntasProof *proof, const TuntasDeviationWords *words)
{
  g_autofree char *where = g_strdup_printf ("deviation “%s”", words->code);

  check_text (self, proof, words->text, FILLED_BY_COUNTS, where);
}

void
tuntas_check_texts (TuntasProcedure *self, TuntasProof *proof)
{
  check_text (self, proof, self->title, FILLED_BY_NOBODY, "title");
  for (guint i = 0; i < self->family_specs->len; i++)
    check_family (self, proof, g_ptr_array_index (self->family_specs, i));
  for (guint i = 0; i < self->field_words->len; i++)
    check_field_words (self, proof, g_ptr_array_index (self->field_words, i));
  for (guint i = 0; i < self->clauses->len; i++)
    check_clause (self, proof, g_ptr_array_index (self->clauses, i));
  for (guint i = 0; i < self->silent_places->len; i++)
    check_silent_place (self, proof, g_ptr_array_index (self->silent_places, i));
  for (guint i = 0; i < self->deviations->len; i++)
    check_deviation (self, proof, g_ptr_array_index (self->deviations, i));
  for (guint i = 0; i < self->outcomes->len; i++)
    check_outcome (self, proof, g_ptr_array_index (self->outcomes, i));
  for (guint i = 0; i < self->ends->len; i++)
    check_end (self, proof, g_ptr_array_index (self->ends, i));
  for (guint i = 0; i < self->steps->len; i++)
    check_step (self, proof, g_ptr_array_index (self->steps, i));
  for (guint i = 0; i < self->acts->len; i++)
    check_act (self, proof, g_ptr_array_index (self->acts, i));
  tuntas_check_each_list (self, proof, check_effect_texts);
  check_named_texts (self, proof);
}
