/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-row-words.h"

#include "tuntas-explain.h"
#include "tuntas-format.h"
#include "tuntas-names.h"

#include <glib/gi18n-lib.h>

/* From two minutes on the text goes by seconds. */
#define BY_SECONDS 120

const char *
tuntas_row_words_customer (TuntasDeskItem *item)
{
  TuntasTicket *ticket = tuntas_desk_item_get_ticket (item);
  const char *name = tuntas_ticket_get (ticket, TUNTAS_TICKET_CUSTOMER);

  if (name == NULL)
    name = tuntas_ticket_get (ticket, TUNTAS_TICKET_CONTACT);
  return name != NULL ? name : tuntas_ticket_get_id (ticket);
}

/* The bound that the step's acts set on its calls, whatever the instruction: at least so many before something else
 * opens, or at most so many. 0: none. */
static gint64
find_bound (TuntasCase *state, TuntasGateKind kind)
{
  GPtrArray *acts = tuntas_procedure_get_acts (tuntas_case_get_procedure (state));
  gint64 bound = 0;

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *act = g_ptr_array_index (acts, i);

      if (!tuntas_act_spec_is_open_in (act, tuntas_case_get_step (state)) ||
          !tuntas_act_spec_is_for (act, tuntas_case_get_family (state)))
        continue;
      for (guint j = 0; j < act->gates->len; j++)
        {
          const TuntasGate *gate = g_ptr_array_index (act->gates, j);

          if (gate->kind == kind)
            bound = MAX (bound, gate->bound);
        }
    }
  return bound;
}

static char *
calls_words (TuntasDeskItem *item)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  gint64 least = find_bound (state, TUNTAS_GATE_AT_LEAST);
  gint64 most = find_bound (state, TUNTAS_GATE_BELOW);
  gint64 bound = most > 0 ? most : least;
  int next = tuntas_case_get_counted (state) + 1;

  if (tuntas_case_get_open_attempt (state) != NULL)
    return g_strdup (_("on the phone"));
  if (tuntas_case_get_round (state) > 1 ? next > bound : tuntas_case_get_unreached (state) >= bound)
    /* Translators: %d is a number of calls: "3× belum terhubung" */
    return g_strdup_printf (_("%d× not reached"), tuntas_case_get_unreached (state));
  if (tuntas_desk_item_get_section (item) == TUNTAS_SECTION_WAITING)
    /* Translators: %d numbers the next call: "berikutnya panggilan 3" */
    return g_strdup_printf (_("next is call %d"), next);
  if (tuntas_case_get_round (state) > 1)
    /* Translators: the round after the ticket is active again; call, then how many at most: "Aktif kembali ·
     * panggilan ulang 1/3" */
    return g_strdup_printf (_("Active again · follow-up call %d/%d"), next, (int) bound);
  /* Translators: the first round; call, then how many at least: "panggilan 2/3" */
  return g_strdup_printf (_("call %d/%d"), next, (int) bound);
}

static char *
wait_words (TuntasDeskItem *item, GTimeZone *zone, gint64 now)
{
  GTimeZone *customer = tuntas_case_get_zone (tuntas_desk_item_get_case (item));
  TuntasDueKind kind;
  gint64 due = tuntas_desk_item_get_due (item, &kind);
  g_autofree char *when = due >= 0 ? tuntas_format_moment_for (due, zone, customer, now) : NULL;

  if (kind == TUNTAS_DUE_PROMISE)
    /* Translators: %s is a time: "janji telepon 14.00" */
    return g_strdup_printf (_("agreed call %s"), when);
  /* Translators: %s is a time: "pending s.d. 10.20" */
  return when != NULL ? g_strdup_printf (_("pending until %s"), when) : g_strdup (_("pending"));
}

static const char *
end_words (TuntasCase *state, const char *language)
{
  const TuntasEndSpec *end = tuntas_procedure_find_end (tuntas_case_get_procedure (state), tuntas_case_get_end (state));

  return end != NULL ? tuntas_text_in (end->label, language) : _("Done");
}

static const TuntasSending *
find_trouble (TuntasDeskItem *item)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (item);

  for (guint i = 0; i < sendings->len; i++)
    if (tuntas_sending_needs_agent (g_ptr_array_index (sendings, i)))
      return g_ptr_array_index (sendings, i);
  return NULL;
}

static char *
title_words (TuntasDeskItem *item, const char *language)
{
  /* A title that carries a number is one of the steps with calls, which have words of their own. */
  return g_strdup (tuntas_text_in (tuntas_case_get_step (tuntas_desk_item_get_case (item))->title, language));
}

char *
tuntas_row_words_step (TuntasDeskItem *item, GTimeZone *zone, const char *language, gint64 now)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  const TuntasSending *trouble = find_trouble (item);

  if (trouble != NULL)
    return tuntas_explain_sending (trouble, zone, tuntas_case_get_zone (state), now);
  switch (tuntas_case_get_step (state)->kind)
    {
    case TUNTAS_STEP_CALLS:
      return calls_words (item);
    case TUNTAS_STEP_WAIT:
      return wait_words (item, zone, now);
    case TUNTAS_STEP_END:
      return g_strdup (end_words (state, language));
    case TUNTAS_STEP_CHECKLIST:
    case TUNTAS_STEP_FORM:
    case TUNTAS_STEP_CHOICE:
    case TUNTAS_STEP_EFFECTS:
    case TUNTAS_STEP_HELD:
    default:
      return title_words (item, language);
    }
}

/* How far what this ticket still has to send has come. */
static const char *
unproved_words (TuntasDeskItem *item)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (item);

  for (guint i = 0; i < sendings->len; i++)
    {
      const TuntasSending *sending = g_ptr_array_index (sendings, i);

      if (tuntas_sending_is_open (sending) && sending->state != TUNTAS_SENDING_SENT)
        return C_("row", "not sent yet");
    }
  return C_("row", "sent");
}

static gint64
last_instant (TuntasDeskItem *item)
{
  GPtrArray *events = tuntas_case_get_events (tuntas_desk_item_get_case (item));

  return events->len > 0 ? tuntas_event_get_at (g_ptr_array_index (events, events->len - 1)) : -1;
}

static void
fill_due (TuntasRowWords *words, TuntasDeskItem *item, gint64 due, gint64 now)
{
  words->time = tuntas_format_due (due, now);
  switch (tuntas_format_nearness (due, now))
    {
    case TUNTAS_NEARNESS_AHEAD:
      words->waits = TRUE;
      words->fraction = tuntas_format_fraction (tuntas_desk_item_get_due_from (item), due, now);
      words->changes_at = due - now < BY_SECONDS ? now + 1 : due - BY_SECONDS + 1;
      break;
    case TUNTAS_NEARNESS_NOW:
      words->tone = TUNTAS_ROW_TONE_DUE;
      break;
    case TUNTAS_NEARNESS_LATE:
    default:
      words->tone = TUNTAS_ROW_TONE_LATE;
    }
}

static void
fill_time (TuntasRowWords *words, TuntasDeskItem *item, GTimeZone *zone, gint64 now)
{
  TuntasSection section = tuntas_desk_item_get_section (item);
  TuntasDueKind kind;
  gint64 due = tuntas_desk_item_get_due (item, &kind);

  if (find_trouble (item) != NULL)
    {
      words->time = g_strdup (C_("row", "to decide"));
      words->tone = TUNTAS_ROW_TONE_LATE;
    }
  else if (section == TUNTAS_SECTION_UNPROVED)
    words->time = g_strdup (unproved_words (item));
  else if (section == TUNTAS_SECTION_DONE)
    words->time = tuntas_format_moment_for (last_instant (item), zone,
                                            tuntas_case_get_zone (tuntas_desk_item_get_case (item)), now);
  else if (due >= 0)
    fill_due (words, item, due, now);
  else if (!tuntas_desk_item_is_begun (item))
    /* Translators: nobody has worked on this ticket yet; stands alone at the end of a row: "baru" */
    words->time = g_strdup (C_("row", "new"));
  else if (section == TUNTAS_SECTION_WAITING)
    /* What waits for a person's decision has no time of its own: the step says what for. */
    words->time = g_strdup ("");
  else
    {
      words->time = g_strdup (C_("due", "now"));
      words->tone = TUNTAS_ROW_TONE_DUE;
    }
}

/* (transfer full): "IN190001007 · TTR 4:10 lewat" */
static char *
number_words (TuntasDeskItem *item, gint64 ttr_target)
{
  const char *ttr = tuntas_ticket_get (tuntas_desk_item_get_ticket (item), TUNTAS_TICKET_TTR);
  gboolean ended = tuntas_case_get_end (tuntas_desk_item_get_case (item)) != NULL;
  g_autofree char *words = ttr_target >= 0 && ttr != NULL && !ended
                               ? tuntas_format_ttr_short (g_ascii_strtoll (ttr, NULL, 10), ttr_target)
                               : NULL;

  return words != NULL ? g_strconcat (tuntas_desk_item_get_id (item), " · ", words, NULL)
                       : g_strdup (tuntas_desk_item_get_id (item));
}

TuntasRowWords *
tuntas_row_words_new (TuntasDeskItem *item, gint64 ttr_target, GTimeZone *zone, const char *language, gint64 now)
{
  TuntasRowWords *words = g_new0 (TuntasRowWords, 1);
  TuntasCase *state = tuntas_desk_item_get_case (item);
  TuntasDueKind kind;
  gint64 due = tuntas_desk_item_get_due (item, &kind);
  g_autofree char *step = tuntas_row_words_step (item, zone, language, now);
  g_autofree char *number = number_words (item, ttr_target);
  g_autofree char *when = NULL;

  words->changes_at = -1;
  words->customer = g_strdup (tuntas_row_words_customer (item));
  words->detail = g_strconcat (number, " · ", step, NULL);
  fill_time (words, item, zone, now);
  when = words->waits || (due >= 0 && words->tone != TUNTAS_ROW_TONE_PLAIN)
           ? tuntas_format_due_spoken (due, now) : g_strdup (words->time);
  /* Translators: a row of the queue for the ear: customer, service family, ticket number, step, time */
  words->spoken = g_strdup_printf (_("%s, %s, %s, %s, %s"), words->customer,
                                   tuntas_names_family (tuntas_case_get_procedure (state), tuntas_case_get_family (state),
                                                        language),
                                   number, step, when);
  return words;
}

void
tuntas_row_words_free (TuntasRowWords *words)
{
  g_free (words->customer);
  g_free (words->detail);
  g_free (words->time);
  g_free (words->spoken);
  g_free (words);
}
