/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Files in memory, as a program sees them and as they are on the disk for sure; what lies between is by chance. */

G_BEGIN_DECLS

typedef struct
{
  GByteArray *now; /* as the program sees it */
  GArray *changes; /* since the last sync: by them one comes back to what is on the disk for sure */
} PowerNode;

void power_image_init    (void);
/* No files. */
void power_image_clear   (void);
/* A second one of each file whose name begins so, by a name that begins otherwise, at rest: as the program sees it, or
 * with random (nullable) as the power's end would leave it, where each sector of 512 bytes and each name that was not
 * synced survives or does not. to may be from: then they are replaced. */
void power_image_copy    (const char *from, const char *to, GRand *random);
/* Those files are no more. */
void power_image_forget  (const char *beginning);

/* (transfer full) */
PowerNode *power_node_new    (void);
void       power_node_unref  (gpointer node);
/* bytes (nullable): NULL cuts or extends the file to the offset. */
void       power_node_change (PowerNode *self, gsize offset, const void *bytes, gsize length);
void       power_node_sync   (PowerNode *self);

/* (transfer none) (nullable) */
PowerNode *power_names_find  (const char *name);
/* node (nullable): NULL takes the name away. */
void       power_names_set   (const char *name, PowerNode *node);
void       power_names_sync  (void);

G_END_DECLS
