/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Secrets that are called what nothing else is called, and the search for them in whatever a run has left or sent.
 * A text is found as it is, in any case, with blanks and dashes between its characters, in
 * UTF-16, in hexadecimal, and in Base64 at any place of what was encoded. */

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* "password" */
  const char *text; /* ASCII, eight letters and digits or more */
} Canary;

/* Whether the text is in the bytes in any of these forms. */
gboolean canary_is_in (const Canary *canary, const void *bytes, gsize length);

/* What has been searched so far, and what was found where it must not be. */
typedef struct
{
  const Canary *canaries;
  guint n_canaries;
  /* Whether that canary may be at that place: a file's path, or what canary_hunt_bytes () was told. */
  gboolean (*may_be) (const Canary *canary, const char *place, gpointer user_data);
  gpointer user_data;

  guint places;
  guint64 bytes;
  guint found;
} CanaryHunt;

/* Each thing that is found out of place is told on standard error. */
void canary_hunt_bytes (CanaryHunt *self, const char *place, const void *bytes, gsize length);
void canary_hunt_text  (CanaryHunt *self, const char *place, const char *text);
void canary_hunt_file  (CanaryHunt *self, const char *path);
/* All files below the folder; links are not followed, what is no file is not opened. The names are searched too. */
void canary_hunt_tree  (CanaryHunt *self, const char *folder);

G_END_DECLS
