/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-resume-private.h"

#include <string.h>

/* The notes of a work log: which carry a trailer and what it tells of, and which of them is the newest. How a pasted text is
 * parted into notes: tuntas-resume-paste.c; whether one can be believed: tuntas-resume-check.c. */

/* What a clause tells of */

static gboolean
is_clause_of (TuntasProcedure *procedure, const TuntasActSpec *spec, const char *clause)
{
  if (spec->clause != NULL)
    return strcmp (spec->clause, clause) == 0;
  for (char **step = spec->steps; *step != NULL; step++)
    {
      const TuntasStep *in = tuntas_procedure_find_step (procedure, *step);

      if (in != NULL && g_strcmp0 (in->clause, clause) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A ticket is pended, or the customer of a pended one informed. */
static gboolean
pends (const TuntasActSpec *spec)
{
  return tuntas_act_spec_does (spec, TUNTAS_OP_PEND) || tuntas_act_spec_does (spec, TUNTAS_OP_INFORM);
}

/* A call is agreed on, at once or where the act leads. */
static gboolean
promises (const TuntasActSpec *spec)
{
  if (tuntas_act_spec_does (spec, TUNTAS_OP_ADOPT))
    return FALSE;
  if (tuntas_act_spec_does (spec, TUNTAS_OP_PROMISE))
    return TRUE;
  for (guint i = 0; i < spec->followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (spec->followings, i);

      for (guint j = 0; j < following->ops->len; j++)
        if (g_array_index (following->ops, TuntasOp, j) == TUNTAS_OP_PROMISE)
          return TRUE;
    }
  return FALSE;
}

/* Whether an act of that kind stands under the clause. */
static gboolean
is_under (TuntasProcedure *procedure, const char *clause, gboolean (*is_kind) (const TuntasActSpec *spec))
{
  GPtrArray *acts = tuntas_procedure_get_acts (procedure);

  for (guint i = 0; i < acts->len; i++)
    {
      const TuntasActSpec *spec = g_ptr_array_index (acts, i);

      if (is_kind (spec) && is_clause_of (procedure, spec, clause))
        return TRUE;
    }
  return FALSE;
}

/* Those with a trailer */

static void
found_free (TuntasResumeFound *found)
{
  g_clear_pointer (&found->trailer, tuntas_trailer_free);
  g_free (found->line);
  g_free (found);
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

/* Where no time tells which one is newer, the one that tells of more is, and of two the one that ends, or that waits
 * longer: so that nothing is taken for undone; of two alike the one that is known to be the ticket's. What cannot be
 * read could be the newest. */
static int
compare_progress (const TuntasResumeFound *a, const TuntasResumeFound *b)
{
  int order;

  if (a->trailer == NULL || b->trailer == NULL)
    return (b->trailer == NULL) - (a->trailer == NULL);
  order = compare_numbers (b->trailer->calls[1], a->trailer->calls[1]);
  if (order == 0)
    order = compare_numbers (b->trailer->calls[0], a->trailer->calls[0]);
  if (order == 0)
    order = a->waits - b->waits;
  if (order == 0)
    order = compare_numbers (b->trailer->until, a->trailer->until);
  return order != 0 ? order : (int) a->note->source - (int) b->note->source;
}

static int
compare_found (gconstpointer one, gconstpointer other)
{
  const TuntasResumeFound *a = *(const TuntasResumeFound *const *) one;
  const TuntasResumeFound *b = *(const TuntasResumeFound *const *) other;
  int order = (b->note->at >= 0) - (a->note->at >= 0);

  if (order == 0)
    order = compare_numbers (b->note->at, a->note->at);
  return order != 0 ? order : compare_progress (a, b);
}

/* (transfer full): the trailer, which is there. */
static char *
dup_line (const char *text)
{
  const char *trailer = g_strrstr (text, TUNTAS_TRAILER_OPENING);

  return g_strndup (trailer, strchr (trailer, ']') + 1 - trailer);
}

static void
classify (TuntasResumeFound *found, TuntasProcedure *procedure)
{
  const TuntasTrailer *trailer = found->trailer;

  found->pended = is_under (procedure, trailer->clause, pends);
  found->agreed = !found->pended && trailer->until >= 0 && is_under (procedure, trailer->clause, promises);
  found->waits = found->agreed || (found->pended && (trailer->until >= 0 || trailer->calls[1] >= 0));
}

GPtrArray *
tuntas_resume_list_found (TuntasProcedure *procedure, GPtrArray *notes, gint64 now)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) found_free);

  for (guint i = 0; i < notes->len; i++)
    {
      const TuntasResumeNote *note = g_ptr_array_index (notes, i);
      TuntasResumeFound *found;

      if (!tuntas_resume_is_in (note->text))
        continue;
      found = g_new0 (TuntasResumeFound, 1);
      found->note = note;
      found->trailer = tuntas_trailer_find (note->text, note->at >= 0 ? note->at : now, NULL);
      if (found->trailer != NULL)
        {
          found->line = dup_line (note->text);
          classify (found, procedure);
        }
      g_ptr_array_add (list, found);
    }
  g_ptr_array_sort (list, compare_found);
  return list;
}

/* Of a pasted note no time is known, and it may be newer than all that Nossa has told. */
TuntasResumeFound *
tuntas_resume_find_newest (GPtrArray *all)
{
  TuntasResumeFound *timed = all->len > 0 ? g_ptr_array_index (all, 0) : NULL;

  for (guint i = 1; timed != NULL && timed->note->at >= 0 && i < all->len; i++)
    {
      TuntasResumeFound *other = g_ptr_array_index (all, i);

      if (other->note->at < 0)
        return compare_progress (timed, other) <= 0 ? timed : other;
    }
  return timed;
}
