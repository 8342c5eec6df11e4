/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-resume.h"

#include <string.h>

/* A pasted work log: its entries, and whose each of them is. */

gboolean
tuntas_resume_is_in (const char *text)
{
  return strstr (text, TUNTAS_TRAILER_OPENING) != NULL;
}

gboolean
tuntas_resume_is_work_log (const char *text)
{
  return tuntas_resume_is_in (text) && strchr (text, '\t') == NULL;
}

/* Whose it is */

typedef struct
{
  GRegex *numbers;
  const char *ticket_id;
  TuntasResumeNames all;  /* whose all of the text is, where it does not name both this ticket and others */
  TuntasResumeNames head; /* of the last number so far that heads what follows */
} Judge;

/* (transfer full): a ticket's number; its group "head", perhaps empty, is there where it begins a line. */
static GRegex *
make_regex (const char *ticket_id)
{
  g_autofree char *own = g_regex_escape_string (ticket_id, -1);
  g_autofree char *pattern = g_strdup_printf ("(?<head>^[^\\w\\n]*+(?:[[:alpha:]]++[^\\w\\n]++)?+)?"
                                              "\\b(?<number>%s|(?:INC?|SR)[0-9]{6,12})\\b", own);

  return g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_MULTILINE | G_REGEX_OPTIMIZE, 0, NULL);
}

static TuntasResumeNames
name_at (const Judge *judge, GMatchInfo *match)
{
  g_autofree char *number = g_match_info_fetch_named (match, "number");

  return g_ascii_strcasecmp (number, judge->ticket_id) == 0 ? TUNTAS_RESUME_NAMES_TICKET : TUNTAS_RESUME_NAMES_OTHER;
}

static gboolean
heads (GMatchInfo *match)
{
  int start;

  return g_match_info_fetch_named_pos (match, "head", &start, NULL) && start >= 0;
}

/* named: by TuntasResumeNames */
static TuntasResumeNames
settle (const gboolean named[3])
{
  if (named[TUNTAS_RESUME_NAMES_TICKET] == named[TUNTAS_RESUME_NAMES_OTHER])
    return TUNTAS_RESUME_NAMES_NONE;
  return named[TUNTAS_RESUME_NAMES_TICKET] ? TUNTAS_RESUME_NAMES_TICKET : TUNTAS_RESUME_NAMES_OTHER;
}

static TuntasResumeNames
judge_all (const Judge *judge, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;
  gboolean named[] = { FALSE, FALSE, FALSE };

  for (gboolean more = g_regex_match (judge->numbers, text, 0, &match); more; more = g_match_info_next (match, NULL))
    named[name_at (judge, match)] = TRUE;
  return settle (named);
}

static TuntasResumeNames
judge_piece (Judge *judge, const char *piece)
{
  g_autoptr (GMatchInfo) match = NULL;
  gboolean named[] = { FALSE, FALSE, FALSE };

  if (judge->all != TUNTAS_RESUME_NAMES_NONE)
    return judge->all;
  named[judge->head] = TRUE;
  for (gboolean more = g_regex_match (judge->numbers, piece, 0, &match); more; more = g_match_info_next (match, NULL))
    {
      TuntasResumeNames name = name_at (judge, match);

      if (heads (match))
        {
          judge->head = name;
          memset (named, 0, sizeof named);
        }
      named[name] = TRUE;
    }
  return settle (named);
}

/* The entries */

static void
piece_free (gpointer data)
{
  TuntasResumePiece *piece = data;

  g_free (piece->text);
  g_free (piece);
}

static void
take_piece (GPtrArray *pieces, Judge *judge, const char *from, gsize length)
{
  g_autofree char *text = g_strndup (from, length);
  TuntasResumePiece *piece;

  if (*g_strstrip (text) == '\0')
    return;
  piece = g_new (TuntasResumePiece, 1);
  piece->names = judge_piece (judge, text);
  piece->text = g_steal_pointer (&text);
  g_ptr_array_add (pieces, piece);
}

GPtrArray *
tuntas_resume_split (const char *text, const char *ticket_id)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func (piece_free);
  g_autoptr (GRegex) numbers = ticket_id != NULL ? make_regex (ticket_id) : NULL;
  Judge judge = { numbers, ticket_id, TUNTAS_RESUME_NAMES_TICKET, TUNTAS_RESUME_NAMES_NONE };
  const char *from = text;
  const char *trailer;

  if (ticket_id != NULL)
    judge.all = judge_all (&judge, text);
  while ((trailer = strstr (from, TUNTAS_TRAILER_OPENING)) != NULL)
    {
      const char *end = strchr (trailer, ']');

      /* One that does not close ends its entry all the same. */
      end = end != NULL ? end + 1 : trailer + strlen (trailer);
      take_piece (pieces, &judge, from, end - from);
      from = end;
    }
  take_piece (pieces, &judge, from, strlen (from));
  return pieces;
}
