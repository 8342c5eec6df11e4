/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-item.h"

#include "tuntas-phone.h"

#include <string.h>

/* Searching */

static char *
fold_text (const char *text)
{
  g_autofree char *normal = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL) : NULL;

  return normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
}

static gboolean
text_has (const char *text, const char *folded_query)
{
  g_autofree char *folded = fold_text (text);

  return folded != NULL && strstr (folded, folded_query) != NULL;
}

static gboolean
matches_a_phone (TuntasDeskItem *self, const char *query)
{
  g_autofree char *wanted = tuntas_phone_normalise (query);

  if (strlen (wanted) < 3)
    return FALSE;
  for (guint i = 0; i < tuntas_case_get_n_phones (tuntas_desk_item_get_case (self)); i++)
    {
      g_autofree char *digits = tuntas_phone_normalise (tuntas_case_get_phone (tuntas_desk_item_get_case (self), i, NULL));

      if (strstr (digits, wanted) != NULL || (*wanted == '0' && strstr (digits, wanted + 1) != NULL))
        return TRUE;
    }
  return FALSE;
}

gboolean
tuntas_desk_item_matches (TuntasDeskItem *self, const char *query)
{
  static const TuntasTicketField fields[] = { TUNTAS_TICKET_ID, TUNTAS_TICKET_CUSTOMER, TUNTAS_TICKET_CONTACT,
                                              TUNTAS_TICKET_SERVICE_NO, TUNTAS_TICKET_SERVICE_ID };
  g_autofree char *trimmed = g_strstrip (g_strdup (query));
  g_autofree char *folded = fold_text (trimmed);

  if (folded == NULL || *folded == '\0')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (text_has (tuntas_ticket_get (tuntas_desk_item_get_ticket (self), fields[i]), folded))
      return TRUE;
  return matches_a_phone (self, trimmed);
}

