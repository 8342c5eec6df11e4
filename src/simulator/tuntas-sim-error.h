/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the embedded Nossa refuses, in its own words: each code stands for a Maximo reason code and an HTTP status
 * (maximo.md §5). The GError's message is Maximo's text without the code in front. */

G_BEGIN_DECLS

#define TUNTAS_SIM_ERROR (tuntas_sim_error_quark ())
GQuark tuntas_sim_error_quark (void);

typedef enum
{
  TUNTAS_SIM_ERROR_LOGIN,
  TUNTAS_SIM_ERROR_SESSION,
  TUNTAS_SIM_ERROR_EXPIRED_PASSWORD,
  TUNTAS_SIM_ERROR_NO_RESET,
  TUNTAS_SIM_ERROR_LOGGED_OUT,
  TUNTAS_SIM_ERROR_API_KEY,
  TUNTAS_SIM_ERROR_CSRF,
  TUNTAS_SIM_ERROR_NOT_FOUND,
  TUNTAS_SIM_ERROR_NO_RESOURCE,
  TUNTAS_SIM_ERROR_OBJECT_STRUCTURE,
  TUNTAS_SIM_ERROR_NO_RIGHT,
  TUNTAS_SIM_ERROR_SYNTAX,
  TUNTAS_SIM_ERROR_CURSOR,
  TUNTAS_SIM_ERROR_CHANGED,
  TUNTAS_SIM_ERROR_DUPLICATE,
  TUNTAS_SIM_ERROR_REQUIRED,
  TUNTAS_SIM_ERROR_NOT_IN_LIST,
  TUNTAS_SIM_ERROR_EXISTS,
  TUNTAS_SIM_ERROR_NOT_ALLOWED,
  TUNTAS_SIM_ERROR_STATUS,
  TUNTAS_SIM_ERROR_TOO_LONG,
  TUNTAS_SIM_ERROR_CREATE_ON_UPDATE,
  TUNTAS_SIM_ERROR_BODY,
  TUNTAS_SIM_ERROR_METHOD,
  TUNTAS_SIM_ERROR_SERVER,
} TuntasSimErrorCode;

/* (nullable) (transfer none): "BMXAA8229W"; NULL where Maximo gives none. */
const char *tuntas_sim_error_reason (const GError *error);
guint       tuntas_sim_error_status (const GError *error);
/* (transfer full): code and text as they stand in "message". */
char       *tuntas_sim_error_text   (const GError *error);
/* (transfer none): Maximo's text of an error that always has the same. */
const char *tuntas_sim_error_words  (TuntasSimErrorCode code);
/* (nullable) (transfer none): Maximo's text of a reason code, for …/error/messages/<code>. */
const char *tuntas_sim_error_about  (const char *reason);

G_END_DECLS
