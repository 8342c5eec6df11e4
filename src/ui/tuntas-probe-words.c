/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-probe-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const steps[TUNTAS_PROBE_N_STEPS] = {
  [TUNTAS_PROBE_REACH] = N_("Address"),
  [TUNTAS_PROBE_TLS] = N_("Certificate"),
  [TUNTAS_PROBE_SIGN_IN] = N_("Login"),
  [TUNTAS_PROBE_STRUCTURE] = N_("Object structure"),
  [TUNTAS_PROBE_COLUMNS] = N_("Columns and list"),
  [TUNTAS_PROBE_STATUSES] = N_("Statuses"),
  [TUNTAS_PROBE_WORK_LOG] = N_("Work log"),
  [TUNTAS_PROBE_TRANSACTION] = N_("Nothing is sent twice"),
  [TUNTAS_PROBE_ROW_STAMP] = N_("Nothing is written over"),
};

static const char *const verdicts[] = {
  [TUNTAS_PROBE_GOOD] = N_("fits"),
  [TUNTAS_PROBE_CAUTION] = N_("take note"),
  [TUNTAS_PROBE_TROUBLE] = N_("must be changed"),
  [TUNTAS_PROBE_SKIPPED] = N_("not tested"),
};

/* What was found, and what to do about it where there is something; {detail} and {setting} are filled in. */
static const struct
{
  const char *found;
  const char *advice; /* (nullable) */
} findings[TUNTAS_PROBE_N_FINDINGS] = {
  [TUNTAS_PROBE_NOT_TRIED] = { N_("Not tested: a step before it has to work first, or there was no password."), NULL },
  /* Translators: keep {detail}: a time such as "38 ms". */
  [TUNTAS_PROBE_REACHED] = { N_("Nossa answers within {detail}."), NULL },
  /* Translators: keep {detail}: a length of time such as "-00:12:05". */
  [TUNTAS_PROBE_CLOCK_DIFFERS] = { N_("Nossa answers, but its clock differs from this computer's by {detail}."),
                                   N_("Set this computer's clock; deadlines go by it.") },
  /* Translators: keep {detail}: a technical message. */
  [TUNTAS_PROBE_UNREACHABLE] = { N_("No connection: {detail}."), N_("Check network, VPN and the address of Nossa.") },
  /* Translators: keep {detail}: a technical message. */
  [TUNTAS_PROBE_NO_ANSWER] = { N_("No answer in time: {detail}."),
                               N_("Check network and VPN, or try again when Nossa is less busy.") },
  /* Translators: keep {detail}: what Nossa said. */
  [TUNTAS_PROBE_BUSY] = { N_("Nossa is too busy: {detail}."), N_("Try again in a few minutes.") },
  /* Translators: keep {detail}: a technical message. */
  [TUNTAS_PROBE_NOT_NOSSA] = { N_("Something answers, but not Nossa: {detail}."),
                               N_("Check the address and {setting}.") },
  /* Translators: keep {detail}: a technical message. */
  [TUNTAS_PROBE_SIGN_IN_PAGE] = { N_("A login page came instead of data ({detail})."),
                                  N_("Nossa may want another way of logging in; set {setting}.") },
  [TUNTAS_PROBE_TRUSTED] = { N_("The connection is encrypted and the certificate is trusted."), NULL },
  [TUNTAS_PROBE_LOOPBACK] = { N_("Not encrypted; the server is on this computer."), NULL },
  /* Translators: keep {detail}: a technical message. */
  [TUNTAS_PROBE_UNTRUSTED] = { N_("The certificate is not trusted: {detail}. Nothing was sent."),
                               N_("Where the company has an authority of its own, name its file in {setting}.") },
  /* Translators: keep {detail}: a person and a login. */
  [TUNTAS_PROBE_SIGNED_IN] = { N_("Logged in as {detail}."), NULL },
  /* Translators: keep {detail}: what Nossa said. */
  [TUNTAS_PROBE_SIGN_IN_REFUSED] = { N_("Login or password was refused: {detail}."),
                                     N_("Check both; do not try many times, Nossa blocks the account.") },
  /* Translators: keep {detail}: what Nossa said. */
  [TUNTAS_PROBE_SIGN_IN_BLOCKED] = { N_("This account is not let in: {detail}."),
                                     N_("Ask the Nossa administrator to open it, or change the password in Nossa.") },
  /* Translators: keep {detail}: a technical message. */
  [TUNTAS_PROBE_SIGN_IN_FAILED] = { N_("The login did not work, or did not last: {detail}."),
                                    N_("Check {setting}.") },
  /* Translators: keep {detail}: a name. */
  [TUNTAS_PROBE_STRUCTURE_THERE] = { N_("{detail} is there and open to this account."), NULL },
  /* Translators: keep {detail}: a name and what Nossa said. */
  [TUNTAS_PROBE_STRUCTURE_REFUSED] = { N_("Not available: {detail}."),
                                       N_("Ask the Nossa administrator to open it for the API, or set {setting}.") },
  /* Translators: keep {detail}: numbers: of columns, and of tickets on the list. */
  [TUNTAS_PROBE_COLUMNS_THERE] = { N_("All columns are there, and the list is answered (columns, tickets: {detail})."),
                                   NULL },
  /* Translators: keep {detail}: names of columns. */
  [TUNTAS_PROBE_COLUMNS_MISSING] = { N_("Nossa does not have: {detail}."),
                                     N_("Give the right names, or none, in {setting}.") },
  /* Translators: keep {detail}: names of columns. */
  [TUNTAS_PROBE_COLUMNS_UNSEEN] = { N_("No ticket shows: {detail}. They are empty, or Nossa does not have them."),
                                    N_("If the latter, change {setting}.") },
  /* Translators: keep {detail}: what Nossa said. */
  [TUNTAS_PROBE_QUERY_REFUSED] = { N_("Nossa refuses the list's query: {detail}."),
                                   N_("Check {setting}.") },
  /* Translators: keep {detail}: a number. */
  [TUNTAS_PROBE_STATUSES_THERE] = { N_("Nossa knows all statuses that are set ({detail} in its list)."), NULL },
  /* Translators: keep {detail}: names of statuses. */
  [TUNTAS_PROBE_STATUSES_UNKNOWN] = { N_("Nossa does not know: {detail}."), N_("Set Nossa's own names in {setting}.") },
  [TUNTAS_PROBE_STATUSES_UNREADABLE] = { N_("Nossa does not let this account read its list of statuses."),
                                         N_("Ask the Nossa administrator whether the names of the settings are right.") },
  /* Translators: keep {detail}: a type of work-log entries. */
  [TUNTAS_PROBE_WORK_LOG_THERE] = { N_("The work log can be read, and Nossa knows the type {detail}."), NULL },
  /* Translators: keep {detail}: a name. */
  [TUNTAS_PROBE_WORK_LOG_NO_CHILD] = { N_("There is no work log with the name {detail}."), N_("Set {setting}.") },
  /* Translators: keep {detail}: a type of work-log entries. */
  [TUNTAS_PROBE_WORK_LOG_CLIENT_NOTE] = { N_("{detail} is a client note in Nossa: every note would open its ticket again."),
                                          N_("Choose another type in {setting}.") },
  /* Translators: keep {detail}: a type of work-log entries. */
  [TUNTAS_PROBE_WORK_LOG_TYPE_UNKNOWN] = { N_("Nossa does not know the type {detail}; it would make client notes of our "
                                              "notes, which open tickets again."),
                                           N_("Set a type that Nossa knows in {setting}.") },
  [TUNTAS_PROBE_WORK_LOG_UNREADABLE] = { N_("Nossa does not let this account read its list of work-log types."),
                                         N_("Ask the Nossa administrator whether the type of the settings exists.") },
  [TUNTAS_PROBE_TRANSACTION_KNOWN] = { N_("Nossa recognises a sending that comes a second time."), NULL },
  [TUNTAS_PROBE_TRANSACTION_UNPROVEN] = { N_("It could not be found out whether Nossa recognises a sending that comes a "
                                             "second time. Tuntas reads back before it sends again."), NULL },
  [TUNTAS_PROBE_ROW_STAMP_THERE] = { N_("Nossa says which version of a ticket was read."), NULL },
  [TUNTAS_PROBE_ROW_STAMP_MISSING] = { N_("Nossa does not say which version of a ticket was read: a change of somebody "
                                          "else in the same moment is not noticed."), NULL },
  [TUNTAS_PROBE_ROW_STAMP_NO_TICKET] = { N_("There is no ticket to look at."), N_("Test again when there is one.") },
};

const char *
tuntas_probe_words_step (TuntasProbeStep step)
{
  g_return_val_if_fail (step < TUNTAS_PROBE_N_STEPS, NULL);
  return _(steps[step]);
}

const char *
tuntas_probe_words_verdict (TuntasProbeVerdict verdict)
{
  g_return_val_if_fail (verdict < G_N_ELEMENTS (verdicts), NULL);
  return _(verdicts[verdict]);
}

/* Messages of others end with a full stop or not; ours brings its own. */
static char *
dup_detail (const TuntasProbeResult *result)
{
  char *detail = g_strdup (result->detail != NULL ? result->detail : "–");

  while (g_str_has_suffix (detail, "."))
    detail[strlen (detail) - 1] = '\0';
  return detail;
}

char *
tuntas_probe_words_found (const TuntasProbeResult *result)
{
  const char *advice = findings[result->finding].advice;
  g_autofree char *detail = dup_detail (result);
  GString *text = g_string_new (_(findings[result->finding].found));

  /* Where there is no setting, an advice that names one says nothing. */
  if (advice != NULL && (result->setting != NULL || strstr (advice, "{setting}") == NULL))
    g_string_append_printf (text, " %s", _(advice));
  g_string_replace (text, "{detail}", detail, 0);
  g_string_replace (text, "{setting}", result->setting != NULL ? result->setting : "", 0);
  return g_string_free (text, FALSE);
}

char *
tuntas_probe_words_line (const TuntasProbeResult *result)
{
  g_autofree char *found = tuntas_probe_words_found (result);

  /* Translators: a line of a test: what was tested, how it went, what was found. */
  return g_strdup_printf (_("%s – %s: %s"), tuntas_probe_words_step (result->step),
                          tuntas_probe_words_verdict (result->verdict), found);
}
