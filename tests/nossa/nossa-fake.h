/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-nossa.h"

/* A transport that plays a script. */

typedef struct
{
  const char *method;
  const char *path;     /* how the path begins; a '*' at a place stands for anything up to the next part */
  const char *has;      /* (nullable): what headers (as "name: value") or body must have in them; ';;' parts several */
  const char *has_not;  /* (nullable): likewise, must not have */
  int         error;    /* 0, or a TuntasNossaError + 1 that the transport sets */
  guint       status;
  const char *headers;  /* (nullable): "Name: value\nName: value" */
  const char *body;     /* (nullable) */
} Turn;

#define FAKE_TYPE_TRANSPORT (fake_transport_get_type ())
G_DECLARE_FINAL_TYPE (FakeTransport, fake_transport, FAKE, TRANSPORT, GObject)

/* turns ends with a method of NULL and must outlive the transport. */
FakeTransport *fake_transport_new    (const Turn *turns);
/* How many requests came whose credentials were submitted (maxauth, Authorization, j_password). */
guint          fake_transport_get_credentials (FakeTransport *self);
/* Fails the test where not all turns were played. */
void           fake_transport_assert_done (FakeTransport *self);

/* When its scripts play, in seconds UTC: 2026-11-23 02:00:00. */
#define FAKE_NOW G_GINT64_CONSTANT (1795399200)

/* Runs the main loop until *result is set, at most 10 s. */
void           await (GAsyncResult **result);
void           keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
