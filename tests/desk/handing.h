/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "computers.h"

/* Cases on their way between computers: the shift begins at the computer "a", and a folder is carried about. */

#define DATIN "IN190001007"
#define DATIN_PHONE "08000000101"
#define HOME "IN190001091"
#define HOME_PHONE "08000000121"
#define EVENING "2026-11-23T20:30:00+07:00"

typedef struct
{
  Computers *computers;
  Shift *shift;
  char *folder; /* for files that are carried about */
  char *path;   /* (nullable): the last one */
} Handing;

/* What the desk answers. */
typedef struct
{
  char *path;               /* (owned) (nullable): where a file was written */
  TuntasTakeover *takeover; /* (owned) (nullable): what would come of a file */
  gssize n;                 /* how many cases were taken over; -1 at an error */
  GError *error;            /* (owned) (nullable) */
  gboolean done;            /* it has answered */
} HandingAnswer;

void handing_set_up    (Handing *self, gconstpointer data);
void handing_tear_down (Handing *self, gconstpointer data);

/* DATIN sleeps until the morning, HOME waits for its next call. */
void handing_work      (Handing *self);

/* Asks the desk, and does not wait: answer is all zero, and must stay until it is done. takeover (transfer full). */
void handing_start_giving   (Handing *self, const char *to, const char *ticket, const char *other, HandingAnswer *answer);
void handing_start_taking   (Handing *self, TuntasTakeover *takeover, HandingAnswer *answer);
/* Waits until it is done. */
void handing_wait_for       (Handing *self, const char *what, HandingAnswer *answer);

/* (transfer full) (nullable): the error; other (nullable): a second ticket of the same file, whose path is kept. */
GError *handing_give        (Handing *self, const char *to, const char *ticket, const char *other);
GError *handing_write_again (Handing *self, const char *id);
/* path (nullable): where the file is, if not where it was written. */
GError *handing_take_back   (Handing *self, const char *ticket, const char *path, gboolean without_file);

/* (transfer full) (nullable): what would come of the file. */
TuntasTakeover *handing_look_at (Handing *self, GError **error);
/* How many cases were taken over; -1 at an error. */
gssize handing_take    (Handing *self, GError **error);
/* What would come of its first case. */
TuntasTakeoverState handing_first_state (Handing *self);

TuntasCase *handing_case_of (Handing *self, const char *ticket);
