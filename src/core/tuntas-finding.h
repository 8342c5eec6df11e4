/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* What is wrong with one line of a site file. The setting named there was not taken: its default stays in force. Codes
 * with parameters, so that the window can make the sentence in its language. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_FINDING_LINE,        /* the line is no group, no comment and no "key = value" */
  TUNTAS_FINDING_TWICE,       /* the key stands twice in its group; the first one counts */
  TUNTAS_FINDING_UNKNOWN,     /* there is no such setting */
  TUNTAS_FINDING_SYSTEM_ONLY, /* only the system's file may set this */
  TUNTAS_FINDING_TEXT,        /* the value is blank, or has a control character */
  TUNTAS_FINDING_RANGE,       /* `value` is no whole number from `wanted`: "3..9" */
  TUNTAS_FINDING_CHOICE,      /* `value` is none of `wanted`: "patch, action" */
  TUNTAS_FINDING_TIME,        /* `value` is no time of day such as 06:00 */
  TUNTAS_FINDING_DATE,        /* `value` is no date such as 2026-12-25 */
  TUNTAS_FINDING_DURATION,    /* `value` is no length of time such as 4:00, hours and minutes */
  TUNTAS_FINDING_PLACEHOLDER, /* `value` is no placeholder of texts */
  TUNTAS_FINDING_ADDRESS,     /* `value` is no web address */
  TUNTAS_FINDING_DIGITS,      /* `value` has something that a telephone has no key for */
  TUNTAS_FINDING_ORDER,       /* the times do not come in the order `wanted`: "day_from, night_from" */
  TUNTAS_FINDING_OTHER,       /* `wanted` is the reason, in English */
} TuntasFindingCode;

typedef struct
{
  char *file;
  guint line;   /* from 1; 0: no line is at fault */
  char *group;  /* (nullable): NULL before the first one */
  char *key;    /* (nullable) */
  TuntasFindingCode code;
  char *value;  /* (nullable) */
  char *wanted; /* (nullable) */
} TuntasFinding;

/* (transfer full): without its place, which the file it is found in knows. value, wanted (nullable). */
TuntasFinding *tuntas_finding_new       (TuntasFindingCode code, const char *value, const char *wanted);
void           tuntas_finding_free      (TuntasFinding *finding);
/* (transfer full): "site.ini:12: [procedure] first_round_min: “0” is out of range 3..9", in English, for stderr and
 * logs; what of the place is not known is left out. */
char          *tuntas_finding_to_string (const TuntasFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasFinding, tuntas_finding_free)

G_END_DECLS
