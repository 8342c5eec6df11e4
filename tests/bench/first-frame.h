/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Ends the process, at once and well, when the first window that comes has painted its first frame. */
void first_frame_ends_process (void);

G_END_DECLS
