/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-driver.h"

#include "tuntas-keys.h"
#include "tuntas-programs.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

#define PAUSE_MS 30       /* between two looks; the main context goes on meanwhile */
#ifdef __SANITIZE_ADDRESS__
#define PATIENCE_MS 60000
#define ANSWER_MS 20000
#else
#define PATIENCE_MS 30000
#define ANSWER_MS 5000    /* for one call over the bus: the program may be busy on a slow machine */
#endif

struct _TuntasDriver
{
  GObject parent_instance;

  guint patience;
  AtspiAccessible *program; /* the program's root on the bus */
  GPid pid;                 /* its process */
};

G_DEFINE_FINAL_TYPE (TuntasDriver, tuntas_driver, G_TYPE_OBJECT)

static gboolean
elapsed_cb (gpointer user_data)
{
  gboolean *elapsed = user_data;

  *elapsed = TRUE;
  return G_SOURCE_REMOVE;
}

static void
pause_in_loop (void)
{
  gboolean elapsed = FALSE;

  g_timeout_add (PAUSE_MS, elapsed_cb, &elapsed);
  while (!elapsed)
    g_main_context_iteration (NULL, TRUE);
}

gboolean
tuntas_driver_wait (TuntasDriver *self, gboolean (*func) (gpointer user_data), gpointer user_data)
{
  gint64 deadline = g_get_monotonic_time () + self->patience * G_TIME_SPAN_MILLISECOND;

  /* What the program asks of this process, such as showing a notification, is answered also where nothing is waited for. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  while (!func (user_data))
    {
      if (g_get_monotonic_time () >= deadline)
        return FALSE;
      pause_in_loop ();
    }
  return TRUE;
}

static AtspiAccessible *
find_now (TuntasDriver *self, AtspiAccessible *below, const TuntasAccessibleQuery *query)
{
  return tuntas_accessible_search (below != NULL ? below : self->program, query);
}

void
tuntas_driver_fail (TuntasDriver *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (self->program != NULL)
    tuntas_accessible_dump (self->program, 0);
  tuntas_driver_picture (self, "failure");
  /* Nobody else would end it, and it holds this process's standard error open. */
  if (self->pid != 0)
    kill (self->pid, SIGKILL);
  g_assertion_message (G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC, message);
  abort ();
}

static void G_GNUC_NORETURN
fail_query (TuntasDriver *self, const TuntasAccessibleQuery *query, const char *what)
{
  g_autofree char *role = query->role == ATSPI_ROLE_INVALID ? g_strdup ("control")
                                                            : atspi_role_get_name (query->role);

  tuntas_driver_fail (self, "%s \"%s\" %s within %u ms", role, query->name, what, self->patience);
}

/* One try to do something with what was found; FALSE asks for another one. */
typedef gboolean (*UseFunc) (AtspiAccessible *node, gpointer user_data);

typedef struct
{
  TuntasDriver *self;
  AtspiAccessible *below;
  const TuntasAccessibleQuery *query;
  UseFunc use;
  gpointer user_data;
  gboolean found;
} Use;

static gboolean
try_use (gpointer user_data)
{
  Use *use = user_data;
  g_autoptr (AtspiAccessible) node = find_now (use->self, use->below, use->query);

  use->found = node != NULL;
  return node != NULL && use->use (node, use->user_data);
}

/* A control may go between being found and being used (a dialog that closes): then it is looked for again. */
static void
find_and_use (TuntasDriver *self, AtspiAccessible *below, const TuntasAccessibleQuery *query, UseFunc func,
              gpointer user_data)
{
  Use use = { self, below, query, func, user_data, FALSE };

  if (!tuntas_driver_wait (self, try_use, &use))
    fail_query (self, query, use.found ? "could not be used" : "was not there");
}

static gboolean
keep (AtspiAccessible *node, gpointer user_data)
{
  AtspiAccessible **found = user_data;

  *found = g_object_ref (node);
  return TRUE;
}

AtspiAccessible *
tuntas_driver_find (TuntasDriver *self, AtspiAccessible *below, AtspiRole role, const char *name)
{
  TuntasAccessibleQuery query = { role, name, FALSE };
  AtspiAccessible *found = NULL;

  g_return_val_if_fail (TUNTAS_IS_DRIVER (self), NULL);

  find_and_use (self, below, &query, keep, &found);
  return found;
}

gboolean
tuntas_driver_shows (TuntasDriver *self, AtspiAccessible *below, AtspiRole role, const char *name)
{
  TuntasAccessibleQuery query = { role, name, FALSE };
  g_autoptr (AtspiAccessible) node = NULL;

  g_return_val_if_fail (TUNTAS_IS_DRIVER (self), FALSE);

  node = find_now (self, below, &query);
  return node != NULL;
}

void
tuntas_driver_ask_for_no_window (TuntasDriver *self)
{
  g_autoptr (AtspiAccessible) none = NULL;

  tuntas_accessible_forget_children (self->program);
  none = atspi_accessible_get_child_at_index (self->program, 1000, NULL);
}

gboolean
tuntas_driver_is_in_sight (TuntasDriver *self, AtspiAccessible *below, AtspiRole role, const char *name, int height)
{
  TuntasAccessibleQuery query = { role, name, FALSE };
  g_autoptr (AtspiAccessible) node = NULL;
  g_autoptr (AtspiComponent) component = NULL;
  AtspiRect *extents = NULL;
  gboolean in_sight;

  g_return_val_if_fail (TUNTAS_IS_DRIVER (self), FALSE);

  node = find_now (self, below, &query);
  component = node != NULL ? atspi_accessible_get_component_iface (node) : NULL;
  if (component != NULL)
    extents = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);
  in_sight = extents != NULL && extents->y >= 0 && extents->y + extents->height <= height;
  g_free (extents);
  return in_sight;
}

static gboolean
is_gone (gpointer user_data)
{
  Use *use = user_data;
  g_autoptr (AtspiAccessible) node = find_now (use->self, use->below, use->query);

  return node == NULL;
}

static void
wait_gone (TuntasDriver *self, AtspiAccessible *below, const TuntasAccessibleQuery *query)
{
  Use use = { self, below, query, NULL, NULL, FALSE };

  if (!tuntas_driver_wait (self, is_gone, &use))
    fail_query (self, query, "did not go");
}

void
tuntas_driver_wait_gone (TuntasDriver *self, AtspiAccessible *below, AtspiRole role, const char *name)
{
  TuntasAccessibleQuery query = { role, name, FALSE };

  g_return_if_fail (TUNTAS_IS_DRIVER (self));

  wait_gone (self, below, &query);
}

void
tuntas_driver_wait_text (TuntasDriver *self, AtspiAccessible *below, const char *text)
{
  TuntasAccessibleQuery query = { ATSPI_ROLE_INVALID, text, TRUE };
  g_autoptr (AtspiAccessible) found = NULL;

  g_return_if_fail (TUNTAS_IS_DRIVER (self));

  find_and_use (self, below, &query, keep, &found);
}

void
tuntas_driver_wait_no_text (TuntasDriver *self, AtspiAccessible *below, const char *text)
{
  TuntasAccessibleQuery query = { ATSPI_ROLE_INVALID, text, TRUE };

  g_return_if_fail (TUNTAS_IS_DRIVER (self));

  wait_gone (self, below, &query);
}

static gboolean
press_node (AtspiAccessible *node, gpointer user_data)
{
  g_autoptr (AtspiAction) action = atspi_accessible_get_action_iface (node);

  return action != NULL && atspi_action_do_action (action, 0, NULL);
}

void
tuntas_driver_press (TuntasDriver *self, AtspiAccessible *below, AtspiRole role, const char *name)
{
  TuntasAccessibleQuery query = { role, name, FALSE };

  g_return_if_fail (TUNTAS_IS_DRIVER (self));

  find_and_use (self, below, &query, press_node, NULL);
}

static gboolean
is_pressed (AtspiAccessible *node, gpointer user_data)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (node);

  return states != NULL && atspi_state_set_contains (states, ATSPI_STATE_PRESSED);
}

void
tuntas_driver_wait_pressed (TuntasDriver *self, AtspiAccessible *below, const char *name)
{
  TuntasAccessibleQuery query = { ATSPI_ROLE_PUSH_BUTTON, name, FALSE };

  g_return_if_fail (TUNTAS_IS_DRIVER (self));

  find_and_use (self, below, &query, is_pressed, NULL);
}

static gboolean
click_node (AtspiAccessible *node, gpointer user_data)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (node);
  AtspiRect *extents = NULL;

  if (component != NULL && tuntas_keys_have_focus ())
    extents = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);
  if (extents == NULL)
    return FALSE;
  tuntas_keys_click (extents->x + extents->width / 2, extents->y + extents->height / 2);
  g_free (extents);
  return TRUE;
}

void
tuntas_driver_click (TuntasDriver *self, AtspiAccessible *below, AtspiRole role, const char *name)
{
  TuntasAccessibleQuery query = { role, name, FALSE };

  g_return_if_fail (TUNTAS_IS_DRIVER (self));

  find_and_use (self, below, &query, click_node, NULL);
}

static gboolean
fill_node (AtspiAccessible *node, gpointer user_data)
{
  g_autoptr (AtspiEditableText) editable = atspi_accessible_get_editable_text_iface (node);

  return editable != NULL && atspi_editable_text_set_text_contents (editable, user_data, NULL);
}

void
tuntas_driver_set_text (TuntasDriver *self, AtspiAccessible *below, const char *name, const char *text)
{
  TuntasAccessibleQuery query = { ATSPI_ROLE_ENTRY, name, FALSE };

  g_return_if_fail (TUNTAS_IS_DRIVER (self));

  find_and_use (self, below, &query, fill_node, (gpointer) text);
}

static gboolean
read_node (AtspiAccessible *node, gpointer user_data)
{
  char **text = user_data;

  *text = tuntas_accessible_dup_text (node);
  if (*text == NULL)
    *text = tuntas_accessible_dup_raw_name (node);
  return *text != NULL;
}

char *
tuntas_driver_dup_text (TuntasDriver *self, AtspiAccessible *below, AtspiRole role, const char *name)
{
  TuntasAccessibleQuery query = { role, name, FALSE };
  char *text = NULL;

  g_return_val_if_fail (TUNTAS_IS_DRIVER (self), NULL);

  find_and_use (self, below, &query, read_node, &text);
  return text;
}

GStrv
tuntas_driver_list_names (TuntasDriver *self, AtspiAccessible *below, AtspiRole role)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_return_val_if_fail (TUNTAS_IS_DRIVER (self), NULL);

  tuntas_accessible_collect_names (below != NULL ? below : self->program, role, names, 0);
  return g_strv_builder_end (names);
}

static gboolean
have_focus (gpointer user_data)
{
  return tuntas_keys_have_focus ();
}

void
tuntas_driver_key (TuntasDriver *self, const char *key)
{
  g_return_if_fail (TUNTAS_IS_DRIVER (self));

  if (!tuntas_driver_wait (self, have_focus, NULL))
    tuntas_driver_fail (self, "No window has the keyboard for %s", key);
  if (!tuntas_keys_press (key))
    tuntas_driver_fail (self, "There is no key %s", key);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean *saved = user_data;

  if (!g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error))
    g_printerr ("The picture could not be saved: %s\n", error->message);
  *saved = TRUE;
}

void
tuntas_driver_picture (TuntasDriver *self, const char *name)
{
  const char *folder = g_getenv ("TUNTAS_TEST_PICTURES");
  g_autofree char *built = g_test_build_filename (G_TEST_BUILT, "pictures", NULL);
  g_autofree char *base = g_strconcat (name, ".png", NULL);
  g_autofree char *file = g_build_filename (folder != NULL ? folder : built, base, NULL);
  g_autofree char *parent = g_path_get_dirname (file);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  gboolean saved = FALSE;

  g_mkdir_with_parents (parent, 0755);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "import", "-window", "root", file, NULL);
  if (process == NULL)
    {
      g_printerr ("The picture could not be taken: %s\n", error->message);
      return;
    }
  g_subprocess_wait_check_async (process, NULL, saved_cb, &saved);
  while (!saved)
    g_main_context_iteration (NULL, TRUE);
}

void
tuntas_driver_set_patience (TuntasDriver *self, guint milliseconds)
{
  g_return_if_fail (TUNTAS_IS_DRIVER (self));

  self->patience = milliseconds;
}

typedef struct
{
  TuntasDriver *self;
  const char *name; /* (nullable) */
} Wanted;

static gboolean
find_program (gpointer user_data)
{
  Wanted *wanted = user_data;

  wanted->self->program = tuntas_programs_find (wanted->name, &wanted->self->pid);
  return wanted->self->program != NULL;
}

TuntasDriver *
tuntas_driver_new (const char *name, GPid pid)
{
  g_autoptr (TuntasDriver) self = NULL;
  Wanted wanted = { NULL, name };

  g_return_val_if_fail (name != NULL || pid != 0, NULL);

  tuntas_programs_join (ANSWER_MS);
  self = g_object_new (TUNTAS_TYPE_DRIVER, NULL);
  self->pid = pid;
  wanted.self = self;
  if (!tuntas_driver_wait (self, find_program, &wanted))
    {
      tuntas_programs_dump ();
      tuntas_driver_fail (self, "The program %s (process %d) is not on the accessibility bus",
                          name != NULL ? name : "", (int) pid);
    }
  return g_steal_pointer (&self);
}

static void
tuntas_driver_finalize (GObject *object)
{
  TuntasDriver *self = TUNTAS_DRIVER (object);

  g_clear_object (&self->program);
  G_OBJECT_CLASS (tuntas_driver_parent_class)->finalize (object);
}

static void
tuntas_driver_class_init (TuntasDriverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tuntas_driver_finalize;
}

static void
tuntas_driver_init (TuntasDriver *self)
{
  self->patience = PATIENCE_MS;
}
