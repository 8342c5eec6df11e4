/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-driver.h"
#include "tuntas-notifications.h"
#include "tuntas-simulator.h"
#include "tuntas-test-clock.h"

/* The real window in a process of its own, used over the accessibility bus; the embedded Nossa, over HTTP, in the
 * test's process; one clock for both, which stands until the test moves it. */

typedef struct
{
  TuntasTestClock *clock;
  TuntasSimulator *nossa;
  TuntasNotifications *desktop; /* what the window reminds by */
  TuntasDriver *driver;
  GSubprocess *process;
  char *home;     /* settings and journal of this test's desk */
  char *site;     /* the site file that names the server */
  const char *password; /* what the agent types at the login: "latihan" */
  char *prints;   /* (nullable): the beginning of the names of files for what the window's process prints, which then
                   * tells all it can; there its log for support lies too */
  guint n_starts;
  char *pictures; /* the beginning of the pictures' names: "e2e/a-" */
  guint n_pictures;
} E2e;

/* program: of the window under test; name: of the test, for its pictures. The agent has logged in and sees the queue.
 * start: "2026-11-23T09:00:00+07:00". */
E2e  *e2e_new       (const char *program, const char *name, const char *start);
/* The same in two steps: Nossa and the desk's folder are there; then the window starts. */
E2e  *e2e_prepare   (const char *name, const char *start);
void  e2e_start     (E2e *self, const char *program);
/* It starts for the first time, and shows its three ways. */
void  e2e_start_first (E2e *self, const char *program);
/* Likewise, up to the page where the agent logs in. */
void  e2e_start_page (E2e *self, const char *program);
/* It starts for an agent who works from ticket lists, without a Nossa. */
void  e2e_start_lists (E2e *self, const char *program);
/* As e2e_new (), where the window is covered after a quarter of an hour in which nobody touched the computer. */
E2e  *e2e_new_locking (const char *program, const char *name, const char *start);
void  e2e_free      (E2e *self);
/* The window ends as by the session's end; of the rest e2e_free () is still to be called. */
void  e2e_end       (E2e *self);
/* (transfer full): the journal of the one account. */
char *e2e_find_journal (E2e *self);

/* The window is killed as with kill -9, started again, and logged in to. */
void  e2e_kill      (E2e *self, const char *program);

/* The window crashes, as by a mistake in its memory, and is started again; nobody has logged in. */
void  e2e_crash     (E2e *self, const char *program);

/* As after a kill, but the agent sits down at another computer, which has nothing of what was done. */
void  e2e_move      (E2e *self, const char *program);
/* The same, but the window is not started there yet. */
void  e2e_leave     (E2e *self);

/* The same, but it is started without a window (--background), and nobody logs in; once it shows one, that is found. */
void  e2e_restart_hidden (E2e *self, const char *program);
void  e2e_find_window    (E2e *self);
/* A second program is started, which leads to the first one. */
void  e2e_start_again    (E2e *self, const char *program);

/* Presses the button of that name. */
void  e2e_press     (E2e *self, const char *button);
/* Presses a toggle button in, and waits until it is. */
void  e2e_press_in  (E2e *self, const char *button);
void  e2e_type      (E2e *self, const char *entry, const char *text);
void  e2e_key       (E2e *self, const char *key);
/* An action of the application over the session's bus; parameter (nullable): a GVariant's text. */
void  e2e_activate  (const char *action, const char *parameter);
/* Waits until a text is on the screen; '*' stands for anything. */
void  e2e_see       (E2e *self, const char *text);
void  e2e_see_gone  (E2e *self, const char *text);
void  e2e_pass      (E2e *self, gint64 seconds);
/* Waits until the whole button is in the window, which is 736 pixels high, without scrolling. */
void  e2e_see_whole (E2e *self, const char *button);
/* Opens the menu of the button of that name, and waits for that entry; chooses it while it is open; both. */
void  e2e_open_menu    (E2e *self, const char *button, const char *entry);
void  e2e_choose_entry (E2e *self, const char *entry);
void  e2e_choose       (E2e *self, const char *button, const char *entry);
/* The next picture of this test. */
void  e2e_picture   (E2e *self);

/* Opens a ticket by searching for its number. */
void  e2e_open      (E2e *self, const char *ticket);
/* Types RFO and repair, and says that the supporting applications show it resolved. */
void  e2e_receive   (E2e *self);
/* Commits what stands selected, once the window has said what will be sent. */
void  e2e_commit    (E2e *self);
/* What the ticket's history says of a call until its outcome is saved. */
#define E2E_CALLING "Panggilan *: belum ada hasil"
/* The call that is under way ends so after 30 seconds: the button's name of the outcome. */
void  e2e_end_call  (E2e *self, const char *outcome);
/* A whole call; five minutes later the next may come. */
void  e2e_call      (E2e *self, const char *outcome);
/* The call's talk goes by its steps, up to the answer. */
void  e2e_talk      (E2e *self);
/* What another program copied: typed into the search, cut out again, and pasted. */
void  e2e_paste     (E2e *self, const char *text);
/* The list that was pasted is taken, and its preview is gone; group: one that the preview shows. */
void  e2e_take_list (E2e *self, const char *group);
/* Into the preferences, which are open. */
void  e2e_type_mail_password (E2e *self, const char *password);

/* Waits until Nossa has that value; fails the test in vain. */
void  e2e_nossa_has (E2e *self, const char *ticket, const char *attribute, const char *value);
/* (transfer full) (nullable): what Nossa has. */
char *e2e_nossa_get (E2e *self, const char *ticket, const char *attribute);
/* Waits until a work-log text of type WORK matches. */
void  e2e_nossa_has_note (E2e *self, const char *ticket, const char *pattern);
guint e2e_nossa_count_notes (E2e *self, const char *ticket);
