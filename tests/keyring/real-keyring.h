/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/types.h>

/* The gnome-keyring on the test's bus, past our own code. Each call waits for its answer. */

G_BEGIN_DECLS

#define REAL_KEYRING_PASSWORD "test"

#define REAL_KEYRING_COLLECTION "/org/freedesktop/secrets/collection/login"

/* Starts one, unlocked, and waits until it is on the bus. It ends with the bus. */
void      real_keyring_start (void);

/* (transfer full) */
GVariant *real_keyring_call  (const char *path, const char *interface, const char *method, GVariant *parameters);

/* Puts an item there, with the password "lain". attributes: as a GVariant's text, "{'user': 'budi'}". */
void      real_keyring_write (const char *attributes);

void      real_keyring_lock  (void);

/* The process that owns the keyring's name. */
pid_t     real_keyring_pid   (void);

G_END_DECLS
