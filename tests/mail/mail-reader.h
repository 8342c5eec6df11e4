/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-mail.h"

/* Reads a mail's wire bytes back with GMime, as a server or a mail program would. */

G_BEGIN_DECLS

/* Aborts unless the bytes are the mail and nothing else: each header field once, with the value's own words, one
 * sender, one recipient, one part, and the body as it was given. */
void mail_reader_assert (TuntasMail *mail);

G_END_DECLS
