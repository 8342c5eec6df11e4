/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-accessible.h"

/* The hand on a window in another process: finds controls by role and name over the accessibility bus, as a screen
 * reader does, and uses them.
 *
 * Everything that looks for something tries again until it is there, while the main context goes on, so that a server
 * in the test's own process keeps answering. What is not there when patience ends fails the test: the tree of
 * controls goes to standard error, a picture of the screen beside the others, the program under test is
 * killed, and the test aborts.
 *
 * below (nullable): the control under which is searched; NULL is the whole program.
 * role: ATSPI_ROLE_INVALID is any. A button is also a toggle button (toolkits name them differently), and
 *   ATSPI_ROLE_ENTRY is every field into which text is typed.
 * name: the accessible name, with '*' for any text and '?' for any character.
 * Only controls that have a size are found: a hidden one is not there. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_DRIVER (tuntas_driver_get_type ())
G_DECLARE_FINAL_TYPE (TuntasDriver, tuntas_driver, TUNTAS, DRIVER, GObject)

/* Waits until the program is on the accessibility bus. name (nullable): as the program calls itself there; pid: its
 * process, or 0; one of them must be given. Needs a display and a session bus: see the script "session".
 * (transfer full) */
TuntasDriver    *tuntas_driver_new            (const char *name, GPid pid);

/* How long is tried, in milliseconds; 30 s if not said. */
void             tuntas_driver_set_patience   (TuntasDriver *self, guint milliseconds);

/* (transfer full): never NULL. */
AtspiAccessible *tuntas_driver_find           (TuntasDriver *self, AtspiAccessible *below, AtspiRole role,
                                               const char *name);
/* Whether it is there now, without patience. */
gboolean         tuntas_driver_shows          (TuntasDriver *self, AtspiAccessible *below, AtspiRole role,
                                               const char *name);
/* Waits until it is there no more. */
void             tuntas_driver_wait_gone      (TuntasDriver *self, AtspiAccessible *below, AtspiRole role,
                                               const char *name);
/* Waits until a control of any role has a name or a text like this. */
void             tuntas_driver_wait_text      (TuntasDriver *self, AtspiAccessible *below, const char *text);
void             tuntas_driver_wait_no_text   (TuntasDriver *self, AtspiAccessible *below, const char *text);

/* Does the control's first action (a button's click, a switch's toggle). */
void             tuntas_driver_press          (TuntasDriver *self, AtspiAccessible *below, AtspiRole role,
                                               const char *name);
/* Waits until a toggle button is pressed in. */
void             tuntas_driver_wait_pressed   (TuntasDriver *self, AtspiAccessible *below, const char *name);
/* Asks the program, as a screen reader that comes too late, for a window that it has not or no more. */
void             tuntas_driver_ask_for_no_window (TuntasDriver *self);
/* Clicks in its middle: for what has no accessible action (check buttons, rows on GTK 4.8). */
void             tuntas_driver_click          (TuntasDriver *self, AtspiAccessible *below, AtspiRole role,
                                               const char *name);
/* Whether all of it lies above the line so many pixels below the window's upper edge, and below that edge. */
gboolean         tuntas_driver_is_in_sight    (TuntasDriver *self, AtspiAccessible *below, AtspiRole role,
                                               const char *name, int height);
/* Replaces the text of an entry. */
void             tuntas_driver_set_text       (TuntasDriver *self, AtspiAccessible *below, const char *name,
                                               const char *text);
/* (transfer full): what an entry holds, or a label's text. */
char            *tuntas_driver_dup_text       (TuntasDriver *self, AtspiAccessible *below, AtspiRole role,
                                               const char *name);
/* (transfer full): the names of all controls of a role, in order, perhaps none; without patience. What has no name
 * of its own, as list rows on GTK 4.8, is named by the labels in it, parted by " | ". */
GStrv            tuntas_driver_list_names     (TuntasDriver *self, AtspiAccessible *below, AtspiRole role);

/* Presses a key on the window that has the focus: "Ctrl+Return", "F8", "1", "KP_Add", "Alt+1" (X11 names). */
void             tuntas_driver_key            (TuntasDriver *self, const char *key);

/* Saves the whole screen as NAME.png in the folder TUNTAS_TEST_PICTURES, or pictures in G_TEST_BUILDDIR. */
void             tuntas_driver_picture        (TuntasDriver *self, const char *name);

/* Ends the test with that message, after what the screen shows: the tree of controls, and the picture "failure". Never
 * comes back. */
void             tuntas_driver_fail           (TuntasDriver *self, const char *format,
                                               ...) G_GNUC_NORETURN G_GNUC_PRINTF (2, 3);

/* Lets the main context go on until func gives TRUE; FALSE when that takes longer than the driver's patience. */
gboolean         tuntas_driver_wait           (TuntasDriver *self, gboolean (*func) (gpointer user_data),
                                               gpointer user_data);

G_END_DECLS
