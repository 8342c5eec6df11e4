/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schedule-wire.h"

#include "tuntas-nossa-error.h"

#include <string.h>

#define PAGE "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to the network</body></html>"

struct _Wire
{
  GObject parent_instance;

  TuntasSimulator *nossa;
  TuntasTestClock *clock;
  WireFuncs funcs;
  gpointer data;
  GPtrArray *waiting; /* of Flight, whose task is to be answered */
  gboolean dead;
};

/* One request. Each wake-up holds a reference of its own. */
typedef struct
{
  grefcount references;
  Wire *wire;
  TuntasRequest *request;
  WireFate fate;
  GTask *task; /* (nullable): NULL once it is answered */
  TuntasAnswer *answer; /* (nullable): Nossa's to the first arrival */
  GStrv headers;        /* (nullable): of the answer */
} Flight;

static void wire_iface_init (TuntasTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (Wire, wire, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_TRANSPORT, wire_iface_init))

static Flight *
flight_ref (Flight *flight)
{
  g_ref_count_inc (&flight->references);
  return flight;
}

static void
flight_unref (gpointer data)
{
  Flight *flight = data;

  if (!g_ref_count_dec (&flight->references))
    return;
  g_object_unref (flight->wire);
  tuntas_request_unref (flight->request);
  g_clear_object (&flight->task);
  g_clear_pointer (&flight->answer, tuntas_answer_unref);
  g_strfreev (flight->headers);
  g_free (flight);
}

static void
wake_after (Flight *flight, gint64 microseconds, TuntasClockFunc func)
{
  TuntasClock *clock = TUNTAS_CLOCK (flight->wire->clock);

  tuntas_clock_wake_at (clock, tuntas_clock_now (clock) + microseconds, func, flight_ref (flight), flight_unref);
}

static void
pass (Flight *flight, WireInstant instant, guint status)
{
  flight->wire->funcs.pass (instant, flight->request, status, flight->wire->data);
}

/* (transfer full) (nullable) */
static GTask *
end (Flight *flight)
{
  g_ptr_array_remove (flight->wire->waiting, flight);
  return g_steal_pointer (&flight->task);
}

static void
end_with_error (Flight *flight, TuntasNossaError code, const char *words)
{
  g_autoptr (GTask) task = end (flight);

  if (task != NULL)
    g_task_return_new_error (task, TUNTAS_NOSSA_ERROR, (int) code, "%s", words);
}

static TuntasAnswer *
answer_new (guint status, GBytes *body, char **headers)
{
  TuntasAnswer *answer = tuntas_answer_new (status, body);

  for (; headers[0] != NULL; headers += 2)
    tuntas_answer_add_header (answer, headers[0], headers[1]);
  return answer;
}

/* (transfer full) (nullable): what is seen here of the answer; NULL where the connection ended before its end. */
static TuntasAnswer *
seen_answer (Flight *flight)
{
  const WireFate *fate = &flight->fate;
  GBytes *body = tuntas_answer_get_body (flight->answer);
  g_autoptr (GBytes) page = g_bytes_new_static (PAGE, strlen (PAGE));
  g_autoptr (GBytes) part = NULL;
  gsize length = g_bytes_get_size (body);
  TuntasAnswer *answer;

  switch (fate->answer)
    {
    case WIRE_WHOLE:
      return tuntas_answer_ref (flight->answer);
    case WIRE_CUT:
      return NULL;
    case WIRE_SHORT:
    case WIRE_ALMOST:
      part = g_bytes_new_from_bytes (body, 0, fate->answer == WIRE_SHORT ? MIN (fate->bytes, length)
                                                                         : length - (length > 0));
      return answer_new (tuntas_answer_get_status (flight->answer), part, flight->headers);
    case WIRE_PAGE:
    case WIRE_GATEWAY:
      answer = tuntas_answer_new (fate->answer == WIRE_PAGE ? 200 : fate->status, page);
      tuntas_answer_add_header (answer, "Content-Type", "text/html");
      return answer;
    default:
      g_assert_not_reached ();
    }
}

static void
answered_cb (gpointer data)
{
  Flight *flight = data;
  g_autoptr (TuntasAnswer) answer = NULL;
  g_autoptr (GTask) task = NULL;

  if (flight->task == NULL)
    return;
  pass (flight, WIRE_ANSWERED, 0);
  answer = seen_answer (flight);
  if (answer == NULL)
    {
      end_with_error (flight, TUNTAS_NOSSA_ERROR_UNKNOWN, "the connection ended before the answer did");
      return;
    }
  /* That the program has just ended has answered the task. */
  task = end (flight);
  if (task != NULL)
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) tuntas_answer_unref);
}

static void
lost_cb (gpointer data)
{
  end_with_error (data, TUNTAS_NOSSA_ERROR_UNKNOWN, "the connection ended before the answer came");
}

static void
late_cb (gpointer data)
{
  end_with_error (data, TUNTAS_NOSSA_ERROR_UNKNOWN, "no whole answer before the deadline");
}

/* (transfer full) */
static TuntasAnswer *
ask_nossa (Flight *flight, GStrv *answer_headers)
{
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();
  g_autofree char *address = g_strconcat (WIRE_ORIGIN, tuntas_request_get_path (flight->request), NULL);
  g_auto (GStrv) list = NULL;
  g_autoptr (GBytes) body = NULL;
  const char *name, *value;
  guint status;

  for (guint i = 0; i < tuntas_request_get_n_headers (flight->request); i++)
    {
      tuntas_request_get_nth_header (flight->request, i, &name, &value);
      g_strv_builder_add_many (headers, name, value, NULL);
    }
  list = g_strv_builder_end (headers);
  status = tuntas_simulator_answer (flight->wire->nossa, tuntas_request_get_method (flight->request), address,
                                    (const char *const *) list, tuntas_request_get_body (flight->request),
                                    answer_headers, &body);
  return answer_new (status, body, *answer_headers);
}

static void
arrived_cb (gpointer data)
{
  Flight *flight = data;
  g_autoptr (TuntasAnswer) answer = NULL;
  g_auto (GStrv) headers = NULL;

  pass (flight, WIRE_ARRIVED, 0);
  answer = ask_nossa (flight, &headers);
  pass (flight, WIRE_DONE, tuntas_answer_get_status (answer));
  /* Nobody waits for the answer to the second arrival. */
  if (flight->answer != NULL)
    return;
  flight->answer = g_steal_pointer (&answer);
  flight->headers = g_steal_pointer (&headers);
  wake_after (flight, flight->fate.back, answered_cb);
}

static void
wire_send_async (TuntasTransport *transport, TuntasRequest *request, GCancellable *cancellable,
                 GAsyncReadyCallback callback, gpointer user_data)
{
  Wire *self = WIRE_TRANSPORT (transport);
  Flight *flight = g_new0 (Flight, 1);

  g_ref_count_init (&flight->references);
  flight->wire = g_object_ref (self);
  flight->request = tuntas_request_ref (request);
  flight->fate = (WireFate) { .leaves = TRUE, .arrives = TRUE, .again = -1 };
  flight->task = g_task_new (self, cancellable, callback, user_data);
  if (!self->dead)
    {
      self->funcs.draw (request, &flight->fate, self->data);
      pass (flight, WIRE_SENT, 0);
    }
  if (self->dead)
    g_task_return_new_error (flight->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the program has ended");
  else if (!flight->fate.leaves)
    g_task_return_new_error (flight->task, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNREACHABLE, "no connection");
  else
    {
      g_ptr_array_add (self->waiting, flight);
      wake_after (flight, tuntas_request_get_deadline (request), late_cb);
      wake_after (flight, flight->fate.out, flight->fate.arrives ? arrived_cb : lost_cb);
      if (flight->fate.arrives && flight->fate.again >= 0)
        wake_after (flight, flight->fate.out + flight->fate.again, arrived_cb);
    }
  flight_unref (flight);
}

static TuntasAnswer *
wire_send_finish (TuntasTransport *transport, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
wire_die (Wire *self)
{
  self->dead = TRUE;
  while (self->waiting->len > 0)
    {
      Flight *flight = g_ptr_array_index (self->waiting, self->waiting->len - 1);
      g_autoptr (GTask) task = end (flight);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the program has ended");
    }
}

static void
wire_finalize (GObject *object)
{
  Wire *self = WIRE_TRANSPORT (object);

  g_ptr_array_unref (self->waiting);
  g_object_unref (self->nossa);
  g_object_unref (self->clock);
  G_OBJECT_CLASS (wire_parent_class)->finalize (object);
}

static void
wire_iface_init (TuntasTransportInterface *iface)
{
  iface->send_async = wire_send_async;
  iface->send_finish = wire_send_finish;
}

static void
wire_class_init (WireClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wire_finalize;
}

static void
wire_init (Wire *self)
{
  self->waiting = g_ptr_array_new ();
}

Wire *
wire_new (TuntasSimulator *nossa, TuntasTestClock *clock, const WireFuncs *funcs, gpointer data)
{
  Wire *self = g_object_new (WIRE_TYPE, NULL);

  self->nossa = g_object_ref (nossa);
  self->clock = g_object_ref (clock);
  self->funcs = *funcs;
  self->data = data;
  return self;
}
