/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-smtp-delivery.h"

#include "tuntas-wipe.h"

#include <curl/curl.h>
#include <string.h>

/* libcurl asks the progress callback about once a second while it waits; that is how fast a stop is noticed. */

/* Of what the server says, in bytes. More is no answer. */
#define MAX_WORDS 2048
#define CONNECT_SECONDS 30

/* What is said, as far as it matters what its answer means. */
typedef enum
{
  SMTP_OTHER,
  SMTP_EHLO,
  SMTP_EHLO_WITHIN_TLS,
  SMTP_STARTTLS,
  SMTP_AUTH,
} SmtpCommand;

struct _TuntasSmtpDelivery
{
  gatomicrefcount refs;

  TuntasMailSettings *settings;
  GBytes *wire;
  char *from; /* "<a@b>", as the commands have it */
  char *to;
  char *password; /* (nullable) */
  gsize given; /* of the wire, to libcurl; its thread's own */

  GMutex lock; /* of all below */
  gboolean stopped;
  gboolean gone;    /* the final dot may be on its way */
  gboolean leaving; /* what counts has been said; only the farewell is left */
  gboolean garbage;
  int code;         /* of the answer to the last command or the dot; 0: there is none yet */
  GString *words;   /* of that answer */
  SmtpCommand command; /* the last one */
  gboolean offers_tls;   /* as the last EHLO was answered … */
  gboolean offers_login; /* … and one that we know */
  gboolean no_login;     /* there is none, and we want one */
  char detail[CURL_ERROR_SIZE];
};

TuntasSmtpDelivery *
tuntas_smtp_delivery_new (TuntasMailSettings *settings, TuntasMail *mail, char *password)
{
  TuntasSmtpDelivery *self = g_new0 (TuntasSmtpDelivery, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->settings = tuntas_mail_settings_ref (settings);
  self->wire = tuntas_mail_to_rfc5322 (mail);
  self->from = g_strdup_printf ("<%s>", tuntas_mail_get_from (mail));
  self->to = g_strdup_printf ("<%s>", tuntas_mail_get_to (mail));
  self->password = password;
  self->words = g_string_new (NULL);
  return self;
}

TuntasSmtpDelivery *
tuntas_smtp_delivery_ref (TuntasSmtpDelivery *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tuntas_smtp_delivery_unref (TuntasSmtpDelivery *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  tuntas_mail_settings_unref (self->settings);
  g_bytes_unref (self->wire);
  g_free (self->from);
  g_free (self->to);
  tuntas_wipe (self->password);
  g_string_free (self->words, TRUE);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* What libcurl asks us, in its thread */

/* Under the lock. */
static void
forget_answer (TuntasSmtpDelivery *self)
{
  self->code = 0;
  g_string_truncate (self->words, 0);
}

/* The end of the body is the point of no return: libcurl sends the dot when it is told that there is no more. */
static size_t
read_cb (char *buffer, size_t size, size_t n, void *user_data)
{
  TuntasSmtpDelivery *self = user_data;
  gsize length, count;
  const char *bytes = g_bytes_get_data (self->wire, &length);

  count = MIN (size * n, length - self->given);
  g_mutex_lock (&self->lock);
  if (self->stopped)
    count = CURL_READFUNC_ABORT;
  else if (count == 0)
    {
      self->gone = TRUE;
      forget_answer (self);
    }
  g_mutex_unlock (&self->lock);
  if (count == CURL_READFUNC_ABORT)
    return count;
  memcpy (buffer, bytes + self->given, count);
  self->given += count;
  return count;
}

/* Nobody need wait for a farewell. */
static int
progress_cb (void *user_data, curl_off_t d_total, curl_off_t d_now, curl_off_t u_total, curl_off_t u_now)
{
  TuntasSmtpDelivery *self = user_data;
  gboolean over;

  g_mutex_lock (&self->lock);
  over = self->stopped || self->leaving;
  g_mutex_unlock (&self->lock);
  return over;
}

/* "250-…" goes on, "250 …" and "250" end an answer. */
static gboolean
is_answer_line (const char *line, gsize length)
{
  return length >= 4 && line[0] >= '2' && line[0] <= '5' && g_ascii_isdigit (line[1]) && g_ascii_isdigit (line[2])
         && strchr (" -\r\n", line[3]) != NULL && memchr (line, '\0', length) == NULL;
}

/* A line of the answer to EHLO names what the server can do. Under the lock. */
static void
take_ability (TuntasSmtpDelivery *self, const char *line, gsize length)
{
  g_autofree char *ability = g_strndup (line, length);
  g_auto (GStrv) words = g_strsplit_set (g_strchomp (ability), " ", -1);

  if (g_strcmp0 (words[0], "STARTTLS") == 0)
    self->offers_tls = TRUE;
  if (g_strcmp0 (words[0], "AUTH") == 0)
    self->offers_login = g_strv_contains ((const char *const *) words, "PLAIN") ||
                         g_strv_contains ((const char *const *) words, "LOGIN");
}

/* Whether the conversation must end with this answer, where a name and a password are set: libcurl would send without them
 * where the server offers no login, and greet in the old way, which knows none, where it does not take the new one. What is
 * still to come within TLS is waited for. Under the lock. */
static gboolean
would_go_without_login (TuntasSmtpDelivery *self)
{
  gboolean is_last;

  if (self->password == NULL)
    return FALSE;
  if ((self->command == SMTP_EHLO || self->command == SMTP_EHLO_WITHIN_TLS) && self->code / 100 != 2)
    return TRUE;
  is_last = self->command == SMTP_EHLO_WITHIN_TLS || (self->command == SMTP_EHLO && !self->offers_tls) ||
            (self->command == SMTP_STARTTLS && self->code != 220);
  self->no_login = is_last && !self->offers_login;
  return self->no_login;
}

/* FALSE: this is no answer of a mail server, or one to go no further after; libcurl would wait for one that is, or go
 * on. Under the lock. */
static gboolean
take_answer_line (TuntasSmtpDelivery *self, const char *line, gsize length)
{
  if (self->leaving)
    return TRUE;
  if (!is_answer_line (line, length) || self->words->len + length > MAX_WORDS)
    {
      self->garbage = TRUE;
      return FALSE;
    }
  if (self->command == SMTP_EHLO || self->command == SMTP_EHLO_WITHIN_TLS)
    take_ability (self, line + 4, length - 4);
  if (self->words->len == 0)
    g_string_append_len (self->words, line, 3);
  g_string_append_c (self->words, ' ');
  g_string_append_len (self->words, line + 4, (gssize) length - 4);
  if (line[3] == '-')
    return TRUE;
  self->code = (int) g_ascii_strtoll (line, NULL, 10);
  self->leaving = self->gone;
  return !would_go_without_login (self);
}

static size_t
answer_cb (char *line, size_t size, size_t n, void *user_data)
{
  TuntasSmtpDelivery *self = user_data;
  gboolean fits;

  g_mutex_lock (&self->lock);
  fits = take_answer_line (self, line, size * n);
  g_mutex_unlock (&self->lock);
  return fits ? size * n : 0;
}

/* Under the lock. */
static void
take_command (TuntasSmtpDelivery *self, const char *line, gsize length)
{
  static const struct
  {
    const char *word;
    SmtpCommand command;
  } known[] = { { "EHLO ", SMTP_EHLO }, { "STARTTLS", SMTP_STARTTLS }, { "AUTH ", SMTP_AUTH } };
  gboolean secured = self->command == SMTP_STARTTLS || g_str_has_prefix (self->settings->server, "smtps:");

  /* What is said within a login belongs to it. */
  if (self->command == SMTP_AUTH && !(length >= 5 && strncmp (line, "MAIL ", 5) == 0))
    return;
  self->command = SMTP_OTHER;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (length >= strlen (known[i].word) && strncmp (line, known[i].word, strlen (known[i].word)) == 0)
      self->command = known[i].command;
  if (self->command != SMTP_EHLO)
    return;
  self->offers_tls = self->offers_login = FALSE;
  if (secured)
    self->command = SMTP_EHLO_WITHIN_TLS;
}

/* Each command makes the answer to the one before it a thing of the past; but for the farewell, which libcurl says after
 * an answer that it could not go on with. */
static int
debug_cb (CURL *curl, curl_infotype type, char *data, size_t size, void *user_data)
{
  TuntasSmtpDelivery *self = user_data;

  if (type != CURLINFO_HEADER_OUT)
    return 0;
  g_mutex_lock (&self->lock);
  if (size >= 4 && strncmp (data, "QUIT", 4) == 0)
    self->leaving = TRUE;
  else if (!self->leaving && !self->gone)
    {
      take_command (self, data, size);
      forget_answer (self);
    }
  g_mutex_unlock (&self->lock);
  return 0;
}

/* The conversation */

static void
set_up_connection (TuntasSmtpDelivery *self, CURL *curl)
{
  const TuntasMailSettings *settings = self->settings;

  curl_easy_setopt (curl, CURLOPT_URL, settings->server);
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  /* Whatever the environment says of proxies, the password goes to this server or nowhere. */
  curl_easy_setopt (curl, CURLOPT_PROXY, "");
  curl_easy_setopt (curl, CURLOPT_USE_SSL, (long) (settings->loopback ? CURLUSESSL_TRY : CURLUSESSL_ALL));
  curl_easy_setopt (curl, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, 2L);
  if (*settings->ca_file != '\0')
    {
      curl_easy_setopt (curl, CURLOPT_CAINFO, settings->ca_file);
      curl_easy_setopt (curl, CURLOPT_CAPATH, NULL);
    }
  curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, (long) CONNECT_SECONDS);
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, (long) TUNTAS_SMTP_DELIVERY_SECONDS);
  curl_easy_setopt (curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long) TUNTAS_SMTP_DELIVERY_SECONDS);
  /* The farewell belongs to the conversation, and a name that is being looked up must not hold its end up. */
  curl_easy_setopt (curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt (curl, CURLOPT_QUICK_EXIT, 1L);
}

static void
set_up_login (TuntasSmtpDelivery *self, CURL *curl)
{
  if (self->password == NULL)
    return;
  curl_easy_setopt (curl, CURLOPT_USERNAME, self->settings->user);
  curl_easy_setopt (curl, CURLOPT_PASSWORD, self->password);
  /* By the password alone; the others want tickets or domains that a desk has not, or are no better within TLS. */
  curl_easy_setopt (curl, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
}

/* The size is not told beforehand: then read_cb is asked once more after the last byte. */
static void
set_up_mail (TuntasSmtpDelivery *self, CURL *curl, struct curl_slist *recipients)
{
  curl_easy_setopt (curl, CURLOPT_MAIL_FROM, self->from);
  curl_easy_setopt (curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (curl, CURLOPT_READFUNCTION, read_cb);
  curl_easy_setopt (curl, CURLOPT_READDATA, self);
}

static void
set_up_ears (TuntasSmtpDelivery *self, CURL *curl)
{
  curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, progress_cb);
  curl_easy_setopt (curl, CURLOPT_XFERINFODATA, self);
  curl_easy_setopt (curl, CURLOPT_HEADERFUNCTION, answer_cb);
  curl_easy_setopt (curl, CURLOPT_HEADERDATA, self);
  curl_easy_setopt (curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt (curl, CURLOPT_DEBUGFUNCTION, debug_cb);
  curl_easy_setopt (curl, CURLOPT_DEBUGDATA, self);
}

void
tuntas_smtp_delivery_run (TuntasSmtpDelivery *self)
{
  CURL *curl = curl_easy_init ();
  struct curl_slist *recipients = curl_slist_append (NULL, self->to);
  char detail[CURL_ERROR_SIZE] = "";
  CURLcode result;

  curl_easy_setopt (curl, CURLOPT_ERRORBUFFER, detail);
  set_up_connection (self, curl);
  set_up_login (self, curl);
  set_up_mail (self, curl, recipients);
  set_up_ears (self, curl);
  result = curl_easy_perform (curl);
  curl_easy_cleanup (curl);
  curl_slist_free_all (recipients);
  g_clear_pointer (&self->password, tuntas_wipe);
  g_mutex_lock (&self->lock);
  g_strlcpy (self->detail, *detail != '\0' ? detail : curl_easy_strerror (result), sizeof self->detail);
  g_mutex_unlock (&self->lock);
}

void
tuntas_smtp_delivery_stop (TuntasSmtpDelivery *self)
{
  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  g_mutex_unlock (&self->lock);
}

/* What it came to */

/* (transfer full): as one line that can be shown, "550 5.1.1 no such user". */
static char *
dup_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *plain = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isgraph (c) && g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (plain, c);
      else if (plain->len > 0 && plain->str[plain->len - 1] != ' ')
        g_string_append_c (plain, ' ');
    }
  g_strchomp (plain->str);
  return g_string_free (plain, FALSE);
}

/* Of an end that was no success. Under the lock. */
static TuntasMailError
what_failed (TuntasSmtpDelivery *self)
{
  if (self->no_login)
    return TUNTAS_MAIL_ERROR_NO_LOGIN;
  if (self->code / 100 == 5)
    return self->command == SMTP_AUTH ? TUNTAS_MAIL_ERROR_SIGN_IN : TUNTAS_MAIL_ERROR_REFUSED;
  if (self->gone && self->code / 100 != 4)
    return TUNTAS_MAIL_ERROR_UNKNOWN;
  return TUNTAS_MAIL_ERROR_UNREACHABLE;
}

/* (transfer full). Under the lock. */
static char *
dup_reason (TuntasSmtpDelivery *self)
{
  if (self->no_login)
    return g_strdup ("the server offers neither AUTH PLAIN nor AUTH LOGIN");
  if (self->code >= 300 && self->code != 334 && self->code != 354)
    return dup_plain (self->words->str);
  if (self->garbage)
    return g_strdup ("the answer is not one of a mail server");
  if (self->stopped)
    return g_strdup ("no answer in time");
  return dup_plain (self->detail);
}

gboolean
tuntas_smtp_delivery_judge (TuntasSmtpDelivery *self, char **evidence, GError **error)
{
  gboolean taken;
  g_autofree char *reason = NULL;

  g_mutex_lock (&self->lock);
  taken = self->gone && self->code / 100 == 2;
  if (taken)
    *evidence = dup_plain (self->words->str);
  else
    {
      reason = dup_reason (self);
      g_set_error_literal (error, TUNTAS_MAIL_ERROR, what_failed (self), reason);
    }
  g_mutex_unlock (&self->lock);
  return taken;
}
