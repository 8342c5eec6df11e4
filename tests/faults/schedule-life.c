/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schedule-life.h"

#include "faults.h"
#include "power-disk.h"
#include "schedule-mailer.h"
#include "tuntas-desk-parts.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define STATION "[agent]\nunit=OCC Bandung\nmail_from=occ@latihan.example\n"
#define POLL 3600 /* seconds; what the list can do wrong it does at starts and after acts too */
#define MOST_TURNS 100000 /* of the main loop without time going on */

/* The instants */

static void
passes (World *self, WorldInstant instant, const char *method)
{
  if (!self->alive || self->kill_at != instant ||
      (self->kill_method != NULL && g_strcmp0 (method, self->kill_method) != 0) || self->kill_after-- > 0)
    return;
  self->kill_at = WORLD_NEVER;
  world_kill (self);
}

static guint
count_effects (World *self)
{
  g_autoptr (GPtrArray) effects = tuntas_simulator_list_effects (self->nossa);

  return effects->len;
}

static void
note_write (World *self, TuntasRequest *request, guint status)
{
  WorldWrite *write = g_new0 (WorldWrite, 1);

  write->key = g_strdup (tuntas_request_get_header (request, "transactionid"));
  write->first = self->before_write;
  write->n = count_effects (self) - self->before_write;
  world_log (self, "nossa %s %u effects %u+%u", write->key != NULL ? write->key : "-", status, write->first, write->n);
  if (write->key == NULL && write->n > 0)
    world_fail (self, "a write without a key has %u effects", write->n);
  g_ptr_array_add (self->writes, write);
}

static void
draw_cb (TuntasRequest *request, WireFate *fate, gpointer data)
{
  World *self = data;
  const char *key = tuntas_request_get_header (request, "transactionid");

  self->n_requests++;
  fate->out = fate->back = 20 * 1000;
  self->funcs.draw_fate (self, request, fate);
  world_log (self, "sends %s %.60s %s: leaves %d arrives %d out %dms back %dms again %ds answer %d/%u/%u",
             tuntas_request_get_method (request), tuntas_request_get_path (request), key != NULL ? key : "",
             fate->leaves, fate->arrives, (int) (fate->out / 1000), (int) (fate->back / 1000),
             (int) (fate->again / G_USEC_PER_SEC), fate->answer, (guint) fate->bytes, fate->status);
}

static void
pass_cb (WireInstant instant, TuntasRequest *request, guint status, gpointer data)
{
  static const WorldInstant instants[] = { WORLD_BEFORE_SENDING, WORLD_BEFORE_ARRIVAL, WORLD_AFTER_ARRIVAL,
                                           WORLD_BEFORE_ANSWER };
  World *self = data;
  gboolean writes = tuntas_request_get_header (request, "transactionid") != NULL;

  if (instant == WIRE_ARRIVED)
    self->before_write = count_effects (self);
  if (instant == WIRE_DONE && (writes || count_effects (self) != self->before_write))
    note_write (self, request, status);
  passes (self, instants[instant], writes ? "write" : "read");
}

void
world_mail_arrives (World *self, TuntasMail *mail)
{
  WorldMail *taken = g_new0 (WorldMail, 1);

  taken->message_id = g_strdup (tuntas_mail_get_message_id (mail));
  taken->at = count_effects (self);
  g_ptr_array_add (self->mails, taken);
  world_log (self, "mail %s to %s", taken->message_id, tuntas_mail_get_to (mail));
}

void
world_mail_passes (World *self, gboolean after)
{
  passes (self, after ? WORLD_AFTER_MAIL : WORLD_BEFORE_MAIL, NULL);
}

/* The disk's work, at once, with instants around it. */

#define TYPE_WORLD_EXECUTOR (world_executor_get_type ())
G_DECLARE_FINAL_TYPE (WorldExecutor, world_executor, WORLD, EXECUTOR, GObject)

struct _WorldExecutor
{
  GObject parent_instance;

  World *world;
  guint life;
};

static void
world_executor_run (TuntasExecutor *executor, TuntasExecutorJob job, gpointer data)
{
  WorldExecutor *self = WORLD_EXECUTOR (executor);
  gboolean lives = self->life == self->world->n_lives;

  if (lives)
    passes (self->world, WORLD_BEFORE_JOB, NULL);
  job (data);
  if (lives)
    passes (self->world, WORLD_AFTER_JOB, NULL);
}

static void
world_executor_iface_init (TuntasExecutorInterface *iface)
{
  iface->run = world_executor_run;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WorldExecutor, world_executor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TUNTAS_TYPE_EXECUTOR, world_executor_iface_init))

static void
world_executor_class_init (WorldExecutorClass *klass)
{
}

static void
world_executor_init (WorldExecutor *self)
{
}

/* Directories */

void
world_remove_directory (const char *path)
{
  faults_remove_directory (path);
  power_disk_remove (path);
}

/* Snapshots never change, so the same ones serve. The lock is held on the file, so it needs one of its own. */
static void
copy_file (const char *from, const char *to, const char *name)
{
  g_autofree char *source = g_build_filename (from, name, NULL);
  g_autofree char *target = g_build_filename (to, name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (g_str_has_prefix (name, "snapshot-") && link (source, target) == 0)
    return;
  g_file_get_contents (source, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (target, contents, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

/* What one life leaves to the next: the databases in memory, the rest real files. */
static void
bequeath (World *self, GRand *random)
{
  g_autofree char *next = world_next_directory (self);
  g_autoptr (GDir) files = g_dir_open (self->directory, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir (next, 0700), ==, 0);
  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    copy_file (self->directory, next, name);
  power_disk_copy (self->directory, next, random);
}

char *
world_next_directory (World *self)
{
  return g_strdup_printf ("%s/%u", self->root, self->n_lives + 1);
}

/* The disk */

static void
mend_cb (gpointer data)
{
  world_mend_disk (data);
}

void
world_break_disk (World *self, gboolean full, gint64 seconds)
{
  TuntasClock *clock = TUNTAS_CLOCK (self->true_clock);

  self->disk_is_bad = self->disk_was_bad = TRUE;
  world_log (self, full ? "the disk is full" : "the disk fails");
  tuntas_clock_wake_at (clock, tuntas_clock_now (clock) + seconds * G_USEC_PER_SEC, mend_cb, self, NULL);
  if (full)
    power_disk_fill ();
  else
    power_disk_fail_at ((guint) g_rand_int_range (self->rand, 0, 20), TRUE, FALSE);
}

void
world_mend_disk (World *self)
{
  if (self->disk_is_bad)
    world_log (self, "the disk is well");
  self->disk_is_bad = FALSE;
  power_disk_heal ();
}

/* Lives */

void
world_drain (World *self)
{
  guint turns = 0;

  while (g_main_context_iteration (NULL, FALSE))
    if (++turns == MOST_TURNS)
      {
        world_fail (self, "the program turns without end");
        return;
      }
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tuntas_desk_open_finish (TUNTAS_DESK (source), result, &error) && self->alive)
    world_fail (self, "the journal cannot be opened: %s", error->message);
}

void
world_start (World *self)
{
  static const WireFuncs funcs = { draw_cb, pass_cb };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaSite) site = tuntas_nossa_site_new_default (WIRE_ORIGIN, &error);
  g_autoptr (TuntasSettingsFile) settings = tuntas_settings_file_new (STATION, -1, "station");
  g_autoptr (TuntasStation) station = tuntas_station_read (settings, NULL, "Asia/Jakarta", "id");
  g_autoptr (WorldExecutor) executor = g_object_new (TYPE_WORLD_EXECUTOR, NULL);
  g_autoptr (TuntasServiceTable) services = tuntas_service_table_new_default (world_get_procedure ());
  g_autoptr (TuntasMailer) mailer = NULL;
  g_autoptr (TuntasNossa) nossa = NULL;

  g_assert_no_error (error);
  self->n_lives++;
  self->alive = TRUE;
  executor->world = self;
  executor->life = self->n_lives;
  mailer = schedule_mailer_new (self);
  self->wire = wire_new (self->nossa, self->true_clock, &funcs, self);
  nossa = tuntas_nossa_new (site, TUNTAS_TRANSPORT (self->wire), TUNTAS_CLOCK (self->clock));
  tuntas_nossa_read_at_once (nossa);
  self->desk = tuntas_desk_new (&(TuntasDeskParts) {
      .clock = TUNTAS_CLOCK (self->clock), .procedure = world_get_procedure (), .nossa = nossa, .mailer = mailer,
      .executor = TUNTAS_EXECUTOR (executor), .random = g_rand_new_with_seed (g_rand_int (self->rand)),
      .directory = self->directory, .vfs = POWER_DISK, .machine_id = "machine", .server = WIRE_ORIGIN, .user = "ayu", .station = station,
      .services = services, .poll_interval = POLL });
  world_mend_disk (self);
  self->disk_was_bad = FALSE;
  world_log (self, "start %u", self->n_lives);
  tuntas_desk_open_async (self->desk, NULL, opened_cb, self);
  world_drain (self);
}

void
world_kill (World *self)
{
  gboolean power;

  if (!self->alive)
    return;
  power = self->power > 0 && g_rand_int_range (self->rand, 0, self->power) == 0;
  self->alive = FALSE;
  self->n_kills++;
  self->n_cuts += power ? 1 : 0;
  world_log (self, power ? "the power goes" : "killed");
  bequeath (self, power ? self->rand : NULL);
  wire_die (self->wire);
}

void
world_bury (World *self)
{
  g_autofree char *old = g_steal_pointer (&self->directory);
  gpointer desk = self->desk;

  g_object_add_weak_pointer (G_OBJECT (desk), &desk);
  g_clear_object (&self->desk);
  world_drain (self);
  if (desk != NULL)
    {
      g_object_remove_weak_pointer (G_OBJECT (desk), &desk);
      world_fail (self, "the desk does not go");
    }
  g_clear_object (&self->wire);
  self->directory = world_next_directory (self);
  world_remove_directory (old);
}

void
world_quit (World *self)
{
  guint life = self->n_lives;

  if (!self->alive)
    return;
  world_log (self, "quits");
  tuntas_desk_sign_out_async (self->desk, NULL, NULL, NULL);
  world_advance (self, 30 * G_USEC_PER_SEC);
  /* It may have been killed on its way out. */
  if (life != self->n_lives || !self->alive)
    return;
  self->alive = FALSE;
  bequeath (self, NULL);
  wire_die (self->wire);
}

void
world_rest (World *self)
{
  world_drain (self);
  while (!self->alive && self->wrong == NULL)
    {
      world_bury (self);
      world_start (self);
    }
}
