/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-tour.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define WIDTH 1366
#define HEIGHT 736
#define LOOK_MILLISECONDS 100
#define PAINT_MILLISECONDS 700 /* until what an act changed is on the screen */
#define PATIENCE (60 * 1000)   /* ms until a step is given up */

/* What is done, and what is then to be seen. */
typedef struct
{
  const char *ticket;
  const char *act;      /* (nullable): only look */
  const char *fields[8]; /* name, value, …, NULL */
  gint64 skip;          /* seconds that are waited before */
  const char *step;     /* (nullable): where the case must then be */
  const char *picture;  /* (nullable): its name, which stays when scenes are added; NULL takes none */
  const char *caption;  /* (nullable): NULL without a picture */
} Scene;

/* The rest is picture and caption, or NULL. */
#define OPEN(id, ...) { id, NULL, { NULL }, 0, NULL, __VA_ARGS__ }
#define RECEIVE(id, ...) \
  { id, "received", { "rfo", "kabel dropcore putus", "repair", "sambung ulang dropcore, Rx -18,2 OK", NULL }, 5, \
    "recheck", __VA_ARGS__ }
#define RECHECK(id, ...) \
  { id, "resolved", { "app", "iBooster", "result", "spec", NULL }, 5, "first-round", __VA_ARGS__ }
#define CALL(id, phone, ...) { id, "call", { "phone", phone, NULL }, 301, NULL, __VA_ARGS__ }
#define RESULT(id, outcome, at, ...) \
  { id, "outcome", { "outcome", outcome, "who", "PIC", NULL }, 28, at, __VA_ARGS__ }
#define ACT(id, name, at, ...) { id, name, { NULL }, 3, at, __VA_ARGS__ }
#define WAIT(id, seconds, at, ...) { id, NULL, { NULL }, seconds, at, __VA_ARGS__ }

static const Scene scenes[] = {
  /* IndiHome, three calls unanswered: closed by 1.2.10. */
  OPEN ("IN190001091", "queue", N_("The queue, and a ticket as it comes (1.2.1)")),
  RECEIVE ("IN190001091",
           "checks", N_("RFO and repair are known; the supporting applications are checked again (1.2.2)")),
  RECHECK ("IN190001091", "first-round", N_("Calling the customer, at least three times (1.2.3)")),
  CALL ("IN190001091", "08000000121", "call", N_("A call is under way")),
  RESULT ("IN190001091", "no-answer", "first-round",
          "not-answered", N_("Not answered: the next call is advised in five minutes")),
  CALL ("IN190001091", "08000000121", NULL),
  RESULT ("IN190001091", "busy", "first-round", NULL),
  CALL ("IN190001091", "08000000121", NULL),
  RESULT ("IN190001091", "no-answer", "first-round",
          "unreached", N_("Three calls: now the ticket may be closed (1.2.10)")),
  ACT ("IN190001091", "close-unreached", "end", "take-back", N_("Closed; for ten seconds it can be taken back")),
  WAIT ("IN190001091", 15, "end", "read-back", N_("Note and status are read back from Nossa")),

  /* Datin by day: pended for an hour, informed, called again, closed with permission. */
  RECEIVE ("IN190001007", NULL),
  RECHECK ("IN190001007", NULL),
  CALL ("IN190001007", "08000000101", NULL),
  RESULT ("IN190001007", "no-answer", NULL, NULL),
  CALL ("IN190001007", "08000000101", NULL),
  RESULT ("IN190001007", "inactive", NULL, NULL),
  CALL ("IN190001007", "08000000101", NULL),
  RESULT ("IN190001007", "mailbox", "first-round",
          "to-pend", N_("A datin customer not reached: the ticket is to be pended (1.2.6)")),
  ACT ("IN190001007", "pend", "inform", "inform", N_("Pended; e-mail and note come next (1.2.7)")),
  ACT ("IN190001007", "inform", "wait",
       "waiting", N_("Waiting for the ticket to be active again, with three receipts")),
  WAIT ("IN190001007", 50400, "follow-up", "active-again", N_("Active again: called at most three times (1.2.8)")),
  CALL ("IN190001007", "08000000101", NULL),
  RESULT ("IN190001007", "connected", "confirm", "confirm", N_("Reached: tell, ask, and ask permission (1.2.5)")),
  { "IN190001007", "normal-close", { "told", "true", NULL }, 40, "end", "closed", N_("Closed with permission") },

  /* Datin, reached, monitoring requested. */
  RECEIVE ("IN190001014", NULL),
  RECHECK ("IN190001014", NULL),
  CALL ("IN190001014", "08000000102", NULL),
  RESULT ("IN190001014", "connected", "confirm", NULL),
  { "IN190001014", "normal-monitoring", { "told", "true", NULL }, 40, "end", NULL },
  WAIT ("IN190001014", 15, "end", "monitoring", N_("A new ticket for monitoring, and the old one closed")),

  /* POTS, still in trouble: given back. */
  RECEIVE ("IN190001168", NULL),
  RECHECK ("IN190001168", NULL),
  CALL ("IN190001168", "08000000141", NULL),
  RESULT ("IN190001168", "connected", "confirm", NULL),
  { "IN190001168", "not-normal", { "complaint", "suara masih putus-putus", NULL }, 40, "end",
    "not-normal", N_("Still in trouble: given back to the technicians, not closed") },

  /* The coordinator is asked. */
  RECEIVE ("IN190001098", NULL),
  RECHECK ("IN190001098", NULL),
  { "IN190001098", "escalate", { "question", "pelanggan meminta ganti rugi", NULL }, 3, "held",
    "coordinator", N_("Waiting for the coordinator's decision") },
};

struct _TuntasTour
{
  GObject parent_instance;

  TuntasApplication *application;
  char *directory;
  GString *index;
  guint scene;
  guint pictures;
  guint waited;     /* ms, for what the scene began */
  gboolean sent;    /* the scene's act was tried */
  gboolean failed;
  guint source;
};

G_DEFINE_FINAL_TYPE (TuntasTour, tuntas_tour, G_TYPE_OBJECT)

static void
fail (TuntasTour *self, const char *reason)
{
  const Scene *scene = &scenes[MIN (self->scene, G_N_ELEMENTS (scenes) - 1)];

  g_printerr ("tour: %s, %s: %s\n", scene->ticket, scene->act != NULL ? scene->act : "-", reason);
  self->failed = TRUE;
}

/* (transfer full) (nullable): what the window looks like; NULL between a change and the frame that paints it. */
static GdkTexture *
picture_window (GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
  node = gtk_snapshot_to_node (g_object_ref (snapshot));
  if (node == NULL)
    return NULL;
  return gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
}

/* FALSE where there is nothing to be seen yet. */
static gboolean
take_picture (TuntasTour *self, GtkWidget *window, const Scene *scene)
{
  g_autoptr (GdkTexture) texture = picture_window (window);
  g_autofree char *name = g_strconcat (scene->picture, ".png", NULL);
  g_autofree char *path = g_build_filename (self->directory, name, NULL);
  g_autofree char *text = g_markup_escape_text (_(scene->caption), -1);

  if (texture == NULL)
    return FALSE;
  if (!gdk_texture_save_to_png (texture, path))
    fail (self, "the picture could not be saved");
  g_string_append_printf (self->index, "<figure><img src=\"%s\" alt=\"%s\"><figcaption>%u. %s</figcaption></figure>\n",
                          name, text, ++self->pictures, text);
  return TRUE;
}

static void
write_index (TuntasTour *self)
{
  g_autofree char *path = g_build_filename (self->directory, "index.html", NULL);
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;

  page = g_strdup_printf ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>Tuntas</title><style>"
                          "body{font-family:sans-serif;max-width:1400px;margin:2em auto}img{width:100%%;border:1px solid "
                          "#ccc}figure{margin:0 0 2em}</style></head><body><h1>Tuntas</h1>\n%s</body></html>\n",
                          self->index->str);
  if (!g_file_set_contents (path, page, -1, &error))
    fail (self, error->message);
  else
    g_print ("%s\n", path);
}

static void
end (TuntasTour *self)
{
  self->source = 0;
  write_index (self);
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "quit", NULL);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TuntasTour) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasApplied) applied = tuntas_desk_act_finish (TUNTAS_DESK (source), result, &error);

  if (applied == NULL)
    fail (self, error->message);
  else if (!applied->accepted)
    fail (self, ((TuntasRefusal *) g_ptr_array_index (applied->refusals, 0))->code);
}

static void
begin_scene (TuntasTour *self, TuntasWindow *window, TuntasDesk *desk, TuntasDeskItem *item, const Scene *scene)
{
  if (scene->skip > 0)
    tuntas_workplace_skip (tuntas_window_get_workplace (window), scene->skip);
  g_action_group_activate_action (G_ACTION_GROUP (window), "show-ticket", g_variant_new_string (scene->ticket));
  if (scene->act != NULL)
    {
      g_autoptr (TuntasAct) act = tuntas_act_new (scene->act);

      for (guint i = 0; scene->fields[i] != NULL; i += 2)
        tuntas_act_set (act, scene->fields[i], scene->fields[i + 1]);
      tuntas_desk_act_async (desk, item, act, NULL, acted_cb, g_object_ref (self));
    }
  self->sent = TRUE;
  self->waited = 0;
}

/* Why a scene does not come to rest: for whoever has to find out. */
static void
print_sendings (TuntasDesk *desk, TuntasDeskItem *item)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (item);

  g_printerr ("tour: step %s, connection %d\n", tuntas_case_get_step (tuntas_desk_item_get_case (item))->id,
              tuntas_desk_get_sync_state (desk));
  for (guint i = 0; i < sendings->len; i++)
    {
      const TuntasSending *sending = g_ptr_array_index (sendings, i);

      g_printerr ("tour: %s: state %d, %s, %s\n", tuntas_effect_kind_nick (sending->kind), sending->state,
                  sending->code != NULL ? sending->code : "-", sending->reason != NULL ? sending->reason : "-");
    }
}

/* Whether what the scene began has come to rest: the case is where it should be, and nothing is on its way that does
 * not wait for its time. */
static gboolean
is_at_rest (TuntasDeskItem *item, const Scene *scene, gint64 now)
{
  GPtrArray *sendings = tuntas_desk_item_get_sendings (item);

  if (tuntas_desk_item_is_busy (item) ||
      (scene->step != NULL &&
       g_strcmp0 (tuntas_case_get_step (tuntas_desk_item_get_case (item))->id, scene->step) != 0))
    return FALSE;
  for (guint i = 0; i < sendings->len; i++)
    {
      const TuntasSending *sending = g_ptr_array_index (sendings, i);

      if (sending->state == TUNTAS_SENDING_HELD && sending->not_before > now)
        return TRUE;
      if (sending->state != TUNTAS_SENDING_PROVED && sending->state != TUNTAS_SENDING_CANCELLED)
        return FALSE;
    }
  return TRUE;
}

static gboolean look_cb (gpointer user_data);

/* The next look: what is pictured must have been painted by then. */
static void
look_again (TuntasTour *self)
{
  guint milliseconds = self->sent && scenes[self->scene].picture != NULL ? PAINT_MILLISECONDS : LOOK_MILLISECONDS;

  self->waited += milliseconds;
  self->source = g_timeout_add (milliseconds, look_cb, self);
}

static void
next_scene (TuntasTour *self)
{
  self->sent = FALSE;
  if (++self->scene < G_N_ELEMENTS (scenes))
    look_again (self);
  else
    end (self);
}

static gboolean
look_cb (gpointer user_data)
{
  TuntasTour *self = user_data;
  TuntasWindow *window = tuntas_application_get_window (self->application);
  TuntasDesk *desk = window != NULL ? tuntas_window_get_desk (window) : NULL;
  const Scene *scene = &scenes[self->scene];
  TuntasDeskItem *item = desk != NULL ? tuntas_desk_find_item (desk, scene->ticket) : NULL;
  gint64 now = desk != NULL ? tuntas_clock_now_seconds (tuntas_desk_get_clock (desk)) : 0;

  if (item != NULL && !self->sent && !self->failed)
    begin_scene (self, window, desk, item, scene);
  else if (item != NULL && is_at_rest (item, scene, now) && !self->failed &&
           (scene->picture == NULL || take_picture (self, GTK_WIDGET (window), scene)))
    {
      next_scene (self);
      return G_SOURCE_REMOVE;
    }
  else if (self->waited > PATIENCE && !self->failed)
    {
      fail (self, "it did not come to rest");
      if (item != NULL)
        print_sendings (desk, item);
    }
  if (self->failed)
    end (self);
  else
    look_again (self);
  return G_SOURCE_REMOVE;
}

static void
activated_cb (GApplication *application, TuntasTour *self)
{
  if (self->source != 0)
    return;
  gtk_window_unmaximize (GTK_WINDOW (tuntas_application_get_window (self->application)));
  gtk_window_set_default_size (GTK_WINDOW (tuntas_application_get_window (self->application)), WIDTH, HEIGHT);
  look_again (self);
}

gboolean
tuntas_tour_succeeded (TuntasTour *self)
{
  return !self->failed && self->scene == G_N_ELEMENTS (scenes);
}

static void
tuntas_tour_finalize (GObject *object)
{
  TuntasTour *self = TUNTAS_TOUR (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->application);
  g_free (self->directory);
  g_string_free (self->index, TRUE);

  G_OBJECT_CLASS (tuntas_tour_parent_class)->finalize (object);
}

static void
tuntas_tour_class_init (TuntasTourClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_tour_finalize;
}

static void
tuntas_tour_init (TuntasTour *self)
{
  self->index = g_string_new (NULL);
}

TuntasTour *
tuntas_tour_new (TuntasApplication *application, const char *directory)
{
  static const TuntasTrainingChoice shift = { .scenario = TUNTAS_SAMPLE_SHIFT, .speed = 1 };
  TuntasTour *self = g_object_new (TUNTAS_TYPE_TOUR, NULL);

  self->application = g_object_ref (application);
  self->directory = g_strdup (directory);
  if (g_mkdir_with_parents (directory, 0777) != 0)
    fail (self, g_strerror (errno));
  tuntas_application_set_start_in_training (application, &shift);
  g_signal_connect_object (application, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_AFTER);
  return self;
}
