/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include "tuntas-phone.h"
#include "tuntas-plain.h"
#include "tuntas-sending.h"
#include "tuntas-trailer.h"

#include <string.h>

/* From the rules' effects to what leaves: the words filled in, a transaction id and a reference for each. */

#define LATE_EMAIL_TIME "{jam_email}"

TuntasWordsContext
tuntas_desk_words_context (TuntasDesk *self, TuntasDeskItem *item, TuntasCase *state)
{
  TuntasWordsContext context = {
    .state = state,
    .ticket = tuntas_desk_item_get_ticket (item),
    .now = tuntas_clock_now_seconds (self->clock),
    .language = self->station->language,
    .agent = self->agent_name != NULL ? self->agent_name : self->user,
    .unit = self->station->unit,
    .company = self->station->company,
    .destination = tuntas_ticket_get (tuntas_desk_item_get_ticket (item), TUNTAS_TICKET_OWNER_GROUP),
  };

  if (context.destination == NULL)
    context.destination = "tim teknis";
  return context;
}

static char *
random_text (TuntasDesk *self, guint length, const char *alphabet)
{
  char *text = g_malloc0 (length + 1);

  for (guint i = 0; i < length; i++)
    text[i] = alphabet[g_rand_int_range (self->random, 0, strlen (alphabet))];
  return text;
}

char *
tuntas_desk_make_reference (TuntasDesk *self)
{
  return random_text (self, 6, TUNTAS_TRAILER_LETTERS);
}

static char *
make_key (TuntasDesk *self)
{
  return random_text (self, 32, "0123456789abcdef");
}

static char *
fill (TuntasDesk *self, const TuntasWordsContext *context, const char *name, GPtrArray *missing)
{
  const TuntasText *text = tuntas_procedure_find_text (tuntas_case_get_procedure (context->state), name);

  return text != NULL ? tuntas_words_fill (tuntas_text_in (text, self->station->language), context, missing) : g_strdup ("");
}

/* How the places that only sending fills are shown in a preview. */
static const struct
{
  const char *place;
  const char *shown;
} late_places[] = {
  { "status_email", "[email]" }, /* the first: TuntasSending.by_machine */
  { "jam_email", "[--.--]" },
  { "tiket_baru", "[IN…]" },
};

/* (transfer full): a previewed text as it was before it was shown: its late places are places again, and the trailer
 * is gone, which every sending gets anew. */
static char *
from_preview (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) restored = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], TUNTAS_TRAILER_OPENING))
      g_string_append_printf (restored, "%s%s", restored->len > 0 ? "\n" : "", lines[i]);
  for (guint i = 0; i < G_N_ELEMENTS (late_places); i++)
    {
      g_autofree char *place = g_strdup_printf ("{%s}", late_places[i].place);

      g_string_replace (restored, late_places[i].shown, place, 0);
    }
  return g_string_free (g_steal_pointer (&restored), FALSE);
}

/* (nullable): the number that the texts name the service by; with a telephone line it is a telephone number. */
static const char *
service_number (const TuntasTicket *ticket)
{
  const char *number = tuntas_ticket_get (ticket, TUNTAS_TICKET_SERVICE_NO);

  return number != NULL ? number : tuntas_ticket_get (ticket, TUNTAS_TICKET_SERVICE_ID);
}

/* What the agent edited before sending goes instead of the template; its places are filled and checked like those of
 * any other text, so that no {…} ever leaves, and telephone numbers that were typed into it are masked. */
static char *
fill_or_edited (TuntasDesk *self, const TuntasWordsContext *context, TuntasAct *act, const char *field,
                const char *name, GPtrArray *missing)
{
  const char *edited = tuntas_act_get (act, field);
  g_autofree char *plain = edited != NULL ? tuntas_plain_text (edited, FALSE) : NULL;
  g_autofree char *text = plain != NULL ? from_preview (plain) : NULL;
  g_autofree char *masked = text != NULL ? tuntas_phone_mask_text (text, service_number (context->ticket)) : NULL;

  return masked != NULL ? tuntas_words_fill (masked, context, missing) : fill (self, context, name, missing);
}

static char *
print_payload (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return tuntas_json_print (node);
}

static JsonObject *
compose_status (TuntasDeskItem *item, const TuntasEffect *effect)
{
  JsonObject *payload = json_object_new ();
  const char *from = tuntas_ticket_get (tuntas_desk_item_get_ticket (item), TUNTAS_TICKET_STATUS);
  const char *from_at = tuntas_ticket_get (tuntas_desk_item_get_ticket (item), TUNTAS_TICKET_STATUS_AT);

  json_object_set_string_member (payload, "action", tuntas_status_get_action (effect->value));
  json_object_set_string_member (payload, "value", effect->value);
  if (effect->until >= 0)
    {
      g_autofree char *until = tuntas_instant_format (effect->until);

      json_object_set_string_member (payload, "until", until);
    }
  if (from != NULL)
    json_object_set_string_member (payload, "from", from);
  if (from_at != NULL)
    json_object_set_string_member (payload, "from_at", from_at);
  return payload;
}

static gboolean
has_email (GPtrArray *effects)
{
  for (guint i = 0; i < effects->len; i++)
    if (((TuntasEffect *) g_ptr_array_index (effects, i))->kind == TUNTAS_EFFECT_EMAIL)
      return TRUE;
  return FALSE;
}

static JsonObject *
compose_note (TuntasDesk *self, const TuntasWordsContext *context, TuntasAct *act, const TuntasEffect *effect,
              const char *clause, const char *reference, gboolean with_email, GPtrArray *missing)
{
  JsonObject *payload = json_object_new ();
  g_autofree char *words = fill_or_edited (self, context, act, "text:note", effect->text, missing);
  g_autofree char *trailer = tuntas_words_trailer (context, clause, with_email ? LATE_EMAIL_TIME : NULL, reference);
  g_autofree char *text = g_strconcat (words, "\n", trailer, NULL);

  json_object_set_string_member (payload, "text", text);
  return payload;
}

static char *
make_message_id (TuntasDeskItem *item, const char *reference)
{
  return g_strdup_printf ("%s.%s@tuntas.invalid", tuntas_desk_item_get_id (item), reference);
}

TuntasOutboxEntry *
tuntas_desk_compose_readdressed (TuntasDesk *self, TuntasDeskItem *item, const TuntasOutboxEntry *entry,
                                 const char *address)
{
  GPtrArray *entries = tuntas_desk_item_get_entries (item);
  g_autofree char *key = make_key (self);
  g_autofree char *reference = tuntas_desk_make_reference (self);
  g_autofree char *message_id = make_message_id (item, reference);
  int first = 0;

  for (guint i = 0; i < entries->len; i++)
    if (((TuntasOutboxEntry *) g_ptr_array_index (entries, i))->event_seq == entry->event_seq)
      first = MIN (first, ((TuntasOutboxEntry *) g_ptr_array_index (entries, i))->position);
  return tuntas_sending_readdress (entry, address, first - 1, key, reference, message_id,
                                   tuntas_clock_now_seconds (self->clock));
}

static JsonObject *
compose_email (TuntasDesk *self, TuntasDeskItem *item, const TuntasWordsContext *context, TuntasAct *act,
               const TuntasEffect *effect, const char *reference, GPtrArray *missing)
{
  JsonObject *payload = json_object_new ();
  g_autofree char *subject_name = g_strconcat (effect->text, "-subject", NULL);
  g_autofree char *subject = fill_or_edited (self, context, act, "text:email-subject", subject_name, missing);
  g_autofree char *text = fill_or_edited (self, context, act, "text:email", effect->text, missing);
  g_autofree char *message_id = make_message_id (item, reference);
  g_autofree char *date = tuntas_instant_format (context->now);
  const char *to = tuntas_act_get (act, "email");

  if (to == NULL)
    to = tuntas_case_get_email (context->state);
  if (to == NULL)
    g_ptr_array_add (missing, g_strdup ("email"));
  json_object_set_string_member (payload, "to", to != NULL ? to : "");
  json_object_set_string_member (payload, "subject", subject);
  json_object_set_string_member (payload, "text", text);
  json_object_set_string_member (payload, "message_id", message_id);
  json_object_set_string_member (payload, "date", date);
  json_object_set_string_member (payload, "from", self->station->mail_from);
  if (self->agent_name != NULL && tuntas_mail_is_name (self->agent_name))
    json_object_set_string_member (payload, "from_name", self->agent_name);
  return payload;
}

static JsonObject *
compose_create (TuntasDesk *self, TuntasDeskItem *item, const TuntasWordsContext *context, TuntasAct *act,
                const TuntasEffect *effect, GPtrArray *missing)
{
  JsonObject *payload = json_object_new ();
  g_autofree char *text = fill_or_edited (self, context, act, "text:create", effect->text, missing);
  g_autofree char *description = g_strdup_printf ("MONITORING %s", tuntas_desk_item_get_id (item));

  json_object_set_string_member (payload, "description", description);
  json_object_set_string_member (payload, "text", text);
  return payload;
}

/* The clause that the trailer names: the act's own, or the step it was done in. */
static const char *
clause_of (TuntasCase *before, TuntasAct *act)
{
  const TuntasStep *step = tuntas_case_get_step (before);
  const TuntasActSpec *spec = tuntas_procedure_find_act (tuntas_case_get_procedure (before), tuntas_act_get_id (act),
                                                         step, tuntas_case_get_family (before));

  if (spec != NULL && spec->clause != NULL)
    return spec->clause;
  return step->clause != NULL ? step->clause : "-";
}

GPtrArray *
tuntas_desk_compose (TuntasDesk *self, TuntasDeskItem *item, TuntasCase *acted, TuntasAct *act, gint64 act_seq,
                     GPtrArray *effects, GPtrArray *missing)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_outbox_entry_unref);
  TuntasWordsContext context = tuntas_desk_words_context (self, item, acted);
  const char *clause = clause_of (tuntas_desk_item_get_case (item), act);
  gboolean ends = tuntas_case_get_end (acted) != NULL;
  gint64 hold = tuntas_procedure_get_rules (tuntas_case_get_procedure (acted))->send_hold;

  for (guint i = 0; i < effects->len; i++)
    {
      const TuntasEffect *effect = g_ptr_array_index (effects, i);
      g_autofree char *reference = tuntas_desk_make_reference (self);
      g_autofree char *key = make_key (self);
      g_autofree char *text = NULL;
      JsonObject *payload = NULL;
      TuntasOutboxEntry *entry;

      switch (effect->kind)
        {
        case TUNTAS_EFFECT_STATUS:
          payload = compose_status (item, effect);
          break;
        case TUNTAS_EFFECT_NOTE:
          payload = compose_note (self, &context, act, effect, clause, reference, has_email (effects), missing);
          break;
        case TUNTAS_EFFECT_EMAIL:
          payload = compose_email (self, item, &context, act, effect, reference, missing);
          break;
        case TUNTAS_EFFECT_CREATE:
          payload = compose_create (self, item, &context, act, effect, missing);
          break;
        default:
          g_return_val_if_reached (entries);
        }
      text = print_payload (payload);
      entry = tuntas_outbox_entry_new (act_seq, i, tuntas_effect_kind_nick (effect->kind), text, key, reference,
                                       context.now);
      entry->state = ends ? TUNTAS_OUTBOX_DRAFT : TUNTAS_OUTBOX_PENDING;
      entry->not_before = ends ? context.now + hold : 0;
      g_ptr_array_add (entries, entry);
    }
  return entries;
}

/* (transfer full) (nullable): what a ticket is in that waits for its closing: the first status of the agent's list. Which
 * one a ticket had that another computer pended nobody here knows. */
static char *
usual_status (TuntasDesk *self)
{
  TuntasNossaSite *site = tuntas_nossa_get_site (self->nossa);
  const char *pended = tuntas_nossa_site_get_status (site, TUNTAS_NOSSA_ACTION_PEND);
  const char *const *statuses = tuntas_nossa_site_get_statuses (site);

  for (guint i = 0; statuses[i] != NULL; i++)
    if (strcmp (statuses[i], pended) != 0)
      return g_strdup (statuses[i]);
  return NULL;
}

/* The status that the ticket had before it was pended. (transfer full) (nullable) */
static char *
status_before_pend (TuntasDesk *self, TuntasDeskItem *item)
{
  GPtrArray *entries = tuntas_desk_item_get_entries (item);

  for (guint i = entries->len; i > 0; i--)
    {
      TuntasOutboxEntry *entry = g_ptr_array_index (entries, i - 1);
      g_autofree char *action = tuntas_sending_dup_member (entry, "action");

      if (g_strcmp0 (action, "pend") == 0)
        return tuntas_sending_dup_member (entry, "from");
    }
  return usual_status (self);
}

TuntasOutboxEntry *
tuntas_desk_compose_activation (TuntasDesk *self, TuntasDeskItem *item, gint64 event_seq)
{
  JsonObject *payload = json_object_new ();
  g_autofree char *from = status_before_pend (self, item);
  g_autofree char *reference = tuntas_desk_make_reference (self);
  g_autofree char *key = make_key (self);
  g_autofree char *text = NULL;
  TuntasOutboxEntry *entry;

  json_object_set_string_member (payload, "action", "activate");
  if (from != NULL)
    {
      json_object_set_string_member (payload, "value", from);
      json_object_set_string_member (payload, "from", from);
    }
  text = print_payload (payload);
  entry = tuntas_outbox_entry_new (event_seq, 0, "status", text, key, reference,
                                   tuntas_clock_now_seconds (self->clock));
  entry->state = TUNTAS_OUTBOX_PENDING;
  return entry;
}

/* For the screen */

static void
mark_late_places (TuntasSending *sending)
{
  for (guint i = 0; sending->text != NULL && i < G_N_ELEMENTS (late_places); i++)
    {
      char *shown = tuntas_words_finish (sending->text, late_places[i].place, late_places[i].shown);

      if (i == 0 && strcmp (shown, sending->text) != 0)
        sending->by_machine = g_strdup (late_places[i].shown);

      g_free (sending->text);
      sending->text = shown;
    }
}

/* The case as it stands right after the act, before time moves it on. (transfer full) */
static TuntasCase *
acted_case (const TuntasApplied *applied)
{
  if ((gint64) tuntas_case_get_events (applied->next)->len == applied->act_seq)
    return tuntas_case_ref (applied->next);
  return tuntas_case_after (applied->next, applied->act_seq);
}

GPtrArray *
tuntas_desk_compose_applied (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act, const TuntasApplied *applied,
                             GPtrArray *missing)
{
  g_autoptr (TuntasCase) acted = acted_case (applied);

  return tuntas_desk_compose (self, item, acted, act, applied->act_seq, applied->effects, missing);
}

/* Why it could not be sent as it stands. */
static void
show_trouble (TuntasDesk *self, TuntasSending *sending, const TuntasOutboxEntry *entry, GPtrArray *missing)
{
  guint length;

  if (missing->len > 0)
    {
      g_ptr_array_add (missing, NULL);
      sending->code = g_strdup ("placeholder");
      sending->reason = g_strjoinv (", ", (char **) missing->pdata);
      g_ptr_array_set_size (missing, missing->len - 1);
    }
  else if (tuntas_desk_is_too_long (self, entry, &length))
    {
      sending->code = g_strdup ("too-long");
      sending->reason = g_strdup_printf ("%u", length - tuntas_desk_get_text_length (self));
    }
}

GPtrArray *
tuntas_desk_preview (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act)
{
  GPtrArray *sendings = g_ptr_array_new_with_free_func ((GDestroyNotify) tuntas_sending_free);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (TuntasApplied) applied = tuntas_case_apply (tuntas_desk_item_get_case (item), act,
                                                         tuntas_clock_now_seconds (self->clock),
                                                         tuntas_desk_agent_id (self), FALSE);

  if (!applied->accepted)
    return sendings;
  entries = tuntas_desk_compose_applied (self, item, act, applied, missing);
  for (guint i = 0; i < entries->len; i++)
    {
      TuntasSending *sending = tuntas_sending_from_entry (g_ptr_array_index (entries, i));

      mark_late_places (sending);
      show_trouble (self, sending, g_ptr_array_index (entries, i), missing);
      g_ptr_array_add (sendings, sending);
    }
  return sendings;
}

char *
tuntas_desk_dup_text (TuntasDesk *self, TuntasDeskItem *item, const char *name, GStrv *missing)
{
  TuntasWordsContext context = tuntas_desk_words_context (self, item, tuntas_desk_item_get_case (item));
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  char *text = fill (self, &context, name, places);

  if (missing != NULL)
    {
      g_ptr_array_add (places, NULL);
      *missing = (GStrv) g_ptr_array_free (g_steal_pointer (&places), FALSE);
    }
  return text;
}
