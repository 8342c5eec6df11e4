/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Asks for another e-mail address, in place: Enter gives it, Esc closes. What was typed stays until it is asked for
 * another sending. Hidden while nothing is asked. Signal: "given" (const char *address). */

G_BEGIN_DECLS

#define TUNTAS_TYPE_ADDRESS_BOX (tuntas_address_box_get_type ())
G_DECLARE_FINAL_TYPE (TuntasAddressBox, tuntas_address_box, TUNTAS, ADDRESS_BOX, GtkBox)

GtkWidget *tuntas_address_box_new   (void);
/* For the sending of that id; address (nullable): the one that it has. Takes the focus. */
void       tuntas_address_box_open  (TuntasAddressBox *self, gint64 id, const char *address);
void       tuntas_address_box_close (TuntasAddressBox *self);
/* Which sending it was last opened for; 0: none. */
gint64     tuntas_address_box_get_id (TuntasAddressBox *self);

G_END_DECLS
