/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sendings.h"

#include <glib/gi18n.h>
#include <string.h>

static char *
dup_name (const TuntasSending *sending)
{
  switch (sending->kind)
    {
    case TUNTAS_EFFECT_STATUS:
      /* Translators: %s is a status in Nossa's word, as CLOSED. */
      return g_strdup_printf (_("status %s"), sending->value != NULL ? sending->value : "");
    case TUNTAS_EFFECT_EMAIL:
      return g_strdup (_("e-mail"));
    case TUNTAS_EFFECT_NOTE:
      return g_strdup (_("note"));
    case TUNTAS_EFFECT_CREATE:
      return g_strdup (_("new ticket"));
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
tuntas_sendings_dup_summary (GPtrArray *sendings)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (sendings->len == 0)
    return NULL;
  for (guint i = 0; i < sendings->len; i++)
    {
      const TuntasSending *sending = g_ptr_array_index (sendings, i);
      g_autofree char *name = dup_name (sending);

      if (g_strcmp0 (sending->code, "placeholder") == 0)
        /* Translators: %s are the names of places in a text. */
        return g_strdup_printf (_("Words are missing in what would be sent: %s"),
                                sending->reason != NULL ? sending->reason : "");
      if (g_strcmp0 (sending->code, "too-long") == 0)
        /* Translators: %s is a number of characters. */
        return g_strdup_printf (_("What would be sent is %s characters too long; shorten it"), sending->reason);
      g_string_append_printf (names, "%s%s", i > 0 ? " · " : "", name);
    }
  /* Translators: %s is a list such as "note · status CLOSED". */
  return g_strdup_printf (_("Will be sent: %s"), names->str);
}

TuntasSending *
tuntas_sendings_find (GPtrArray *sendings, TuntasEffectKind kind)
{
  for (guint i = 0; i < sendings->len; i++)
    {
      TuntasSending *sending = g_ptr_array_index (sendings, i);

      if (sending->kind == kind)
        return sending;
    }
  return NULL;
}

TuntasSending *
tuntas_sendings_find_state (GPtrArray *sendings, TuntasSendingState state)
{
  for (guint i = 0; i < sendings->len; i++)
    {
      TuntasSending *sending = g_ptr_array_index (sendings, i);

      if (sending->state == state)
        return sending;
    }
  return NULL;
}
