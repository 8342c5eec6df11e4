/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-outbox.h"

#define AGENT  TUNTAS_OUTBOX_BY_AGENT
#define RUNNER TUNTAS_OUTBOX_BY_RUNNER
#define ANSWER TUNTAS_OUTBOX_BY_ANSWER
#define START  TUNTAS_OUTBOX_BY_START

#define EDGE(from, to, by) { TUNTAS_OUTBOX_##from, TUNTAS_OUTBOX_##to, by }

/* Invariants: unknown has one way out, and it asks; done and cancelled have none; from refused only the agent leads on;
 * only begun leads to retry, because only an answer can say that an attempt did nothing. */
static const TuntasOutboxEdge edges[] = {
  EDGE (DRAFT, PENDING, RUNNER),              /* the time in which the act could be taken back is over */
  EDGE (DRAFT, CANCELLED, AGENT),             /* the act was taken back */

  EDGE (PENDING, BEGUN, RUNNER),
  EDGE (PENDING, DONE, AGENT | ANSWER),       /* did it in Nossa by hand; or a list shows it there */
  EDGE (PENDING, CONFLICT, ANSWER),           /* a pull shows that the ticket went another way */
  EDGE (PENDING, CANCELLED, AGENT),

  EDGE (BEGUN, DONE, ANSWER | AGENT),         /* the agent's word where a mail program sends */
  EDGE (BEGUN, RETRY, ANSWER),
  EDGE (BEGUN, UNKNOWN, ANSWER | START),
  EDGE (BEGUN, CONFLICT, ANSWER),
  EDGE (BEGUN, REFUSED, ANSWER),

  EDGE (RETRY, BEGUN, RUNNER),
  EDGE (RETRY, PENDING, AGENT),               /* now, not later */
  EDGE (RETRY, VERIFYING, RUNNER),            /* the key is older than it lives on the server: read back first */
  EDGE (RETRY, DONE, AGENT),
  EDGE (RETRY, CONFLICT, ANSWER),
  EDGE (RETRY, CANCELLED, AGENT),

  EDGE (UNKNOWN, VERIFYING, RUNNER | AGENT),

  EDGE (VERIFYING, DONE, ANSWER | AGENT),
  EDGE (VERIFYING, PENDING, ANSWER | AGENT),  /* it is not there */
  EDGE (VERIFYING, UNKNOWN, ANSWER | START),  /* the question itself got no answer */
  EDGE (VERIFYING, CONFLICT, ANSWER),
  EDGE (VERIFYING, REFUSED, ANSWER),
  EDGE (VERIFYING, CANCELLED, AGENT),

  EDGE (CONFLICT, PENDING, AGENT | RUNNER),   /* the runner once, where nothing relevant differs */
  EDGE (CONFLICT, DONE, AGENT),
  EDGE (CONFLICT, CANCELLED, AGENT),

  EDGE (REFUSED, PENDING, AGENT),             /* what stood in its way has been put right */
  EDGE (REFUSED, DONE, AGENT),
  EDGE (REFUSED, CANCELLED, AGENT),
};

static const char *const nicks[] = {
#define X(name, nick) [TUNTAS_OUTBOX_##name] = nick,
  TUNTAS_OUTBOX_STATES (X)
#undef X
};
G_STATIC_ASSERT (G_N_ELEMENTS (nicks) == TUNTAS_OUTBOX_N_STATES);

GType
tuntas_outbox_state_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
#define X(name, nick) { TUNTAS_OUTBOX_##name, "TUNTAS_OUTBOX_" #name, nick },
        TUNTAS_OUTBOX_STATES (X)
#undef X
        { 0, NULL, NULL }
      };

      g_once_init_leave (&type, g_enum_register_static ("TuntasOutboxState", values));
    }
  return type;
}

const char *
tuntas_outbox_state_to_nick (TuntasOutboxState state)
{
  g_return_val_if_fail (state < TUNTAS_OUTBOX_N_STATES, NULL);

  return nicks[state];
}

gboolean
tuntas_outbox_state_from_nick (const char *nick, TuntasOutboxState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nick, nicks[i]) == 0)
      {
        *state = i;
        return TRUE;
      }
  return FALSE;
}

TuntasOutboxBy
tuntas_outbox_state_by (TuntasOutboxState from, TuntasOutboxState to)
{
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    if (edges[i].from == from && edges[i].to == to)
      return edges[i].by;
  return 0;
}

gboolean
tuntas_outbox_state_can (TuntasOutboxState from, TuntasOutboxState to)
{
  return tuntas_outbox_state_by (from, to) != 0;
}

gboolean
tuntas_outbox_state_reaches (TuntasOutboxState from, TuntasOutboxState to)
{
  guint reached = 1u << from, before;

  do
    {
      before = reached;
      for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
        if ((reached & (1u << edges[i].from)) != 0)
          reached |= 1u << edges[i].to;
    }
  while (reached != before);
  return from != to && (reached & (1u << to)) != 0;
}

gboolean
tuntas_outbox_state_is_final (TuntasOutboxState state)
{
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    if (edges[i].from == state)
      return FALSE;
  return TRUE;
}

const TuntasOutboxEdge *
tuntas_outbox_get_edges (guint *n_edges)
{
  *n_edges = G_N_ELEMENTS (edges);
  return edges;
}

G_DEFINE_BOXED_TYPE (TuntasOutboxEntry, tuntas_outbox_entry, tuntas_outbox_entry_ref, tuntas_outbox_entry_unref)

TuntasOutboxEntry *
tuntas_outbox_entry_new (gint64 event_seq,
                         int position,
                         const char *kind,
                         const char *payload,
                         const char *key,
                         const char *reference,
                         gint64 changed_at)
{
  TuntasOutboxEntry *self;

  g_return_val_if_fail (kind != NULL && payload != NULL && key != NULL && reference != NULL, NULL);

  self = g_atomic_rc_box_new0 (TuntasOutboxEntry);
  self->event_seq = event_seq;
  self->position = position;
  self->kind = g_strdup (kind);
  self->payload = g_strdup (payload);
  self->key = g_strdup (key);
  self->reference = g_strdup (reference);
  self->state = TUNTAS_OUTBOX_DRAFT;
  self->changed_at = changed_at;
  return self;
}

TuntasOutboxEntry *
tuntas_outbox_entry_copy (const TuntasOutboxEntry *self)
{
  TuntasOutboxEntry *copy = g_atomic_rc_box_new (TuntasOutboxEntry);

  *copy = *self;

  copy->case_id = g_strdup (self->case_id);
  copy->ticket_id = g_strdup (self->ticket_id);
  copy->kind = g_strdup (self->kind);
  copy->payload = g_strdup (self->payload);
  copy->key = g_strdup (self->key);
  copy->reference = g_strdup (self->reference);
  copy->body_hash = g_strdup (self->body_hash);
  copy->evidence = g_strdup (self->evidence);
  copy->error_code = g_strdup (self->error_code);
  copy->error_text = g_strdup (self->error_text);
  return copy;
}

TuntasOutboxEntry *
tuntas_outbox_entry_ref (TuntasOutboxEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
entry_clear (gpointer data)
{
  TuntasOutboxEntry *self = data;

  g_free (self->case_id);
  g_free (self->ticket_id);
  g_free (self->kind);
  g_free (self->payload);
  g_free (self->key);
  g_free (self->reference);
  g_free (self->body_hash);
  g_free (self->evidence);
  g_free (self->error_code);
  g_free (self->error_text);
}

void
tuntas_outbox_entry_unref (TuntasOutboxEntry *self)
{
  g_atomic_rc_box_release_full (self, entry_clear);
}
