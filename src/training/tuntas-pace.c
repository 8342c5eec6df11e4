/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-pace.h"

struct _TuntasPace
{
  GObject parent_instance;

  TuntasPaceFunc set;
  gpointer user_data;
  int chosen;
  gboolean in_call;
  int speed;
};

enum
{
  PROP_SPEED = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TuntasPace, tuntas_pace, G_TYPE_OBJECT)

/* The one setter. */
static void
update (TuntasPace *self)
{
  int speed = self->in_call ? 1 : self->chosen;

  if (speed == self->speed)
    return;
  self->speed = speed;
  self->set (speed, self->user_data);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SPEED]);
}

gboolean
tuntas_pace_is_speed (int speed)
{
  return speed == 1 || speed == 60 || speed == 600;
}

void
tuntas_pace_choose (TuntasPace *self, int speed)
{
  g_return_if_fail (tuntas_pace_is_speed (speed));

  self->chosen = speed;
  update (self);
}

int
tuntas_pace_get_chosen (TuntasPace *self)
{
  return self->chosen;
}

void
tuntas_pace_set_in_call (TuntasPace *self, gboolean in_call)
{
  self->in_call = in_call;
  update (self);
}

void
tuntas_pace_arrive (TuntasPace *self)
{
  tuntas_pace_choose (self, 1);
}

int
tuntas_pace_get_speed (TuntasPace *self)
{
  return self->speed;
}

static void
tuntas_pace_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPEED)
    g_value_set_int (value, TUNTAS_PACE (object)->speed);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tuntas_pace_class_init (TuntasPaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tuntas_pace_get_property;
  props[PROP_SPEED] = g_param_spec_int ("speed", NULL, NULL, 1, 600, 1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tuntas_pace_init (TuntasPace *self)
{
  self->chosen = 1;
}

TuntasPace *
tuntas_pace_new (TuntasPaceFunc set, gpointer user_data)
{
  TuntasPace *self = g_object_new (TUNTAS_TYPE_PACE, NULL);

  self->set = set;
  self->user_data = user_data;
  update (self);
  return self;
}
