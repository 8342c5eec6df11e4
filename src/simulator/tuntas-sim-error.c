/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-error.h"

G_DEFINE_QUARK (tuntas-sim-error-quark, tuntas_sim_error)

typedef struct
{
  const char *reason;
  guint status;
  const char *about;
} Meaning;

static const Meaning meanings[] = {
  [TUNTAS_SIM_ERROR_LOGIN] = { "BMXAA7901E", 401,
                               "You cannot log in at this time. Contact the system administrator." },
  [TUNTAS_SIM_ERROR_SESSION] = { "BMXAA0021E", 401,
                                 "The user name and password combination that you entered is not valid. Try again." },
  [TUNTAS_SIM_ERROR_EXPIRED_PASSWORD] = { "BMXAA2283E", 401,
                                         "Your password has expired. Enter a new password." },
  [TUNTAS_SIM_ERROR_NO_RESET] = { "BMXAA7902E", 401,
                                  "Your password cannot be reset. Contact the system administrator." },
  /* Observed: without a reason code; the message has it. */
  [TUNTAS_SIM_ERROR_LOGGED_OUT] = { NULL, 401,
                                    "BMXAA5646I - You have been logged out of the system by the administrator." },
  [TUNTAS_SIM_ERROR_API_KEY] = { "BMXAA9549E", 400,
                                 "The API key token is invalid. Either the token may have expired or the token has "
                                 "been revoked by the administrator." },
  [TUNTAS_SIM_ERROR_CSRF] = { NULL, 403, NULL },
  [TUNTAS_SIM_ERROR_NOT_FOUND] = { "BMXAA8727E", 404,
                                   "The OSLC resource was not found as it does not exist in the system." },
  [TUNTAS_SIM_ERROR_NO_RESOURCE] = { NULL, 404, NULL },
  [TUNTAS_SIM_ERROR_OBJECT_STRUCTURE] = { "BMXAA9301E", 400, "The object structure is not enabled for the API." },
  [TUNTAS_SIM_ERROR_NO_RIGHT] = { "BMXAA9051E", 403, "You are not authorized to use the object structure." },
  [TUNTAS_SIM_ERROR_SYNTAX] = { "BMXAA8744E", 400, "The OSLC query was not parsed." },
  [TUNTAS_SIM_ERROR_CURSOR] = { NULL, 400, NULL },
  [TUNTAS_SIM_ERROR_CHANGED] = { "BMXAA8229W", 412, "The record has been updated by another user." },
  [TUNTAS_SIM_ERROR_DUPLICATE] = { "BMXAA9524E", 409,
                                   "The transaction ID already exists in the OSLC transaction table." },
  [TUNTAS_SIM_ERROR_REQUIRED] = { "BMXAA4195E", 400, "A value is required for the field." },
  [TUNTAS_SIM_ERROR_NOT_IN_LIST] = { "BMXAA4190E", 400, "The value is not in the value list." },
  [TUNTAS_SIM_ERROR_EXISTS] = { "BMXAA4129E", 400, "The record already exists." },
  [TUNTAS_SIM_ERROR_NOT_ALLOWED] = { "BMXAA0024E", 400, "The action is not allowed on the object." },
  [TUNTAS_SIM_ERROR_STATUS] = { "BMXAA4590E", 400, "The status could not be changed." },
  [TUNTAS_SIM_ERROR_TOO_LONG] = { "BMXAA4049E", 400, "The value exceeds the maximum length of the field." },
  [TUNTAS_SIM_ERROR_CREATE_ON_UPDATE] = { "oslc#create_on_updateuri", 400, NULL },
  [TUNTAS_SIM_ERROR_BODY] = { NULL, 400, NULL },
  [TUNTAS_SIM_ERROR_METHOD] = { NULL, 405, NULL },
  [TUNTAS_SIM_ERROR_SERVER] = { NULL, 500, NULL },
};

static const Meaning *
meaning_of (const GError *error)
{
  /* JSON and shape errors of a request's body come from elsewhere: a bad request without a code. */
  if (error->domain != TUNTAS_SIM_ERROR)
    return &meanings[TUNTAS_SIM_ERROR_BODY];
  return &meanings[error->code];
}

const char *
tuntas_sim_error_reason (const GError *error)
{
  return meaning_of (error)->reason;
}

guint
tuntas_sim_error_status (const GError *error)
{
  return meaning_of (error)->status;
}

char *
tuntas_sim_error_text (const GError *error)
{
  const char *reason = tuntas_sim_error_reason (error);

  if (reason == NULL)
    return g_strdup (error->message);
  return g_strdup_printf ("%s - %s", reason, error->message);
}

const char *
tuntas_sim_error_words (TuntasSimErrorCode code)
{
  return meanings[code].about;
}

const char *
tuntas_sim_error_about (const char *reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].about != NULL && meanings[i].reason != NULL && g_ascii_strcasecmp (meanings[i].reason, reason) == 0)
      return meanings[i].about;
  return NULL;
}
