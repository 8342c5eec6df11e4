/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sending.h"

#include "tuntas-json.h"

#include <string.h>

void
tuntas_sending_free (TuntasSending *sending)
{
  if (sending == NULL)
    return;
  g_free (sending->value);
  g_free (sending->to);
  g_free (sending->subject);
  g_free (sending->text);
  g_free (sending->by_machine);
  g_free (sending->reference);
  g_free (sending->evidence);
  g_free (sending->code);
  g_free (sending->cause);
  g_free (sending->reason);
  g_free (sending);
}

gboolean
tuntas_sending_is_open (const TuntasSending *sending)
{
  return sending->state != TUNTAS_SENDING_PROVED && sending->state != TUNTAS_SENDING_CANCELLED;
}

gboolean
tuntas_sending_rests_on_word (const TuntasSending *sending)
{
  return sending->evidence != NULL && g_str_has_prefix (sending->evidence, TUNTAS_SENDING_BY_AGENT);
}

gboolean
tuntas_sending_needs_agent (const TuntasSending *sending)
{
  return sending->state == TUNTAS_SENDING_BLOCKED || g_strcmp0 (sending->code, "paste") == 0 ||
         (sending->state == TUNTAS_SENDING_UNKNOWN && g_strcmp0 (sending->code, "agent-word") == 0);
}

TuntasSending *
tuntas_sending_new (TuntasEffectKind kind)
{
  TuntasSending *sending = g_new0 (TuntasSending, 1);

  sending->kind = kind;
  sending->until = -1;
  return sending;
}

TuntasSending *
tuntas_sending_copy (const TuntasSending *sending)
{
  TuntasSending *copy = g_new (TuntasSending, 1);

  *copy = *sending;
  copy->value = g_strdup (sending->value);
  copy->to = g_strdup (sending->to);
  copy->subject = g_strdup (sending->subject);
  copy->text = g_strdup (sending->text);
  copy->by_machine = g_strdup (sending->by_machine);
  copy->reference = g_strdup (sending->reference);
  copy->evidence = g_strdup (sending->evidence);
  copy->code = g_strdup (sending->code);
  copy->cause = g_strdup (sending->cause);
  copy->reason = g_strdup (sending->reason);
  return copy;
}

static char *
dup_member (JsonObject *payload, const char *member)
{
  const char *text = NULL;

  tuntas_json_get_string_optional (payload, "payload", member, &text, NULL);
  return g_strdup (text);
}

char *
tuntas_sending_dup_member (const TuntasOutboxEntry *entry, const char *member)
{
  g_autoptr (JsonNode) node = tuntas_json_parse (entry->payload, -1, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? dup_member (json_node_get_object (node), member) : NULL;
}

void
tuntas_sending_set_text (TuntasOutboxEntry *entry, const char *text)
{
  g_autoptr (JsonNode) node = tuntas_json_parse (entry->payload, -1, NULL);

  g_return_if_fail (node != NULL && JSON_NODE_HOLDS_OBJECT (node));

  json_object_set_string_member (json_node_get_object (node), "text", text);
  g_free (entry->payload);
  entry->payload = tuntas_json_print (node);
}

TuntasAct *
tuntas_sending_make_receipt (const TuntasOutboxEntry *entry)
{
  TuntasAct *receipt = tuntas_act_new (TUNTAS_EVENT_RECEIPT);
  g_autofree char *of = g_strdup_printf ("%" G_GINT64_FORMAT, entry->event_seq);

  tuntas_act_set (receipt, "of", of);
  tuntas_act_set (receipt, "effect", entry->kind);
  tuntas_act_set (receipt, "state", tuntas_outbox_state_to_nick (entry->state));
  tuntas_act_set (receipt, "evidence", entry->evidence);
  tuntas_act_set (receipt, "code", entry->error_code);
  tuntas_act_set (receipt, "reason", entry->error_text);
  return receipt;
}

TuntasOutboxEntry *
tuntas_sending_readdress (const TuntasOutboxEntry *entry, const char *address, int position, const char *key,
                          const char *reference, const char *message_id, gint64 now)
{
  g_autoptr (JsonNode) node = tuntas_json_parse (entry->payload, -1, NULL);
  JsonObject *payload = node != NULL ? json_node_get_object (node) : NULL;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);
  g_autofree char *date = tuntas_instant_format (now);
  g_autofree char *text = NULL;
  TuntasOutboxEntry *anew;

  g_return_val_if_fail (payload != NULL, NULL);
  json_object_set_string_member (payload, "to", address);
  json_object_set_string_member (payload, "message_id", message_id);
  json_object_set_string_member (payload, "date", date);
  json_object_set_string_member (payload, "instead_of", id);
  text = tuntas_json_print (node);
  anew = tuntas_outbox_entry_new (entry->event_seq, position, entry->kind, text, key, reference, now);
  /* What is still held with its act stays held. */
  anew->state = entry->state == TUNTAS_OUTBOX_DRAFT ? TUNTAS_OUTBOX_DRAFT : TUNTAS_OUTBOX_PENDING;
  anew->not_before = entry->state == TUNTAS_OUTBOX_DRAFT ? entry->not_before : 0;
  return anew;
}

gboolean
tuntas_sending_waits_for_word (const TuntasOutboxEntry *entry)
{
  return entry->state == TUNTAS_OUTBOX_UNKNOWN &&
         (strcmp (entry->kind, "email") == 0 || g_strcmp0 (entry->error_code, "agent-word") == 0);
}

gboolean
tuntas_sending_is_in_agents_hands (const TuntasOutboxEntry *entry)
{
  return entry->state == TUNTAS_OUTBOX_UNKNOWN &&
         (g_strcmp0 (entry->error_code, "agent-word") == 0 || g_strcmp0 (entry->error_code, "no-handler") == 0 ||
          g_strcmp0 (entry->error_code, "webmail") == 0);
}

/* Whether a deadline was honoured since the act of that entry. */
static gboolean
was_due_since (TuntasCase *state, const TuntasOutboxEntry *entry)
{
  GPtrArray *events = tuntas_case_get_events (state);

  for (guint i = events->len; i > (guint) entry->event_seq; i--)
    if (strcmp (tuntas_event_get_id (g_ptr_array_index (events, i - 1)), TUNTAS_EVENT_DUE) == 0)
      return TRUE;
  return FALSE;
}

gboolean
tuntas_sending_lets_pass (const TuntasOutboxEntry *entry, TuntasCase *state)
{
  if (strcmp (entry->kind, "email") != 0)
    return FALSE;
  switch (entry->state)
    {
    case TUNTAS_OUTBOX_REFUSED:
    case TUNTAS_OUTBOX_CONFLICT:
      return TRUE;
    case TUNTAS_OUTBOX_UNKNOWN:
      return !tuntas_sending_is_in_agents_hands (entry) || was_due_since (state, entry);
    case TUNTAS_OUTBOX_PENDING:
    case TUNTAS_OUTBOX_RETRY:
      return was_due_since (state, entry);
    case TUNTAS_OUTBOX_DRAFT:
    case TUNTAS_OUTBOX_BEGUN:
    case TUNTAS_OUTBOX_DONE:
    case TUNTAS_OUTBOX_VERIFYING:
    case TUNTAS_OUTBOX_CANCELLED:
      return FALSE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

const char *
tuntas_sending_get_created (const TuntasOutboxEntry *entry)
{
  static const char *const before[] = { TUNTAS_SENDING_CREATED_BY_AGENT, TUNTAS_EVIDENCE_CREATED_LIST };

  if (entry->evidence == NULL || strcmp (entry->evidence, TUNTAS_SENDING_BY_AGENT) == 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    if (g_str_has_prefix (entry->evidence, before[i]))
      return entry->evidence + strlen (before[i]);
  return entry->evidence;
}

gboolean
tuntas_sending_is_by_word (const TuntasOutboxEntry *entry)
{
  return entry->state == TUNTAS_OUTBOX_DONE &&
         (g_strcmp0 (entry->evidence, TUNTAS_SENDING_BY_AGENT) == 0 ||
          (entry->evidence != NULL && g_str_has_prefix (entry->evidence, TUNTAS_SENDING_CREATED_BY_AGENT)));
}

static TuntasSendingState
sending_state (const TuntasOutboxEntry *entry)
{
  switch (entry->state)
    {
    case TUNTAS_OUTBOX_DRAFT:
      return TUNTAS_SENDING_HELD;
    case TUNTAS_OUTBOX_PENDING:
    case TUNTAS_OUTBOX_RETRY:
      return TUNTAS_SENDING_WAITING;
    case TUNTAS_OUTBOX_BEGUN:
      return TUNTAS_SENDING_UNDER_WAY;
    case TUNTAS_OUTBOX_UNKNOWN:
    case TUNTAS_OUTBOX_VERIFYING:
      return g_strcmp0 (entry->error_code, "sent") == 0 ? TUNTAS_SENDING_SENT : TUNTAS_SENDING_UNKNOWN;
    case TUNTAS_OUTBOX_DONE:
      return TUNTAS_SENDING_PROVED;
    case TUNTAS_OUTBOX_CONFLICT:
    case TUNTAS_OUTBOX_REFUSED:
      return TUNTAS_SENDING_BLOCKED;
    case TUNTAS_OUTBOX_CANCELLED:
      return TUNTAS_SENDING_CANCELLED;
    default:
      g_return_val_if_reached (TUNTAS_SENDING_BLOCKED);
    }
}

TuntasSending *
tuntas_sending_from_entry (const TuntasOutboxEntry *entry)
{
  g_autoptr (JsonNode) node = tuntas_json_parse (entry->payload, -1, NULL);
  TuntasEffectKind kind = TUNTAS_EFFECT_NOTE;
  TuntasSending *sending;

  tuntas_effect_kind_from_nick (entry->kind, &kind);
  sending = tuntas_sending_new (kind);
  sending->id = entry->id;
  sending->event_seq = entry->event_seq;
  sending->state = sending_state (entry);
  sending->since = entry->changed_at;
  sending->not_before = entry->not_before;
  sending->reference = g_strdup (entry->reference);
  sending->evidence = g_strdup (entry->evidence);
  sending->code = g_strdup (tuntas_sending_waits_for_word (entry) ? "agent-word" : entry->error_code);
  if (g_strcmp0 (sending->code, entry->error_code) != 0)
    sending->cause = g_strdup (entry->error_code);
  sending->reason = g_strdup (entry->error_text);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *payload = json_node_get_object (node);
      g_autofree char *until = dup_member (payload, "until");

      sending->value = dup_member (payload, "value");
      sending->to = dup_member (payload, "to");
      sending->subject = dup_member (payload, "subject");
      sending->text = dup_member (payload, "text");
      if (!tuntas_instant_parse (until, &sending->until))
        sending->until = -1;
    }
  return sending;
}
