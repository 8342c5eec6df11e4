/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Overwrites a text that carries a secret, and frees it. (nullable) */
void tuntas_wipe (char *text);

G_END_DECLS
