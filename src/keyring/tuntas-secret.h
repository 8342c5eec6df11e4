/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* One password. A reference-counted value whose text lies in memory that is locked against swapping where the
 * system allows it, and is overwritten when the last reference goes. It is never printed and never copied by us;
 * whoever copies the text (an HTTP header, say) has a copy that this type does not wipe. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_SECRET (tuntas_secret_get_type ())

typedef struct _TuntasSecret TuntasSecret;

GType         tuntas_secret_get_type (void);

/* (transfer full): copies the text, which must be UTF-8 and not empty. The caller's own copy is the caller's to wipe. */
TuntasSecret *tuntas_secret_new      (const char *text);
TuntasSecret *tuntas_secret_ref      (TuntasSecret *self);
void          tuntas_secret_unref    (TuntasSecret *self);

/* (transfer none): valid as long as a reference is held. */
const char   *tuntas_secret_get_text (TuntasSecret *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSecret, tuntas_secret_unref)

G_END_DECLS
