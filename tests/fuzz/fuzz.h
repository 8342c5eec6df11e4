/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What each target has and its two callers know: libFuzzer (meson setup -Dfuzz=true), and fuzz-driver.c, by which the
 * same file is a unit test. A target aborts where something does not hold. */

G_BEGIN_DECLS

int LLVMFuzzerInitialize   (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

G_END_DECLS
