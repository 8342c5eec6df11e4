/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-loudspeaker.h"

#include "tuntas-tone.h"

#include <pulse/glib-mainloop.h>
#include <pulse/pulseaudio.h>

/* How much is made ahead: short enough that a tone ends when somebody answers. */
#define AHEAD_MS 100

struct _TuntasLoudspeaker
{
  GObject parent_instance;

  char *name;
  TuntasLineTone tone;
  gboolean muted;

  /* Towards the server: */
  pa_glib_mainloop *loop;
  pa_context *context; /* (nullable): before the first tone, and without a server */
  pa_stream *stream;   /* (nullable): while something is heard */
  guint64 made;        /* samples of this tone so far */
};

G_DEFINE_FINAL_TYPE (TuntasLoudspeaker, tuntas_loudspeaker, G_TYPE_OBJECT)

static const pa_sample_spec format = { .format = PA_SAMPLE_S16NE, .rate = TUNTAS_TONE_RATE, .channels = 1 };

static gboolean
is_audible (TuntasLoudspeaker *self)
{
  return !self->muted && tuntas_tone_is_audible (self->tone);
}

static void
wanted_cb (pa_stream *stream, size_t n_bytes, void *user_data)
{
  TuntasLoudspeaker *self = user_data;
  void *data = NULL;

  if (pa_stream_begin_write (stream, &data, &n_bytes) < 0 || data == NULL)
    return;
  tuntas_tone_fill (self->tone, self->made, data, n_bytes / sizeof (gint16));
  self->made += n_bytes / sizeof (gint16);
  pa_stream_write (stream, data, n_bytes, NULL, 0, PA_SEEK_RELATIVE);
}

/* What was made and not yet played goes too: nobody hears a ring after the answer. */
static void
close_stream (TuntasLoudspeaker *self)
{
  if (self->stream == NULL)
    return;
  pa_stream_set_write_callback (self->stream, NULL, NULL);
  pa_stream_disconnect (self->stream);
  g_clear_pointer (&self->stream, pa_stream_unref);
}

static void
open_stream (TuntasLoudspeaker *self)
{
  const pa_buffer_attr ahead = {
    .maxlength = (uint32_t) -1,
    .tlength = (uint32_t) pa_usec_to_bytes (AHEAD_MS * PA_USEC_PER_MSEC, &format),
    .prebuf = (uint32_t) -1,
    .minreq = (uint32_t) -1,
  };

  self->made = 0;
  self->stream = pa_stream_new (self->context, self->name, &format, NULL);
  if (self->stream == NULL)
    return;
  pa_stream_set_write_callback (self->stream, wanted_cb, self);
  if (pa_stream_connect_playback (self->stream, NULL, &ahead, PA_STREAM_ADJUST_LATENCY, NULL, NULL) < 0)
    close_stream (self);
}

static void
close_context (TuntasLoudspeaker *self)
{
  close_stream (self);
  if (self->context == NULL)
    return;
  pa_context_set_state_callback (self->context, NULL, NULL);
  pa_context_disconnect (self->context);
  g_clear_pointer (&self->context, pa_context_unref);
}

static void
state_cb (pa_context *context, void *user_data)
{
  TuntasLoudspeaker *self = user_data;
  pa_context_state_t state = pa_context_get_state (context);

  if (!PA_CONTEXT_IS_GOOD (state))
    close_context (self);
  else if (state == PA_CONTEXT_READY && is_audible (self))
    open_stream (self);
}

static void
open_context (TuntasLoudspeaker *self)
{
  self->context = pa_context_new (pa_glib_mainloop_get_api (self->loop), g_get_application_name ());
  if (self->context == NULL)
    return;
  pa_context_set_state_callback (self->context, state_cb, self);
  /* A failure tells the callback too, which has let go of it then. */
  if (pa_context_connect (self->context, NULL, PA_CONTEXT_NOAUTOSPAWN, NULL) < 0)
    close_context (self);
}

/* Once the server is there, its callback goes on. */
static void
update (TuntasLoudspeaker *self)
{
  if (!is_audible (self))
    close_stream (self);
  else if (self->context == NULL)
    open_context (self);
  else if (self->stream == NULL && pa_context_get_state (self->context) == PA_CONTEXT_READY)
    open_stream (self);
}

void
tuntas_loudspeaker_play (TuntasLoudspeaker *self, TuntasLineTone tone)
{
  g_return_if_fail (TUNTAS_IS_LOUDSPEAKER (self));

  if (self->tone == tone)
    return;
  self->tone = tone;
  close_stream (self);
  update (self);
}

void
tuntas_loudspeaker_set_muted (TuntasLoudspeaker *self, gboolean muted)
{
  g_return_if_fail (TUNTAS_IS_LOUDSPEAKER (self));

  self->muted = muted;
  update (self);
}

static void
tuntas_loudspeaker_finalize (GObject *object)
{
  TuntasLoudspeaker *self = TUNTAS_LOUDSPEAKER (object);

  close_context (self);
  pa_glib_mainloop_free (self->loop);
  g_free (self->name);

  G_OBJECT_CLASS (tuntas_loudspeaker_parent_class)->finalize (object);
}

static void
tuntas_loudspeaker_class_init (TuntasLoudspeakerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_loudspeaker_finalize;
}

static void
tuntas_loudspeaker_init (TuntasLoudspeaker *self)
{
  self->loop = pa_glib_mainloop_new (NULL);
}

TuntasLoudspeaker *
tuntas_loudspeaker_new (const char *name)
{
  TuntasLoudspeaker *self = g_object_new (TUNTAS_TYPE_LOUDSPEAKER, NULL);

  self->name = g_strdup (name);
  return self;
}
