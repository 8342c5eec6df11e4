/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): a file that cannot be read is renamed, beside its place and under the first name that is
 * free; where it is now. Errors of G_FILE_ERROR: it is left where it was. */
char *tuntas_set_aside (const char *path, GError **error);

G_END_DECLS
