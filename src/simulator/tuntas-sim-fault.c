/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-fault.h"

#include "tuntas-json.h"
#include "tuntas-sim-settings.h"
#include "tuntas-simulator.h"

#define MAX_DEPTH 10000000

static void
fault_clear (TuntasSimFault *fault)
{
  g_free (fault->path);
  g_free (fault->text);
  *fault = (TuntasSimFault) { 0 };
}

void
tuntas_sim_faults_clear (TuntasSimFaults *self)
{
  for (guint i = 0; i < TUNTAS_SIM_N_FAULTS; i++)
    fault_clear (&self->of[i]);
}

static gboolean
meets (const TuntasSimFault *fault, TuntasSimRequest *request)
{
  gboolean write = tuntas_sim_request_is_write (request);

  if ((fault->meets == TUNTAS_SIM_MEETS_WRITES && !write) || (fault->meets == TUNTAS_SIM_MEETS_READS && write))
    return FALSE;
  return fault->path == NULL || strstr (request->path, fault->path) != NULL;
}

const TuntasSimFault *
tuntas_sim_faults_take (TuntasSimFaults *self, TuntasSimFaultKind kind, TuntasSimRequest *request)
{
  TuntasSimFault *fault = &self->of[kind];

  if (fault->left == 0 || !meets (fault, request))
    return NULL;
  if (fault->spared > 0)
    {
      fault->spared--;
      return NULL;
    }
  if (fault->left > 0)
    fault->left--;
  return fault;
}

static gboolean
refuse (GError **error, const char *member, const char *reason)
{
  g_set_error (error, TUNTAS_SIMULATOR_ERROR, TUNTAS_SIMULATOR_ERROR_FAULT, "fault.%s: %s", member, reason);
  return FALSE;
}

static gboolean
read_number (JsonObject *object, const char *member, gint64 min, gint64 max, gint64 *out, GError **error)
{
  if (!tuntas_json_get_int_optional (object, "fault", member, out, error))
    return FALSE;
  return (*out >= min && *out <= max) || refuse (error, member, "is out of range");
}

static gboolean
read_word (JsonObject *object, const char *member, const char *const *words, guint *out, GError **error)
{
  return tuntas_sim_settings_read_word (object, "fault", member, words, out, error);
}

/* Either by the system's timers or by the simulator's clock. */
static gboolean
read_wait (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  if (!read_number (object, "milliseconds", 0, G_MAXINT, &fault->milliseconds, error) ||
      !read_number (object, "seconds", 0, G_MAXINT, &fault->seconds, error))
    return FALSE;
  return (fault->milliseconds > 0) != (fault->seconds > 0) ||
         refuse (error, "seconds", "either \"seconds\" or \"milliseconds\" is wanted");
}

/* Whether the request is carried out first. */
static gboolean
read_when (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  static const char *const words[] = { "before", "after", NULL };
  guint choice = 0;

  if (!read_word (object, "when", words, &choice, error))
    return FALSE;
  fault->late = choice == 1;
  return TRUE;
}

static gboolean
read_bytes (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  return read_number (object, "bytes", 0, G_MAXINT64 / 2, &fault->bytes, error);
}

static gboolean
read_drop (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  return read_bytes (fault, object, error) &&
         tuntas_json_get_boolean_optional (object, "fault", "reset", &fault->reset, error);
}

static gboolean
read_delay (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  return read_wait (fault, object, error) && read_when (fault, object, error);
}

static gboolean
read_drip (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  fault->bytes = 1;
  return read_wait (fault, object, error) &&
         read_number (object, "bytes", 1, G_MAXINT, &fault->bytes, error);
}

static gboolean
read_status (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  static const char *const words[] = { "html", "json", "empty", "maximo", NULL };
  const char *reason = NULL;
  gint64 status = 503;

  fault->retry_after = -1;
  if (!read_number (object, "status", 400, 599, &status, error) ||
      !read_number (object, "retry_after", -1, G_MAXINT, &fault->retry_after, error) ||
      !read_word (object, "body", words, &fault->choice, error) || !read_when (fault, object, error) ||
      !tuntas_json_get_string_optional (object, "fault", "reason", &reason, error))
    return FALSE;
  fault->text = g_strdup (reason);
  fault->status = (guint) status;
  return TRUE;
}

static gboolean
read_truncate (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  static const char *const words[] = { "length", "chunked", "none", NULL };

  fault->bytes = -1;
  return read_number (object, "bytes", -1, G_MAXINT, &fault->bytes, error) &&
         read_word (object, "framing", words, &fault->choice, error);
}

static gboolean
read_garbage (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  static const char *const words[] = { "body", "head", NULL };

  fault->bytes = 512;
  return read_number (object, "bytes", 1, G_MAXINT, &fault->bytes, error) &&
         read_word (object, "where", words, &fault->choice, error);
}

static gboolean
read_action (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  static const char *const words[] = { "error", "no-change", NULL };

  return read_word (object, "answer", words, &fault->choice, error);
}

static gboolean
read_expire (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  static const char *const words[] = { "time", "administrator", NULL };

  return read_word (object, "by", words, &fault->choice, error);
}

static gboolean
read_oversized (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  fault->bytes = 64 * 1024 * 1024;
  return read_bytes (fault, object, error);
}

static gboolean
read_nested (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  fault->bytes = 100000;
  return read_number (object, "depth", 1, MAX_DEPTH, &fault->bytes, error);
}

static gboolean
read_wrong_host (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  const char *host = "http://inner.nossa.example:9080";

  if (!tuntas_json_get_string_optional (object, "fault", "host", &host, error))
    return FALSE;
  fault->text = g_strdup (host);
  return TRUE;
}

static gboolean
read_wrong_clock (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  fault->seconds = 3600;
  return read_number (object, "seconds", G_MININT, G_MAXINT, &fault->seconds, error);
}

static const struct
{
  const char *name;
  TuntasSimMeets meets; /* where nothing else is said */
  int times;            /* likewise */
  const char *members[5];
  gboolean (*read) (TuntasSimFault *fault, JsonObject *object, GError **error); /* (nullable) */
} kinds[TUNTAS_SIM_N_FAULTS] = {
  [TUNTAS_SIM_FAULT_OFFLINE] = { "offline", TUNTAS_SIM_MEETS_ALL, -1, { NULL }, NULL },
  [TUNTAS_SIM_FAULT_DROP_BEFORE] = { "drop-before", TUNTAS_SIM_MEETS_WRITES, -1, { "bytes", "reset" }, read_drop },
  [TUNTAS_SIM_FAULT_DROP_AFTER] = { "drop-after", TUNTAS_SIM_MEETS_WRITES, -1, { "bytes", "reset" }, read_drop },
  [TUNTAS_SIM_FAULT_NO_CHANGE] = { "no-change", TUNTAS_SIM_MEETS_WRITES, -1, { NULL }, NULL },
  [TUNTAS_SIM_FAULT_ACTION] = { "action", TUNTAS_SIM_MEETS_WRITES, -1, { "answer" }, read_action },
  [TUNTAS_SIM_FAULT_DELAY] = { "delay", TUNTAS_SIM_MEETS_ALL, -1, { "seconds", "milliseconds", "when" }, read_delay },
  [TUNTAS_SIM_FAULT_DRIP] = { "drip", TUNTAS_SIM_MEETS_ALL, -1, { "seconds", "milliseconds", "bytes" }, read_drip },
  [TUNTAS_SIM_FAULT_STATUS] = { "status", TUNTAS_SIM_MEETS_ALL, -1,
                                { "status", "retry_after", "body", "reason", "when" }, read_status },
  [TUNTAS_SIM_FAULT_HTML] = { "html", TUNTAS_SIM_MEETS_ALL, -1, { "when" }, read_when },
  [TUNTAS_SIM_FAULT_TRUNCATE] = { "truncate", TUNTAS_SIM_MEETS_ALL, -1, { "bytes", "framing" }, read_truncate },
  [TUNTAS_SIM_FAULT_GARBAGE] = { "garbage", TUNTAS_SIM_MEETS_ALL, -1, { "bytes", "where" }, read_garbage },
  [TUNTAS_SIM_FAULT_OVERSIZED] = { "oversized", TUNTAS_SIM_MEETS_ALL, -1, { "bytes" }, read_oversized },
  [TUNTAS_SIM_FAULT_NESTED] = { "nested", TUNTAS_SIM_MEETS_ALL, -1, { "depth" }, read_nested },
  [TUNTAS_SIM_FAULT_EXPIRE] = { "expire-session", TUNTAS_SIM_MEETS_ALL, 1, { "by" }, read_expire },
  [TUNTAS_SIM_FAULT_WRONG_HOST] = { "wrong-host", TUNTAS_SIM_MEETS_ALL, -1, { "host" }, read_wrong_host },
  [TUNTAS_SIM_FAULT_WRONG_CLOCK] = { "wrong-clock", TUNTAS_SIM_MEETS_ALL, -1, { "seconds" }, read_wrong_clock },
};

/* Which requests, and how often: "requests", "writes" or "reads" with a number, "after", "path"; "on": false ends
 * it. */
static gboolean
read_common (TuntasSimFault *fault, JsonObject *object, GError **error)
{
  static const char *const counters[] = { "requests", "writes", "reads" };
  const char *path = NULL;
  gboolean on = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (counters); i++)
    {
      gint64 number = -1;

      if (!json_object_has_member (object, counters[i]))
        continue;
      if (!read_number (object, counters[i], -1, G_MAXINT, &number, error))
        return FALSE;
      fault->meets = i;
      fault->left = (int) number;
    }
  if (!read_number (object, "after", 0, G_MAXINT, &fault->spared, error) ||
      !tuntas_json_get_string_optional (object, "fault", "path", &path, error) ||
      !tuntas_json_get_boolean_optional (object, "fault", "on", &on, error))
    return FALSE;
  fault->path = g_strdup (path);
  if (!on)
    fault->left = 0;
  return TRUE;
}

static gboolean
check_members (JsonObject *object, guint kind, GError **error)
{
  static const char *const common[] = { "kind", "on", "requests", "writes", "reads", "after", "path", NULL };
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      gboolean known = g_strv_contains (common, l->data);

      for (guint i = 0; i < G_N_ELEMENTS (kinds[kind].members) && kinds[kind].members[i] != NULL; i++)
        known = known || g_str_equal (kinds[kind].members[i], l->data);
      if (!known)
        return refuse (error, l->data, "is not known here");
    }
  return TRUE;
}

static gboolean
read_fault (TuntasSimFaults *self, JsonObject *object, guint kind, GError **error)
{
  TuntasSimFault fault = { .left = kinds[kind].times, .meets = kinds[kind].meets };

  if (!check_members (object, kind, error) || !read_common (&fault, object, error) ||
      (kinds[kind].read != NULL && fault.left != 0 && !kinds[kind].read (&fault, object, error)))
    {
      fault_clear (&fault);
      return FALSE;
    }
  fault_clear (&self->of[kind]);
  self->of[kind] = fault;
  return TRUE;
}

gboolean
tuntas_sim_faults_set (TuntasSimFaults *self, JsonObject *object, GError **error)
{
  const char *name;

  if (!tuntas_json_get_string (object, "fault", "kind", &name, error))
    return FALSE;
  if (g_str_equal (name, "clear"))
    {
      tuntas_sim_faults_clear (self);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return read_fault (self, object, i, error);
  return refuse (error, "kind", "this kind is not known");
}

gboolean
tuntas_sim_faults_read (TuntasSimFaults *self, JsonArray *faults, GError **error)
{
  for (guint i = 0; faults != NULL && i < json_array_get_length (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("faults[%u]", i);
      JsonObject *fault = tuntas_json_root_object (json_array_get_element (faults, i), path, error);

      if (fault == NULL || !tuntas_sim_faults_set (self, fault, error))
        {
          g_prefix_error (error, "%s: ", path);
          return FALSE;
        }
    }
  return TRUE;
}
