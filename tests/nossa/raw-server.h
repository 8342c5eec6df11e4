/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A server of raw bytes on loopback, which can send what no HTTP library does. It answers in threads of its own, so the
 * test's main loop is the client's alone. */

/* A key and its own certificate for 127.0.0.1, made for this test; valid 2020 to 2120. */
#define RAW_SERVER_PEM \
  "-----BEGIN CERTIFICATE-----\n" \
  "MIIBezCCASCgAwIBAgIUGzFmJGkWjfDTuhEwSdBZ4ng3FrAwCgYIKoZIzj0EAwIw\n" \
  "FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAx\n" \
  "MDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO\n" \
  "PQMBBwNCAAR7xWO5xP7QwJfnHyyrzLac58M2fJhwH3Q3EJ2cAh2v2qIDP21wb5sh\n" \
  "VuOolFnQ1fC087eQoU3gHUZwWNVfzXylo04wTDAPBgNVHRMBAf8EBTADAQH/MBoG\n" \
  "A1UdEQQTMBGHBH8AAAGCCWxvY2FsaG9zdDAdBgNVHQ4EFgQU7IyU04vxUS9nqxaH\n" \
  "8/ppW/7A+TAwCgYIKoZIzj0EAwIDSQAwRgIhAIBV9Yrt8aDqFOT2n7F7nJbXZEhR\n" \
  "l23e6Zde6SEnU0ziAiEAzovkrYnT5FofmeQs8C2kgo5zu3SKfGiLk5xF0uwe1U8=\n" \
  "-----END CERTIFICATE-----\n" \
  "-----BEGIN PRIVATE KEY-----\n" \
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgiN3pru+eNTZG8tXr\n" \
  "Tmfyv8kfF2WtvO8qzrFf4mps44ihRANCAAR7xWO5xP7QwJfnHyyrzLac58M2fJhw\n" \
  "H3Q3EJ2cAh2v2qIDP21wb5shVuOolFnQ1fC087eQoU3gHUZwWNVfzXyl\n" \
  "-----END PRIVATE KEY-----\n"

/* What the server does once it has sent its bytes. */
typedef enum
{
  RAW_CLOSE,
  RAW_HOLD,   /* keeps the connection until the client drops it */
  RAW_DRIP,   /* sends one more byte now and then, until the client drops it */
  RAW_FLOOD,  /* sends as fast as it can, until the client drops it or a GiB has left */
} RawThen;

typedef struct
{
  GBytes  *bytes; /* (owned): sent for each request */
  RawThen  then;
  gboolean waits; /* sends nothing before raw_server_release () */
} RawScript;

typedef struct
{
  const char        *address;   /* (nullable): "127.0.0.1" */
  guint16            port;      /* 0: the kernel chooses */
  const char        *pem;       /* (nullable): certificate and key, for TLS */
  const char *const *protocols; /* (nullable): what TLS offers as the application's */
} RawPlace;

typedef struct
{
  GSocketService    *service;
  guint16            port;
  RawScript          script;   /* may be changed while no request is under way */
  GTlsCertificate   *certificate;
  const char *const *protocols;
  GAsyncQueue       *requests; /* of char *: what came, head and body, one element a request */
  GAsyncQueue       *releases;
  gint               connections;
  gint               sent;     /* KiB of floods */
} RawServer;

#define RAW_HEAD "HTTP/1.1 200 OK\r\n"
#define RAW_EMPTY RAW_HEAD "Content-Length: 2\r\n\r\n{}"

RawServer *raw_server_new      (const char *bytes, gsize length, RawThen then);
RawServer *raw_server_new_at   (const RawPlace *place, const char *bytes, gsize length, RawThen then);
#define RAW_SERVER(text, then) raw_server_new (text, sizeof (text) - 1, then)
void       raw_server_say      (RawServer *self, const char *bytes, gsize length, RawThen then);
/* Lets one answer go that waits. */
void       raw_server_release  (RawServer *self);
/* How many connections came, and (transfer full) (nullable) the next request that did. */
guint      raw_server_count    (RawServer *self);
char      *raw_server_next     (RawServer *self);
/* Threads may still be at the end of a connection; what they use is left to the process. */
void       raw_server_stop     (RawServer *self);
