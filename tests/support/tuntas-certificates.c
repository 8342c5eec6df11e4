/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-certificates.h"

#include <glib/gstdio.h>

#define NEW_KEY "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "

struct _TuntasCertificates
{
  char *folder;
};

void
tuntas_certificates_run (TuntasCertificates *self, const char *line)
{
  g_auto (GStrv) argv = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, &error));
  g_spawn_sync (self->folder, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &errors,
                &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s: %s", line, errors);
}

static void
make_authority (TuntasCertificates *self, const char *name)
{
  g_autofree char *line = g_strdup_printf ("openssl req -x509 " NEW_KEY "-keyout %s.key -out %s.pem -days 2 -subj /CN=%s",
                                           name, name, name);

  tuntas_certificates_run (self, line);
}

TuntasCertificates *
tuntas_certificates_new (void)
{
  TuntasCertificates *self = g_new0 (TuntasCertificates, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("tuntas-certificates-XXXXXX", &error);
  g_assert_no_error (error);
  make_authority (self, "ours");
  make_authority (self, "theirs");
  return self;
}

void
tuntas_certificates_free (TuntasCertificates *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = tuntas_certificates_dup_path (self, name);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self);
}

const char *
tuntas_certificates_get_folder (TuntasCertificates *self)
{
  return self->folder;
}

char *
tuntas_certificates_dup_path (TuntasCertificates *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static char *
dup_pair (TuntasCertificates *self)
{
  g_autofree char *certificate_path = tuntas_certificates_dup_path (self, "s.pem");
  g_autofree char *key_path = tuntas_certificates_dup_path (self, "s.key");
  g_autofree char *certificate = NULL, *key = NULL;

  g_assert_true (g_file_get_contents (certificate_path, &certificate, NULL, NULL));
  g_assert_true (g_file_get_contents (key_path, &key, NULL, NULL));
  return g_strconcat (certificate, key, NULL);
}

char *
tuntas_certificates_make_with (TuntasCertificates *self, const char *authority, const char *alternative, int days,
                               const char *more)
{
  g_autofree char *request = g_strdup_printf ("openssl req " NEW_KEY "-keyout s.key -out s.csr -subj /CN=s -addext "
                                              "subjectAltName=%s %s", alternative, more);
  g_autofree char *sign = g_strdup_printf ("openssl x509 -req -in s.csr -CA %s.pem -CAkey %s.key -days %d "
                                           "-set_serial 0x" TUNTAS_CERTIFICATES_SERIAL " -copy_extensions copy -out s.pem",
                                           authority, authority, days);

  tuntas_certificates_run (self, request);
  tuntas_certificates_run (self, sign);
  return dup_pair (self);
}

char *
tuntas_certificates_make (TuntasCertificates *self, const char *authority, const char *alternative, int days)
{
  return tuntas_certificates_make_with (self, authority, alternative, days, "");
}

char *
tuntas_certificates_make_unsigned (TuntasCertificates *self, const char *alternative)
{
  g_autofree char *line = g_strdup_printf ("openssl req -x509 " NEW_KEY "-keyout s.key -out s.pem -days 2 -subj /CN=s -addext "
                                           "subjectAltName=%s -addext basicConstraints=critical,CA:FALSE", alternative);

  tuntas_certificates_run (self, line);
  return dup_pair (self);
}
