/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words-sentences.h"

#include <string.h>

/* Each sentence that our texts can have, in both languages, with what must be so for it to be true. Groups are what it
 * claims; a function compares them with the facts. */

#define TIME "((?:[0-9]{2}-[0-9]{2} )?[0-9]{2}\\.[0-9]{2})"
#define ZONE "(WIB|WITA|WIT)"
#define END  "\\.(?= |$|\\n)"
#define LIST "(-|.*?[a-zA-Z])" /* a list of calls ends with a word */
#define TIMES "([-0-9., ]*)"

typedef struct
{
  const WordsTruth *truth;
  GStrv groups; /* groups[1] is the first */
} Claim;

typedef gboolean (*ClaimFunc) (const Claim *claim);

static gboolean
says (const Claim *claim, guint group, const char *wanted)
{
  return g_strcmp0 (claim->groups[group], wanted) == 0;
}

static gboolean
is_last (const Claim *claim, const char *act)
{
  return strcmp (tuntas_event_get_id (claim->truth->facts->last), act) == 0;
}

static gboolean
says_field (const Claim *claim, guint group, const char *field)
{
  return says (claim, group, tuntas_event_get (claim->truth->facts->last, field));
}

static gboolean
says_time (const Claim *claim, guint group, gint64 instant)
{
  g_autofree char *clock = instant >= 0 ? words_facts_clock (claim->truth->facts, instant, claim->truth->now) : NULL;

  return says (claim, group, clock);
}

static gboolean
says_zone (const Claim *claim, guint group)
{
  static const char *const zones[] = { "WIB", "WITA", "WIT" };

  return says (claim, group, zones[claim->truth->facts->hours - 7]);
}

static gboolean
says_call_back (const Claim *claim, guint group)
{
  gint64 instant;

  return tuntas_act_get_instant (tuntas_event_get_act (claim->truth->facts->last), "call_back", &instant) &&
         says_time (claim, group, instant) && says_zone (claim, group + 1);
}

static gboolean
in_indonesian (const Claim *claim)
{
  return strcmp (claim->truth->language, "id") == 0;
}

/* The number and the list are of the same calls, and none of them reached the customer. */
static gboolean
says_in_vain (const Claim *claim, gboolean with_outcome)
{
  const WordsFacts *facts = claim->truth->facts;
  g_autofree char *n = g_strdup_printf ("%u", facts->in_vain->len);
  g_autofree char *list = words_facts_list (facts, facts->in_vain, 0, with_outcome, claim->truth->language,
                                            claim->truth->now);

  return says (claim, 1, n) && says (claim, 2, *list != '\0' ? list : "-");
}

static gboolean
called_in_vain (const Claim *claim)
{
  return says_in_vain (claim, TRUE);
}

static gboolean
called_again (const Claim *claim)
{
  return claim->truth->facts->round == 2 && says_in_vain (claim, TRUE);
}

static gboolean
called_times (const Claim *claim)
{
  return says_in_vain (claim, FALSE);
}

static gboolean
all_calls (const Claim *claim)
{
  const WordsFacts *facts = claim->truth->facts;
  g_autoptr (GString) all = g_string_new (NULL);

  for (int round = 1; round <= 2; round++)
    {
      g_autofree char *list = words_facts_list (facts, facts->calls, round, TRUE, claim->truth->language,
                                                claim->truth->now);

      if (*list != '\0')
        g_string_append_printf (all, "%s%d: %s", all->len > 0 ? "; " : "", round, list);
    }
  return says (claim, 1, all->len > 0 ? all->str : "-");
}

static gboolean
stamp (const Claim *claim)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_utc (claim->truth->now + claim->truth->facts->hours * 3600);
  g_autofree char *wanted = g_date_time_format (local, "%d-%m-%Y %H.%M");

  return says (claim, 1, wanted) && says_zone (claim, 2);
}

static gboolean
pended (const Claim *claim)
{
  return claim->truth->facts->active_at < 0 && says_time (claim, 1, claim->truth->facts->until) && says_zone (claim, 2);
}

static gboolean
email_sent (const Claim *claim)
{
  const TuntasWordsEmail *email = claim->truth->email;

  return email != NULL && email->result == TUNTAS_WORDS_EMAIL_SENT && says (claim, 1, email->to) &&
         says_time (claim, 2, email->at);
}

static gboolean
email_not_sent (const Claim *claim)
{
  const TuntasWordsEmail *email = claim->truth->email;

  return email != NULL && email->result == TUNTAS_WORDS_EMAIL_NOT_SENT &&
         says (claim, 1, email->reason != NULL ? email->reason : "-");
}

static gboolean
email_unknown (const Claim *claim)
{
  const TuntasWordsEmail *email = claim->truth->email;

  return email != NULL && email->result == TUNTAS_WORDS_EMAIL_UNKNOWN && says (claim, 1, email->to) &&
         says_time (claim, 2, email->at);
}

static gboolean
active_again (const Claim *claim)
{
  return says_time (claim, 1, claim->truth->facts->active_at);
}

static gboolean
checked (const Claim *claim)
{
  const WordsFacts *facts = claim->truth->facts;
  g_autofree char *both = facts->app != NULL && facts->result != NULL
                              ? g_strconcat (facts->app, " ", facts->result, NULL) : NULL;
  const char *resolved = in_indonesian (claim) ? "keluhan sudah terselesaikan" : "complaint resolved";
  const char *not_resolved = in_indonesian (claim) ? "keluhan belum terselesaikan" : "complaint not resolved";

  if (is_last (claim, "not-resolved"))
    return says_time (claim, 1, claim->truth->now) && says (claim, 2, not_resolved);
  return says_time (claim, 1, facts->checked_at) &&
         says (claim, 2, both != NULL ? both : facts->result != NULL ? facts->result : facts->app != NULL ? facts->app : resolved);
}

static gboolean
closed_by (const Claim *claim)
{
  return is_last (claim, "close-unreached") &&
         says (claim, 1, claim->truth->facts->pended ? "1.2.9" : "1.2.10");
}

static gboolean
cause (const Claim *claim)
{
  return says (claim, 1, claim->truth->facts->rfo != NULL ? claim->truth->facts->rfo : "…");
}

static gboolean
repair (const Claim *claim)
{
  return says (claim, 1, claim->truth->facts->repair != NULL ? claim->truth->facts->repair : "…");
}

static gboolean
plain_cause (const Claim *claim)
{
  return claim->truth->facts->rfo_customer != NULL ? says (claim, 1, claim->truth->facts->rfo_customer) : cause (claim);
}

static gboolean
plain_repair (const Claim *claim)
{
  return claim->truth->facts->repair_customer != NULL ? says (claim, 1, claim->truth->facts->repair_customer)
                                                      : repair (claim);
}

static gboolean
agent (const Claim *claim)
{
  return says (claim, 1, claim->truth->agent);
}

static const char *
who (const Claim *claim)
{
  return claim->truth->facts->who != NULL ? claim->truth->facts->who
                                          : tuntas_ticket_get (claim->truth->ticket, TUNTAS_TICKET_CONTACT);
}

/* (transfer full): by what the customer was reached, with the number masked. */
static char *
dup_way (const Claim *claim)
{
  static const struct { const char *channel, *indonesian, *english; } ways[] = {
    { "phone", "kontak masuk via telepon", "made contact by phone" },
    { "email", "kontak masuk via email", "made contact by e-mail" },
    { "chat", "kontak masuk via chat", "made contact by chat" },
    { "account-manager", "kontak masuk via account manager", "made contact through the account manager" },
    { "other", "kontak masuk", "made contact" },
  };
  const WordsFacts *facts = claim->truth->facts;

  if (facts->reached != NULL)
    return g_strdup_printf ("%.4s****%s", facts->reached->phone, facts->reached->phone + strlen (facts->reached->phone) - 2);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_strcmp0 (facts->channel, ways[i].channel) == 0)
      return g_strdup (in_indonesian (claim) ? ways[i].indonesian : ways[i].english);
  return NULL;
}

static gboolean
connected (const Claim *claim)
{
  g_autofree char *way = dup_way (claim);
  const char *relation = claim->truth->facts->who == NULL ? "PIC"
                         : in_indonesian (claim) ? "pihak pelanggan" : "the customer's side";

  return way != NULL && says (claim, 1, who (claim)) && says (claim, 2, relation) && says (claim, 3, way);
}

static gboolean
told (const Claim *claim)
{
  return g_strcmp0 (tuntas_event_get (claim->truth->facts->last, "told"), "true") == 0;
}

static gboolean
may_close (const Claim *claim)
{
  return is_last (claim, "normal-close");
}

static gboolean
wants_monitoring (const Claim *claim)
{
  return is_last (claim, "normal-monitoring");
}

static gboolean
wishes_monitoring (const Claim *claim)
{
  return is_last (claim, "normal-close") &&
         g_strcmp0 (tuntas_event_get (claim->truth->facts->last, "monitoring"), "true") == 0;
}

static gboolean
created (const Claim *claim)
{
  return is_last (claim, "normal-monitoring") && says (claim, 1, claim->truth->created);
}

static gboolean
still_in_trouble (const Claim *claim)
{
  return is_last (claim, "not-normal") && says (claim, 1, who (claim)) && says_field (claim, 2, "complaint");
}

static gboolean
destination (const Claim *claim)
{
  return (is_last (claim, "not-normal") || is_last (claim, "not-resolved") || is_last (claim, "return")) &&
         says (claim, 1, claim->truth->destination);
}

static gboolean
reason (const Claim *claim)
{
  return says_field (claim, 1, "reason");
}

static gboolean
asks_call_back (const Claim *claim)
{
  g_autofree char *way = dup_way (claim);

  return g_strcmp0 (tuntas_event_get (claim->truth->facts->last, "outcome"), "call-back") == 0 && says (claim, 1, way) &&
         says_call_back (claim, 2);
}

static gboolean
cannot_check (const Claim *claim)
{
  return is_last (claim, "cannot-check") && says (claim, 1, who (claim)) && says_call_back (claim, 2);
}

static gboolean
may_not_close (const Claim *claim)
{
  return is_last (claim, "refused") && says (claim, 1, who (claim)) && says_field (claim, 2, "reason");
}

static gboolean
called_back (const Claim *claim)
{
  return is_last (claim, "refused") && says_call_back (claim, 1);
}

static gboolean
waits_for_decision (const Claim *claim)
{
  return is_last (claim, "escalate") && says_field (claim, 1, "question");
}

static gboolean
decided (const Claim *claim, const char *decision)
{
  return is_last (claim, "instructed") && g_strcmp0 (tuntas_event_get (claim->truth->facts->last, "decision"), decision) == 0;
}

static gboolean
closed_as_instructed (const Claim *claim)
{
  return decided (claim, "close") && says_field (claim, 1, "by") && says_field (claim, 2, "reason");
}

static gboolean
returned_as_instructed (const Claim *claim)
{
  return decided (claim, "return") && says (claim, 1, claim->truth->destination) && says_field (claim, 2, "by") &&
         says_field (claim, 3, "reason");
}

static gboolean
follows (const Claim *claim)
{
  return is_last (claim, "normal-monitoring") && says (claim, 1, tuntas_ticket_get_id (claim->truth->ticket));
}

static gboolean
ticket (const Claim *claim)
{
  return says (claim, 1, tuntas_ticket_get_id (claim->truth->ticket));
}

static gboolean
service (const Claim *claim)
{
  g_autofree char *both = g_strdup_printf ("%s %s", tuntas_ticket_get (claim->truth->ticket, TUNTAS_TICKET_SERVICE_TYPE),
                                           tuntas_ticket_get (claim->truth->ticket, TUNTAS_TICKET_SERVICE_NO));

  return says (claim, 1, both);
}

static gboolean
complaint (const Claim *claim)
{
  return says (claim, 1, tuntas_ticket_get (claim->truth->ticket, TUNTAS_TICKET_SUMMARY));
}

static gboolean
contact (const Claim *claim)
{
  return says (claim, 1, tuntas_ticket_get (claim->truth->ticket, TUNTAS_TICKET_CONTACT));
}

/* Says nothing that could be false. */
static gboolean
courtesy (const Claim *claim)
{
  return TRUE;
}

static gboolean
handled (const Claim *claim)
{
  return claim->truth->facts->repair != NULL && is_last (claim, "inform");
}

static const struct
{
  const char *indonesian, *english;
  ClaimFunc is_true;
} sentences[] = {
  { "([0-9]{2}-[0-9]{2}-[0-9]{4} [0-9]{2}\\.[0-9]{2}) " ZONE, "([0-9]{2}-[0-9]{2}-[0-9]{4} [0-9]{2}\\.[0-9]{2}) " ZONE, stamp },
  { "Sudah dihubungi ([0-9]+)x \\((.*?)\\), (?:pelanggan )?belum terhubung" END,
    "Called ([0-9]+)x \\((.*?)\\), (?:customer )?not reached" END, called_in_vain },
  { "Dihubungi ulang ([0-9]+)x \\((.*?)\\), belum terhubung" END,
    "Called again ([0-9]+)x \\((.*?)\\), not reached" END, called_again },
  { "(?:Semua p|P)anggilan: " LIST END, "(?:All c|C)alls: " LIST END, all_calls },
  { "Pending s\\.d\\. " TIME " " ZONE END, "Pended until " TIME " " ZONE END, pended },
  { "RFO & perbaikan dikirim via email ke (\\S+) " TIME END, "RFO & repair sent by e-mail to (\\S+) at " TIME END, email_sent },
  { "Email RFO tidak terkirim: (.*?)" END, "RFO e-mail not sent: (.*?)" END, email_not_sent },
  { "Email RFO ke (\\S+) belum dipastikan terkirim " TIME END, "RFO e-mail to (\\S+) not confirmed as sent at " TIME END,
    email_unknown },
  { "Tiket aktif kembali " TIME END, "Ticket active again " TIME END, active_again },
  { "Cek ulang " TIME ": (.*?)" END, "Checked again " TIME ": (.*?)" END, checked },
  { "Close sesuai IN\\.OCC\\.TENESA\\.W-03 ([0-9.]+)" END, "Closed by IN\\.OCC\\.TENESA\\.W-03 ([0-9.]+)" END, closed_by },
  { "Hub\\. ([^:]*?) \\(([^:]*?)\\) ([^:]*?): TERHUBUNG" END, "Called ([^:]*?) \\(([^:]*?)\\) ([^:]*?): CONNECTED" END, connected },
  { "RFO & perbaikan sudah diinfokan" END, "RFO & repair told" END, told },
  { "Layanan NORMAL, mengizinkan close" END, "Service NORMAL, permission to close given" END, may_close },
  { "Layanan NORMAL, pelanggan minta monitoring" END, "Service NORMAL, customer asks for monitoring" END, wants_monitoring },
  { "Pelanggan meminta monitoring \\(bukan datin, tidak dibuatkan tiket baru\\)" END,
    "Customer asks for monitoring \\(not datin, no new ticket created\\)" END, wishes_monitoring },
  { "Dibuatkan tiket baru (\\S+?)" END, "New ticket (\\S+) created" END, created },
  { "Hub\\. ([^:]*?): MASIH GANGGUAN, keluhan: (.*?)" END, "Called ([^:]*?): STILL IN TROUBLE, complaint: (.*?)" END,
    still_in_trouble },
  { "Tiket tidak di-close, dikembalikan ke (.*?)" END, "Ticket not closed, given back to (.*?)" END, destination },
  { "Tiket dikembalikan ke (.*?)" END, "Ticket given back to (.*?)" END, destination },
  { "Alasan: (.*?)" END, "Reason: (.*?)" END, reason },
  { "Hub\\. ([^:]*?): minta dihubungi kembali " TIME " " ZONE END, "Called ([^:]*?): asks to be called back " TIME " " ZONE END,
    asks_call_back },
  { "Hub\\. ([^:]*?): belum bisa cek layanan, dihubungi kembali " TIME " " ZONE END,
    "Called ([^:]*?): cannot check the service yet, to be called back " TIME " " ZONE END, cannot_check },
  { "Hub\\. ([^:]*?): layanan normal, belum mengizinkan close \\((.*?)\\)" END,
    "Called ([^:]*?): service normal, permission to close not given yet \\((.*?)\\)" END, may_not_close },
  { "Dihubungi kembali " TIME " " ZONE END, "To be called back " TIME " " ZONE END, called_back },
  { "Menunggu keputusan koordinator: (.*?)" END, "Waiting for the coordinator's decision: (.*?)" END, waits_for_decision },
  { "Close atas instruksi (.*?): (.*?)" END, "Closed as instructed by (.*?): (.*?)" END, closed_as_instructed },
  { "Dikembalikan ke (.*?) atas instruksi (.*?): (.*?)" END, "Given back to (.*?) as instructed by (.*?): (.*?)" END,
    returned_as_instructed },
  { "Permintaan monitoring setelah perbaikan, lanjutan tiket (\\S+?)" END,
    "Monitoring asked for after the repair, follows ticket (\\S+?)" END, follows },
  { "Layanan (.*?)" END, "Service (.*?)" END, service },
  { "\\[(\\S+)\\] Informasi penyebab gangguan \\(RFO\\) dan perbaikan - ", "\\[(\\S+)\\] Cause of the trouble \\(RFO\\) and repair - ",
    ticket },
  { "Yth\\. Bapak/Ibu (.*?),\\n", "Dear (.*?),\\n", contact },
  { "Gangguan berikut telah selesai kami tangani\\.\\n", "The following trouble has been handled\\.\\n", handled },
  { "Tiket: (.*)\\n", "Ticket: (.*)\\n", ticket },
  { "Layanan: (.*)\\n", "Service: (.*)\\n", service },
  { "Keluhan: (.*)\\n", "Complaint: (.*)\\n", complaint },
  { "Penyebab \\(RFO\\): (.*)\\n", "Cause \\(RFO\\): (.*)\\n", plain_cause },
  { "Perbaikan: (.*)\\n", "Repair: (.*)\\n", plain_repair },
  { "Kami telah menghubungi Bapak/Ibu ([0-9]+) kali \\(" TIMES "\\) namun belum terhubung" END,
    "We have called you ([0-9]+) times \\(" TIMES "\\) without reaching you" END, called_times },
  { "Kami akan menghubungi kembali setelah " TIME " " ZONE END, "We will call again after " TIME " " ZONE END, pended },
  { "Kami akan menghubungi Bapak/Ibu kembali untuk memastikannya" END, "We will call you again to make sure" END, courtesy },
  { "Bila layanan sudah normal atau masih terkendala, mohon membalas email ini" END,
    "Whether the service is back to normal or still in trouble, please answer this e-mail" END, courtesy },
  { "Terima kasih\\.\\n", "Thank you\\.\\n", courtesy },
  { "RFO: (.*?)" END, "RFO: (.*?)" END, cause },
  { "Perbaikan: (.*?)" END, "Repair: (.*?)" END, repair },
  { "Agent: (.*)$", "Agent: (.*)$", agent },
  { "(.*), OCC Bandung$", "(.*), OCC Bandung$", agent },
  { "(ASTINET .*)$", "(ASTINET .*)$", service },
};

static GRegex *
get_regex (guint sentence, gboolean indonesian)
{
  static GRegex *compiled[G_N_ELEMENTS (sentences)][2];
  GRegex **regex = &compiled[sentence][indonesian];

  if (*regex == NULL)
    *regex = g_regex_new (indonesian ? sentences[sentence].indonesian : sentences[sentence].english, G_REGEX_OPTIMIZE,
                          G_REGEX_MATCH_ANCHORED, NULL);
  g_assert_nonnull (*regex);
  return *regex;
}

/* How long the sentence is that stands here; 0: nobody knows it. */
static int
check_one (const char *text, const WordsTruth *truth, gboolean *is_true)
{
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      g_auto (GStrv) groups = NULL;
      int end = 0;

      if (!g_regex_match (get_regex (i, strcmp (truth->language, "id") == 0), text, 0, &match))
        continue;
      groups = g_match_info_fetch_all (match);
      g_match_info_fetch_pos (match, 0, NULL, &end);
      *is_true = sentences[i].is_true (&(Claim) { truth, groups });
      return end;
    }
  return 0;
}

guint
words_sentences_check (const char *text, const WordsTruth *truth, char **wrong)
{
  guint n = 0;

  *wrong = NULL;
  for (text += strspn (text, " \n"); *text != '\0'; text += strspn (text, " \n"))
    {
      gboolean is_true = FALSE;
      int length = check_one (text, truth, &is_true);

      n++;
      if (length == 0)
        {
          *wrong = g_strdup_printf ("nobody knows what this says: %s", text);
          break;
        }
      if (!is_true && *wrong == NULL)
        *wrong = g_strdup_printf ("not true: %.*s", length, text);
      text += length;
    }
  return n;
}
