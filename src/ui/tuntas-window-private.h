/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-banner.h"
#include "tuntas-desk-page.h"
#include "tuntas-prepare-page.h"
#include "tuntas-reminders.h"
#include "tuntas-welcome-page.h"
#include "tuntas-window.h"

/* What the window shows. One setter: tuntas_window_set_place (). */
typedef enum
{
  TUNTAS_PLACE_WELCOME,
  TUNTAS_PLACE_PREPARE,
  TUNTAS_PLACE_OPENING, /* a training is being opened */
  TUNTAS_PLACE_DESK,
} TuntasPlace;

struct _TuntasWindow
{
  AdwApplicationWindow parent_instance;

  GtkWidget *title;
  GtkWidget *sync;
  GtkWidget *sync_label;
  GtkWidget *queue_button;
  GtkWidget *menu;
  GtkWidget *training_bar;
  GtkWidget *banner;
  GtkWidget *toasts;
  GtkWidget *stack;
  GtkWidget *welcome;
  GtkWidget *prepare;
  GtkWidget *desk_bin;

  /* wired once */
  TuntasWorkplace *work;
  TuntasSettings *settings;
  TuntasTrainingFunc training;
  gpointer training_data;

  TuntasPlace place;
  TuntasWorkplace *workplace; /* (nullable): that of the desk: work, or a training */
  TuntasDesk *desk;           /* (nullable): only at TUNTAS_PLACE_DESK */
  TuntasTicker *ticker;       /* (nullable): of that desk's clock */
  TuntasReminders *reminders; /* (nullable): of that desk */
  GtkWidget *page;            /* (nullable): TuntasDeskPage, in desk_bin */
  GCancellable *opening;      /* (nullable): a training is being opened */
  GtkCssProvider *training_style; /* (nullable): while training */
  GtkWidget *map;             /* (nullable) (weak): the map of the instruction, while it is open */
  guint held_key;             /* the key code that is down; 0: none */
  gboolean unattended;        /* the desk was opened without anybody there */
  gboolean told_background;   /* that the program goes on without its window */
};

void tuntas_window_set_place      (TuntasWindow *self, TuntasPlace place);
/* Takes a desk that is open and shows it. */
void tuntas_window_take_desk      (TuntasWindow *self, TuntasWorkplace *workplace, TuntasDesk *desk);
/* Lets go of the desk; it is signed out meanwhile. */
void tuntas_window_drop_desk      (TuntasWindow *self);

/* Hands cases over, or takes them over (-leave). */
void tuntas_window_show_handover  (TuntasWindow *self);

/* What is the matter with all that is saved here; FALSE where nothing is. */
gboolean tuntas_window_show_journal (TuntasWindow *self);
void tuntas_window_ask_to_adopt   (TuntasWindow *self);
void tuntas_window_show_recovered (TuntasWindow *self);

/* Reminders (-reminders) */

/* From now on the desk is told when the agent looks at a ticket. */
void tuntas_window_watch_looks    (TuntasWindow *self);
/* Of the desk that was taken. */
void tuntas_window_take_reminders (TuntasWindow *self);
/* Says it where a case waits that nothing will wake; FALSE where that is not so. */
gboolean tuntas_window_show_alarms (TuntasWindow *self);
/* Asks why the reminder of that ticket is put off. */
void tuntas_window_snooze         (TuntasWindow *self, TuntasDeskItem *item);

/* Without a window (-background) */

/* Whether the desk has something to remind of or to send, for which the program goes on. */
gboolean tuntas_window_has_work_left (TuntasWindow *self);
/* Of the desk that was taken: the end of its work is the program's, where nobody sees it. */
void     tuntas_window_watch_work    (TuntasWindow *self);
/* Closing: FALSE where there is nothing to go on for, or where something is to be asked first. */
gboolean tuntas_window_go_on_hidden  (TuntasWindow *self);

void tuntas_window_add_actions    (TuntasWindow *self);
/* Which actions can be used now. */
void tuntas_window_update_actions (TuntasWindow *self);
void tuntas_window_add_keys       (TuntasWindow *self);
