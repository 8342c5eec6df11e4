/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-acceptance.h"

#include "tuntas-json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SUFFIX ".diterima"

static char *
print (TuntasDesk *self, const char *handover_id, gboolean taken_back)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *at = tuntas_instant_format (tuntas_clock_now_seconds (self->clock));
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "handover", handover_id);
  json_object_set_string_member (object, "machine", self->machine_id);
  json_object_set_string_member (object, "host", g_get_host_name ());
  json_object_set_string_member (object, "login", tuntas_desk_agent_id (self));
  json_object_set_string_member (object, "at", at);
  if (taken_back)
    json_object_set_string_member (object, "taken_back", "true");
  json_node_take_object (node, object);
  return tuntas_json_print (node);
}

TuntasAcceptance *
tuntas_acceptance_new (TuntasDesk *self, const char *path, const char *handover_id, gboolean taken_back)
{
  TuntasAcceptance *acceptance = g_new0 (TuntasAcceptance, 1);

  acceptance->path = g_strconcat (path, SUFFIX, NULL);
  acceptance->text = print (self, handover_id, taken_back);
  acceptance->machine_id = g_strdup (self->machine_id);
  acceptance->login = g_strdup (tuntas_desk_agent_id (self));
  return acceptance;
}

void
tuntas_acceptance_free (TuntasAcceptance *acceptance)
{
  g_free (acceptance->path);
  g_free (acceptance->text);
  g_free (acceptance->machine_id);
  g_free (acceptance->login);
  g_free (acceptance);
}

/* text (nullable): what stands there. */
static gboolean
is_ours (const TuntasAcceptance *acceptance, const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? tuntas_json_parse (text, -1, NULL) : NULL;
  const char *machine = NULL, *login = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  tuntas_json_get_string_optional (json_node_get_object (node), "acceptance", "machine", &machine, NULL);
  tuntas_json_get_string_optional (json_node_get_object (node), "acceptance", "login", &login, NULL);
  return g_strcmp0 (machine, acceptance->machine_id) == 0 && login != NULL &&
         g_ascii_strcasecmp (login, acceptance->login) == 0;
}

gboolean
tuntas_acceptance_is_free (const TuntasAcceptance *acceptance, GError **error)
{
  g_autofree char *text = NULL;

  if (!g_file_test (acceptance->path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_file_get_contents (acceptance->path, &text, NULL, NULL);
  if (is_ours (acceptance, text))
    return TRUE;
  g_set_error_literal (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_ACCEPTED, text != NULL ? text : "");
  return FALSE;
}

static gboolean
write_all (int fd, const char *text)
{
  gsize length = strlen (text);

  while (length > 0)
    {
      ssize_t n = write (fd, text, length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      text += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return fsync (fd) == 0;
}

/* The name is on the disk too, where the file system can tell (a FAT stick's may not); 0, or what is wrong. */
static int
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  int failed = fd < 0 || fsync (fd) != 0 ? errno : 0;

  if (fd >= 0)
    close (fd);
  return failed == EINVAL ? 0 : failed;
}

gboolean
tuntas_acceptance_claim (const TuntasAcceptance *acceptance, GError **error)
{
  int fd = g_open (acceptance->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int failed = fd < 0 ? errno : 0;

  if (failed == EEXIST)
    return tuntas_acceptance_is_free (acceptance, error);
  if (failed == 0)
    {
      failed = write_all (fd, acceptance->text) ? 0 : errno;
      if (close (fd) != 0 && failed == 0)
        failed = errno;
      if (failed == 0)
        failed = sync_folder (acceptance->path);
      if (failed == 0)
        return TRUE;
      /* The name was made here: what could not be written is nobody's. */
      g_unlink (acceptance->path);
    }
  g_set_error_literal (error, TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_FILE, g_strerror (failed));
  return FALSE;
}

void
tuntas_acceptance_release (const TuntasAcceptance *acceptance)
{
  g_autofree char *text = NULL;

  if (g_file_get_contents (acceptance->path, &text, NULL, NULL) && is_ours (acceptance, text))
    g_unlink (acceptance->path);
}
