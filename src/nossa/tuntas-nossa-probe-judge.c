/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-probe-private.h"

#include "tuntas-nossa-body.h"
#include "tuntas-nossa-site-private.h"

#include <string.h>

/* A certificate is checked and dates are compared by clocks; more than this apart is worth a word. */
#define CLOCK_TOLERANCE 120 /* s */

static const char *
words_of (const GError *error)
{
  const char *server = tuntas_nossa_error_get_server_text (error);

  return server != NULL && *server != '\0' ? server : error->message;
}

static TuntasProbeResult *
good (TuntasProbeStep step, TuntasProbeFinding finding, const char *detail)
{
  return tuntas_probe_result_new (step, TUNTAS_PROBE_GOOD, finding, detail, NULL);
}

static TuntasProbeResult *
caution (TuntasProbeStep step, TuntasProbeFinding finding, const char *detail, const char *setting)
{
  return tuntas_probe_result_new (step, TUNTAS_PROBE_CAUTION, finding, detail, setting);
}

static TuntasProbeResult *
trouble (TuntasProbeStep step, TuntasProbeFinding finding, const char *detail, const char *setting)
{
  return tuntas_probe_result_new (step, TUNTAS_PROBE_TROUBLE, finding, detail, setting);
}

/* --- reach, TLS, sign-in --- */

static TuntasProbeResult *
judge_silence (const GError *error)
{
  gboolean late = g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNKNOWN);

  return trouble (TUNTAS_PROBE_REACH, late ? TUNTAS_PROBE_NO_ANSWER : TUNTAS_PROBE_UNREACHABLE, error->message,
                  "[server] origin");
}

/* Nobody is signed in, so that Nossa says no is as good as a yes. NULL: it is what Nossa says. */
static TuntasProbeResult *
judge_no (TuntasNossaSite *site, TuntasAnswer *answer)
{
  g_autoptr (GError) error = NULL;

  if (!tuntas_nossa_answer_may_be_nossa (answer, &error))
    return trouble (TUNTAS_PROBE_REACH, TUNTAS_PROBE_NOT_NOSSA, error->message, "[server] origin, context_root, path");
  if (tuntas_nossa_answer_check (answer, TUNTAS_NOSSA_READ, &error))
    return NULL;
  if (error->code == TUNTAS_NOSSA_ERROR_BUSY)
    return trouble (TUNTAS_PROBE_REACH, TUNTAS_PROBE_BUSY, words_of (error), NULL);
  /* A page or the way to it: so does a server that is signed in to by a form. */
  if (error->code != TUNTAS_NOSSA_ERROR_NOT_DATA || tuntas_nossa_site_get_auth (site) == TUNTAS_NOSSA_AUTH_FORM)
    return NULL;
  return trouble (TUNTAS_PROBE_REACH, TUNTAS_PROBE_SIGN_IN_PAGE, words_of (error), "[server] auth");
}

static char *
print_offset (gint64 offset)
{
  gint64 apart = ABS (offset);

  return g_strdup_printf ("%c%02d:%02d:%02d", offset < 0 ? '-' : '+', (int) (apart / 3600), (int) (apart / 60 % 60),
                          (int) (apart % 60));
}

TuntasProbeResult *
tuntas_probe_judge_reach (TuntasNossaSite *site, TuntasAnswer *answer, const GError *error, gint64 took,
                          gint64 offset)
{
  g_autofree char *ms = g_strdup_printf ("%" G_GINT64_FORMAT " ms", MAX (took / 1000, 1));
  g_autofree char *clock = NULL;
  TuntasProbeResult *no;

  if (g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNTRUSTED))
    return good (TUNTAS_PROBE_REACH, TUNTAS_PROBE_REACHED, ms);
  if (answer == NULL)
    return judge_silence (error);
  no = judge_no (site, answer);
  if (no != NULL)
    return no;
  if (offset == G_MININT64 || ABS (offset) <= CLOCK_TOLERANCE)
    return good (TUNTAS_PROBE_REACH, TUNTAS_PROBE_REACHED, ms);
  clock = print_offset (offset);
  return caution (TUNTAS_PROBE_REACH, TUNTAS_PROBE_CLOCK_DIFFERS, clock, NULL);
}

TuntasProbeResult *
tuntas_probe_judge_tls (TuntasNossaSite *site, const GError *error)
{
  if (g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNTRUSTED))
    return trouble (TUNTAS_PROBE_TLS, TUNTAS_PROBE_UNTRUSTED, error->message, "[server] ca_file");
  if (g_str_has_prefix (tuntas_nossa_site_get_text (site, TUNTAS_NOSSA_SITE_ORIGIN), "http:"))
    return caution (TUNTAS_PROBE_TLS, TUNTAS_PROBE_LOOPBACK, NULL, NULL);
  return good (TUNTAS_PROBE_TLS, TUNTAS_PROBE_TRUSTED, NULL);
}

TuntasProbeResult *
tuntas_probe_judge_sign_in (const char *person_id, const char *name, const GError *error)
{
  if (error == NULL)
    {
      g_autofree char *who = name != NULL ? g_strdup_printf ("%s (%s)", name, person_id) : g_strdup (person_id);

      return good (TUNTAS_PROBE_SIGN_IN, TUNTAS_PROBE_SIGNED_IN, who);
    }
  if (g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED))
    return trouble (TUNTAS_PROBE_SIGN_IN, TUNTAS_PROBE_SIGN_IN_REFUSED, words_of (error), NULL);
  if (g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_BLOCKED))
    return trouble (TUNTAS_PROBE_SIGN_IN, TUNTAS_PROBE_SIGN_IN_BLOCKED, words_of (error), NULL);
  if (g_error_matches (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_NOT_DATA))
    return trouble (TUNTAS_PROBE_SIGN_IN, TUNTAS_PROBE_SIGN_IN_PAGE, words_of (error), "[server] auth");
  return trouble (TUNTAS_PROBE_SIGN_IN, TUNTAS_PROBE_SIGN_IN_FAILED, words_of (error), "[server] auth");
}

/* --- object structure and columns --- */

static char *
place_of (TuntasNossaSiteText text)
{
  const char *group, *key;

  tuntas_nossa_site_place (text, &group, &key);
  return g_strdup_printf ("[%s] %s", group, key);
}

TuntasProbeResult *
tuntas_probe_judge_structure (TuntasNossaSite *site, TuntasNossaSiteText structure, const GError *error)
{
  const char *name = tuntas_nossa_site_get_text (site, structure);
  g_autofree char *setting = place_of (structure);
  g_autofree char *detail = NULL;

  if (error == NULL)
    return good (TUNTAS_PROBE_STRUCTURE, TUNTAS_PROBE_STRUCTURE_THERE, name);
  detail = g_strdup_printf ("%s: %s", name, words_of (error));
  return trouble (TUNTAS_PROBE_STRUCTURE, TUNTAS_PROBE_STRUCTURE_REFUSED, detail, setting);
}

/* Names that are wanted and not found, with the settings they come from. */
typedef struct
{
  JsonObject *properties; /* (nullable): of the schema */
  JsonArray  *rows;       /* (nullable) */
  GString    *missing;    /* surely not there */
  GString    *unseen;     /* nobody said so */
  GString    *settings;
  guint       n;
} Lookout;

static gboolean
is_seen (Lookout *lookout, const char *name)
{
  guint n = lookout->rows != NULL ? json_array_get_length (lookout->rows) : 0;

  if (lookout->properties != NULL && json_object_has_member (lookout->properties, name))
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      JsonNode *row = json_array_get_element (lookout->rows, i);

      if (JSON_NODE_HOLDS_OBJECT (row) && tuntas_nossa_body_has (json_node_get_object (row), name))
        return TRUE;
    }
  return FALSE;
}

static void
add_name (GString *names, const char *name)
{
  g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
}

/* name (nullable): the site has none. A related record's attribute stands in no schema. */
static void
look_for (Lookout *lookout, const char *name, const char *group, const char *key)
{
  g_autofree char *setting = g_strdup_printf ("[%s] %s", group, key);

  if (name == NULL || *name == '\0')
    return;
  lookout->n++;
  if (is_seen (lookout, name))
    return;
  add_name (lookout->properties != NULL && strchr (name, '.') == NULL ? lookout->missing : lookout->unseen, name);
  add_name (lookout->settings, setting);
}

static void
look_for_all (Lookout *lookout, TuntasNossaSite *site)
{
  static const TuntasNossaSiteText written[] = { TUNTAS_NOSSA_SITE_PEND_REASON_ATTRIBUTE,
                                                 TUNTAS_NOSSA_SITE_PEND_UNTIL_ATTRIBUTE,
                                                 TUNTAS_NOSSA_SITE_MONITORING_ATTRIBUTE,
                                                 TUNTAS_NOSSA_SITE_MONITORING_REFERENCE_ATTRIBUTE,
                                                 TUNTAS_NOSSA_SITE_MONITORING_RELATED_CHILD };
  const char *group, *key;

  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    look_for (lookout, tuntas_nossa_site_get_column (site, i), "columns", tuntas_ticket_field_nick (i));
  /* What is only written shows in a schema alone. */
  for (guint i = 0; lookout->properties != NULL && i < G_N_ELEMENTS (written); i++)
    {
      tuntas_nossa_site_place (written[i], &group, &key);
      look_for (lookout, tuntas_nossa_site_get_text (site, written[i]), group, key);
    }
}

TuntasProbeResult *
tuntas_probe_judge_columns (TuntasNossaSite *site, JsonObject *schema, JsonArray *rows, gint64 total)
{
  g_autoptr (GString) missing = g_string_new (NULL), unseen = g_string_new (NULL), settings = g_string_new (NULL);
  Lookout lookout = { .rows = rows, .missing = missing, .unseen = unseen, .settings = settings };
  g_autofree char *counts = NULL;

  if (schema != NULL)
    lookout.properties = tuntas_nossa_body_get_object (schema, "properties");
  look_for_all (&lookout, site);
  if (missing->len > 0)
    return trouble (TUNTAS_PROBE_COLUMNS, TUNTAS_PROBE_COLUMNS_MISSING, missing->str, settings->str);
  if (unseen->len > 0)
    return caution (TUNTAS_PROBE_COLUMNS, TUNTAS_PROBE_COLUMNS_UNSEEN, unseen->str, settings->str);
  counts = total >= 0 ? g_strdup_printf ("%u, %" G_GINT64_FORMAT, lookout.n, total) : g_strdup_printf ("%u", lookout.n);
  return good (TUNTAS_PROBE_COLUMNS, TUNTAS_PROBE_COLUMNS_THERE, counts);
}

TuntasProbeResult *
tuntas_probe_judge_query (const GError *error)
{
  return trouble (TUNTAS_PROBE_COLUMNS, TUNTAS_PROBE_QUERY_REFUSED, words_of (error), "[columns], [tickets] statuses");
}

/* --- domains --- */

/* (nullable) (transfer none): the internal value of that value; *exists: whether the domain has it at all. */
static const char *
find_value (JsonArray *values, const char *wanted, gboolean *exists)
{
  const char *internal = NULL;

  *exists = FALSE;
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      JsonNode *node = json_array_get_element (values, i);
      JsonObject *row = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *value = row != NULL ? tuntas_nossa_body_get_string (row, "value") : NULL;
      const char *maxvalue = row != NULL ? tuntas_nossa_body_get_string (row, "maxvalue") : NULL;

      if (value == NULL || (g_ascii_strcasecmp (value, wanted) != 0 && g_strcmp0 (maxvalue, wanted) != 0))
        continue;
      *exists = TRUE;
      if (internal == NULL || g_ascii_strcasecmp (value, wanted) == 0)
        internal = maxvalue;
    }
  return internal;
}

static void
look_for_status (GString *unknown, GString *settings, JsonArray *values, const char *status, const char *setting)
{
  gboolean exists;

  find_value (values, status, &exists);
  if (exists || *status == '\0')
    return;
  add_name (unknown, status);
  if (strstr (settings->str, setting) == NULL)
    add_name (settings, setting);
}

TuntasProbeResult *
tuntas_probe_judge_statuses (TuntasNossaSite *site, JsonArray *values, const GError *error)
{
  const char *const *listed = tuntas_nossa_site_get_statuses (site);
  g_autoptr (GString) unknown = g_string_new (NULL), settings = g_string_new (NULL);
  g_autofree char *count = NULL;

  if (values == NULL || json_array_get_length (values) == 0)
    return caution (TUNTAS_PROBE_STATUSES, TUNTAS_PROBE_STATUSES_UNREADABLE,
                    error != NULL ? words_of (error) : NULL, NULL);
  for (guint i = 0; listed[i] != NULL; i++)
    look_for_status (unknown, settings, values, listed[i], "[tickets] statuses");
  for (guint i = 0; i < TUNTAS_NOSSA_N_ACTIONS; i++)
    {
      g_autofree char *setting = g_strdup_printf ("[status] %s", tuntas_nossa_site_action_key (i));

      look_for_status (unknown, settings, values, tuntas_nossa_site_get_status (site, i), setting);
    }
  if (unknown->len > 0)
    return trouble (TUNTAS_PROBE_STATUSES, TUNTAS_PROBE_STATUSES_UNKNOWN, unknown->str, settings->str);
  count = g_strdup_printf ("%u", json_array_get_length (values));
  return good (TUNTAS_PROBE_STATUSES, TUNTAS_PROBE_STATUSES_THERE, count);
}

/* (nullable): what is wrong with the names of the work log. */
static TuntasProbeResult *
judge_children (TuntasNossaSite *site, JsonObject *schema, const GError *child_error)
{
  JsonObject *properties = schema != NULL ? tuntas_nossa_body_get_object (schema, "properties") : NULL;
  const char *write = tuntas_nossa_site_get_text (site, TUNTAS_NOSSA_SITE_WORK_LOG_WRITE_CHILD);
  const char *read = tuntas_nossa_site_get_text (site, TUNTAS_NOSSA_SITE_WORK_LOG_READ_CHILD);

  if (child_error != NULL)
    return trouble (TUNTAS_PROBE_WORK_LOG, TUNTAS_PROBE_WORK_LOG_NO_CHILD, read, "[work_log] read_child");
  if (properties != NULL && !json_object_has_member (properties, write))
    return trouble (TUNTAS_PROBE_WORK_LOG, TUNTAS_PROBE_WORK_LOG_NO_CHILD, write, "[work_log] write_child");
  return NULL;
}

TuntasProbeResult *
tuntas_probe_judge_work_log (TuntasNossaSite *site, JsonObject *schema, const GError *child_error, JsonArray *types,
                             const GError *error)
{
  const char *type = tuntas_nossa_site_get_text (site, TUNTAS_NOSSA_SITE_WORK_LOG_TYPE);
  TuntasProbeResult *result = judge_children (site, schema, child_error);
  const char *internal;
  gboolean exists;

  if (result != NULL)
    return result;
  if (types == NULL || json_array_get_length (types) == 0)
    return caution (TUNTAS_PROBE_WORK_LOG, TUNTAS_PROBE_WORK_LOG_UNREADABLE, error != NULL ? words_of (error) : NULL,
                    NULL);
  internal = find_value (types, type, &exists);
  if (!exists)
    return trouble (TUNTAS_PROBE_WORK_LOG, TUNTAS_PROBE_WORK_LOG_TYPE_UNKNOWN, type, "[work_log] type");
  if (g_strcmp0 (internal, "CLIENTNOTE") == 0)
    return trouble (TUNTAS_PROBE_WORK_LOG, TUNTAS_PROBE_WORK_LOG_CLIENT_NOTE, type, "[work_log] type");
  return good (TUNTAS_PROBE_WORK_LOG, TUNTAS_PROBE_WORK_LOG_THERE, type);
}

/* --- the rest --- */

TuntasProbeResult *
tuntas_probe_judge_transaction (const GError *error)
{
  if (error == NULL)
    return good (TUNTAS_PROBE_TRANSACTION, TUNTAS_PROBE_TRANSACTION_KNOWN, NULL);
  return caution (TUNTAS_PROBE_TRANSACTION, TUNTAS_PROBE_TRANSACTION_UNPROVEN, words_of (error), NULL);
}

TuntasProbeResult *
tuntas_probe_judge_row_stamp (JsonArray *rows)
{
  JsonNode *first = rows != NULL && json_array_get_length (rows) > 0 ? json_array_get_element (rows, 0) : NULL;

  if (first == NULL || !JSON_NODE_HOLDS_OBJECT (first))
    return caution (TUNTAS_PROBE_ROW_STAMP, TUNTAS_PROBE_ROW_STAMP_NO_TICKET, NULL, NULL);
  if (tuntas_nossa_body_get (json_node_get_object (first), "_rowstamp") == NULL)
    return caution (TUNTAS_PROBE_ROW_STAMP, TUNTAS_PROBE_ROW_STAMP_MISSING, NULL, NULL);
  return good (TUNTAS_PROBE_ROW_STAMP, TUNTAS_PROBE_ROW_STAMP_THERE, NULL);
}
