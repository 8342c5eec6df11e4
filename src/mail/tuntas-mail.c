/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-mail.h"

#include "tuntas-plain.h"

#include <string.h>

/* RFC 5321 4.5.3.1: the longest local part and address. */
#define MAX_LOCAL 64
#define MAX_ADDRESS 254
/* In bytes: a name is on one line, in whatever way it is encoded. */
#define MAX_NAME 190
#define MAX_SUBJECT 900

struct _TuntasMail
{
  gatomicrefcount refs;
  char *from_name, *from, *to, *subject, *body, *message_id;
  gint64 date;
};

G_DEFINE_QUARK (tuntas-mail-error-quark, tuntas_mail_error)

G_DEFINE_BOXED_TYPE (TuntasMail, tuntas_mail, tuntas_mail_ref, tuntas_mail_unref)

static gboolean
refuse (const char *field, const char *reason, GError **error)
{
  g_set_error (error, TUNTAS_MAIL_ERROR, TUNTAS_MAIL_ERROR_INVALID, "%s: %s", field, reason);
  return FALSE;
}

/* Characters that hide or break text: controls, line and paragraph separators, and what nobody sees. */
static gboolean
is_hostile (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 || tuntas_plain_is_unseen (c);
}

static gboolean
check_text (const char *field, const char *text, const char *allowed, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    return refuse (field, "is not UTF-8", error);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_hostile (g_utf8_get_char (p)) && strchr (allowed, *p) == NULL)
      return refuse (field, "holds a control character", error);
  return TRUE;
}

/* What stands in an encoded word is decoded by who reads it, into something that nobody has checked. In a name GMime 3.2
 * lets a "=" into a word of its own making as it is, so none may be there at all. */
static gboolean
check_header_text (const char *field, const char *text, gsize most, const char *code, GError **error)
{
  if (strlen (text) > most)
    return refuse (field, "is too long", error);
  if (strstr (text, code) != NULL)
    return refuse (field, "holds a part of an encoded word", error);
  return check_text (field, text, "", error);
}

/* Dot-separated runs of the given characters, none of them empty. */
static gboolean
is_dotted (const char *text, gsize length, const char *others)
{
  gsize run = 0;

  for (gsize i = 0; i < length; i++)
    if (text[i] == '.' && run > 0)
      run = 0;
    else if (g_ascii_isalnum (text[i]) || (text[i] != '\0' && strchr (others, text[i]) != NULL))
      run++;
    else
      return FALSE;
  return run > 0;
}

/* The plain form only (dot-atom "@" domain): a quoted local part is legal and a way to smuggle things in, and so is what
 * looks like an encoded word. */
static gboolean
check_address (const char *field, const char *text, GError **error)
{
  const char *at = strchr (text, '@');
  gsize local;

  if (at == NULL)
    return refuse (field, "is no address: it has no @", error);
  local = (gsize) (at - text);
  if (strlen (text) > MAX_ADDRESS || local > MAX_LOCAL)
    return refuse (field, "is too long", error);
  if (!is_dotted (text, local, "!#$%&'*+-/=?^_`{|}~") || strstr (text, "=?") != NULL)
    return refuse (field, "is no address: wrong before the @", error);
  if (!is_dotted (at + 1, strlen (at + 1), "-") || at[1] == '-')
    return refuse (field, "is no address: wrong after the @", error);
  return TRUE;
}

gboolean
tuntas_mail_is_address (const char *text)
{
  return check_address ("to", text, NULL);
}

static gboolean
check_name (const char *field, const char *text, GError **error)
{
  return check_header_text (field, text, MAX_NAME, "=", error);
}

gboolean
tuntas_mail_is_name (const char *text)
{
  return check_name ("from-name", text, NULL);
}

static char *
dup_with_lf (const char *body)
{
  g_auto (GStrv) lines = g_strsplit (body, "\r\n", -1);

  return g_strjoinv ("\n", lines);
}

static gboolean
check_body (const char *body, GError **error)
{
  if (strchr (body, '\r') != NULL)
    return refuse ("body", "holds a bare CR", error);
  return check_text ("body", body, "\n\t", error);
}

TuntasMail *
tuntas_mail_new (const char *from_name, const char *from, const char *to, const char *subject, const char *body,
                 const char *message_id, gint64 date, GError **error)
{
  g_autofree char *text = dup_with_lf (body);
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (date);
  TuntasMail *self;

  if (from_name == NULL)
    from_name = "";
  if (!check_name ("from-name", from_name, error) || !check_address ("from", from, error)
      || !check_address ("to", to, error) || !check_header_text ("subject", subject, MAX_SUBJECT, "=?", error)
      || !check_body (text, error) || !check_address ("message-id", message_id, error))
    return NULL;
  if (subject[0] == '\0')
    return refuse ("subject", "is empty", error), NULL;
  if (when == NULL || date < 0)
    return refuse ("date", "is no instant since 1970", error), NULL;
  self = g_new0 (TuntasMail, 1);
  g_atomic_ref_count_init (&self->refs);
  self->from_name = g_strdup (from_name);
  self->from = g_strdup (from);
  self->to = g_strdup (to);
  self->subject = g_strdup (subject);
  self->body = g_steal_pointer (&text);
  self->message_id = g_strdup (message_id);
  self->date = date;
  return self;
}

TuntasMail *
tuntas_mail_ref (TuntasMail *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tuntas_mail_unref (TuntasMail *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->from_name);
  g_free (self->from);
  g_free (self->to);
  g_free (self->subject);
  g_free (self->body);
  g_free (self->message_id);
  g_free (self);
}

const char *
tuntas_mail_get_from_name (TuntasMail *self)
{
  return self->from_name;
}

const char *
tuntas_mail_get_from (TuntasMail *self)
{
  return self->from;
}

const char *
tuntas_mail_get_to (TuntasMail *self)
{
  return self->to;
}

const char *
tuntas_mail_get_subject (TuntasMail *self)
{
  return self->subject;
}

const char *
tuntas_mail_get_body (TuntasMail *self)
{
  return self->body;
}

const char *
tuntas_mail_get_message_id (TuntasMail *self)
{
  return self->message_id;
}

gint64
tuntas_mail_get_date (TuntasMail *self)
{
  return self->date;
}
