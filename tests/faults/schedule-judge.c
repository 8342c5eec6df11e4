/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schedule-judge.h"

#include "tuntas-json.h"
#include "tuntas-sending.h"

#include <string.h>

#define AGENT "AYU"

typedef struct
{
  World *world;
  Tally *tally;
  TuntasStoreContents *contents;
  GPtrArray *effects; /* of TuntasSimulatorEffect */
  Tally nobody;       /* where nobody counts */
} Judge;

static gboolean
is_kind (const TuntasOutboxEntry *entry, const char *kind)
{
  return strcmp (entry->kind, kind) == 0;
}

static const TuntasSimulatorEffect *
effect_at (Judge *judge, guint index)
{
  return g_ptr_array_index (judge->effects, index);
}

/* (transfer full) (nullable) */
static char *
detail (const TuntasSimulatorEffect *effect, const char *name)
{
  g_autoptr (JsonNode) node = tuntas_json_parse (effect->details, -1, NULL);
  const char *text = NULL;

  g_assert_nonnull (node);
  tuntas_json_get_string_optional (json_node_get_object (node), "details", name, &text, NULL);
  return g_strdup (text);
}

/* One entry and the world outside */

/* How often the entry came to pass; at: when first, by the effects before it. */
static guint
happened (Judge *judge, const TuntasOutboxEntry *entry, guint *at)
{
  g_autofree char *message_id = NULL;
  const WorldWrite *write;
  guint n;

  if (is_kind (entry, "email"))
    {
      message_id = tuntas_sending_dup_member (entry, "message_id");
      return world_count_mail (judge->world, message_id, at);
    }
  write = world_find_write (judge->world, entry->key, &n);
  if (write != NULL)
    *at = write->first;
  return n;
}

static gboolean
is_by_agent (const TuntasOutboxEntry *entry)
{
  return g_strcmp0 (entry->evidence, "agent") == 0;
}

/* Whether somebody else had brought the ticket where the entry wanted it, or there was nothing to do. */
static gboolean
was_there_already (Judge *judge, const TuntasOutboxEntry *entry)
{
  g_autofree char *value = tuntas_sending_dup_member (entry, "value");
  g_autofree char *action = tuntas_sending_dup_member (entry, "action");

  if (g_strcmp0 (action, "activate") == 0 || g_strcmp0 (value, "SALAMSIM") == 0)
    return TRUE;
  for (guint i = 0; i < judge->effects->len; i++)
    {
      const TuntasSimulatorEffect *effect = effect_at (judge, i);
      g_autofree char *to = effect->kind == TUNTAS_SIMULATOR_EFFECT_STATUS ? detail (effect, "to") : NULL;

      if (strcmp (effect->ticket, entry->ticket_id) == 0 && g_strcmp0 (to, value) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
name (Judge *judge, const TuntasOutboxEntry *entry, guint64 *count, const char *what)
{
  (*count)++;
  world_fail (judge->world, "%s: %s of %s, act %" G_GINT64_FORMAT ", #%s, state %s, evidence %s", what, entry->kind,
              entry->case_id, entry->event_seq, entry->reference, tuntas_outbox_state_to_nick (entry->state),
              entry->evidence != NULL ? entry->evidence : "-");
}

static void
judge_entry (Judge *judge, const TuntasOutboxEntry *entry)
{
  guint at = 0;
  guint n = happened (judge, entry, &at);
  gboolean done = entry->state == TUNTAS_OUTBOX_DONE;

  /* Once more where the agent saw what somebody else had made of it, and wanted it again. */
  if (n > 1 && !g_hash_table_contains (judge->world->sent_again, entry->reference))
    name (judge, entry, &judge->tally->doubled, "done twice");
  if (done && n == 0 && !(is_kind (entry, "status") && was_there_already (judge, entry)))
    name (judge, entry, &judge->tally->wrongly_done, "called done and not there");
  if (n > 0 && entry->attempt == 0)
    name (judge, entry, &judge->tally->other, "there, and never begun");
  if (n > 0 && done && is_kind (entry, "create") && !is_by_agent (entry) &&
      g_strcmp0 (effect_at (judge, at)->ticket, entry->evidence) != 0)
    name (judge, entry, &judge->tally->wrongly_done, "done by another ticket");
}

/* Effects without an act, and of a kind that must never be */

static const TuntasOutboxEntry *
find_by_key (Judge *judge, const char *key)
{
  for (guint i = 0; i < judge->contents->entries->len; i++)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (judge->contents->entries, i);

      if (g_strcmp0 (entry->key, key) == 0)
        return entry;
    }
  return NULL;
}

static void
judge_write (Judge *judge, const WorldWrite *write)
{
  const TuntasOutboxEntry *entry = find_by_key (judge, write->key);

  if (write->n == 0)
    return;
  if (entry == NULL)
    {
      judge->tally->other++;
      world_fail (judge->world, "an effect without its act: key %s", write->key);
      return;
    }
  for (guint i = write->first; i < write->first + write->n; i++)
    {
      const TuntasSimulatorEffect *effect = effect_at (judge, i);
      g_autofree char *type = effect->kind == TUNTAS_SIMULATOR_EFFECT_WORKLOG ? detail (effect, "logtype") : NULL;

      if (g_strcmp0 (type, "CLIENTNOTE") == 0)
        name (judge, entry, &judge->tally->other, "a client note");
      if (effect->kind == TUNTAS_SIMULATOR_EFFECT_WORKLOG && !is_kind (entry, "note"))
        name (judge, entry, &judge->tally->other, "a note that is none");
      if (effect->kind == TUNTAS_SIMULATOR_EFFECT_STATUS && !is_kind (entry, "status"))
        name (judge, entry, &judge->tally->other, "a status that is none");
    }
}

/* The same by what people can read: the reference that each note has in its text. */
static void
judge_references (Judge *judge)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < judge->effects->len; i++)
    {
      const TuntasSimulatorEffect *effect = effect_at (judge, i);

      if (effect->kind != TUNTAS_SIMULATOR_EFFECT_WORKLOG || strcmp (effect->user, AGENT) != 0)
        continue;
      for (guint j = 0; j < judge->contents->entries->len; j++)
        {
          const TuntasOutboxEntry *entry = g_ptr_array_index (judge->contents->entries, j);

          if (is_kind (entry, "note") && strstr (effect->details, entry->reference) != NULL &&
              !g_hash_table_add (seen, entry->reference))
            name (judge, entry, &judge->tally->doubled, "stands twice in the work log");
        }
    }
}

/* Acts that were called saved */

static gboolean
has_event (const TuntasStoredCase *stored, const WorldAck *ack)
{
  g_autofree char *text = NULL;

  if (strcmp (stored->ticket_id, ack->ticket) != 0 || ack->seq > (gint64) stored->events->len)
    return FALSE;
  text = tuntas_event_to_json (g_ptr_array_index (stored->events, ack->seq - 1));
  return strcmp (text, ack->event) == 0;
}

static const TuntasStoredCase *
find_case (Judge *judge, const WorldAck *ack)
{
  for (guint i = 0; i < judge->contents->cases->len; i++)
    if (has_event (g_ptr_array_index (judge->contents->cases, i), ack))
      return g_ptr_array_index (judge->contents->cases, i);
  return NULL;
}

static gboolean
has_effect (Judge *judge, const char *case_id, gint64 seq, int position, const char *kind)
{
  for (guint i = 0; i < judge->contents->entries->len; i++)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (judge->contents->entries, i);

      if (strcmp (entry->case_id, case_id) == 0 && entry->event_seq == seq && entry->position == position)
        return is_kind (entry, kind);
    }
  return FALSE;
}

static void
judge_ack (Judge *judge, const WorldAck *ack)
{
  const TuntasStoredCase *stored = find_case (judge, ack);

  if (stored == NULL)
    {
      judge->tally->lost++;
      world_fail (judge->world, "lost: %s %s", ack->ticket, ack->event);
      return;
    }
  for (guint i = 0; i < ack->kinds->len; i++)
    if (!has_effect (judge, stored->case_id, ack->seq, (int) i, g_ptr_array_index (ack->kinds, i)))
      {
        judge->tally->lost++;
        world_fail (judge->world, "lost: effect %u of %s %s", i, ack->ticket, ack->event);
      }
}

/* One submission for each sign-in, and one for the renewal of its session. */
static void
judge_passwords (Judge *judge)
{
  guint n = tuntas_simulator_get_counters (judge->world->nossa).credential_submissions;

  if (n <= 2 * judge->world->n_sign_ins)
    return;
  judge->tally->other++;
  world_fail (judge->world, "%u passwords for %u sign-ins", n, judge->world->n_sign_ins);
}

/* Order */

/* Whether what comes after it may go before it. */
static gboolean
lets_pass (const TuntasOutboxEntry *entry)
{
  return is_kind (entry, "email") || entry->state == TUNTAS_OUTBOX_CANCELLED || is_by_agent (entry);
}

static void
judge_order (Judge *judge, const TuntasOutboxEntry *before, const TuntasOutboxEntry *after)
{
  guint first = 0, second = 0;
  guint n = happened (judge, before, &first);

  if (happened (judge, after, &second) == 0 || lets_pass (before))
    return;
  if (n > 0 ? first > second : before->state != TUNTAS_OUTBOX_DONE)
    {
      g_autofree char *what = g_strdup_printf ("went before the %s #%s (%s)", before->kind, before->reference,
                                               tuntas_outbox_state_to_nick (before->state));

      name (judge, after, &judge->tally->other, what);
    }
}

static void
judge_orders (Judge *judge)
{
  GPtrArray *entries = judge->contents->entries;

  for (guint i = 0; i < entries->len; i++)
    for (guint j = i + 1; j < entries->len; j++)
      {
        const TuntasOutboxEntry *before = g_ptr_array_index (entries, i), *after = g_ptr_array_index (entries, j);

        if (strcmp (before->case_id, after->case_id) == 0)
          judge_order (judge, before, after);
      }
}

static void
count (Judge *judge)
{
  Tally *tally = judge->tally;

  for (guint i = 0; i < judge->contents->entries->len; i++)
    {
      const TuntasOutboxEntry *entry = g_ptr_array_index (judge->contents->entries, i);

      tally->proved += entry->state == TUNTAS_OUTBOX_DONE;
      tally->cancelled += entry->state == TUNTAS_OUTBOX_CANCELLED;
    }
  for (guint i = 0; i < judge->effects->len; i++)
    {
      const TuntasSimulatorEffect *effect = effect_at (judge, i);

      if (strcmp (effect->user, AGENT) != 0)
        continue;
      tally->notes += effect->kind == TUNTAS_SIMULATOR_EFFECT_WORKLOG;
      tally->statuses += effect->kind == TUNTAS_SIMULATOR_EFFECT_STATUS;
      tally->creates += effect->kind == TUNTAS_SIMULATOR_EFFECT_CREATE;
    }
  tally->sendings += judge->contents->entries->len;
  tally->acts += judge->world->acks->len;
  tally->kills += judge->world->n_kills;
  tally->cuts += judge->world->n_cuts;
  tally->not_saved += judge->world->n_not_saved;
  tally->requests += judge->world->n_requests;
  tally->mails += judge->world->mails->len;
}

void
judge_safety (World *world, Tally *tally)
{
  Judge judge = { world, NULL, world_load (world), tuntas_simulator_list_effects (world->nossa), { 0 } };

  judge.tally = tally != NULL ? tally : &judge.nobody;
  if (judge.contents->report != NULL)
    {
      judge.tally->other++;
      world_fail (world, "the journal was recovered: %s", judge.contents->report->reason);
    }
  for (guint i = 0; i < world->acks->len; i++)
    judge_ack (&judge, g_ptr_array_index (world->acks, i));
  for (guint i = 0; i < judge.contents->entries->len; i++)
    judge_entry (&judge, g_ptr_array_index (judge.contents->entries, i));
  for (guint i = 0; i < world->writes->len; i++)
    judge_write (&judge, g_ptr_array_index (world->writes, i));
  judge_references (&judge);
  judge_orders (&judge);
  judge_passwords (&judge);
  if (tally != NULL)
    count (&judge);
  tuntas_store_contents_unref (judge.contents);
  g_ptr_array_unref (judge.effects);
}

/* Liveness */

static gboolean
is_over (const TuntasSending *sending)
{
  return sending->state == TUNTAS_SENDING_PROVED || sending->state == TUNTAS_SENDING_CANCELLED;
}

static gboolean
waits_for_agent (const TuntasSending *sending)
{
  if (sending->state == TUNTAS_SENDING_BLOCKED)
    return sending->code != NULL && *sending->code != '\0';
  return sending->state == TUNTAS_SENDING_UNKNOWN && g_strcmp0 (sending->code, "agent-word") == 0;
}

/* The first that is not over waits for the agent, and with it all that come after it. */
static void
judge_item (World *world, TuntasDeskItem *item, Tally *tally)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (item);
  gboolean held = FALSE;

  for (guint i = 0; i < sendings->len; i++)
    {
      const TuntasSending *sending = g_ptr_array_index (sendings, i);

      if (is_over (sending))
        continue;
      held = held || waits_for_agent (sending);
      if (held)
        tally->held++;
      else
        {
          tally->stuck++;
          world_fail (world, "stuck: %s of %s, act %" G_GINT64_FORMAT ", #%s, state %d, code %s, not before %+d s",
                      tuntas_effect_kind_nick (sending->kind), tuntas_desk_item_get_id (item), sending->event_seq,
                      sending->reference, sending->state, sending->code != NULL ? sending->code : "-",
                      (int) (sending->not_before - tuntas_clock_now_seconds (TUNTAS_CLOCK (world->clock))));
          return;
        }
    }
}

void
judge_liveness (World *world, Tally *tally)
{
  GListModel *queue = tuntas_desk_get_queue (world->desk);
  Tally nobody = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);

      judge_item (world, item, tally != NULL ? tally : &nobody);
    }
}
