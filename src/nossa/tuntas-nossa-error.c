/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-error.h"

#include "tuntas-nossa-body.h"
#include "tuntas-plain.h"

#include <string.h>

#define LONGEST_TEXT 500
#define LONGEST_CODE 64
/* An error's body larger than this is some page; its text is of no use to anybody. */
#define LARGEST_ERROR_BODY (64 * 1024)

typedef struct
{
  char  *server_text;
  char  *reason_code;
  guint  http_status;
  gint64 retry_after; /* seconds + 1; 0: not said */
} TuntasNossaErrorPrivate;

static void
tuntas_nossa_error_private_init (TuntasNossaErrorPrivate *priv)
{
}

static void
tuntas_nossa_error_private_copy (const TuntasNossaErrorPrivate *from, TuntasNossaErrorPrivate *to)
{
  to->server_text = g_strdup (from->server_text);
  to->reason_code = g_strdup (from->reason_code);
  to->http_status = from->http_status;
  to->retry_after = from->retry_after;
}

static void
tuntas_nossa_error_private_clear (TuntasNossaErrorPrivate *priv)
{
  g_free (priv->server_text);
  g_free (priv->reason_code);
}

G_DEFINE_EXTENDED_ERROR (TuntasNossaError, tuntas_nossa_error)

/* Maximo's reason codes, maximo.md §5: what each allows to do next, and as which trouble it is told to the agent. A
 * code that is not here counts by its status. */
static const struct
{
  const char       *code;
  TuntasNossaError  error;
  const char       *trouble;
} reasons[] = {
  { "BMXAA7901E", TUNTAS_NOSSA_ERROR_SESSION_ENDED, "session" }, /* at sign-in: refused, see below */
  { "BMXAA0021E", TUNTAS_NOSSA_ERROR_SESSION_ENDED, "session" },
  { "BMXAA9549E", TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED, "key" }, /* with status 400 */
  { "BMXAA2283E", TUNTAS_NOSSA_ERROR_BLOCKED, "password-expired" },
  { "BMXAA7902E", TUNTAS_NOSSA_ERROR_BLOCKED, "password-reset" },
  { "BMXAA5646I", TUNTAS_NOSSA_ERROR_BLOCKED, "signed-out" },
  { "BMXAA8229W", TUNTAS_NOSSA_ERROR_CONFLICT, "changed" },
  { "BMXAA4200E", TUNTAS_NOSSA_ERROR_CONFLICT, "changed" },
  { "BMXAA9524E", TUNTAS_NOSSA_ERROR_DUPLICATE, "sent-before" },
  { "BMXAA8727E", TUNTAS_NOSSA_ERROR_NOT_FOUND, "gone" },
  { "BMXAA0024E", TUNTAS_NOSSA_ERROR_NOT_ALLOWED, "not-allowed" },
  { "BMXAA9051E", TUNTAS_NOSSA_ERROR_NOT_ALLOWED, "not-allowed" },
  { "BMXAA9301E", TUNTAS_NOSSA_ERROR_NOT_ALLOWED, "not-enabled" },
  { "BMXAA8744E", TUNTAS_NOSSA_ERROR_REFUSED, "query" },
  { "BMXAA4195E", TUNTAS_NOSSA_ERROR_REFUSED, "value-missing" },
  { "BMXAA4190E", TUNTAS_NOSSA_ERROR_REFUSED, "value-unknown" },
  { "BMXAA2661E", TUNTAS_NOSSA_ERROR_REFUSED, "value-unknown" },
  { "BMXAA0130E", TUNTAS_NOSSA_ERROR_REFUSED, "value-unknown" },
  { "BMXAA8284E", TUNTAS_NOSSA_ERROR_REFUSED, "value-unknown" },
  { "BMXAA4049E", TUNTAS_NOSSA_ERROR_REFUSED, "value-too-long" },
  { "BMXAA4129E", TUNTAS_NOSSA_ERROR_CONFLICT, "exists" },
  { "BMXAA4590E", TUNTAS_NOSSA_ERROR_REFUSED, "status" },
  { "BMXAA0032E", TUNTAS_NOSSA_ERROR_REFUSED, "status" },
  { "BMXAA4679E", TUNTAS_NOSSA_ERROR_REFUSED, "status" },
  { "BMXAA4638E", TUNTAS_NOSSA_ERROR_REFUSED, "status" },
  { "BMXAA0031E", TUNTAS_NOSSA_ERROR_REFUSED, "read-only" },
  { "BMXAA4105E", TUNTAS_NOSSA_ERROR_REFUSED, "read-only" },
};

/* Where no reason code says more. */
static const char *const troubles[] = {
  [TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED] = "password", [TUNTAS_NOSSA_ERROR_SESSION_ENDED] = "session",
  [TUNTAS_NOSSA_ERROR_BLOCKED] = "blocked",          [TUNTAS_NOSSA_ERROR_UNREACHABLE] = "unreachable",
  [TUNTAS_NOSSA_ERROR_UNTRUSTED] = "untrusted",      [TUNTAS_NOSSA_ERROR_UNKNOWN] = "no-answer",
  [TUNTAS_NOSSA_ERROR_CONFLICT] = "changed",         [TUNTAS_NOSSA_ERROR_DUPLICATE] = "sent-before",
  [TUNTAS_NOSSA_ERROR_REFUSED] = "refused",          [TUNTAS_NOSSA_ERROR_NOT_FOUND] = "gone",
  [TUNTAS_NOSSA_ERROR_NOT_ALLOWED] = "not-allowed",  [TUNTAS_NOSSA_ERROR_BUSY] = "busy",
  [TUNTAS_NOSSA_ERROR_NOT_DATA] = "page",            [TUNTAS_NOSSA_ERROR_MALFORMED] = "malformed",
  [TUNTAS_NOSSA_ERROR_TOO_LARGE] = "too-large",
};

/* HTTP's codes; of_maximo: only where the body is an error of Maximo's, otherwise a gateway or a wrong address
 * speaks, and a ticket must not be taken as gone for that. */
static const struct
{
  guint            status;
  gboolean         of_maximo;
  TuntasNossaError error;
} statuses[] = {
  { 401, FALSE, TUNTAS_NOSSA_ERROR_SESSION_ENDED }, { 403, TRUE, TUNTAS_NOSSA_ERROR_NOT_ALLOWED },
  { 404, TRUE, TUNTAS_NOSSA_ERROR_NOT_FOUND },      { 408, FALSE, TUNTAS_NOSSA_ERROR_UNKNOWN },
  { 409, FALSE, TUNTAS_NOSSA_ERROR_CONFLICT },      { 412, FALSE, TUNTAS_NOSSA_ERROR_CONFLICT },
  { 429, FALSE, TUNTAS_NOSSA_ERROR_BUSY },          { 503, FALSE, TUNTAS_NOSSA_ERROR_BUSY },
};

/* What an answer that is no success says, as far as it says it. */
typedef struct
{
  gboolean of_maximo; /* the body is an error of Maximo's */
  char    *code;
  char    *text;
} Complaint;

static void
complaint_clear (Complaint *complaint)
{
  g_free (complaint->code);
  g_free (complaint->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Complaint, complaint_clear)

/* The first "BMXAA0000E" in the text (transfer full), or NULL. */
static char *
find_code (const char *text)
{
  for (const char *p = strstr (text, "BMX"); p != NULL; p = strstr (p + 3, "BMX"))
    {
      gsize length = 3;

      while (length < 10 && (length < 5 ? g_ascii_isupper (p[length])
                             : length < 9 ? g_ascii_isdigit (p[length])
                                          : g_ascii_isupper (p[length])))
        length++;
      if (length == 10)
        return g_strndup (p, length);
    }
  return NULL;
}

/* Plain, without its code, not longer than we show. */
static char *
clean_text (const char *text, const char *code)
{
  g_autofree char *words = tuntas_nossa_rich_text_to_plain (text);
  g_autofree char *plain = tuntas_plain_text (words, FALSE);
  const char *start = plain;

  if (code != NULL && g_str_has_prefix (start, code))
    {
      start += strlen (code);
      while (*start == ' ' || *start == '-')
        start++;
    }
  return g_utf8_strlen (start, -1) > LONGEST_TEXT ? g_utf8_substring (start, 0, LONGEST_TEXT) : g_strdup (start);
}

/* Maximo's own, or one that a site's script made up: "oslc#create_on_updateuri". */
static gboolean
is_code (const char *text)
{
  const char *p = text;

  while (g_ascii_isgraph (*p))
    p++;
  return p != text && *p == '\0' && p - text <= LONGEST_CODE;
}

static void
read_error_object (JsonObject *object, Complaint *complaint)
{
  const char *message = tuntas_nossa_body_get_string (object, "message");
  const char *code = tuntas_nossa_body_get_string (object, "reasonCode");

  /* The code can be null and stand only in the message. */
  complaint->code = code != NULL && is_code (code) ? g_strdup (code) : message != NULL ? find_code (message) : NULL;
  if (message != NULL)
    complaint->text = clean_text (message, complaint->code);
  /* Others have an object of that name too, but not these in it. */
  complaint->of_maximo = complaint->code != NULL || complaint->text != NULL;
}

static void
read_complaint (TuntasAnswer *answer, Complaint *complaint)
{
  GBytes *body = tuntas_answer_get_body (answer);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *error_object = NULL;

  if (g_bytes_get_size (body) == 0 || g_bytes_get_size (body) > LARGEST_ERROR_BODY)
    return;
  root = tuntas_nossa_body_parse (body, NULL);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    error_object = tuntas_nossa_body_get_object (json_node_get_object (root), "Error");
  if (error_object != NULL)
    read_error_object (error_object, complaint);
  else
    {
      /* "Error 400: BMXAA7901E …" of the legacy servlet, or the code within a page. */
      g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      complaint->code = find_code (valid);
      complaint->of_maximo = complaint->code != NULL;
      if (complaint->of_maximo)
        complaint->text = clean_text (strstr (valid, complaint->code), complaint->code);
    }
}

static TuntasNossaError
classify (guint status, const Complaint *complaint)
{
  if (complaint->code != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
      if (strcmp (complaint->code, reasons[i].code) == 0)
        return reasons[i].error;
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i].status == status && (complaint->of_maximo || !statuses[i].of_maximo))
      return statuses[i].error;
  if (complaint->of_maximo && (status < 500 || complaint->code != NULL))
    return TUNTAS_NOSSA_ERROR_REFUSED;
  return status >= 500 ? TUNTAS_NOSSA_ERROR_UNKNOWN : TUNTAS_NOSSA_ERROR_NOT_DATA;
}

/* The same answer means other things at other times. */
static TuntasNossaError
for_intent (TuntasNossaError error, guint status, TuntasNossaIntent intent)
{
  if (intent == TUNTAS_NOSSA_SIGN_IN && error == TUNTAS_NOSSA_ERROR_SESSION_ENDED)
    return TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED;
  if (intent == TUNTAS_NOSSA_SIGN_IN && status == 403)
    return TUNTAS_NOSSA_ERROR_BLOCKED;
  if (intent != TUNTAS_NOSSA_WRITE && error == TUNTAS_NOSSA_ERROR_UNKNOWN)
    return TUNTAS_NOSSA_ERROR_BUSY;
  return error;
}

static void
set_from_answer (GError **error, TuntasNossaError code, TuntasAnswer *answer, Complaint *complaint)
{
  guint status = tuntas_answer_get_status (answer);
  TuntasNossaErrorPrivate *priv;

  if (error == NULL)
    return;
  *error = g_error_new (TUNTAS_NOSSA_ERROR, (int) code, "HTTP status %u%s%s%s%s", status,
                        complaint->code != NULL ? ", " : "", complaint->code != NULL ? complaint->code : "",
                        complaint->text != NULL ? ": " : "", complaint->text != NULL ? complaint->text : "");
  priv = tuntas_nossa_error_get_private (*error);
  priv->server_text = g_steal_pointer (&complaint->text);
  priv->reason_code = g_steal_pointer (&complaint->code);
  priv->http_status = status;
  priv->retry_after = tuntas_answer_get_retry_after (answer) + 1;
}

/* A page instead of data. The type alone does not decide: some servers say text/html and send JSON. */
static gboolean
is_page (TuntasAnswer *answer)
{
  GBytes *body = tuntas_answer_get_body (answer);
  const char *type = tuntas_answer_get_header (answer, "Content-Type");
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  gsize i = 0;

  while (i < length && g_ascii_isspace (text[i]))
    i++;
  if (i == length)
    return type != NULL && strstr (type, "html") != NULL;
  return text[i] != '{' && text[i] != '[';
}

gboolean
tuntas_nossa_answer_check (TuntasAnswer *answer, TuntasNossaIntent intent, GError **error)
{
  guint status = tuntas_answer_get_status (answer);
  g_auto (Complaint) complaint = { 0 };

  if (status >= 200 && status < 300)
    {
      if (g_bytes_get_size (tuntas_answer_get_body (answer)) == 0 || !is_page (answer))
        return TRUE;
      complaint.text = g_strdup ("a page instead of data");
      set_from_answer (error, TUNTAS_NOSSA_ERROR_NOT_DATA, answer, &complaint);
      return FALSE;
    }
  if (status < 400)
    {
      complaint.text = g_strdup ("a redirect instead of data");
      set_from_answer (error, TUNTAS_NOSSA_ERROR_NOT_DATA, answer, &complaint);
      return FALSE;
    }
  read_complaint (answer, &complaint);
  set_from_answer (error, for_intent (classify (status, &complaint), status, intent), answer, &complaint);
  return FALSE;
}

gboolean
tuntas_nossa_answer_may_be_nossa (TuntasAnswer *answer, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (tuntas_nossa_answer_check (answer, TUNTAS_NOSSA_READ, &cause) || cause->code != TUNTAS_NOSSA_ERROR_NOT_DATA
      || tuntas_answer_get_status (answer) < 400)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

GError *
tuntas_nossa_error_for_intent (GError *error, TuntasNossaIntent intent)
{
  if (error->domain != TUNTAS_NOSSA_ERROR)
    return error;
  if (intent != TUNTAS_NOSSA_WRITE && error->code == TUNTAS_NOSSA_ERROR_UNKNOWN)
    error->code = TUNTAS_NOSSA_ERROR_UNREACHABLE;
  else if (intent == TUNTAS_NOSSA_WRITE && error->code == TUNTAS_NOSSA_ERROR_TOO_LARGE)
    error->code = TUNTAS_NOSSA_ERROR_UNKNOWN;
  return error;
}

static const TuntasNossaErrorPrivate *
peek_private (const GError *error)
{
  return error != NULL && error->domain == TUNTAS_NOSSA_ERROR ? tuntas_nossa_error_get_private (error) : NULL;
}

gint64
tuntas_nossa_error_get_retry_after (const GError *error)
{
  const TuntasNossaErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->retry_after - 1 : -1;
}

const char *
tuntas_nossa_error_get_server_text (const GError *error)
{
  const TuntasNossaErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->server_text : NULL;
}

const char *
tuntas_nossa_error_get_reason_code (const GError *error)
{
  const TuntasNossaErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->reason_code : NULL;
}

guint
tuntas_nossa_error_get_http_status (const GError *error)
{
  const TuntasNossaErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->http_status : 0;
}

const char *
tuntas_nossa_error_get_trouble (const GError *error)
{
  const char *code = tuntas_nossa_error_get_reason_code (error);

  if (error == NULL || error->domain != TUNTAS_NOSSA_ERROR)
    return NULL;
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (reasons); i++)
    /* The same code means other things at other times; then only the error says which. */
    if (strcmp (code, reasons[i].code) == 0 && (int) reasons[i].error == error->code)
      return reasons[i].trouble;
  return error->code >= 0 && error->code < (int) G_N_ELEMENTS (troubles) ? troubles[error->code] : NULL;
}

GStrv
tuntas_nossa_error_list_troubles (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    g_strv_builder_add (names, reasons[i].trouble);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    g_strv_builder_add (names, troubles[i]);
  return g_strv_builder_end (names);
}
