/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

/* What the agent does in the window, and sees there. */

#define WINDOW_HEIGHT 736

void
e2e_press (E2e *self, const char *button)
{
  tuntas_driver_press (self->driver, NULL, ATSPI_ROLE_PUSH_BUTTON, button);
}

void
e2e_press_in (E2e *self, const char *button)
{
  e2e_press (self, button);
  tuntas_driver_wait_pressed (self->driver, NULL, button);
}

void
e2e_type (E2e *self, const char *entry, const char *text)
{
  tuntas_driver_set_text (self->driver, NULL, entry, text);
}

void
e2e_key (E2e *self, const char *key)
{
  tuntas_driver_key (self->driver, key);
}

void
e2e_paste (E2e *self, const char *text)
{
  e2e_key (self, "Ctrl+f");
  e2e_type (self, "Cari tiket*", text);
  e2e_key (self, "Ctrl+a");
  e2e_key (self, "Ctrl+x");
  e2e_key (self, "Escape");
  e2e_key (self, "Ctrl+v");
}

void
e2e_take_list (E2e *self, const char *group)
{
  e2e_see (self, group);
  e2e_press (self, "Terapkan*");
  e2e_see_gone (self, group);
}

/* The preparation page, which is behind, has such a row too. */
void
e2e_type_mail_password (E2e *self, const char *password)
{
  AtspiAccessible *preferences = tuntas_driver_find (self->driver, NULL, ATSPI_ROLE_INVALID, "Preferensi");

  /* The row takes what is typed only from who is in it. */
  tuntas_driver_click (self->driver, preferences, ATSPI_ROLE_ENTRY, "Password server email");
  tuntas_driver_set_text (self->driver, preferences, "Password server email", password);
  g_object_unref (preferences);
}

void
e2e_see (E2e *self, const char *text)
{
  tuntas_driver_wait_text (self->driver, NULL, text);
}

void
e2e_see_gone (E2e *self, const char *text)
{
  tuntas_driver_wait_no_text (self->driver, NULL, text);
}

typedef struct
{
  E2e *self;
  const char *button;
} Sight;

static gboolean
is_in_sight (gpointer user_data)
{
  const Sight *sight = user_data;

  return tuntas_driver_is_in_sight (sight->self->driver, NULL, ATSPI_ROLE_PUSH_BUTTON, sight->button, WINDOW_HEIGHT);
}

void
e2e_see_whole (E2e *self, const char *button)
{
  Sight sight = { self, button };

  if (!tuntas_driver_wait (self->driver, is_in_sight, &sight))
    tuntas_driver_fail (self->driver, "%s is not in sight", button);
}

void
e2e_open_menu (E2e *self, const char *button, const char *entry)
{
  g_autoptr (AtspiAccessible) item = NULL;

  /* The action of a menu's button is on a nameless part of it. */
  tuntas_driver_click (self->driver, NULL, ATSPI_ROLE_PUSH_BUTTON, button);
  item = tuntas_driver_find (self->driver, NULL, ATSPI_ROLE_MENU_ITEM, entry);
}

void
e2e_choose_entry (E2e *self, const char *entry)
{
  tuntas_driver_press (self->driver, NULL, ATSPI_ROLE_MENU_ITEM, entry);
  /* A hand waits for that too: while the menu closes, what it opens is not all there yet. */
  tuntas_driver_wait_gone (self->driver, NULL, ATSPI_ROLE_MENU_ITEM, entry);
}

void
e2e_choose (E2e *self, const char *button, const char *entry)
{
  e2e_open_menu (self, button, entry);
  e2e_choose_entry (self, entry);
}

void
e2e_pass (E2e *self, gint64 seconds)
{
  tuntas_test_clock_advance_seconds (self->clock, seconds);
}

void
e2e_picture (E2e *self)
{
  g_autofree char *name = g_strdup_printf ("%s-%02u", self->pictures, ++self->n_pictures);

  tuntas_driver_picture (self->driver, name);
}

void
e2e_open (E2e *self, const char *ticket)
{
  /* The line in the head of the ticket: the row in the queue has no masked number. */
  g_autofree char *head = g_strdup_printf ("%s · * · *xx*", ticket);

  e2e_key (self, "Ctrl+f");
  e2e_type (self, "Cari tiket*", ticket);
  e2e_key (self, "Return");
  e2e_see (self, head);
  e2e_type (self, "Cari tiket*", "");
}

void
e2e_receive (E2e *self)
{
  e2e_type (self, "Penyebab (RFO)", "kabel dropcore putus");
  e2e_type (self, "Perbaikan", "sambung ulang dropcore");
  e2e_press (self, "Diterima, cek ulang*");
  e2e_press (self, "Sudah terselesaikan*");
  e2e_see (self, "Hasil cek*");
  e2e_type (self, "Hasil cek", "iBooster spec");
  e2e_key (self, "Ctrl+Return");
  e2e_see (self, "Telepon");
}

void
e2e_commit (E2e *self)
{
  e2e_see (self, "Akan dikirim*");
  e2e_picture (self);
  e2e_key (self, "Ctrl+Return");
}

void
e2e_end_call (E2e *self, const char *outcome)
{
  e2e_see (self, E2E_CALLING);
  e2e_pass (self, 30);
  e2e_press (self, outcome);
  /* Before it is saved the key that closes is refused. */
  e2e_see_gone (self, E2E_CALLING);
}

void
e2e_call (E2e *self, const char *outcome)
{
  e2e_press (self, "Telepon*");
  e2e_end_call (self, outcome);
  e2e_pass (self, 300);
}

void
e2e_talk (E2e *self)
{
  e2e_see (self, "Yang menjawab");
  for (guint beat = 0; beat < 4; beat++)
    e2e_key (self, "Return");
}
