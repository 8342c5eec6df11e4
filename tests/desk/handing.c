/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "handing.h"

#include <glib/gstdio.h>

void
handing_set_up (Handing *self, gconstpointer data)
{
  self->computers = computers_new (EVENING);
  self->shift = self->computers->shift;
  self->folder = g_dir_make_tmp ("tuntas-stick-XXXXXX", NULL);
}

void
handing_tear_down (Handing *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  computers_free (self->computers);
}

/* What is asked of the desk, and what it answers */

static void
given_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HandingAnswer *answer = user_data;

  answer->path = tuntas_desk_hand_over_finish (TUNTAS_DESK (source), result, &answer->error);
  answer->done = TRUE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HandingAnswer *answer = user_data;

  answer->takeover = tuntas_desk_read_handover_finish (TUNTAS_DESK (source), result, &answer->error);
  answer->done = TRUE;
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HandingAnswer *answer = user_data;

  answer->n = tuntas_desk_take_over_finish (TUNTAS_DESK (source), result, &answer->error);
  answer->done = TRUE;
}

static void
back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HandingAnswer *answer = user_data;

  tuntas_desk_take_back_finish (TUNTAS_DESK (source), result, &answer->error);
  answer->done = TRUE;
}

void
handing_start_giving (Handing *self, const char *to, const char *ticket, const char *other, HandingAnswer *answer)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  g_ptr_array_add (items, shift_item (self->shift, ticket));
  if (other != NULL)
    g_ptr_array_add (items, shift_item (self->shift, other));
  tuntas_desk_hand_over_async (self->shift->desk, items, to, self->folder, given_cb, answer);
}

void
handing_start_taking (Handing *self, TuntasTakeover *takeover, HandingAnswer *answer)
{
  tuntas_desk_take_over_async (self->shift->desk, takeover, taken_cb, answer);
}

void
handing_wait_for (Handing *self, const char *what, HandingAnswer *answer)
{
  shift_wait (self->shift, what, shift_is_true, &answer->done);
}

GError *
handing_give (Handing *self, const char *to, const char *ticket, const char *other)
{
  HandingAnswer answer = { 0 };

  handing_start_giving (self, to, ticket, other, &answer);
  handing_wait_for (self, "the hand-over", &answer);
  g_free (self->path);
  self->path = answer.path;
  return answer.error;
}

TuntasTakeover *
handing_look_at (Handing *self, GError **error)
{
  HandingAnswer answer = { 0 };

  tuntas_desk_read_handover_async (self->shift->desk, self->path, read_cb, &answer);
  handing_wait_for (self, "the file", &answer);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.takeover;
}

gssize
handing_take (Handing *self, GError **error)
{
  HandingAnswer answer = { 0 };
  TuntasTakeover *takeover = handing_look_at (self, error);

  if (takeover == NULL)
    return -1;
  handing_start_taking (self, takeover, &answer);
  handing_wait_for (self, "the take-over", &answer);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.n;
}

TuntasTakeoverState
handing_first_state (Handing *self)
{
  g_autoptr (TuntasTakeover) takeover = handing_look_at (self, NULL);

  return ((TuntasTakeoverRow *) g_ptr_array_index (takeover->rows, 0))->state;
}

TuntasCase *
handing_case_of (Handing *self, const char *ticket)
{
  return tuntas_desk_item_get_case (shift_item (self->shift, ticket));
}

void
handing_work (Handing *self)
{
  shift_receive_and_check (self->shift, DATIN);
  for (guint i = 0; i < 3; i++)
    shift_call (self->shift, DATIN, DATIN_PHONE, "no-answer");
  shift_act (self->shift, DATIN, "pend", NULL);
  shift_act (self->shift, DATIN, "inform", NULL);
  shift_settle (self->shift, DATIN);
  shift_receive_and_check (self->shift, HOME);
  shift_call (self->shift, HOME, HOME_PHONE, "busy");
}

GError *
handing_write_again (Handing *self, const char *id)
{
  HandingAnswer answer = { 0 };

  tuntas_desk_write_handover_async (self->shift->desk, id, self->folder, given_cb, &answer);
  handing_wait_for (self, "the file", &answer);
  g_free (self->path);
  self->path = answer.path;
  return answer.error;
}

GError *
handing_take_back (Handing *self, const char *ticket, const char *path, gboolean without_file)
{
  HandingAnswer answer = { 0 };

  tuntas_desk_take_back_async (self->shift->desk, shift_item (self->shift, ticket), "Bagas sakit", path, without_file,
                               back_cb, &answer);
  handing_wait_for (self, "the taking back", &answer);
  return answer.error;
}
