/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-fields.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *label;
} Word;

static const Word labels[] = {
  { "rfo", N_("Cause (RFO)") },
  { "repair", N_("Repair") },
  { "rfo_customer", N_("Cause, in the customer's words") },
  { "repair_customer", N_("Repair, in the customer's words") },
  { "app", N_("Checked in") },
  { "result", N_("Result of the check") },
  { "email", N_("E-mail address") },
  { "phone", N_("Phone number") },
  { "source", N_("Where the number is from") },
  { "call_back", N_("Call back at") },
  { "dialled_at", N_("Called at") },
  { "outcome", N_("Outcome of the call") },
  { "why", N_("Why it is entered later") },
  { "reason", N_("Reason") },
  { "complaint", N_("New complaint") },
  { "question", N_("Question to the coordinator") },
  { "by", N_("Decided by") },
  { "decision", N_("Decision") },
  { "channel", N_("Made contact by") },
  { "who", N_("Who") },
  { "family", N_("Service family") },
  { "told", N_("RFO and repair told") },
  { "monitoring", N_("Asks for monitoring (goes into the note)") },
};

static const Word values[] = {
  { "phone", N_("Telephone") },
  { "email", N_("E-mail") },
  { "chat", N_("Chat") },
  { "account-manager", N_("Account manager") },
  { "other", N_("Other") },
  { "continue", N_("Continue") },
  { "close", N_("Close") },
  { "return", N_("Give back") },
  { "true", N_("Yes") },
  { "false", N_("No") },
};

static const char *const return_reasons[] = {
  N_("RFO or repair is missing"), N_("RFO does not fit the complaint"), N_("Service is down again"),
  N_("Customer complained again"), NULL,
};
static const char *const no_email_reasons[] = {
  N_("Customer has no e-mail address"), N_("Customer does not want e-mail"), N_("E-mail came back"), NULL,
};
static const char *const refused_reasons[] = {
  N_("Wants to watch the service first"), N_("Waits for a colleague's decision"), N_("Wants the cause in writing"),
  NULL,
};
static const char *const late_reasons[] = {
  N_("Called from another telephone"), N_("Computer was off"), N_("Program was not running"), NULL,
};
static const char *const source_reasons[] = {
  N_("From the customer"), N_("From the account manager"), N_("From the technician"), N_("From Nossa"), NULL,
};
static const char *const family_reasons[] = {
  N_("By the service in Nossa"), N_("As the customer says"), N_("As the coordinator says"), NULL,
};
static const char *const who_reasons[] = {
  N_("PIC"), N_("Customer"), N_("Family"), N_("Staff"), NULL,
};
static const char *const app_reasons[] = {
  "iBooster", "Embassy", "NMS", N_("Test call"), NULL,
};

static const struct
{
  const char *act; /* (nullable): any */
  const char *field;
  const char *const *reasons;
} offered[] = {
  { "return", "reason", return_reasons },
  { "inform-without-email", "reason", no_email_reasons },
  { "refused", "reason", refused_reasons },
  { "change-family", "reason", family_reasons },
  { NULL, "why", late_reasons },
  { NULL, "source", source_reasons },
  { "customer-contacted", "who", who_reasons },
  { NULL, "app", app_reasons },
};

static const char *
find_word (const Word *words, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (words[i].name, name) == 0)
      return _(words[i].label);
  return name;
}

const char *
tuntas_field_label (const char *name)
{
  return find_word (labels, G_N_ELEMENTS (labels), name);
}

const char *
tuntas_field_value (const char *value)
{
  return find_word (values, G_N_ELEMENTS (values), value);
}

const char *const *
tuntas_field_reasons (const char *act_id, const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    if (strcmp (offered[i].field, field) == 0 && (offered[i].act == NULL || strcmp (offered[i].act, act_id) == 0))
      return offered[i].reasons;
  return NULL;
}
