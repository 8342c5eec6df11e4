/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "tuntas-sim-store.h"

/* One request as the parts of the server see it, and the answer they make of it. Only tuntas-simulator.c and the
 * faults know that sockets are behind them. */

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *value;
} TuntasSimParameter;

typedef struct
{
  char *method;             /* upper case, as sent */
  char *override;           /* (nullable): upper case, x-method-override */
  char *path;               /* as sent, without the query */
  GStrv segments;           /* decoded: {"maximo", "oslc", "os", …} */
  guint n_segments;
  char *raw_query;          /* (nullable): as sent */
  GPtrArray *parameters;    /* TuntasSimParameter, decoded, in order */
  SoupMessageHeaders *headers;
  GBytes *body;
  char *origin;             /* "http://127.0.0.1:PORT" */
  /* Known after sign-in */
  TuntasSimUser *user;      /* (nullable) */
  gboolean lean;
  char *base;               /* what hrefs begin with */
  GPtrArray *cookies;       /* Set-Cookie values for the answer */
  JsonArray *attribute_errors; /* (nullable): what batcherror collected, "attrerrors" of an error body */
} TuntasSimRequest;

TuntasSimRequest *tuntas_sim_request_new  (const char *method, GUri *uri, SoupMessageHeaders *headers, GBytes *body,
                                           const char *origin);
void              tuntas_sim_request_free (TuntasSimRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSimRequest, tuntas_sim_request_free)

/* (nullable) (transfer none) */
const char *tuntas_sim_request_get_parameter (TuntasSimRequest *self, const char *name);
/* 1 and true; FALSE for NULL. */
gboolean    tuntas_sim_request_is_yes        (const char *value);
/* Likewise; FALSE where it is missing. */
gboolean    tuntas_sim_request_get_flag      (TuntasSimRequest *self, const char *name);
/* (nullable) (transfer none) */
const char *tuntas_sim_request_get_header    (TuntasSimRequest *self, const char *name);
/* (nullable) (transfer none): the decoded segment, NULL beyond the end. */
const char *tuntas_sim_request_get_segment   (TuntasSimRequest *self, guint index);
/* TRUE for everything that wants to change a record. */
gboolean    tuntas_sim_request_is_write      (TuntasSimRequest *self);

typedef struct
{
  guint status;
  char *content_type;       /* (nullable) */
  GBytes *body;             /* (nullable) */
  SoupMessageHeaders *headers;
} TuntasSimReply;

TuntasSimReply *tuntas_sim_reply_new       (guint status);
/* node (transfer full) */
TuntasSimReply *tuntas_sim_reply_new_json  (guint status, JsonNode *node);
/* object (transfer full) */
TuntasSimReply *tuntas_sim_reply_new_object (guint status, JsonObject *object);
TuntasSimReply *tuntas_sim_reply_new_html  (guint status, const char *html);
/* Maximo's error body, lean or not as the request is. reason (nullable); text as it stands in "message". */
TuntasSimReply *tuntas_sim_reply_new_reason (TuntasSimRequest *request, guint status, const char *reason,
                                             const char *text);
TuntasSimReply *tuntas_sim_reply_new_error (TuntasSimRequest *request, const GError *error);
void            tuntas_sim_reply_free      (TuntasSimReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSimReply, tuntas_sim_reply_free)

/* The login page of the web client: what a program gets where it forgot to sign in. */
#define TUNTAS_SIM_LOGIN_PAGE                                                                        \
  "<!DOCTYPE html><html><head><title>Maximo</title></head><body><form method=\"post\" "              \
  "action=\"/maximo/j_security_check\"><input name=\"j_username\"><input name=\"j_password\" "       \
  "type=\"password\"></form></body></html>"

G_END_DECLS
