/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the programs of this suite have in common: how much they play, by which seeds, and what they say.
 *
 *   TUNTAS_FAULTS=full      all of it; otherwise a fifth
 *   TUNTAS_FAULTS=SECONDS   until the time is over
 *   TUNTAS_FAULTS_SEED=N    that one seed, as a failure prints it
 *   TUNTAS_FAULTS_KEEP=FILE failing seeds are added to it, as commands
 *
 * Same seed, same round; unless it goes by time, the seeds are the same ones each time. Figures are printed as
 * "figure NAME VALUE UNIT". */

G_BEGIN_DECLS

/* g_test_init (), and a death of the program names its seed. */
void     faults_init   (int *argc, char ***argv);

/* Plays one seed; (transfer full) (nullable): what was wrong. What it counts it adds to its data. */
typedef char *(*FaultsPlay) (guint64 seed, gpointer data);

/* Plays seed after seed until `played` (in data) has reached the share of full that is wanted, or the time is over. A
 * seed that fails is printed with the command that replays it, and fails the test in the end; after five of them the
 * rest is not played. */
void     faults_play   (const char *test, FaultsPlay play, gpointer data, const guint64 *played, guint64 full);

/* The share of a number that is played now. */
guint64  faults_share  (guint64 full);
/* Whether one seed alone is replayed. */
gboolean faults_replays (void);

/* With the files in it. */
void     faults_remove_directory (const char *path);

/* value: an integer. */
void     faults_figure (const char *name, guint64 value, const char *unit);

G_END_DECLS
