/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"

#include <gio/gio.h>

/* A trainee's session gone through again, step by step, from its journal: for trainers, and for whoever wants to see what
 * they did. Nothing of the session but its journal is needed. */

G_BEGIN_DECLS

/* The machine that the journals of the training name: they may be looked at on any. */
#define TUNTAS_TRAINING_MACHINE "latihan"

/* One event, and what the case was after it. */
typedef struct
{
  gint64 at;         /* seconds UTC of the simulated clock */
  char *ticket;
  TuntasCase *state; /* the case right after it */
  TuntasEvent *event;
  gboolean taken_back; /* it was undone later */
  char *clause;      /* (nullable) */
  char *line;        /* what was done, in the procedure's words: "Telepon 0800****01", "Hasil panggilan: Nada sibuk" */
  char *step;        /* the title of the step that the case stands in now */
} TuntasSessionStep;

/* (transfer full) (element-type TuntasSessionStep): of all these cases (element-type TuntasCase), in the order of time; the
 * program's own notes of effects and reminders are left out. */
GPtrArray *tuntas_session_list_steps (GPtrArray *cases, const char *language);

/* Whether that folder of a session has a journal: one in which nothing was begun has none. */
gboolean   tuntas_session_has_journal (const char *directory);

/* Reads the cases of a session's folder (tuntas_training_get_session ()): procedure is for cases that name no other. The
 * journal must not be open elsewhere. */
void       tuntas_session_read_async  (const char *directory, TuntasProcedure *procedure, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
/* (transfer full) (nullable) (element-type TuntasCase): errors of the store, of TUNTAS_CASE_ERROR, or of G_FILE_ERROR
 * where there is no journal. */
GPtrArray *tuntas_session_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
