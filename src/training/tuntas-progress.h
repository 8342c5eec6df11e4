/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-practice.h"

/* What a trainee has done so far on this computer: one file, in the user's data folder, that only the user can read. What
 * is kept are the runs; everything else is worked out from them.
 *
 *   { "format": 1, "runs": [ { "at": "2026-11-23T02:30:00Z", "scenario": "pots-unreached", "mode": "exam",
 *     "document": "IN.OCC.TENESA.W-03", "revision": "", "sha256": "…", "passed": true, "points": 90,
 *     "simulated_seconds": 1035, "real_seconds": 320, "conforming": 1, "departed": 0,
 *     "right": ["1.2.1"], "wrong": ["1.2.3"] } ] } */

G_BEGIN_DECLS

/* One scenario, done once. */
typedef struct
{
  gint64 at;              /* seconds UTC of the real clock: when it ended */
  char *scenario;         /* its id */
  TuntasPracticeMode mode;
  char *document;
  char *revision;
  char *sha256;           /* of the procedure with what the site and the scenario set */
  gboolean passed;
  gint64 points;          /* 0 to 100 */
  gint64 simulated_seconds, real_seconds;
  gint64 conforming;      /* cases that ended as they should and did not depart */
  gint64 departed;        /* cases that departed */
  GStrv right;            /* the clauses of which nothing was wrong */
  GStrv wrong;            /* those of which something was wrong or fatal */
} TuntasRun;

/* A scenario that can be done, with what it exercises. */
typedef struct
{
  char *id;
  char *title_id, *title_en; /* both languages */
  char *goal_id, *goal_en;
  guint n_tickets;
  GStrv clauses;             /* sorted */
} TuntasExercise;

/* (transfer full): clauses is a set of texts. */
TuntasExercise *tuntas_exercise_new  (const char *id, const TuntasText *title, const TuntasText *goal, guint n_tickets,
                                      GHashTable *clauses);
void            tuntas_exercise_free (TuntasExercise *self);

typedef struct
{
  char *clause;
  guint times; /* in how many of the runs */
} TuntasTrouble;

/* Whether every clause was passed in an exam, by the procedure as it is now. */
typedef struct
{
  gboolean complete;
  gint64 at;       /* seconds UTC: when the last clause was passed; -1: not complete */
  guint n_clauses;
  GStrv missing;   /* clauses, sorted */
} TuntasCertificate;

void tuntas_certificate_free (TuntasCertificate *self);

typedef struct _TuntasProgress TuntasProgress;

/* (transfer full) (nullable): a missing file is no runs. One that is damaged is set aside beside it, and nothing is lost
 * by that: damaged (out) (transfer full) (nullable) is where it is now. Errors of G_FILE_ERROR; INVAL where a newer
 * program wrote it: it is left alone. */
TuntasProgress *tuntas_progress_load (const char *path, char **damaged, GError **error);
void            tuntas_progress_free (TuntasProgress *self);

/* Adds what was just done, and writes the file: whole or not at all. An exercise that was not ended counts as well. */
gboolean        tuntas_progress_add  (TuntasProgress *self, TuntasPractice *practice, TuntasDebrief *debrief, gint64 at,
                                      GError **error);

/* (element-type TuntasRun), the oldest first: the picture of progress over time. */
GPtrArray      *tuntas_progress_get_runs   (TuntasProgress *self);
/* Whether that scenario was passed in that mode, by whatever revision. */
gboolean        tuntas_progress_has_passed (TuntasProgress *self, const char *scenario, TuntasPracticeMode mode);
/* (transfer full) (element-type TuntasTrouble): the clauses that went wrong in the last TUNTAS_PROGRESS_RECENT runs, the most
 * often first; not those that went right in the last run that had them. */
#define TUNTAS_PROGRESS_RECENT 10
GPtrArray      *tuntas_progress_list_troubles (TuntasProgress *self);
/* (transfer none) (nullable): of those exercises (element-type TuntasExercise) the one to do next in that mode: the first
 * that has the clause which keeps going wrong, else the first that was not passed; NULL: all are passed. */
const TuntasExercise *tuntas_progress_suggest (TuntasProgress *self, GPtrArray *exercises, TuntasPracticeMode mode);
/* How many conforming cases in a row, since the last departure and under this revision: the step's words fold themselves
 * from TUNTAS_PROGRESS_FADES on, and come back by themselves. */
#define TUNTAS_PROGRESS_FADES 3
guint           tuntas_progress_count_conforming (TuntasProgress *self, TuntasProcedure *procedure);
/* (transfer full) */
TuntasCertificate *tuntas_progress_certify (TuntasProgress *self, TuntasProcedure *procedure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasExercise, tuntas_exercise_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasCertificate, tuntas_certificate_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasProgress, tuntas_progress_free)

G_END_DECLS
