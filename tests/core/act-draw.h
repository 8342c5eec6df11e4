/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "act-maker.h"

G_BEGIN_DECLS

/* How the agent and the customer of a sequence are. */
typedef enum
{
  ACT_DRAW_HASTY,   /* everything is as likely as all else */
  ACT_DRAW_PATIENT, /* the customer mostly does not answer, and the agent goes on calling */
} ActDrawMood;

/* (transfer full): an act drawn by lot: mostly one that the screen offers and whose fields fit, sometimes any other
 * with wrong fields, now and then nonsense. */
TuntasAct  *act_draw      (ActMaker *maker, GRand *rand, ActDrawMood mood, TuntasCase *state, gint64 now);
/* A text that belongs nowhere: empty, odd, or no UTF-8. */
const char *act_draw_text (GRand *rand);

/* A number that is none of the others and has no digits. */
#define ACT_DRAW_ODD_PHONE "ekstensi"

G_END_DECLS
