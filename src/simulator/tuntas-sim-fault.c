/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-fault.h"

#include "tuntas-json.h"
#include "tuntas-simulator.h"

void
tuntas_sim_faults_clear (TuntasSimFaults *self)
{
  g_free (self->host);
  *self = (TuntasSimFaults) { .expire_after = -1 };
}

gboolean
tuntas_sim_faults_take (int *counter)
{
  if (*counter == 0)
    return FALSE;
  if (*counter > 0)
    (*counter)--;
  return TRUE;
}

static gboolean
refuse (GError **error, const char *member, const char *reason)
{
  g_set_error (error, TUNTAS_SIMULATOR_ERROR, TUNTAS_SIMULATOR_ERROR_FAULT, "fault.%s: %s", member, reason);
  return FALSE;
}

/* A whole number in [min, G_MAXINT]; *out stays where it is missing. */
static gboolean
read_number (JsonObject *fault, const char *member, gint64 min, gint64 *out, GError **error)
{
  if (!tuntas_json_get_int_optional (fault, "fault", member, out, error))
    return FALSE;
  return (*out >= min && *out <= G_MAXINT) || refuse (error, member, "is out of range");
}

/* How often; "on": false is never, nothing at all is until cleared. */
static gboolean
read_counter (JsonObject *fault, const char *member, int *out, GError **error)
{
  gint64 number = -1;
  gboolean on = TRUE;

  if (!read_number (fault, member, -1, &number, error) ||
      !tuntas_json_get_boolean_optional (fault, "fault", "on", &on, error))
    return FALSE;
  *out = on ? (int) number : 0;
  return TRUE;
}

static gboolean
set_offline (TuntasSimFaults *self, JsonObject *fault, GError **error)
{
  gboolean on = TRUE;

  if (!tuntas_json_get_boolean_optional (fault, "fault", "on", &on, error))
    return FALSE;
  self->offline = on;
  return TRUE;
}

static gboolean
set_drop_before (TuntasSimFaults *self, JsonObject *fault, GError **error)
{
  return read_counter (fault, "writes", &self->drop_before, error);
}

static gboolean
set_drop_after (TuntasSimFaults *self, JsonObject *fault, GError **error)
{
  gint64 bytes = 0;

  if (!read_number (fault, "bytes", 0, &bytes, error) ||
      !read_counter (fault, "writes", &self->drop_after, error))
    return FALSE;
  self->drop_after_bytes = bytes;
  return TRUE;
}

static gboolean
set_no_change (TuntasSimFaults *self, JsonObject *fault, GError **error)
{
  return read_counter (fault, "writes", &self->no_change, error);
}

static gboolean
set_delay (TuntasSimFaults *self, JsonObject *fault, GError **error)
{
  gint64 ms = 0;
  gint64 seconds = 0;
  const char *when = "before";

  if (!read_number (fault, "milliseconds", 0, &ms, error) || !read_number (fault, "seconds", 0, &seconds, error) ||
      !tuntas_json_get_string_optional (fault, "fault", "when", &when, error))
    return FALSE;
  if ((ms > 0) == (seconds > 0))
    return refuse (error, "seconds", "either \"seconds\" or \"milliseconds\" is wanted");
  if (!g_str_equal (when, "before") && !g_str_equal (when, "after"))
    return refuse (error, "when", "\"before\" or \"after\" is wanted here");
  if (!read_counter (fault, "requests", &self->delay, error))
    return FALSE;
  self->delay_ms = ms;
  self->delay_seconds = seconds;
  self->delay_answer = g_str_equal (when, "after");
  return TRUE;
}

static gboolean
set_status (TuntasSimFaults *self, JsonObject *fault, GError **error)
{
  gint64 status = 503;
  gint64 retry_after = -1;

  if (!read_number (fault, "status", 400, &status, error) ||
      !read_number (fault, "retry_after", -1, &retry_after, error))
    return FALSE;
  if (status > 599)
    return refuse (error, "status", "a status from 400 to 599 is wanted here");
  if (!read_counter (fault, "requests", &self->status, error))
    return FALSE;
  self->status_code = (guint) status;
  self->retry_after = retry_after;
  return TRUE;
}

static gboolean
set_html (TuntasSimFaults *self, JsonObject *fault, GError **error)
{
  return read_counter (fault, "requests", &self->html, error);
}

static gboolean
set_truncate (TuntasSimFaults *self, JsonObject *fault, GError **error)
{
  static const char *const names[] = { "length", "chunked", "none" };
  gint64 bytes = -1;
  const char *framing = "length";
  guint found;

  if (!read_number (fault, "bytes", -1, &bytes, error) ||
      !tuntas_json_get_string_optional (fault, "fault", "framing", &framing, error))
    return FALSE;
  for (found = 0; found < G_N_ELEMENTS (names) && !g_str_equal (names[found], framing); found++)
    ;
  if (found == G_N_ELEMENTS (names))
    return refuse (error, "framing", "\"length\", \"chunked\" or \"none\" is wanted here");
  if (!read_counter (fault, "requests", &self->truncate, error))
    return FALSE;
  self->truncate_bytes = bytes;
  self->framing = found;
  return TRUE;
}

static gboolean
set_expire (TuntasSimFaults *self, JsonObject *fault, GError **error)
{
  gint64 after = 0;

  if (!read_number (fault, "after", 0, &after, error))
    return FALSE;
  self->expire_after = (int) after;
  return TRUE;
}

static gboolean
set_wrong_host (TuntasSimFaults *self, JsonObject *fault, GError **error)
{
  const char *host = "http://inner.nossa.example:9080";

  if (!tuntas_json_get_string_optional (fault, "fault", "host", &host, error) ||
      !read_counter (fault, "requests", &self->wrong_host, error))
    return FALSE;
  g_free (self->host);
  self->host = g_strdup (host);
  return TRUE;
}

static gboolean
set_clear (TuntasSimFaults *self, JsonObject *fault, GError **error)
{
  tuntas_sim_faults_clear (self);
  return TRUE;
}

static const struct
{
  const char *kind;
  gboolean (*set) (TuntasSimFaults *self, JsonObject *fault, GError **error);
} kinds[] = {
  { "clear", set_clear },           { "offline", set_offline },   { "drop-before", set_drop_before },
  { "drop-after", set_drop_after }, { "delay", set_delay },       { "status", set_status },
  { "html", set_html },             { "truncate", set_truncate }, { "expire-session", set_expire },
  { "wrong-host", set_wrong_host }, { "no-change", set_no_change },
};

gboolean
tuntas_sim_faults_set (TuntasSimFaults *self, JsonObject *fault, GError **error)
{
  const char *kind;

  if (!tuntas_json_get_string (fault, "fault", "kind", &kind, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return kinds[i].set (self, fault, error);
  return refuse (error, "kind", "this kind is not known");
}
