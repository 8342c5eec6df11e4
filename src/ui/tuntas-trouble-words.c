/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-trouble-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* {words} is what Nossa or the network said. */
static const struct
{
  const char *trouble;
  const char *sentence;
} troubles[] = {
  /* Of the login. */
  { "password", N_("Login or password is wrong. Check both and try again.") },
  { "key", N_("The API key is not valid, or has expired. Ask the Nossa administrator for a new one.") },
  { "session", N_("Nossa wants the password again.") },
  { "blocked", N_("Nossa does not let this login in. Ask the Nossa administrator.") },
  { "password-expired", N_("Your Nossa password has expired. Change it in Nossa, then log in here.") },
  { "password-reset", N_("Nossa cannot reset this password. Ask the Nossa administrator.") },
  { "signed-out", N_("The Nossa administrator has ended your session. Ask before you log in again.") },
  /* Of the connection. */
  { "unreachable", N_("No connection to Nossa. Your work is saved and will be sent when it is back.") },
  { "no-answer", N_("Nossa did not answer in time. Your work is saved; Nossa is asked what arrived before anything is sent "
                    "again.") },
  /* Translators: keep {words}: a technical message. */
  { "untrusted", N_("The certificate of Nossa is not trusted, so nothing was sent. Tell your administrator: {words}") },
  { "busy", N_("Nossa is too busy. Your work is saved, and Tuntas tries again by itself.") },
  { "page", N_("Something answers at this address, but it is not Nossa. Check the address, or whether the network first "
               "wants a login of its own.") },
  /* Translators: keep {words}: a technical message. */
  { "malformed", N_("What came from Nossa, or was to go there, cannot be used: {words}. Tell your administrator.") },
  /* Translators: keep {words}: a technical message. */
  { "too-large", N_("This is too large for Nossa, or from Nossa: {words}. Shorten the note, or tell your administrator.") },
  /* Of a list. */
  { "list-empty", N_("There is no ticket number in it (IN… or INC…). Copy the rows with their numbers, or choose another "
                     "file.") },
  /* Translators: keep {words}: what there is too much of. */
  { "list-too-large", N_("This list is too large: {words}. Export fewer rows or columns.") },
  { "list-old-excel", N_("This is an old Excel workbook (.xls), or one with a password. Open it in Excel, save it as .xlsx or "
                         "CSV without a password, and choose that file.") },
  { "list-unknown", N_("This is no list of tickets. Choose a file from Nossa or Excel (.xlsx, .csv, .xls from Nossa), or paste "
                       "the rows.") },
  /* Translators: keep {words}: where in the file, in English. */
  { "list-broken", N_("The file is damaged: {words}. Export it again.") },
  /* Translators: keep {words}: what the system says. */
  { "list-not-read", N_("The file cannot be opened: {words}") },
  /* Of a hand-over. */
  { "handover-damaged", N_("This is no hand-over of Tuntas, or it was changed or cut on the way. Nothing was changed; let it "
                           "be written again.") },
  { "handover-version", N_("This hand-over was written by another version of Tuntas. Nothing was changed; use the same version "
                           "on both computers.") },
  { "handover-server", N_("This hand-over is of another Nossa than this account's. Nothing was changed.") },
  { "handover-changed", N_("The file of this hand-over was changed since it was looked at: part of it was taken back. Nothing "
                           "was changed; open it again.") },
  { "handover-other", N_("This is the file of another hand-over. Nothing was changed; choose the one with this case.") },
  /* Of a record. */
  { "changed", N_("Somebody else has changed the ticket in Nossa. Look at it there, then try again.") },
  { "sent-before", N_("Nossa has had this before. It is being looked up there.") },
  { "gone", N_("This ticket is no longer in Nossa. Ask the coordinator.") },
  /* Translators: keep {words}: what Nossa said. */
  { "exists", N_("Nossa has this already: {words}. Look it up there before you try again.") },
  /* Translators: keep {words}: what Nossa said. */
  { "read-only", N_("Nossa does not let this ticket be changed any more: {words}. Ask the coordinator.") },
  /* Translators: keep {words}: what Nossa said. */
  { "status", N_("Nossa does not allow this status now: {words}. Look at the ticket in Nossa.") },
  /* Of rights and settings. */
  /* Translators: keep {words}: what Nossa said. */
  { "not-allowed", N_("Your Nossa account may not do this: {words}. Ask the Nossa administrator for the right.") },
  /* Translators: keep {words}: what Nossa said. */
  { "not-enabled", N_("Nossa does not open these tickets to programs: {words}. Ask the Nossa administrator; Test connection "
                      "in the preferences shows what is missing.") },
  /* Translators: keep {words}: what Nossa said. */
  { "query", N_("Nossa does not understand the question: {words}. Tell your administrator that the settings of this site do "
                "not fit.") },
  /* Of a value. */
  /* Translators: keep {words}: what Nossa said. */
  { "value-missing", N_("Nossa wants a field that is empty: {words}. Fill it in there, then try again.") },
  /* Translators: keep {words}: what Nossa said. */
  { "value-unknown", N_("Nossa does not accept a value: {words}. Enter it there yourself, and tell your administrator.") },
  /* Translators: keep {words}: what Nossa said. */
  { "value-too-long", N_("A text is too long for Nossa: {words}. Enter it there yourself, in fewer words.") },
  /* Translators: keep {words}: what Nossa said. */
  { "refused", N_("Nossa refuses this: {words}. Look at the ticket there, or ask the coordinator.") },
};

char *
tuntas_trouble_words (const char *trouble, const char *words)
{
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (g_strcmp0 (troubles[i].trouble, trouble) == 0)
      {
        g_autofree char *said = g_strdup (words != NULL && *words != '\0' ? words : _("no reason was given"));
        GString *sentence = g_string_new (_(troubles[i].sentence));

        /* The sentence brings its own full stop. */
        while (g_str_has_suffix (said, "."))
          said[strlen (said) - 1] = '\0';
        g_string_replace (sentence, "{words}", said, 0);
        return g_string_free (sentence, FALSE);
      }
  return NULL;
}
