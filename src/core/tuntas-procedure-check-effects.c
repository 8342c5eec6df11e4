/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-procedure-check.h"

#include <string.h>

static gboolean
has_before (const TuntasFollowing *following, guint index, TuntasEffectKind kind)
{
  for (guint i = 0; i < index; i++)
    if (((TuntasEffectSpec *) g_ptr_array_index (following->effects, i))->kind == kind)
      return TRUE;
  return FALSE;
}

static gboolean
names (TuntasProcedure *self, const TuntasEffectSpec *effect, const char *placeholder)
{
  const TuntasText *text = effect->text != NULL ? tuntas_procedure_find_text (self, effect->text) : NULL;

  return text != NULL && text->id != NULL && text->en != NULL &&
         (strstr (text->id, placeholder) != NULL || strstr (text->en, placeholder) != NULL);
}

/* What a status says must agree with the end: a ticket that is not closed by it stays open in Nossa. */
static void
check_status (const TuntasCheckSource *source, const TuntasFollowing *following, const TuntasEffectSpec *effect,
              gboolean noted)
{
  const char *action = tuntas_status_get_action (effect->value);
  gboolean closes = g_strcmp0 (action, "close") == 0;
  const TuntasEndSpec *end = tuntas_procedure_find_end (source->procedure, following->end);

  if (action == NULL)
    tuntas_proof_doubt (source->proof, effect, source->place, "“%s” is none of the statuses PENDING, CLOSED and BACKEND",
                        effect->value);
  else if (following->end != NULL && !noted)
    tuntas_proof_doubt (source->proof, effect, source->place,
                        "the case ends with the status %s, but no note goes before it", effect->value);
  else if (closes && end == NULL)
    tuntas_proof_doubt (source->proof, effect, source->place, "the status %s closes the ticket, but the case goes on",
                        effect->value);
  else if (closes && !end->closes)
    tuntas_proof_doubt (source->proof, effect, source->place,
                        "the status %s closes the ticket, but the end “%s” does not", effect->value, end->id);
}

/* Nobody closes a ticket just so: something must hold before it, or it is a departure that is written down. */
static void
check_close (const TuntasCheckSource *source, const TuntasFollowing *following)
{
  const TuntasEndSpec *end = tuntas_procedure_find_end (source->procedure, following->end);
  gboolean gated = source->spec != NULL && source->spec->gates->len > 0;
  gboolean closes = FALSE;

  if (end == NULL || !end->closes)
    return;
  for (guint i = 0; i < following->effects->len; i++)
    closes |= g_strcmp0 (tuntas_status_get_action (((TuntasEffectSpec *) g_ptr_array_index (following->effects, i))->value),
                         "close") == 0;
  if (!closes)
    tuntas_proof_doubt (source->proof, following, source->place,
                        "the end “%s” closes the ticket, but no status CLOSED is sent", end->id);
  if (!gated && following->departure == NULL)
    tuntas_proof_doubt (source->proof, following, source->place,
                        "closes the ticket without a gate, and without a departure");
}

static void
check_list (const TuntasCheckSource *source, GPtrArray *followings)
{
  for (guint i = 0; i < followings->len; i++)
    {
      const TuntasFollowing *following = g_ptr_array_index (followings, i);

      check_close (source, following);
      for (guint j = 0; j < following->effects->len; j++)
        {
          const TuntasEffectSpec *effect = g_ptr_array_index (following->effects, j);

          if (tuntas_proof_is_wrong (source->proof, effect))
            continue;
          if (effect->kind == TUNTAS_EFFECT_STATUS)
            check_status (source, following, effect, has_before (following, j, TUNTAS_EFFECT_NOTE));
          else if (names (source->procedure, effect, "{tiket_baru}") &&
                   !has_before (following, j, TUNTAS_EFFECT_CREATE))
            tuntas_proof_doubt (source->proof, effect, source->place,
                                "“%s” names the new ticket, but none is created before it", effect->text);
        }
    }
}

void
tuntas_check_effects (TuntasProcedure *self, TuntasProof *proof)
{
  tuntas_check_each_list (self, proof, check_list);
}
