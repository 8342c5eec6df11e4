/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-session.h"

/* What a step of a kept session says on the screen. Pure; the language is the locale's. */

G_BEGIN_DECLS

/* (transfer full): what was done: "Telepon 0800****01", "Hasil panggilan: Nada sibuk (diurungkan kemudian)" */
char *tuntas_session_words_title (const TuntasSessionStep *step);
/* (transfer full): when, on which ticket, by which clause, and in the line below it what the case was afterwards:
 * "10.05 WIB · IN900000102 · 1.2.3", "Sesudahnya: Hubungi pelanggan, min. 3× · 2 panggilan dihitung" */
char *tuntas_session_words_about (const TuntasSessionStep *step);

G_END_DECLS
