/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "tuntas-list-error.h"

/* The bytes of a text file as UTF-8, whatever Excel, Notepad or a browser wrote them in. */

G_BEGIN_DECLS

/* (transfer full): by its mark UTF-8 or UTF-16; without one UTF-16 where every other byte is zero, UTF-8 where the bytes
 * are that, else Windows-1252, which has a letter for every byte. Line ends stay as they are. UNKNOWN where it is no
 * text. */
char *tuntas_list_text_decode (const char *bytes, gsize length, gsize *decoded_length, GError **error);

G_END_DECLS
