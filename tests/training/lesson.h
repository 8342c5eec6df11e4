/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "training-support.h"

#include "tuntas-practice.h"
#include "tuntas-test-clock.h"
#include "tuntas-workplace.h"

/* A whole exercise at the real desk, against the embedded Nossa, by a clock that the test moves: the right way is done act
 * by act as a trainee would, and the customer answers as the scenario says. */

G_BEGIN_DECLS

typedef struct
{
  TuntasTestClock *clock;
  TuntasProcedure *procedure;
  TuntasWorkplace *workplace;
  TuntasPractice *practice;
  TuntasDesk *desk;
  char *directory;
  GString *messages; /* tickets of the messages that came */
  guint n_done; /* how often it changed */
} Lesson;

/* A built-in scenario; its tickets are on the desk. */
void lesson_begin    (Lesson *self, const char *id, TuntasPracticeMode mode);
/* The same in two steps. directory (transfer full) (nullable): where sessions are kept. */
void lesson_open     (Lesson *self, const char *id, TuntasPracticeMode mode, char *directory);
void lesson_start_desk (Lesson *self);
void lesson_end      (Lesson *self);
/* The desk goes, what was kept of it stays up to the end. */
void lesson_sign_out (Lesson *self);

/* From wake-up to wake-up, as time would pass, up to that instant in seconds UTC. */
void lesson_pass_until (Lesson *self, gint64 instant);
/* (transfer full): what came of it. */
TuntasApplied *lesson_try_act (Lesson *self, const char *ticket, TuntasAct *act);
/* One act of the right way at its time; must be accepted. */
void lesson_do_act   (Lesson *self, const char *ticket, const TuntasScenarioAct *act);
/* All ways at once, in the order of time. */
void lesson_go       (Lesson *self);

/* Turns the main loop until the condition holds; the test fails where it does not within half a minute. */
typedef gboolean (*LessonCondition) (Lesson *self);
void lesson_wait_for (Lesson *self, LessonCondition condition, const char *what);
/* Keeps an answer, and waits for it. */
void lesson_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void lesson_wait_for_result (GAsyncResult **result);

G_END_DECLS
