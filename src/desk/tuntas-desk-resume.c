/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

/* Carrying on what another computer began (Q10): what is known of the work log, handed to the rules. */

static TuntasResumeSource
source_of (const TuntasWorkLogEntry *entry)
{
  if (entry->pasted_at < 0)
    return TUNTAS_RESUME_FROM_NOSSA;
  return entry->named ? TUNTAS_RESUME_FROM_PASTE : TUNTAS_RESUME_FROM_UNNAMED;
}

/* (transfer full) (element-type TuntasResumeNote): borrowed from the item's work log. */
static GPtrArray *
list_notes (TuntasDesk *self, TuntasDeskItem *item)
{
  const TuntasWorkLog *log = tuntas_desk_item_get_work_log (item);
  const char *ours = tuntas_nossa_site_get_text (tuntas_nossa_get_site (self->nossa), TUNTAS_NOSSA_SITE_WORK_LOG_TYPE);
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < log->entries->len; i++)
    {
      const TuntasWorkLogEntry *entry = g_ptr_array_index (log->entries, i);
      TuntasResumeNote *note = g_new0 (TuntasResumeNote, 1);

      note->at = entry->at;
      note->by = entry->by;
      note->text = entry->text;
      note->source = source_of (entry);
      note->foreign = entry->type != NULL && g_ascii_strcasecmp (entry->type, ours) != 0;
      g_ptr_array_add (notes, note);
    }
  return notes;
}

TuntasResume *
tuntas_desk_find_resume (TuntasDesk *self, TuntasDeskItem *item, GError **error)
{
  g_autoptr (GPtrArray) notes = NULL;

  g_return_val_if_fail (TUNTAS_IS_DESK (self), NULL);
  g_return_val_if_fail (TUNTAS_IS_DESK_ITEM (item), NULL);

  if (tuntas_desk_item_is_begun (item) || tuntas_resume_find_act (tuntas_desk_item_get_case (item), FALSE) == NULL)
    {
      g_set_error_literal (error, TUNTAS_RESUME_ERROR, TUNTAS_RESUME_ERROR_NOTHING, "the case has begun here");
      return NULL;
    }
  notes = list_notes (self, item);
  return tuntas_resume_find (tuntas_desk_item_get_case (item), tuntas_desk_item_get_ticket (item), notes,
                             tuntas_clock_now_seconds (self->clock), error);
}

gboolean
tuntas_desk_is_resuming (TuntasDeskItem *item, TuntasAct *act)
{
  return tuntas_resume_find_named (tuntas_desk_item_get_case (item), tuntas_act_get_id (act)) != NULL;
}

char *
tuntas_desk_refuse_resuming (TuntasDesk *self, TuntasDeskItem *item, TuntasAct *act)
{
  g_autoptr (GError) error = NULL;

  if (!tuntas_desk_is_resuming (item, act) ||
      tuntas_resume_check (tuntas_desk_item_get_case (item), tuntas_desk_item_get_ticket (item), act,
                           tuntas_clock_now_seconds (self->clock), &error))
    return NULL;
  return g_strconcat ("resume-", tuntas_resume_error_nick (error->code), NULL);
}
