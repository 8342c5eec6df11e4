/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schedule-world.h"

#include "power-disk.h"
#include "schedule-life.h"
#include "tuntas-data.h"
#include "tuntas-journal.h"

#define START G_GINT64_CONSTANT (1795399200) /* 2026-11-23T09:00:00+07:00 */
#define RESOURCES "/io/github/tuntas/Tuntas/"
#define MOST_TURNS 100000

/* What all worlds share: it never changes. */

static GBytes *
resource (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_resource_lookup_data (tuntas_data_get_resource (), path, 0, &error);

  g_assert_no_error (error);
  return bytes;
}

TuntasProcedure *
world_get_procedure (void)
{
  static TuntasProcedure *procedure;

  if (procedure == NULL)
    {
      g_autoptr (GBytes) bytes = resource ("procedures/IN.OCC.TENESA.W-03.json");
      g_autoptr (GError) error = NULL;

      procedure = tuntas_procedure_new_from_bytes (bytes, "W-03", &error);
      g_assert_no_error (error);
    }
  return procedure;
}

/* A few tickets, most of the family that has the longest way. */
static GBytes *
scenario (void)
{
  static const char *const services[] = { "ASTINET", "VPN IP", "INTERNET", "METRO-E" };
  GString *text = g_string_new ("{\"title\":\"small\",\"settings\":{\"context\":\"maximo\",\"zone\":\"+07:00\","
                                "\"start\":\"now\",\"reactivate\":\"us\",\"ticket_prefix\":\"IN\",\"object_structures\":"
                                "{\"mxincident\":\"INCIDENT\",\"mxapiincident\":\"INCIDENT\"}},\"users\":["
                                "{\"user\":\"ayu\",\"password\":\"latihan\",\"person\":\"AYU\",\"display_name\":\"Ayu\"},"
                                "{\"user\":\"bagas\",\"password\":\"latihan\",\"person\":\"BAGAS\",\"display_name\":\"B\"}],"
                                "\"tickets\":[");

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    g_string_append_printf (text, "%s{\"ticketid\":\"IN19000010%02u\",\"class\":\"INCIDENT\",\"status\":\"SALAMSIM\","
                            "\"owner\":\"AYU\",\"ownergroup\":\"TIER1\",\"description\":\"PUTUS\","
                            "\"customername\":\"PT Contoh %u\",\"contactname\":\"Budi\",\"affectedphone\":\"080000001%02u\","
                            "\"affectedemail\":\"noc%u@contoh.example\",\"customersegment\":\"DES\",\"servicetype\":\"%s\","
                            "\"serviceid\":\"12033%u\",\"serviceno\":\"4700001-00000001%02u\",\"witel\":\"BANDUNG\","
                            "\"regional\":\"REG-3\",\"workzone\":\"LBG\",\"reportedpriority\":3,"
                            "\"reportdate\":\"-04:10:00\",\"statusdate\":\"-00:35:00\",\"changeby\":\"TEKNISI1\"}",
                            i > 0 ? "," : "", i, i, i, i, services[i], i, i);
  g_string_append (text, "]}");
  return g_string_free_to_bytes (text);
}

/* Words */

void
world_log (World *self, const char *format, ...)
{
  gint64 now = tuntas_clock_now (TUNTAS_CLOCK (self->true_clock)) / 1000 - START * 1000;
  va_list args;

  g_string_append_printf (self->log, "%6" G_GINT64_FORMAT ".%03d ", now / 1000, (int) (now % 1000));
  va_start (args, format);
  g_string_append_vprintf (self->log, format, args);
  va_end (args);
  g_string_append_c (self->log, '\n');
}

void
world_fail (World *self, const char *format, ...)
{
  va_list args;

  if (self->wrong != NULL)
    return;
  va_start (args, format);
  self->wrong = g_strdup_vprintf (format, args);
  va_end (args);
  world_log (self, "WRONG %s", self->wrong);
}

/* Time */

static gint64
until_next (World *self)
{
  gint64 at_true = tuntas_test_clock_get_next (self->true_clock), at = tuntas_test_clock_get_next (self->clock);
  gint64 now_true = tuntas_clock_now (TUNTAS_CLOCK (self->true_clock)), now = tuntas_clock_now (TUNTAS_CLOCK (self->clock));

  return MAX (MIN (at_true == G_MAXINT64 ? G_MAXINT64 : at_true - now_true, at == G_MAXINT64 ? G_MAXINT64 : at - now), 0);
}

/* Both clocks go on; each instant at which something waits is reached by itself. */
gint64
world_advance_to_next (World *self, gint64 most)
{
  gint64 step;

  world_rest (self);
  step = MIN (until_next (self), most);
  tuntas_test_clock_advance (self->true_clock, step);
  world_rest (self);
  tuntas_test_clock_advance (self->clock, step);
  world_rest (self);
  return step;
}

void
world_advance (World *self, gint64 microseconds)
{
  guint turns = 0;

  while (microseconds > 0 && self->wrong == NULL)
    {
      microseconds -= world_advance_to_next (self, microseconds);
      if (++turns == MOST_TURNS)
        world_fail (self, "time does not go on");
    }
}

/* The agent's hand */

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *self = user_data;
  g_autoptr (GError) error = NULL;

  tuntas_desk_sign_in_finish (TUNTAS_DESK (source), result, &error);
  world_log (self, "signed in: %s", error != NULL ? error->message : "yes");
}

void
world_sign_in (World *self)
{
  self->n_sign_ins++;
  tuntas_desk_sign_in_async (self->desk, "latihan", NULL, signed_in_cb, self);
  world_advance (self, G_USEC_PER_SEC);
}

typedef struct
{
  World *world;
  guint life;
  char *ticket;
  char *said;
  gboolean done;
} Tried;

static void
acknowledge (World *self, const char *ticket, const TuntasApplied *applied)
{
  WorldAck *ack = g_new0 (WorldAck, 1);

  ack->ticket = g_strdup (ticket);
  ack->seq = applied->act_seq;
  ack->event = tuntas_event_to_json (g_ptr_array_index (tuntas_case_get_events (applied->next), applied->act_seq - 1));
  ack->kinds = g_ptr_array_new ();
  for (guint i = 0; i < applied->effects->len; i++)
    g_ptr_array_add (ack->kinds, (gpointer) tuntas_effect_kind_nick (
                                     ((const TuntasEffect *) g_ptr_array_index (applied->effects, i))->kind));
  g_ptr_array_add (self->acks, ack);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tried *tried = user_data;
  World *self = tried->world;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasApplied) applied = tuntas_desk_act_finish (TUNTAS_DESK (source), result, &error);

  tried->done = TRUE;
  /* The dead say nothing to anybody. */
  if (tried->life != self->n_lives || !self->alive)
    return;
  if (applied == NULL &&
      ((self->disk_is_bad && g_error_matches (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_NOT_SAVED)) ||
       (self->disk_was_bad && g_error_matches (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_LOADED_AGAIN))))
    {
      self->n_not_saved++;
      return;
    }
  if (applied == NULL)
    {
      world_fail (self, "an act was not saved: %s", error->message);
      return;
    }
  if (applied->accepted)
    acknowledge (self, tried->ticket, applied);
  tried->said = g_strdup (applied->accepted         ? ""
                          : applied->refusals->len > 0
                              ? ((const TuntasRefusal *) g_ptr_array_index (applied->refusals, 0))->code
                              : "?");
}

char *
world_act (World *self, TuntasDeskItem *item, TuntasAct *act)
{
  Tried tried = { self, self->n_lives, g_strdup (tuntas_desk_item_get_id (item)), NULL, FALSE };

  tuntas_desk_act_async (self->desk, item, act, NULL, tried_cb, &tried);
  world_rest (self);
  world_log (self, "act %s %s: %s", tried.ticket, tuntas_act_get_id (act), tried.said != NULL ? tried.said : "-");
  if (!tried.done)
    world_fail (self, "an act was never answered");
  g_free (tried.ticket);
  return tried.said;
}

/* For the judge */

const WorldWrite *
world_find_write (World *self, const char *key, guint *n)
{
  const WorldWrite *found = NULL;
  guint all = 0;

  for (guint i = 0; i < self->writes->len; i++)
    {
      const WorldWrite *write = g_ptr_array_index (self->writes, i);

      if (write->n == 0 || g_strcmp0 (write->key, key) != 0)
        continue;
      all++;
      found = found != NULL ? found : write;
    }
  if (n != NULL)
    *n = all;
  return found;
}

guint
world_count_mail (World *self, const char *message_id, guint *at)
{
  guint n = 0;

  for (guint i = 0; i < self->mails->len; i++)
    {
      const WorldMail *mail = g_ptr_array_index (self->mails, i);

      if (g_strcmp0 (mail->message_id, message_id) != 0)
        continue;
      if (n++ == 0 && at != NULL)
        *at = mail->at;
    }
  return n;
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
open_and_close (const char *directory)
{
  g_autoptr (TuntasExecutor) executor = tuntas_executor_new_inline ();
  g_autoptr (GAsyncResult) opened = NULL, closed = NULL;
  g_autoptr (TuntasStore) store = NULL;
  g_autoptr (GError) error = NULL;

  tuntas_store_open_async (directory, "machine", START, POWER_DISK, executor, NULL, keep_result_cb, &opened);
  while (opened == NULL)
    g_main_context_iteration (NULL, TRUE);
  store = tuntas_store_open_finish (opened, &error);
  g_assert_no_error (error);
  tuntas_store_close_async (store, NULL, keep_result_cb, &closed);
  while (closed == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (tuntas_store_close_finish (store, closed, NULL));
}

TuntasStoreContents *
world_load (World *self)
{
  g_autofree char *look = g_build_filename (self->root, "look", NULL);
  TuntasStoreContents *contents = tuntas_store_contents_new ();
  g_autoptr (GError) error = NULL;
  TuntasJournal *journal;

  power_disk_copy (self->directory, look, NULL);
  journal = tuntas_journal_open (look, POWER_DISK, "machine",
                                 tuntas_clock_now_seconds (TUNTAS_CLOCK (self->clock)), &error);
  g_assert_no_error (error);
  tuntas_journal_load (journal, contents, &error);
  g_assert_no_error (error);
  tuntas_journal_close (journal);
  world_remove_directory (look);
  return contents;
}

/* Beginning and end */

static void
write_free (gpointer data)
{
  g_free (((WorldWrite *) data)->key);
  g_free (data);
}

static void
mail_free (gpointer data)
{
  g_free (((WorldMail *) data)->message_id);
  g_free (data);
}

static void
ack_free (gpointer data)
{
  WorldAck *ack = data;

  g_free (ack->ticket);
  g_free (ack->event);
  g_ptr_array_unref (ack->kinds);
  g_free (ack);
}

/* The directory of a journal and a cache that were made and closed. */
static const char *
new_journal (void)
{
  static const char directory[] = "/new-journal";
  static gboolean made;
  g_autofree char *path = NULL;

  if (made)
    return directory;
  made = TRUE;
  path = g_dir_make_tmp ("tuntas-world-XXXXXX", NULL);
  open_and_close (path);
  power_disk_copy (path, directory, NULL);
  world_remove_directory (path);
  return directory;
}

World *
world_new (guint64 seed, const WorldFuncs *funcs, gpointer data)
{
  World *self = g_new0 (World, 1);
  const guint32 seeds[] = { (guint32) seed, (guint32) (seed >> 32) };
  g_autoptr (GBytes) tickets = scenario ();
  g_autoptr (GError) error = NULL;

  /* The server's session ids come from there. */
  g_random_set_seed ((guint32) seed);
  self->rand = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  self->funcs = *funcs;
  self->data = data;
  self->log = g_string_new (NULL);
  self->sent_again = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->writes = g_ptr_array_new_with_free_func (write_free);
  self->mails = g_ptr_array_new_with_free_func (mail_free);
  self->acks = g_ptr_array_new_with_free_func (ack_free);
  self->true_clock = tuntas_test_clock_new (START * G_USEC_PER_SEC);
  self->clock = tuntas_test_clock_new (START * G_USEC_PER_SEC);
  self->nossa = tuntas_simulator_new (TUNTAS_CLOCK (self->true_clock));
  tuntas_simulator_load_scenario (self->nossa, tickets, "small", &error);
  g_assert_no_error (error);
  power_disk_register ();
  self->root = g_dir_make_tmp ("tuntas-world-XXXXXX", &error);
  g_assert_no_error (error);
  self->directory = world_next_directory (self);
  /* Most journals are as they are after the first start, so that not each world has to make one. */
  if (g_rand_int_range (self->rand, 0, 8) != 0)
    power_disk_copy (new_journal (), self->directory, NULL);
  world_start (self);
  return self;
}

void
world_free (World *self)
{
  g_autofree char *last = NULL;

  /* As a kill, but that nobody goes on. */
  self->alive = FALSE;
  wire_die (self->wire);
  world_bury (self);
  last = g_steal_pointer (&self->directory);
  world_remove_directory (last);
  /* What still is on its way arrives, and has nobody to tell. */
  while (tuntas_test_clock_get_next (self->true_clock) != G_MAXINT64)
    tuntas_test_clock_advance (self->true_clock, MAX (until_next (self), 0));
  g_hash_table_unref (self->sent_again);
  g_object_unref (self->nossa);
  g_object_unref (self->clock);
  g_object_unref (self->true_clock);
  world_remove_directory (self->root);
  g_rand_free (self->rand);
  g_ptr_array_unref (self->writes);
  g_ptr_array_unref (self->mails);
  g_ptr_array_unref (self->acks);
  g_string_free (self->log, TRUE);
  g_free (self->root);
  g_free (self->wrong);
  g_free (self);
}
