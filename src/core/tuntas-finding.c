/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-finding.h"

TuntasFinding *
tuntas_finding_new (TuntasFindingCode code, const char *value, const char *wanted)
{
  TuntasFinding *finding = g_new0 (TuntasFinding, 1);

  finding->code = code;
  finding->value = g_strdup (value);
  finding->wanted = g_strdup (wanted);
  return finding;
}

void
tuntas_finding_free (TuntasFinding *finding)
{
  g_free (finding->file);
  g_free (finding->group);
  g_free (finding->key);
  g_free (finding->value);
  g_free (finding->wanted);
  g_free (finding);
}

static char *
reason_of (const TuntasFinding *finding)
{
  const char *value = finding->value != NULL ? finding->value : "";
  const char *wanted = finding->wanted != NULL ? finding->wanted : "";

  switch (finding->code)
    {
    case TUNTAS_FINDING_LINE:
      return g_strdup ("this is no group, no comment and no key = value");
    case TUNTAS_FINDING_TWICE:
      return g_strdup ("stands twice; the first one counts");
    case TUNTAS_FINDING_UNKNOWN:
      return g_strdup ("there is no such setting");
    case TUNTAS_FINDING_SYSTEM_ONLY:
      return g_strdup ("only the system's file may set this");
    case TUNTAS_FINDING_TEXT:
      return g_strdup ("text without control characters is wanted here");
    case TUNTAS_FINDING_RANGE:
      return g_strdup_printf ("“%s” is out of range %s", value, wanted);
    case TUNTAS_FINDING_CHOICE:
      return g_strdup_printf ("“%s” is none of %s", value, wanted);
    case TUNTAS_FINDING_TIME:
      return g_strdup_printf ("“%s” is no time of day such as 06:00", value);
    case TUNTAS_FINDING_DATE:
      return g_strdup_printf ("“%s” is no date such as 2026-12-25", value);
    case TUNTAS_FINDING_DURATION:
      return g_strdup_printf ("“%s” is no length of time such as 4:00", value);
    case TUNTAS_FINDING_PLACEHOLDER:
      return g_strdup_printf ("“%s” is no placeholder", value);
    case TUNTAS_FINDING_ADDRESS:
      return g_strdup_printf ("“%s” is no address such as https://nossa.example", value);
    case TUNTAS_FINDING_DIGITS:
      return g_strdup_printf ("“%s” has more than a telephone's keys: 0-9 + * # , ;", value);
    case TUNTAS_FINDING_ORDER:
      return g_strdup_printf ("the times must come in this order: %s", wanted);
    case TUNTAS_FINDING_OTHER:
      return g_strdup (wanted);
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
tuntas_finding_to_string (const TuntasFinding *finding)
{
  g_autofree char *reason = reason_of (finding);
  GString *text = g_string_new (NULL);

  if (finding->file != NULL)
    g_string_append (text, finding->file);
  if (finding->line > 0)
    g_string_append_printf (text, ":%u", finding->line);
  if (text->len > 0)
    g_string_append (text, ": ");
  if (finding->group != NULL)
    g_string_append_printf (text, "[%s] ", finding->group);
  if (finding->key != NULL)
    g_string_append_printf (text, "%s: ", finding->key);
  g_string_append (text, reason);
  return g_string_free (text, FALSE);
}
