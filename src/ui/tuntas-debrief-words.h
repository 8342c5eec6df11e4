/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-debrief.h"

/* What a debrief says, in sentences: the debrief has values and the procedure's and scenario's own words; everything
 * around them is said here and nowhere else, for the screen and for the paper. Pure; the language is the locale's. */

G_BEGIN_DECLS

/* What is put beside each other in a row. */
typedef enum
{
  TUNTAS_DEBRIEF_HAPPENED,
  TUNTAS_DEBRIEF_RECORDED,
  TUNTAS_DEBRIEF_SHOULD,
} TuntasDebriefColumn;

#define TUNTAS_DEBRIEF_N_COLUMNS 3

/* (transfer none), translated: "Lulus", "Belum lulus"; "Sesuai", "Saran", "Salah", "Fatal"; "Yang terjadi" … */
const char *tuntas_debrief_words_result   (const TuntasDebrief *debrief);
const char *tuntas_debrief_words_state    (TuntasRowState state);
const char *tuntas_debrief_words_heading  (TuntasDebriefColumn column);

/* (transfer full): "1 fatal · 6 langkah sesuai · 11 menit (waktu simulasi 13 jam)": what is fatal first, what is none left
 * out. */
char       *tuntas_debrief_words_summary  (const TuntasDebrief *debrief);
/* (transfer full): "65 dari 100 poin; lulus mulai 70, tanpa yang fatal" */
char       *tuntas_debrief_words_points   (const TuntasDebrief *debrief);
/* (transfer full): "Hasil panggilan: 5 dari 6 tepat" */
char       *tuntas_debrief_words_calls    (const TuntasDebrief *debrief);
/* (transfer full): "Isi keterangan: lengkap", "Isi keterangan: kurang perbaikan, izin pelanggan" */
char       *tuntas_debrief_words_notes    (const TuntasDebrief *debrief);

/* Rows. (transfer full): what it is about, in a line. */
char       *tuntas_debrief_words_title    (const TuntasDebriefRow *row);
/* (transfer full): below it: when, on the clock of that zone, and what to think of it: "09.14 WIB · Tidak mengurangi poin." */
char       *tuntas_debrief_words_subtitle (const TuntasDebriefRow *row, GTimeZone *zone);
/* Whether there is something to put beside each other. */
gboolean    tuntas_debrief_words_compares (const TuntasDebriefRow *row);
/* (transfer full): of a row that compares; "–" where there is nothing to say. */
char       *tuntas_debrief_words_column   (const TuntasDebriefRow *row, TuntasDebriefColumn column);

/* Rows under a heading. */
typedef struct
{
  char *title;
  GPtrArray *rows; /* (element-type TuntasDebriefRow): borrowed of the debrief */
} TuntasDebriefGroup;

/* (transfer full) (element-type TuntasDebriefGroup): what is fatal first, then everything else ticket by ticket in the
 * order of time. */
GPtrArray  *tuntas_debrief_words_list_groups (const TuntasDebrief *debrief);

G_END_DECLS
