/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-explain.h"

#include "tuntas-format.h"
#include "tuntas-json.h"
#include "tuntas-trouble-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* (transfer full): by the acceptance that lies beside the file. */
static char *
dup_accepted (const char *acceptance, GTimeZone *zone, gint64 now)
{
  g_autoptr (JsonNode) node = tuntas_json_parse (acceptance, -1, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *host = NULL, *login = NULL, *at = NULL, *taken_back = NULL;
  g_autofree char *when = NULL;
  gint64 instant;

  if (object != NULL)
    {
      tuntas_json_get_string_optional (object, "acceptance", "host", &host, NULL);
      tuntas_json_get_string_optional (object, "acceptance", "login", &login, NULL);
      tuntas_json_get_string_optional (object, "acceptance", "at", &at, NULL);
      tuntas_json_get_string_optional (object, "acceptance", "taken_back", &taken_back, NULL);
    }
  when = tuntas_instant_parse (at, &instant) ? tuntas_format_moment (instant, zone, now) : g_strdup ("–");
  if (taken_back != NULL)
    /* Translators: a login, and a time. */
    return g_strdup_printf (_("%s has taken this back (%s): the file is void. Nothing was changed."),
                            login != NULL ? login : "–", when);
  /* Translators: a login, the name of a computer, and a time. */
  return g_strdup_printf (_("%s has taken this over already, at the computer %s (%s). To go on here, let it be handed over "
                            "from there."),
                          login != NULL ? login : "–", host != NULL ? host : "–", when);
}

static char *
explain_desk_error (const GError *error, GTimeZone *zone, gint64 now)
{
  switch ((TuntasDeskError) error->code)
    {
    case TUNTAS_DESK_ERROR_NOT_SAVED:
      return g_strdup (_("This computer could not save it. Nothing has happened, and what you typed is still here. "
                         "Free some space on the disk, then try again."));
    case TUNTAS_DESK_ERROR_LOADED_AGAIN:
      return g_strdup (_("What you did before was saved after all, although the disk said no. The ticket was loaded again: "
                         "look at its step, then do what is still to be done."));
    case TUNTAS_DESK_ERROR_LOCKED:
      return g_strdup (_("Tuntas is already open with this login on this computer. Go on there, or close it first."));
    case TUNTAS_DESK_ERROR_DAMAGED:
      /* Translators: %s names the file and the place in it. */
      return g_strdup_printf (_("What is saved on this computer cannot be trusted: %s. Nothing was changed. "
                                "Ask your administrator."), error->message);
    case TUNTAS_DESK_ERROR_NEWER:
      return g_strdup (_("What is saved on this computer was written by a newer Tuntas. Install that version."));
    case TUNTAS_DESK_ERROR_COPIED:
      return g_strdup (_("Not saved: this is a copy from another computer. First say at the top of the window whether "
                         "you work on this computer from now on."));
    case TUNTAS_DESK_ERROR_SIGN_IN_REFUSED:
      return g_strdup (_("Login or password is wrong. Check both and try again."));
    case TUNTAS_DESK_ERROR_BLOCKED:
      return g_strdup (_("Nossa does not let this login in. Ask the Nossa administrator."));
    case TUNTAS_DESK_ERROR_SIGN_IN_NEEDED:
      return g_strdup (_("Nossa wants the password again."));
    case TUNTAS_DESK_ERROR_UNREACHABLE:
      return g_strdup (_("No connection to Nossa. Your work is saved and will be sent when it is back."));
    case TUNTAS_DESK_ERROR_NOT_NOSSA:
      return g_strdup (_("Something answers at this address, but it is not Nossa. Check the address, or whether the "
                         "network first wants a login of its own."));
    case TUNTAS_DESK_ERROR_IN_WORK:
      /* Translators: %s is a ticket's number. */
      return g_strdup_printf (_("Ticket %s is not finished here, or something of it has not been sent yet. Nothing was removed."),
                              error->message);
    case TUNTAS_DESK_ERROR_TOO_LATE:
      return g_strdup (_("That cannot be decided any more: the sending has gone on in the meantime, or has gone to this "
                         "address already."));
    case TUNTAS_DESK_ERROR_NO_ADDRESS:
      return g_strdup (_("That is no e-mail address. It looks like name@company.example."));
    case TUNTAS_DESK_ERROR_OTHER_TICKET:
      return g_strdup (_("That is not this ticket's work log: it names another ticket, or is far too long."));
    case TUNTAS_DESK_ERROR_HANDED_OVER:
      /* Translators: %s is a login. */
      return g_strdup_printf (_("This case was handed over to %s. Take it back, or let them go on with it."), error->message);
    case TUNTAS_DESK_ERROR_FILE:
      /* Translators: %s is the system's reason. */
      return g_strdup_printf (_("The file could not be read or written: %s"), error->message);
    case TUNTAS_DESK_ERROR_OUT_OF_REACH:
      /* Translators: %s is the path of a file. */
      return g_strdup_printf (_("The file of this hand-over is not there: %s"), error->message);
    case TUNTAS_DESK_ERROR_OTHER_RECEIVER:
      /* Translators: %s is a login. */
      return g_strdup_printf (_("This hand-over is for %s. Nothing was changed."), error->message);
    case TUNTAS_DESK_ERROR_ACCEPTED:
      return dup_accepted (error->message, zone, now);
    case TUNTAS_DESK_ERROR_NO_NUMBER:
      return g_strdup (_("That is not the number of a new ticket. It looks like IN190000001, and is not this ticket's."));
    case TUNTAS_DESK_ERROR_ADDRESS:
      return g_strdup (_("That cannot be the address of Nossa. It looks like https://nossa.example, without a path; http "
                         "only goes to this computer."));
    case TUNTAS_DESK_ERROR_SITE:
      /* Translators: %s names file, line and reason, in English. */
      return g_strdup_printf (_("A mistake in the settings of this site keeps Nossa from being connected to. "
                                "Tell your administrator: %s"), error->message);
    case TUNTAS_DESK_ERROR_LIST:
      return g_strdup (_("This list cannot be read."));
    case TUNTAS_DESK_ERROR_SERVER:
      /* Translators: %s is what Nossa said, in its own words. */
      return g_strdup_printf (_("Nossa reports an error: %s"), error->message);
    case TUNTAS_DESK_ERROR_HANDOVER: /* always has a trouble, which has said it */
    default:
      return g_strdup (error->message);
    }
}

char *
tuntas_explain_error_at (const GError *error, GTimeZone *zone, gint64 now)
{
  char *trouble;

  g_return_val_if_fail (error != NULL, NULL);
  trouble = tuntas_trouble_words (tuntas_desk_error_get_trouble (error), error->message);
  if (trouble != NULL)
    return trouble;
  if (error->domain == TUNTAS_DESK_ERROR)
    return explain_desk_error (error, zone, now);
  /* Translators: %s is a technical message. */
  return g_strdup_printf (_("That did not work: %s"), error->message);
}

char *
tuntas_explain_error (const GError *error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return tuntas_explain_error_at (error, zone, g_get_real_time () / G_USEC_PER_SEC);
}

char *
tuntas_explain_what (const TuntasSending *sending, GTimeZone *zone, gint64 now)
{
  g_autofree char *until = NULL;

  switch (sending->kind)
    {
    case TUNTAS_EFFECT_STATUS:
      if (sending->until < 0)
        /* Translators: %s is a status in Nossa's word: "Status CLOSED" */
        return g_strdup_printf (_("Status %s"), sending->value);
      until = tuntas_format_deadline (sending->until, zone, now);
      /* Translators: a status in Nossa's word, and until when: "Status PENDING s.d. 10.20 WIB" */
      return g_strdup_printf (_("Status %s until %s"), sending->value, until);
    case TUNTAS_EFFECT_EMAIL:
      return g_strdup (_("RFO and repair by e-mail"));
    case TUNTAS_EFFECT_NOTE:
      return g_strdup (_("Note in Nossa"));
    case TUNTAS_EFFECT_CREATE:
    default:
      return g_strdup (_("New ticket"));
    }
}

/* Nobody but the agent has seen it. */
static char *
explain_word (const TuntasSending *sending, const char *when)
{
  const char *number = sending->kind == TUNTAS_EFFECT_CREATE ? strchr (sending->evidence, ':') : NULL;

  if (sending->kind == TUNTAS_EFFECT_EMAIL)
    /* Translators: of an e-mail; address, then time. */
    return g_strdup_printf (_("%s · sent %s, by your word"), sending->to != NULL ? sending->to : "–", when);
  if (number != NULL)
    /* Translators: the number of a new ticket, then the time. */
    return g_strdup_printf (_("%s · in Nossa %s by your word, not read back"), number + 1, when);
  /* Translators: %s is a time. */
  return g_strdup_printf (_("in Nossa %s by your word, not read back"), when);
}

static char *
explain_proved (const TuntasSending *sending, GTimeZone *zone, GTimeZone *customer, gint64 now)
{
  g_autofree char *when = tuntas_format_moment_for (sending->since, zone, customer, now);

  if (tuntas_explain_came_back (sending))
    /* Translators: of an e-mail; address, then why it came back. */
    return g_strdup_printf (_("%s · came back: %s"), sending->to != NULL ? sending->to : "–", sending->reason);
  if (tuntas_sending_rests_on_word (sending))
    return explain_word (sending, when);
  if (g_strcmp0 (sending->evidence, "list") == 0)
    return g_strdup (_("recorded in Nossa, as a list shows"));
  if (g_strcmp0 (sending->evidence, "found") == 0)
    /* Translators: somebody else did it before; %s is when that was seen: "sudah begitu di Nossa, terlihat 14.35" */
    return g_strdup_printf (_("already so in Nossa, seen %s"), when);
  if (sending->evidence != NULL && g_str_has_prefix (sending->evidence, "list:"))
    /* Translators: the number of a new ticket. */
    return g_strdup_printf (_("%s · recorded in Nossa, as a list shows"), sending->evidence + strlen ("list:"));
  if (sending->kind == TUNTAS_EFFECT_EMAIL)
    /* Translators: of an e-mail; address, then time: "noc@mitradata.example · terkirim 09.21" */
    return g_strdup_printf (_("%s · sent %s"), sending->to != NULL ? sending->to : "–", when);
  if (sending->kind == TUNTAS_EFFECT_CREATE && sending->evidence != NULL)
    /* Translators: the number of a new ticket, then the time: "IN900000431 · tercatat di Nossa 09.21" */
    return g_strdup_printf (_("%s · recorded in Nossa %s"), sending->evidence, when);
  /* Translators: %s is a time: "tercatat di Nossa 14.35" */
  return g_strdup_printf (_("recorded in Nossa %s"), when);
}

/* (transfer full) */
static char *
mail_waiting_reason (const TuntasSending *sending)
{
  if (g_strcmp0 (sending->code, "sign-in") == 0)
    return g_strdup (_("waiting for the password of the mail server: enter it in the preferences"));
  if (g_strcmp0 (sending->code, "unreachable") == 0 && sending->reason != NULL)
    /* Translators: %s is what the mail server or the connection to it said, in its own words. */
    return g_strdup_printf (_("waiting for the mail server (%s)"), sending->reason);
  return NULL;
}

/* (transfer full) */
static char *
waiting_reason (const TuntasSending *sending)
{
  static const struct { const char *code, *words; } reasons[] = {
    { "unreachable", N_("waiting for the connection") },
    { "sign-in", N_("waiting for the login") },
    { "paste", N_("to be copied into Nossa by you") },
    { "still-pended", N_("still pended in Nossa, which makes it active itself") },
  };

  char *of_mail = sending->kind == TUNTAS_EFFECT_EMAIL ? mail_waiting_reason (sending) : NULL;

  if (of_mail != NULL)
    return of_mail;
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (sending->code, reasons[i].code) == 0)
      return g_strdup (_(reasons[i].words));
  return g_strdup (_("waiting for its turn"));
}

static char *
explain_waiting (const TuntasSending *sending, gint64 now)
{
  g_autofree char *reason = waiting_reason (sending);
  g_autofree char *left = NULL;

  if (sending->not_before <= now)
    return g_steal_pointer (&reason);
  left = tuntas_format_duration (sending->not_before - now);
  /* Translators: why it waits, then a length of time: "menunggu koneksi, dicoba lagi dalam 8 dtk" */
  return g_strdup_printf (_("%s, tried again in %s"), reason, left);
}

static char *
explain_unknown (const TuntasSending *sending)
{
  if (g_strcmp0 (sending->cause, "webmail") == 0)
    return g_strdup (_("to be sent by you by webmail"));
  if (g_strcmp0 (sending->cause, "unanswered") == 0)
    return g_strdup (_("the mail server did not say whether it took it; say whether it was sent"));
  if (g_strcmp0 (sending->code, "agent-word") == 0)
    return g_strdup (_("handed to the mail program; say whether it was sent"));
  if (g_strcmp0 (sending->code, "not-found") == 0)
    /* Translators: the last words are those of the menu beside it. */
    return g_strdup (_("not yet found in Nossa; looked for again by itself, or with “Ask Nossa now”"));
  return g_strdup (_("no answer; Nossa is being asked whether it arrived"));
}

static char *
explain_blocked (const TuntasSending *sending)
{
  char *trouble;

  if (g_strcmp0 (sending->code, "placeholder") == 0)
    /* Translators: %s names what is missing. */
    return g_strdup_printf (_("not sent, a word is missing: %s"), sending->reason != NULL ? sending->reason : "–");
  if (g_strcmp0 (sending->code, "conflict") == 0)
    return g_strdup_printf (_("not sent, the ticket was changed in Nossa: %s"),
                            sending->reason != NULL ? sending->reason : "–");
  if (g_strcmp0 (sending->code, "reassigned") == 0)
    /* Translators: %s is the login of the agent who has the ticket now. */
    return g_strdup_printf (_("not sent, in Nossa the ticket now belongs to %s"),
                            sending->reason != NULL ? sending->reason : "–");
  if (g_strcmp0 (sending->code, "recovered") == 0)
    return g_strdup (_("kept from a damaged file, without the act it belongs to: look in Nossa whether it is there"));
  if (g_strcmp0 (sending->code, "not-taken") == 0)
    return g_strdup (_("Nossa took it several times and does not have it: look there whether the ticket still takes it"));
  if (g_strcmp0 (sending->code, "no-login") == 0)
    /* Translators: PLAIN and LOGIN are names of ways to log in. */
    return g_strdup (_("not sent, the mail server offers no login that Tuntas can use (PLAIN or LOGIN): tell your "
                       "administrator"));
  if (g_strcmp0 (sending->code, "client-note") == 0)
    return g_strdup (_("recorded as a client note, which opens the ticket again: have it corrected in Nossa"));
  if (g_strcmp0 (sending->code, "note-type") == 0)
    /* Translators: %s is a type of work-log entries. */
    return g_strdup_printf (_("recorded with the type %s instead of the one that is set: have it corrected in Nossa, and "
                              "tell your administrator"), sending->reason != NULL ? sending->reason : "–");
  /* An e-mail is refused by somebody else than Nossa. */
  trouble = sending->kind != TUNTAS_EFFECT_EMAIL ? tuntas_trouble_words (sending->code, sending->reason) : NULL;
  if (trouble != NULL)
    return trouble;
  /* Translators: %s is what Nossa said, in its own words. */
  return g_strdup_printf (_("refused: %s"), sending->reason != NULL ? sending->reason : _("no reason was given"));
}

char *
tuntas_explain_sending (const TuntasSending *sending, GTimeZone *zone, GTimeZone *customer, gint64 now)
{
  g_autofree char *when = NULL;

  switch (sending->state)
    {
    case TUNTAS_SENDING_HELD:
      /* Behind one that does not get on, the time to take it back is long over. */
      if (sending->not_before <= now)
        return waiting_reason (sending);
      when = tuntas_format_duration (sending->not_before - now);
      /* Translators: %s is a length of time: "dikirim dalam 8 dtk" */
      return g_strdup_printf (_("sent in %s"), when);
    case TUNTAS_SENDING_WAITING:
      return explain_waiting (sending, now);
    case TUNTAS_SENDING_UNDER_WAY:
      return g_strdup (_("being sent"));
    case TUNTAS_SENDING_SENT:
      when = tuntas_format_moment_for (sending->since, zone, customer, now);
      /* Translators: %s is a time. */
      return g_strdup_printf (_("sent %s, not yet seen in Nossa"), when);
    case TUNTAS_SENDING_PROVED:
      return explain_proved (sending, zone, customer, now);
    case TUNTAS_SENDING_UNKNOWN:
      return explain_unknown (sending);
    case TUNTAS_SENDING_BLOCKED:
      return explain_blocked (sending);
    case TUNTAS_SENDING_CANCELLED:
    default:
      if (g_strcmp0 (sending->code, "readdressed") == 0)
        /* Translators: of an e-mail; %s is its address: another e-mail goes in its place. */
        return g_strdup_printf (_("%s · not sent, another address was given"), sending->to != NULL ? sending->to : "–");
      return g_strdup (_("cancelled"));
    }
}

char *
tuntas_explain_since (const TuntasSending *sending, GTimeZone *zone, GTimeZone *customer, gint64 now)
{
  g_autofree char *how = tuntas_explain_sending (sending, zone, customer, now);
  g_autofree char *when = tuntas_format_moment_for (sending->since, zone, customer, now);

  /* Translators: a time, then how far a sending is: "sejak 09.20 · menunggu koneksi" */
  return g_strdup_printf (_("since %s · %s"), when, how);
}

static char *
explain_why_unopened (const TuntasUnopened *unopened)
{
  const char *document = unopened->document != NULL ? unopened->document : "–";
  const char *revision = unopened->revision != NULL ? unopened->revision : "–";
  const char *sha256 = unopened->sha256 != NULL ? unopened->sha256 : "–";

  switch (unopened->kind)
    {
    case TUNTAS_UNOPENED_NO_PROCEDURE:
      /* Translators: the instruction's number, its revision (– for none), and the beginning of its SHA-256. */
      return g_strdup_printf (_("The work instruction it goes by, %s revision %s (SHA-256 %.12s…), is not on this "
                                "computer. Ask your administrator for a Tuntas that carries it."),
                              document, revision, sha256);
    case TUNTAS_UNOPENED_OLD_PROCEDURE:
      /* Translators: the instruction's number, its revision (– for none), and what this program found. */
      return g_strdup_printf (_("This Tuntas cannot read the work instruction it goes by, %s revision %s: %s. Ask your "
                                "administrator."), document, revision, unopened->reason);
    case TUNTAS_UNOPENED_EVENTS:
      /* Translators: %s is what this program found. */
      return g_strdup_printf (_("What is saved of it does not fit its work instruction: %s. Ask your administrator."),
                              unopened->reason);
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
tuntas_explain_unopened (const TuntasUnopened *unopened)
{
  g_autofree char *why = explain_why_unopened (unopened);
  /* Translators: two numbers: calls, and effects that have not reached Nossa. */
  g_autofree char *kept = g_strdup_printf (_("All of it stays saved here: calls %u, not sent %u."), unopened->n_calls,
                                           unopened->n_unsent);

  return g_strdup_printf ("%s %s", why, kept);
}

gboolean
tuntas_explain_came_back (const TuntasSending *sending)
{
  return sending->state == TUNTAS_SENDING_PROVED && g_strcmp0 (sending->code, "came-back") == 0;
}

gboolean
tuntas_explain_is_in_doubt (const TuntasSending *sending)
{
  return sending->state == TUNTAS_SENDING_SENT ||
         (sending->state == TUNTAS_SENDING_UNKNOWN && !tuntas_sending_needs_agent (sending));
}
