/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-clock-link.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <sys/socket.h>

#define PATIENCE_SECONDS 30

struct _TuntasClockLink
{
  int fd;
};

typedef enum
{
  WAITING,
  ANSWERED,
  GONE,
  LATE,
} Answer;

TuntasClockLink *
tuntas_clock_link_new (const TuntasClockMessage *start, int *follower_fd)
{
  TuntasClockLink *self = g_new0 (TuntasClockLink, 1);
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    g_error ("No socket for a following clock: %s", g_strerror (errno));
  self->fd = ends[0];
  *follower_fd = ends[1];
  if (send (self->fd, start, sizeof *start, MSG_NOSIGNAL) != sizeof *start)
    g_error ("The following clock cannot be told its start: %s", g_strerror (errno));
  return self;
}

void
tuntas_clock_link_free (gpointer link)
{
  TuntasClockLink *self = link;

  g_close (self->fd, NULL);
  g_free (self);
}

static gboolean
answered_cb (int fd, GIOCondition condition, gpointer user_data)
{
  Answer *answer = user_data;
  char byte;

  *answer = recv (fd, &byte, 1, 0) == 1 ? ANSWERED : GONE;
  return G_SOURCE_REMOVE;
}

static gboolean
late_cb (gpointer user_data)
{
  Answer *answer = user_data;

  *answer = LATE;
  return G_SOURCE_REMOVE;
}

static GSource *
attach (GSource *source, GSourceFunc func, Answer *answer, GMainContext *context)
{
  g_source_set_callback (source, func, answer, NULL);
  g_source_attach (source, context);
  return source;
}

static Answer
wait_for_answer (TuntasClockLink *self)
{
  GMainContext *context = g_main_context_get_thread_default ();
  Answer answer = WAITING;
  g_autoptr (GSource) reading = NULL;
  g_autoptr (GSource) deadline = NULL;

  reading = attach (g_unix_fd_source_new (self->fd, G_IO_IN | G_IO_HUP | G_IO_ERR),
                    G_SOURCE_FUNC (answered_cb), &answer, context);
  deadline = attach (g_timeout_source_new_seconds (PATIENCE_SECONDS), late_cb, &answer, context);
  while (answer == WAITING)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (reading);
  g_source_destroy (deadline);
  return answer;
}

gboolean
tuntas_clock_link_tell (TuntasClockLink *self, const TuntasClockMessage *message)
{
  Answer answer;

  if (send (self->fd, message, sizeof *message, MSG_NOSIGNAL) != sizeof *message)
    return FALSE;
  answer = wait_for_answer (self);
  if (answer == LATE)
    g_error ("A following clock did not answer within %d s: its main loop hangs", PATIENCE_SECONDS);
  return answer == ANSWERED;
}

gboolean
tuntas_clock_link_receive (int fd, TuntasClockMessage *message)
{
  gssize length;

  do
    length = recv (fd, message, sizeof *message, 0);
  while (length < 0 && errno == EINTR);
  return length == sizeof *message;
}

void
tuntas_clock_link_answer (int fd)
{
  const char byte = 1;

  /* A leader that has gone is noticed at the next reading. */
  if (send (fd, &byte, 1, MSG_NOSIGNAL) != 1)
    g_debug ("The leading clock has gone: %s", g_strerror (errno));
}
