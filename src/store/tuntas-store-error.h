/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can go wrong between us and the disk. Messages name the file and the place, in English, for the log and for
 * support; texts for people are made from the code. */
#define TUNTAS_STORE_ERROR (tuntas_store_error_quark ())
GQuark tuntas_store_error_quark (void);

typedef enum
{
  TUNTAS_STORE_ERROR_LOCKED,     /* another process (or another store) works on the same directory */
  TUNTAS_STORE_ERROR_NEWER,      /* written by a newer program: the message names both versions. Nothing was touched */
  TUNTAS_STORE_ERROR_DAMAGED,    /* not what was written: the message says where. Nothing was touched */
  TUNTAS_STORE_ERROR_FULL,       /* no room: nothing was saved */
  TUNTAS_STORE_ERROR_IO,         /* the disk failed: nothing was saved */
  TUNTAS_STORE_ERROR_READ_ONLY,  /* file or directory must not be written: nothing was saved */
  TUNTAS_STORE_ERROR_CONFLICT,   /* the journal does not stand where the commit thinks: load again */
  TUNTAS_STORE_ERROR_TRANSITION, /* the outbox has no such edge */
  TUNTAS_STORE_ERROR_UNSENT,     /* something of the case has not been sent yet: it is not purged */
  TUNTAS_STORE_ERROR_CLOSED,     /* the store was closed */
} TuntasStoreError;

G_END_DECLS
