/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-banner.h"
#include "tuntas-desk-page.h"
#include "tuntas-exercises-page.h"
#include "tuntas-loudspeaker.h"
#include "tuntas-prepare-page.h"
#include "tuntas-reminders.h"
#include "tuntas-screen-lock.h"
#include "tuntas-training-bar.h"
#include "tuntas-welcome-page.h"
#include "tuntas-window.h"

/* What the window shows. One setter: tuntas_window_set_place (). */
typedef enum
{
  TUNTAS_PLACE_WELCOME,
  TUNTAS_PLACE_PREPARE,
  TUNTAS_PLACE_OPENING, /* a training is being opened */
  TUNTAS_PLACE_DESK,
  TUNTAS_PLACE_EXERCISES,
  TUNTAS_PLACE_REVIEW,  /* what a trainee has done: of one exercise, or of all */
} TuntasPlace;

/* Why nothing can be seen. One setter, in -cover. */
typedef enum
{
  TUNTAS_COVER_NONE,
  TUNTAS_COVER_ASKED,  /* the desktop was asked to lock the screen */
  TUNTAS_COVER_LOCKED, /* it has */
  TUNTAS_COVER_BY_KEY, /* it has not: any key uncovers */
} TuntasCover;

struct _TuntasWindow
{
  AdwApplicationWindow parent_instance;

  GtkWidget *open_content;
  GtkWidget *covered_content;
  GtkWidget *cover_page;
  GtkWidget *uncover;
  GtkWidget *title;
  GtkWidget *back;
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
  GtkWidget *exercises_bin;
  GtkWidget *review_bin;

  /* wired once */
  TuntasWorkplace *work;
  TuntasSettings *settings;
  TuntasTrainer *trainer;

  TuntasPlace place;
  TuntasWorkplace *workplace; /* (nullable): that of the desk: work, or a training */
  TuntasDesk *desk;           /* (nullable): only at TUNTAS_PLACE_DESK */
  TuntasTicker *ticker;       /* (nullable): of that desk's clock */
  TuntasReminders *reminders; /* (nullable): of that desk */
  TuntasPractice *practice;   /* (nullable): the exercise at that desk */
  TuntasPace *pace;           /* (nullable): of that desk's clock, while training */
  TuntasLoudspeaker *loudspeaker; /* (nullable): of the exercise's telephone */
  TuntasTrainingChoice trained; /* what was begun last … */
  char *trained_scenario;     /* (nullable): … and the scenario that it names */
  GtkWidget *page;            /* (nullable): TuntasDeskPage, in desk_bin */
  GCancellable *opening;      /* (nullable): a training is being opened */
  GtkCssProvider *training_style; /* (nullable): while training */
  GtkWidget *map;             /* (nullable) (weak): the map of the instruction, while it is open */
  guint held_key;             /* the key code that is down; 0: none */
  TuntasCover cover;
  TuntasScreenLock *screen_lock; /* (nullable): before the window is wired */
  GPtrArray *covered_windows; /* (nullable): likewise: what was covered with this one */
  GtkWidget *covered_focus;   /* (nullable) (weak): what had the focus before */
  gint64 last_used;           /* µs of the clock of work */
  guint rest_alarm;           /* wake-up of that clock; 0: none */
  gboolean unattended;        /* the desk was opened without anybody there */
  gboolean no_notices;        /* the desktop shows no notifications */
  gboolean told_background;   /* that the program goes on without its window */
  guint ending;               /* whether it still has to go on is to be looked at; 0: it is not */
};

void tuntas_window_set_place      (TuntasWindow *self, TuntasPlace place);
/* Takes a desk that is open and shows it. */
void tuntas_window_take_desk      (TuntasWindow *self, TuntasWorkplace *workplace, TuntasDesk *desk);
/* Lets go of the desk; it is signed out meanwhile. */
void tuntas_window_drop_desk      (TuntasWindow *self);

/* Practice (-practice) */

/* At the exercises and what belongs to them, and at a desk of the training. */
gboolean tuntas_window_is_training        (TuntasWindow *self);
void     tuntas_window_set_training_style (TuntasWindow *self, gboolean training);
/* Of the desk that was taken, or is let go of; nothing at work. */
void     tuntas_window_take_practice      (TuntasWindow *self);
void     tuntas_window_drop_practice      (TuntasWindow *self);
/* Whether the telephone is heard has been changed, here or in the preferences. */
void     tuntas_window_show_sound         (TuntasWindow *self);
/* To the exercises; asks first where work has loose ends (-leave). */
void     tuntas_window_ask_to_train       (TuntasWindow *self);
/* Leads to the debrief, and asks first while tickets are open; from a shift without customers back to the exercises. */
void     tuntas_window_end_training       (TuntasWindow *self);
/* (transfer full) (nullable): in words, how much of the exercise is open; NULL where nothing is, and without one. */
char    *tuntas_window_dup_open_exercise  (TuntasWindow *self);
/* Before the window is left: the exercise counts as it stands; nothing where there is none. Errors of G_FILE_ERROR. */
gboolean tuntas_window_keep_exercise      (TuntasWindow *self, GError **error);
void     tuntas_window_show_progress      (TuntasWindow *self);
/* What is new in the instruction; nothing where there is nothing. */
void     tuntas_window_show_news          (TuntasWindow *self);
/* A kept session by the name of its folder; nothing where there is none. */
void     tuntas_window_show_session       (TuntasWindow *self, const char *name);
/* In the way that was practised last. */
void     tuntas_window_begin_exercise     (TuntasWindow *self, const char *scenario);
void     tuntas_window_repeat_exercise    (TuntasWindow *self);
gboolean tuntas_window_has_next_exercise  (TuntasWindow *self);
void     tuntas_window_next_exercise      (TuntasWindow *self);

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
/* Where the desktop shows no notifications: the least of what the line at the top has to say. */
void     tuntas_window_show_no_notices (TuntasWindow *self);
/* Asks why the reminder of that ticket is put off. */
void tuntas_window_snooze         (TuntasWindow *self, TuntasDeskItem *item);

/* Without a window (-background) */

/* Whether the desk has something to remind of or to send, for which the program goes on. */
gboolean tuntas_window_has_work_left (TuntasWindow *self);
/* Of the desk that was taken: the end of its work is the program's, where nobody sees it. */
void     tuntas_window_watch_work    (TuntasWindow *self);
/* Closing: FALSE where there is nothing to go on for, or where something is to be asked first. */
gboolean tuntas_window_go_on_hidden  (TuntasWindow *self);
/* Takes back what was said of that. */
void     tuntas_window_take_back_going_on (TuntasWindow *self);

/* Covering (-cover) */

/* From now on the window is covered while the screen is locked, and when nobody uses it for as long as the site says. */
void     tuntas_window_watch_use        (TuntasWindow *self);
void     tuntas_window_end_watching_use (TuntasWindow *self);
gboolean tuntas_window_is_covered       (TuntasWindow *self);
/* Covers it and asks the desktop to lock the screen. */
void     tuntas_window_lock             (TuntasWindow *self);
/* Where the cover alone protects. */
void     tuntas_window_uncover          (TuntasWindow *self);

/* What is known here (-privacy); each asks first. */
void tuntas_window_ask_to_switch_agent (TuntasWindow *self);
void tuntas_window_ask_to_erase        (TuntasWindow *self, TuntasDeskItem *item);
void tuntas_window_ask_to_forget       (TuntasWindow *self);
/* (transfer full) (nullable): what is not finished, of work or of the exercise; NULL where nothing is (-leave). */
char *tuntas_window_dup_loose_ends     (TuntasWindow *self);

/* Lists of tickets (-lists): each leads to a preview. */
void tuntas_window_paste_list     (TuntasWindow *self);
void tuntas_window_open_list      (TuntasWindow *self);
/* From now on they can be dropped onto the desk. */
void tuntas_window_accept_lists   (TuntasWindow *self);

void tuntas_window_add_actions    (TuntasWindow *self);
/* Which actions can be used now. */
void tuntas_window_update_actions (TuntasWindow *self);
/* Keys that are no actions' (-keys). */
void tuntas_window_add_keys       (TuntasWindow *self);
/* Asks for the password of the desk's login (-sign-in). */
void tuntas_window_ask_to_sign_in (TuntasWindow *self);
