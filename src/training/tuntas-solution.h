/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-call-book.h"

/* The right way through a scenario, played: its acts in the order of their times, by the rules, against the customers of
 * the scenario. Pure. What it comes to is what a trainee's own way is held against. */

G_BEGIN_DECLS

/* What a note of a ticket says, as Nossa gets it. */
typedef struct
{
  char *ticket;
  char *text;
} TuntasNoteText;

/* (transfer full) */
TuntasNoteText *tuntas_note_text_new  (const char *ticket, const char *text);
void            tuntas_note_text_free (TuntasNoteText *self);

/* An act of the way that does not go. */
typedef struct
{
  guint way;    /* of tuntas_scenario_get_ways () */
  guint act;    /* of its acts */
  char *reason; /* English */
} TuntasSolutionTrouble;

typedef struct
{
  GPtrArray *cases;    /* (element-type TuntasCase): one for each ticket of the embedded Nossa that has a way */
  TuntasCallBook *book;
  GPtrArray *notes;    /* (element-type TuntasNoteText) */
  GPtrArray *troubles; /* (element-type TuntasSolutionTrouble): none, where the way can be gone */
} TuntasSolution;

/* (transfer full): language of the notes, as in tuntas_text_in (). */
TuntasSolution *tuntas_solution_play (TuntasScenario *scenario, const char *language);
void            tuntas_solution_free (TuntasSolution *self);

/* (nullable): the case of that ticket. */
TuntasCase     *tuntas_cases_find    (GPtrArray *cases, const char *ticket);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSolution, tuntas_solution_free)

G_END_DECLS
