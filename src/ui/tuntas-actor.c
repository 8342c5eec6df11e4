/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-actor.h"

#include "tuntas-explain.h"

struct _TuntasActor
{
  GObject parent_instance;

  TuntasDesk *desk;     /* (owned) (nullable) */
  TuntasDeskItem *item; /* (owned) (nullable) */
  TuntasAct *asking;    /* (owned) (nullable) */
  TuntasAct *under_way; /* (owned) (nullable): being saved */
  gboolean practising;
  TuntasPracticeMode mode; /* of the practice; at work as if guided */
};

G_DEFINE_FINAL_TYPE (TuntasActor, tuntas_actor, G_TYPE_OBJECT)

enum
{
  PROP_ASKING = 1,
  N_PROPS
};

enum
{
  CHANGED,
  REFUSED,
  FAILED,
  DONE,
  TRIED,
  SPOKEN,
  SAY,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* What a request carries to its answer: by then the agent may have gone to another ticket. */
typedef struct
{
  TuntasActor *self;
  TuntasDeskItem *item;
  TuntasAct *act; /* (nullable) */
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->self);
  g_object_unref (request->item);
  g_clear_pointer (&request->act, tuntas_act_unref);
  g_free (request);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static Request *
request_new (TuntasActor *self, TuntasAct *act)
{
  Request *request = g_new0 (Request, 1);

  request->self = g_object_ref (self);
  request->item = g_object_ref (self->item);
  request->act = act;
  return request;
}

static void
set_asking (TuntasActor *self, TuntasAct *act)
{
  TuntasAct *old = self->asking;

  if (old == NULL && act == NULL)
    return;
  self->asking = act != NULL ? tuntas_act_ref (act) : NULL;
  g_clear_pointer (&old, tuntas_act_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASKING]);
}

static void
item_changed_cb (TuntasActor *self)
{
  TuntasCase *state = tuntas_actor_get_case (self);

  /* What was being asked may have been overtaken: by a deadline, or by what Nossa says. */
  if (self->asking != NULL && self->under_way == NULL && tuntas_actor_is_guided (self))
    {
      TuntasAction *action = tuntas_case_find_action (state, tuntas_act_get_id (self->asking));

      /* What is carried on from elsewhere is the program's act, which is not among the agent's. */
      if (action == NULL && tuntas_actor_find_resuming (self, self->asking) == NULL)
        set_asking (self, NULL);
      g_clear_pointer (&action, tuntas_action_free);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

void
tuntas_actor_set (TuntasActor *self, TuntasDesk *desk, TuntasDeskItem *item)
{
  if (self->desk == desk && self->item == item)
    return;
  set_asking (self, NULL);
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, item_changed_cb, self);
  g_set_object (&self->desk, desk);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[CHANGED], 0);
}

TuntasDesk *
tuntas_actor_get_desk (TuntasActor *self)
{
  return self->desk;
}

TuntasDeskItem *
tuntas_actor_get_item (TuntasActor *self)
{
  return self->item;
}

TuntasCase *
tuntas_actor_get_case (TuntasActor *self)
{
  return self->item != NULL ? tuntas_desk_item_get_case (self->item) : NULL;
}

TuntasAct *
tuntas_actor_get_asking (TuntasActor *self)
{
  return self->asking;
}

void
tuntas_actor_practise (TuntasActor *self, TuntasPracticeMode mode)
{
  self->practising = TRUE;
  self->mode = mode;
}

gboolean
tuntas_actor_is_practising (TuntasActor *self)
{
  return self->practising;
}

gboolean
tuntas_actor_is_guided (TuntasActor *self)
{
  return self->mode == TUNTAS_PRACTICE_GUIDED;
}

gboolean
tuntas_actor_is_told (TuntasActor *self)
{
  return self->mode != TUNTAS_PRACTICE_EXAM;
}

void
tuntas_actor_speak (TuntasActor *self, TuntasCue cue)
{
  g_signal_emit (self, signals[SPOKEN], 0, (int) cue);
}

gboolean
tuntas_actor_is_busy (TuntasActor *self)
{
  return self->under_way != NULL;
}

void
tuntas_actor_give_up (TuntasActor *self)
{
  set_asking (self, NULL);
}

void
tuntas_actor_say (TuntasActor *self, const char *sentence)
{
  g_signal_emit (self, signals[SAY], 0, sentence);
}

void
tuntas_actor_paste_work_log (TuntasActor *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (tuntas_desk_paste_work_log (self->desk, self->item, text, &error))
    return;
  sentence = tuntas_explain_error (error);
  tuntas_actor_say (self, sentence);
}

void
tuntas_actor_refuse (TuntasActor *self, const char *act_id, const char *code, const char *field)
{
  g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_refusal_free);
  TuntasRefusal *refusal = g_new0 (TuntasRefusal, 1);

  /* Where the case stands is nobody's to tell without guidance. */
  if (tuntas_actor_is_guided (self))
    refusal->clause = g_strdup (tuntas_case_get_clause (tuntas_actor_get_case (self)));
  refusal->code = g_strdup (code);
  refusal->field = g_strdup (field);
  refusal->have = -1;
  refusal->need = -1;
  g_ptr_array_add (refusals, refusal);
  g_signal_emit (self, signals[REFUSED], 0, act_id, refusals);
}

/* Every act is asked for what it needs and tried: what comes of it the rules alone say. */
static void
begin_unguided (TuntasActor *self, TuntasAct *act)
{
  const TuntasActSpec *spec = tuntas_actor_find_spec (self, tuntas_act_get_id (act));

  if (spec != NULL && tuntas_actor_asks_before (self, spec, act))
    set_asking (self, act);
  else
    tuntas_actor_commit (self, tuntas_act_ref (act));
}

void
tuntas_actor_begin (TuntasActor *self, TuntasAct *act)
{
  g_autoptr (TuntasAct) wanted = act;
  const char *id = tuntas_act_get_id (act);
  TuntasAction *action;

  if (self->item == NULL)
    return;
  /* What was done elsewhere is the program's act, but the agent's to state. */
  if (tuntas_actor_find_resuming (self, act) != NULL)
    {
      set_asking (self, wanted);
      return;
    }
  if (!tuntas_actor_is_guided (self))
    {
      begin_unguided (self, wanted);
      return;
    }
  action = tuntas_case_find_action (tuntas_actor_get_case (self), id);
  if (action == NULL)
    tuntas_actor_refuse (self, id, tuntas_actor_is_of_other_family (self, id) ? "not-for-family" : "not-here", NULL);
  else if (!action->enabled)
    g_signal_emit (self, signals[REFUSED], 0, id, action->unmet);
  else if (tuntas_actor_asks_before (self, action->spec, wanted))
    set_asking (self, wanted);
  else
    tuntas_actor_commit (self, g_steal_pointer (&wanted));
  g_clear_pointer (&action, tuntas_action_free);
}

static void
fail (TuntasActor *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sentence = tuntas_explain_error (error);
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static void
act_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  TuntasActor *self = request->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasApplied) applied = tuntas_desk_act_finish (TUNTAS_DESK (source), result, &error);
  gboolean here = self->item == request->item;

  g_clear_pointer (&self->under_way, tuntas_act_unref);
  if (applied != NULL && here && !tuntas_actor_is_told (self))
    {
      set_asking (self, NULL);
      g_signal_emit (self, signals[TRIED], 0, request->act);
    }
  if (applied == NULL)
    fail (self, error);
  else if (!applied->accepted && here && tuntas_actor_is_told (self))
    g_signal_emit (self, signals[REFUSED], 0, tuntas_act_get_id (request->act), applied->refusals);
  else if (applied->accepted && here)
    {
      set_asking (self, NULL);
      g_signal_emit (self, signals[DONE], 0, request->act);
    }
}

void
tuntas_actor_commit (TuntasActor *self, TuntasAct *act)
{
  if (self->item == NULL || self->under_way != NULL)
    {
      tuntas_act_unref (act);
      return;
    }
  self->under_way = tuntas_act_ref (act);
  tuntas_desk_act_async (self->desk, self->item, act, NULL, act_cb, request_new (self, act));
}

void
tuntas_actor_move (TuntasActor *self)
{
  if (self->item == NULL || self->under_way != NULL)
    return;
  self->under_way = tuntas_act_new (TUNTAS_EVENT_MOVED);
  tuntas_desk_move_async (self->desk, self->item, NULL, act_cb, request_new (self, tuntas_act_ref (self->under_way)));
}

static void
decide_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;

  if (!tuntas_desk_decide_finish (TUNTAS_DESK (source), result, &error))
    fail (request->self, error);
}

void
tuntas_actor_decide (TuntasActor *self, gint64 sending_id, TuntasSendingAct act, const char *reason)
{
  tuntas_desk_decide_async (self->desk, self->item, sending_id, act, reason, NULL, decide_cb,
                            request_new (self, NULL));
}

static void
readdress_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;

  if (!tuntas_desk_readdress_finish (TUNTAS_DESK (source), result, &error))
    fail (request->self, error);
}

void
tuntas_actor_readdress (TuntasActor *self, gint64 sending_id, const char *address)
{
  tuntas_desk_readdress_async (self->desk, self->item, sending_id, address, NULL, readdress_cb,
                               request_new (self, NULL));
}

void
tuntas_actor_confirm_created (TuntasActor *self, gint64 sending_id, const char *number)
{
  tuntas_desk_confirm_created_async (self->desk, self->item, sending_id, number, NULL, decide_cb,
                                     request_new (self, NULL));
}

static void
bounce_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasApplied) applied = tuntas_desk_act_finish (TUNTAS_DESK (source), result, &error);

  if (applied == NULL)
    fail (request->self, error);
  else if (!applied->accepted && request->self->item == request->item)
    g_signal_emit (request->self, signals[REFUSED], 0, tuntas_act_get_id (request->act), applied->refusals);
}

void
tuntas_actor_report_bounce (TuntasActor *self, gint64 sending_id, const char *reason)
{
  const TuntasActSpec *spec = tuntas_case_find_bounce (tuntas_actor_get_case (self));

  /* Without such an act the desk says that it is too late. */
  tuntas_desk_report_bounce_async (self->desk, self->item, sending_id, reason, NULL, bounce_cb,
                                   request_new (self, tuntas_act_new (spec != NULL ? spec->id : "")));
}

static void
tuntas_actor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TuntasActor *self = TUNTAS_ACTOR (object);

  if (id == PROP_ASKING)
    g_value_set_boxed (value, self->asking);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tuntas_actor_dispose (GObject *object)
{
  TuntasActor *self = TUNTAS_ACTOR (object);

  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->asking, tuntas_act_unref);
  g_clear_pointer (&self->under_way, tuntas_act_unref);
  G_OBJECT_CLASS (tuntas_actor_parent_class)->dispose (object);
}

static void
tuntas_actor_class_init (TuntasActorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = tuntas_actor_dispose;
  object_class->get_property = tuntas_actor_get_property;
  properties[PROP_ASKING] = g_param_spec_boxed ("asking", NULL, NULL, TUNTAS_TYPE_ACT,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_STRING, G_TYPE_PTR_ARRAY);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                TUNTAS_TYPE_ACT);
  signals[TRIED] = g_signal_new ("tried", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 TUNTAS_TYPE_ACT);
  signals[SPOKEN] = g_signal_new ("spoken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SAY] = g_signal_new ("say", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tuntas_actor_init (TuntasActor *self)
{
  self->mode = TUNTAS_PRACTICE_GUIDED;
}

TuntasActor *
tuntas_actor_new (void)
{
  return g_object_new (TUNTAS_TYPE_ACTOR, NULL);
}
