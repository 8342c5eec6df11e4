/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-recap.h"

#include "tuntas-format.h"
#include "tuntas-names.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  guint n;
  gint64 nearest; /* seconds UTC; -1: none */
} Waiting;

typedef struct
{
  TuntasDesk *desk;
  GHashTable *ends;     /* id of an end → families, a GHashTable of name → number */
  Waiting pended;
  Waiting promised;
  guint held;
  guint left;
} Count;

static const char *
language_of (const Count *count)
{
  return tuntas_desk_get_language (count->desk);
}

/* Seconds UTC at which the case came to its end. */
static gint64
ended_at (TuntasCase *state)
{
  g_autoptr (GPtrArray) moves = tuntas_case_list_moves (state);
  const TuntasMove *last = moves->len > 0 ? g_ptr_array_index (moves, moves->len - 1) : NULL;

  return last != NULL ? tuntas_event_get_at (last->event) : -1;
}

static void
count_end (Count *count, TuntasCase *state)
{
  const char *end = tuntas_case_get_end (state);
  GHashTable *families = g_hash_table_lookup (count->ends, end);
  const char *family = tuntas_names_family (tuntas_case_get_procedure (state), tuntas_case_get_family (state),
                                            language_of (count));

  if (ended_at (state) < tuntas_desk_get_prepared_at (count->desk))
    return;
  if (families == NULL)
    {
      families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (count->ends, g_strdup (end), families);
    }
  g_hash_table_replace (families, g_strdup (family),
                        GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (families, family)) + 1));
}

static void
count_waiting (Waiting *waiting, gint64 due)
{
  waiting->n++;
  if (due >= 0 && (waiting->nearest < 0 || due < waiting->nearest))
    waiting->nearest = due;
}

static void
count_item (Count *count, TuntasDeskItem *item)
{
  TuntasCase *state = tuntas_desk_item_get_case (item);
  TuntasDueKind kind = TUNTAS_DUE_NONE;
  gint64 due = tuntas_desk_item_get_due (item, &kind);

  if (tuntas_case_get_end (state) != NULL)
    count_end (count, state);
  else if (tuntas_case_get_step (state)->kind == TUNTAS_STEP_HELD)
    count->held++;
  else if (kind == TUNTAS_DUE_ACTIVE)
    count_waiting (&count->pended, due);
  else if (kind == TUNTAS_DUE_PROMISE)
    count_waiting (&count->promised, due);
  else
    count->left++;
}

static void
add_number (GString *text, const char *what, guint n)
{
  g_string_append_printf (text, "\n%s: %u", what, n);
}

static guint
sum_families (GHashTable *families)
{
  GHashTableIter iter;
  gpointer n;
  guint sum = 0;

  g_hash_table_iter_init (&iter, families);
  while (g_hash_table_iter_next (&iter, NULL, &n))
    sum += GPOINTER_TO_UINT (n);
  return sum;
}

/* "Ditutup · tidak terhubung: 3 (Datin 2, POTS 1)", families by name. */
static void
add_end (const Count *count, GString *text, const TuntasEndSpec *end)
{
  GHashTable *families = g_hash_table_lookup (count->ends, end->id);
  g_autoptr (GList) names = families != NULL ? g_hash_table_get_keys (families) : NULL;

  add_number (text, tuntas_text_in (end->label, language_of (count)), families != NULL ? sum_families (families) : 0);
  names = g_list_sort (names, (GCompareFunc) strcmp);
  for (GList *name = names; name != NULL; name = name->next)
    g_string_append_printf (text, "%s%s %u", name == names ? " (" : ", ", (char *) name->data,
                            GPOINTER_TO_UINT (g_hash_table_lookup (families, name->data)));
  if (names != NULL)
    g_string_append_c (text, ')');
}

/* What cases that go by another revision came to, and the installed one has no word for. */
static guint
count_unknown_ends (const Count *count, GPtrArray *ends)
{
  GHashTableIter iter;
  gpointer id, families;
  guint n = 0;

  g_hash_table_iter_init (&iter, count->ends);
  while (g_hash_table_iter_next (&iter, &id, &families))
    {
      gboolean known = FALSE;

      for (guint i = 0; i < ends->len; i++)
        known = known || strcmp (((TuntasEndSpec *) g_ptr_array_index (ends, i))->id, id) == 0;
      n += known ? 0 : sum_families (families);
    }
  return n;
}

static void
add_waiting (const Count *count, GString *text, const char *what, const Waiting *waiting)
{
  g_autofree char *nearest = NULL;

  add_number (text, what, waiting->n);
  if (waiting->nearest < 0)
    return;
  nearest = tuntas_format_deadline (waiting->nearest, tuntas_desk_get_zone (count->desk),
                                    tuntas_clock_now_seconds (tuntas_desk_get_clock (count->desk)));
  /* Translators: behind a number of waiting tickets; %s is a time: " (terdekat 10.20 WIB)" */
  g_string_append_printf (text, _(" (nearest %s)"), nearest);
}

static char *
dup_heading (TuntasDesk *desk)
{
  gint64 now = tuntas_clock_now_seconds (tuntas_desk_get_clock (desk));
  g_autofree char *date = tuntas_format_date (now, tuntas_desk_get_zone (desk));
  g_autofree char *clock = tuntas_format_clock_zone (now, tuntas_desk_get_zone (desk));

  /* Translators: the agent's name, the date, the time: "Rekap Ayu · Senin, 23 November 2026 · 14.35 WIB" */
  return g_strdup_printf (_("Recap %s · %s · %s"), tuntas_desk_get_agent_name (desk), date, clock);
}

char *
tuntas_recap_dup (TuntasDesk *desk)
{
  GPtrArray *ends = tuntas_procedure_get_ends (tuntas_desk_get_procedure (desk));
  GListModel *queue = tuntas_desk_get_queue (desk);
  g_autoptr (GHashTable) by_end = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) g_hash_table_unref);
  Count count = { .desk = desk, .ends = by_end, .pended = { 0, -1 }, .promised = { 0, -1 } };
  g_autofree char *heading = dup_heading (desk);
  GString *text = g_string_new (heading);
  guint n_unknown;

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);

      count_item (&count, item);
    }
  for (guint i = 0; i < ends->len; i++)
    add_end (&count, text, g_ptr_array_index (ends, i));
  n_unknown = count_unknown_ends (&count, ends);
  if (n_unknown > 0)
    add_number (text, _("Ended by another revision of the instruction"), n_unknown);
  add_waiting (&count, text, _("Pended"), &count.pended);
  add_waiting (&count, text, _("Agreed calls"), &count.promised);
  add_number (text, _("Waiting for the coordinator"), count.held);
  add_number (text, _("Not yet in Nossa"), tuntas_desk_get_n_unsent (desk));
  add_number (text, _("Left"), count.left);
  return g_string_free (text, FALSE);
}
