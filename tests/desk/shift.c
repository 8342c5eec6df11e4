/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shift.h"

#include "tuntas-catch-all-mailer.h"
#include "tuntas-data.h"
#include "tuntas-json.h"
#include "tuntas-overrides.h"
#include "tuntas-soup-transport.h"

#include <glib/gstdio.h>

#define PATIENCE_SECONDS 30
#define STATION "[agent]\nunit=OCC Bandung\nmail_from=occ@latihan.example\n"
#define RESOURCES "/io/github/tuntas/Tuntas/"

static gint64
parse (const char *text)
{
  gint64 seconds;

  g_assert_true (tuntas_instant_parse (text, &seconds));
  return seconds * G_USEC_PER_SEC;
}

static GBytes *
resource (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_resource_lookup_data (tuntas_data_get_resource (), path, 0, &error);

  g_assert_no_error (error);
  return bytes;
}

static gboolean
too_late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

/* For whoever reads why a test waited in vain. */
static void
print_sendings (Shift *self)
{
  GListModel *queue = tuntas_desk_get_queue (self->desk);

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);
      GPtrArray *sendings = tuntas_desk_item_get_sendings (item);

      for (guint j = 0; j < sendings->len; j++)
        {
          const TuntasSending *sending = g_ptr_array_index (sendings, j);

          g_printerr ("# %s: sending %" G_GINT64_FORMAT " of kind %d is in state %d (%s: %s)\n",
                      tuntas_desk_item_get_id (item), sending->id, sending->kind, sending->state,
                      sending->code != NULL ? sending->code : "", sending->reason != NULL ? sending->reason : "");
        }
    }
}

void
shift_wait (Shift *self, const char *what, ShiftCondition condition, gpointer data)
{
  gboolean too_late = FALSE;
  guint timeout = g_timeout_add_seconds (PATIENCE_SECONDS, too_late_cb, &too_late);

  while (!condition (self, data) && !too_late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
  if (!too_late)
    return;
  print_sendings (self);
  g_error ("waited in vain for %s", what);
}

gboolean
shift_is_true (Shift *self, gpointer flag)
{
  return *(gboolean *) flag;
}

static gboolean
is_saved (Shift *self, gpointer unused)
{
  GListModel *queue = tuntas_desk_get_queue (self->desk);

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (TuntasDeskItem) item = g_list_model_get_item (queue, i);

      if (tuntas_desk_item_is_busy (item))
        return FALSE;
    }
  return TRUE;
}

/* Everything that the instant leads to, but for what goes over the network; also what that makes due at once. */
static void
turn (Shift *self)
{
  /* What cannot be done is tried again and again at the same instant; nobody waits for its end. */
  for (guint i = 0; i < 10; i++)
    {
      tuntas_test_clock_advance (self->clock, 0);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      if (self->desk != NULL)
        shift_wait (self, "the journal", is_saved, NULL);
      if (tuntas_test_clock_get_next (self->clock) > tuntas_clock_now (TUNTAS_CLOCK (self->clock)))
        return;
    }
}

void
shift_pass (Shift *self, gint64 seconds)
{
  gint64 end = tuntas_clock_now (TUNTAS_CLOCK (self->clock)) + seconds * G_USEC_PER_SEC;

  /* From wake-up to wake-up, because what one leads to may come before the next. */
  for (gint64 next; (next = tuntas_test_clock_get_next (self->clock)) < end; turn (self))
    {
      gint64 now = tuntas_clock_now (TUNTAS_CLOCK (self->clock));

      tuntas_test_clock_advance (self->clock, CLAMP (next - now, G_USEC_PER_SEC, end - now));
    }
  tuntas_test_clock_advance (self->clock, MAX (end - tuntas_clock_now (TUNTAS_CLOCK (self->clock)), 0));
  turn (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  tuntas_desk_open_finish (TUNTAS_DESK (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  tuntas_desk_sign_in_finish (TUNTAS_DESK (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
has_list (Shift *self, gpointer data)
{
  return tuntas_desk_get_last_sync (self->desk) >= 0 && tuntas_desk_get_sync_state (self->desk) == TUNTAS_SYNC_IDLE;
}

static TuntasNossaSite *
read_nossa_site (Shift *self)
{
  g_autofree char *text = g_strdup_printf ("[server]\norigin=%s\n%s", tuntas_simulator_get_origin (self->nossa),
                                           self->nossa_site != NULL ? self->nossa_site : "");
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (text, -1, "site.ini");
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_read (file);

  g_assert_cmpuint (tuntas_settings_file_get_findings (file)->len, ==, 0);
  return self->without_server ? tuntas_nossa_site_without_server (site) : g_steal_pointer (&site);
}

void
shift_begin (Shift *self)
{
  const char *origin = self->without_server ? "" : tuntas_simulator_get_origin (self->nossa);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaSite) site = read_nossa_site (self);
  g_autoptr (TuntasTransport) wire = tuntas_soup_transport_new (site, &error);
  g_autoptr (TuntasTransport) transport = self->wrap != NULL ? self->wrap (wire, self->wrap_data) : g_object_ref (wire);
  g_autoptr (TuntasNossa) nossa = tuntas_nossa_new (site, transport, TUNTAS_CLOCK (self->clock));
  g_autoptr (TuntasExecutor) executor = self->offline ? tuntas_executor_new_inline ()
                                                      : tuntas_executor_new_thread ("store");
  g_autoptr (TuntasSettingsFile) settings = tuntas_settings_file_new (STATION, -1, "station");
  g_autoptr (TuntasStation) station = tuntas_station_read (settings, NULL, self->zone != NULL ? self->zone : "Asia/Jakarta",
                                                           "id");
  gboolean done = FALSE;

  g_assert_no_error (error);
  self->desk = tuntas_desk_new (&(TuntasDeskParts) {
      .clock = TUNTAS_CLOCK (self->clock), .procedure = self->procedure, .nossa = nossa, .mailer = self->mailer,
      .mail_account = self->mail_account,
      .executor = executor, .random = g_rand_new_with_seed (g_test_rand_int ()), .directory = self->directory,
      .vfs = self->vfs, .machine_id = self->machine != NULL ? self->machine : "machine", .server = origin, .user = "ayu", .station = station, .services = self->services,
      .poll_interval = 60 });
  tuntas_desk_open_async (self->desk, NULL, opened_cb, &done);
  shift_wait (self, "the desk to open", shift_is_true, &done);
  if (self->offline)
    return;
  done = FALSE;
  tuntas_desk_sign_in_async (self->desk, "latihan", NULL, signed_in_cb, &done);
  shift_wait (self, "the sign-in", shift_is_true, &done);
  shift_wait (self, "the list", has_list, NULL);
}

static void
load_rules (Shift *self, const char *settings)
{
  g_autoptr (GBytes) bytes = resource ("procedures/IN.OCC.TENESA.W-03.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasProcedure) base = tuntas_procedure_new_from_bytes (bytes, "W-03", &error);
  g_autoptr (TuntasSettingsFile) file = tuntas_settings_file_new (settings, -1, "site.ini");
  g_autoptr (TuntasOverrides) overrides = NULL;

  g_assert_no_error (error);
  overrides = tuntas_overrides_read (file, base);
  self->procedure = tuntas_procedure_new_with_overrides (bytes, overrides, "W-03", &error);
  g_assert_no_error (error);
  self->services = tuntas_service_table_read (file, self->procedure);
  tuntas_settings_file_close (file);
  g_assert_cmpuint (tuntas_settings_file_get_findings (file)->len, ==, 0);
}

Shift *
shift_new (const char *start)
{
  return shift_new_with_site (start, "");
}

Shift *
shift_new_with_site (const char *start, const char *settings)
{
  Shift *self = g_new0 (Shift, 1);
  g_autoptr (GBytes) scenario = resource ("scenarios/sample-shift.json");
  g_autoptr (GError) error = NULL;

  self->clock = tuntas_test_clock_new (parse (start));
  self->nossa = tuntas_simulator_new (TUNTAS_CLOCK (self->clock));
  tuntas_simulator_load_scenario (self->nossa, scenario, "sample-shift.json", &error);
  g_assert_no_error (error);
  tuntas_simulator_listen (self->nossa, 0, &error);
  g_assert_no_error (error);
  load_rules (self, settings);
  self->mailer = tuntas_catch_all_mailer_new (tuntas_simulator_get_origin (self->nossa), NULL, TUNTAS_CLOCK (self->clock),
                                              &error);
  g_assert_no_error (error);
  self->directory = g_dir_make_tmp ("tuntas-shift-XXXXXX", &error);
  g_assert_no_error (error);
  shift_begin (self);
  return self;
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

void
shift_end (Shift *self)
{
  gboolean done = FALSE;

  tuntas_desk_sign_out_async (self->desk, NULL, signed_out_cb, &done);
  shift_wait (self, "the sign-out", shift_is_true, &done);
  g_clear_object (&self->desk);
}

void
shift_restart (Shift *self)
{
  shift_end (self);
  shift_begin (self);
}

void
shift_use_mailer (Shift *self, TuntasMailer *mailer)
{
  shift_end (self);
  g_set_object (&self->mailer, mailer);
  shift_begin (self);
}

void
shift_free (Shift *self)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  shift_end (self);
  tuntas_simulator_stop (self->nossa);
  dir = g_dir_open (self->directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->directory, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->directory), ==, 0);
  g_clear_object (&self->mailer);
  g_clear_object (&self->procedure);
  g_clear_pointer (&self->services, tuntas_service_table_unref);
  g_clear_object (&self->nossa);
  g_clear_object (&self->clock);
  g_free (self->directory);
  g_free (self);
}

TuntasDeskItem *
shift_item (Shift *self, const char *ticket)
{
  TuntasDeskItem *item = tuntas_desk_find_item (self->desk, ticket);

  if (item == NULL)
    g_error ("%s is not on the desk", ticket);
  return item;
}

typedef struct
{
  TuntasApplied *applied;
  GError *error;
  gboolean done;
} Tried;

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tried *tried = user_data;

  tried->applied = tuntas_desk_act_finish (TUNTAS_DESK (source), result, &tried->error);
  tried->done = TRUE;
}

static TuntasApplied *
try_act (Shift *self, const char *ticket, const char *id, va_list args)
{
  g_autoptr (TuntasAct) act = tuntas_act_new (id);
  Tried tried = { 0 };
  const char *field;

  while ((field = va_arg (args, const char *)) != NULL)
    tuntas_act_set (act, field, va_arg (args, const char *));
  tuntas_desk_act_async (self->desk, shift_item (self, ticket), act, NULL, tried_cb, &tried);
  shift_wait (self, id, shift_is_true, &tried.done);
  g_assert_no_error (tried.error);
  return tried.applied;
}

static char *
codes_of (const TuntasApplied *applied)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < applied->refusals->len; i++)
    {
      const TuntasRefusal *refusal = g_ptr_array_index (applied->refusals, i);

      g_string_append_printf (codes, "%s%s", i > 0 ? "," : "", refusal->code);
    }
  return g_string_free (codes, FALSE);
}

void
shift_act (Shift *self, const char *ticket, const char *act, ...)
{
  g_autoptr (TuntasApplied) applied = NULL;
  g_autofree char *codes = NULL;
  va_list args;

  va_start (args, act);
  applied = try_act (self, ticket, act, args);
  va_end (args);
  codes = codes_of (applied);
  g_assert_cmpstr (codes, ==, "");
}

char *
shift_refused (Shift *self, const char *ticket, const char *act, ...)
{
  g_autoptr (TuntasApplied) applied = NULL;
  va_list args;

  va_start (args, act);
  applied = try_act (self, ticket, act, args);
  va_end (args);
  g_assert_false (applied->accepted);
  return codes_of (applied);
}

typedef struct
{
  GError *error;
  gboolean done;
} Decided;

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Decided *decided = user_data;

  tuntas_desk_decide_finish (TUNTAS_DESK (source), result, &decided->error);
  decided->done = TRUE;
}

GError *
shift_decide (Shift *self, const char *ticket, gint64 sending, TuntasSendingAct act, const char *reason)
{
  Decided decided = { NULL, FALSE };

  tuntas_desk_decide_async (self->desk, shift_item (self, ticket), sending, act, reason, NULL, decided_cb, &decided);
  shift_wait (self, "a decision", shift_is_true, &decided.done);
  return decided.error;
}

char *
shift_move (Shift *self, const char *ticket)
{
  g_autoptr (TuntasApplied) applied = NULL;
  Tried tried = { 0 };

  tuntas_desk_move_async (self->desk, shift_item (self, ticket), NULL, tried_cb, &tried);
  shift_wait (self, "the move", shift_is_true, &tried.done);
  g_assert_no_error (tried.error);
  applied = tried.applied;
  return codes_of (applied);
}

void
shift_call (Shift *self, const char *ticket, const char *phone, const char *outcome)
{
  shift_act (self, ticket, "call", "phone", phone, NULL);
  tuntas_test_clock_advance_seconds (self->clock, 30);
  shift_act (self, ticket, "outcome", "outcome", outcome, NULL);
  tuntas_test_clock_advance_seconds (self->clock, 300);
}

typedef struct
{
  const char *ticket;
  TuntasEffectKind kind;
  TuntasSendingState state;
  const char *code;
} Wish;

static gboolean
has_sending (Shift *self, gpointer data)
{
  const Wish *wish = data;
  GPtrArray *sendings = tuntas_desk_item_get_sendings (shift_item (self, wish->ticket));

  for (guint i = 0; i < sendings->len; i++)
    {
      const TuntasSending *sending = g_ptr_array_index (sendings, i);

      if (sending->kind == wish->kind && sending->state == wish->state &&
          (wish->code == NULL || g_strcmp0 (sending->code, wish->code) == 0))
        return TRUE;
    }
  return FALSE;
}

void
shift_wait_for (Shift *self, const char *ticket, TuntasEffectKind kind, TuntasSendingState state, const char *code)
{
  Wish wish = { ticket, kind, state, code };

  shift_wait (self, "a sending", has_sending, &wish);
}

static gboolean
is_settled_or_waits (Shift *self, gpointer data)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (shift_item (self, data));
  gint64 now = tuntas_clock_now_seconds (TUNTAS_CLOCK (self->clock));

  for (guint i = 0; i < sendings->len; i++)
    {
      const TuntasSending *sending = g_ptr_array_index (sendings, i);

      switch (sending->state)
        {
        case TUNTAS_SENDING_PROVED:
        case TUNTAS_SENDING_CANCELLED:
          continue;
        case TUNTAS_SENDING_BLOCKED:
          return TRUE;
        case TUNTAS_SENDING_HELD:
        case TUNTAS_SENDING_WAITING:
        case TUNTAS_SENDING_UNKNOWN:
        case TUNTAS_SENDING_SENT:
          return sending->not_before > now || g_strcmp0 (sending->code, "agent-word") == 0;
        case TUNTAS_SENDING_UNDER_WAY:
        default:
          return FALSE;
        }
    }
  return TRUE;
}

static gint64
next_instant (Shift *self, const char *ticket)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (shift_item (self, ticket));

  for (guint i = 0; i < sendings->len; i++)
    {
      const TuntasSending *sending = g_ptr_array_index (sendings, i);

      if (sending->state == TUNTAS_SENDING_PROVED || sending->state == TUNTAS_SENDING_CANCELLED)
        continue;
      return sending->state == TUNTAS_SENDING_BLOCKED ? 0 : sending->not_before;
    }
  return 0;
}

void
shift_settle (Shift *self, const char *ticket)
{
  for (;;)
    {
      gint64 now = tuntas_clock_now_seconds (TUNTAS_CLOCK (self->clock));
      gint64 next;

      shift_wait (self, "the sendings", is_settled_or_waits, (gpointer) ticket);
      next = next_instant (self, ticket);
      if (next <= now)
        return;
      tuntas_test_clock_advance_seconds (self->clock, next - now);
    }
}

static JsonNode *
record_of (Shift *self, const char *ticket)
{
  g_autofree char *text = tuntas_simulator_dup_record_json (self->nossa, ticket);
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_assert_nonnull (text);
  node = tuntas_json_parse (text, -1, &error);
  g_assert_no_error (error);
  return node;
}

char *
shift_nossa_get (Shift *self, const char *ticket, const char *attribute)
{
  g_autoptr (JsonNode) node = record_of (self, ticket);
  const char *text = NULL;

  tuntas_json_get_string_optional (json_node_get_object (node), ticket, attribute, &text, NULL);
  return g_strdup (text);
}

void
shift_receive_and_check (Shift *self, const char *ticket)
{
  shift_act (self, ticket, "received", "rfo", "kabel dropcore putus", "repair", "sambung ulang", NULL);
  shift_act (self, ticket, "resolved", "app", "iBooster", "result", "spec", NULL);
}

void
shift_fault (Shift *self, const char *json)
{
  g_autoptr (JsonNode) fault = tuntas_json_parse (json, -1, NULL);
  g_autoptr (GError) error = NULL;

  tuntas_simulator_set_fault (self->nossa, json_node_get_object (fault), &error);
  g_assert_no_error (error);
}

void
shift_change_in_nossa (Shift *self, const char *ticket, const char *json)
{
  g_autoptr (JsonNode) change = tuntas_json_parse (json, -1, NULL);
  g_autoptr (GError) error = NULL;

  tuntas_simulator_change_record (self->nossa, ticket, json_node_get_object (change), &error);
  g_assert_no_error (error);
}

void
shift_assert_status (Shift *self, const char *ticket, const char *wanted)
{
  g_autofree char *status = shift_nossa_get (self, ticket, "status");

  g_assert_cmpstr (status, ==, wanted);
}

gboolean
shift_is_offline (Shift *self, gpointer unused)
{
  return tuntas_desk_get_sync_state (self->desk) == TUNTAS_SYNC_OFFLINE;
}

GStrv
shift_nossa_notes (Shift *self, const char *ticket)
{
  g_autoptr (JsonNode) node = record_of (self, ticket);
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();
  JsonArray *log = NULL;

  tuntas_json_get_array_optional (json_node_get_object (node), ticket, "worklog", &log, NULL);
  for (guint i = 0; log != NULL && i < json_array_get_length (log); i++)
    {
      JsonObject *entry = json_array_get_object_element (log, i);

      if (g_strcmp0 (json_object_get_string_member (entry, "logtype"), "WORK") == 0 &&
          json_object_has_member (entry, "description_longdescription"))
        g_strv_builder_add (notes, json_object_get_string_member (entry, "description_longdescription"));
    }
  return g_strv_builder_end (notes);
}
