/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-nossa-site.h"

/* Shared by the site and its reader only. */
struct _TuntasNossaSite
{
  char            *texts[TUNTAS_NOSSA_SITE_N_TEXTS];
  char            *columns[TUNTAS_TICKET_N_FIELDS]; /* NULL: the server has none */
  char            *actions[TUNTAS_NOSSA_N_ACTIONS];
  GStrv            statuses;
  TuntasNossaAuth  auth;
  gboolean         status_by_action;
  gboolean         server_reactivates;
  gboolean         ttr_in_hours;
  guint            page_size;
  int              poll_interval;    /* s */
  guint            poll_jitter;      /* % */
  guint            summary_length;   /* characters */
  guint            text_length;      /* likewise */
  gboolean         write_by_hand;
  gsize            max_bytes;
  gint64           request_deadline; /* µs */
};

/* (transfer full): everything at its default, the origin still empty. */
TuntasNossaSite *tuntas_nossa_site_alloc  (void);
/* Fills what follows from other settings; the origin loses its slash. */
void             tuntas_nossa_site_settle (TuntasNossaSite *self);
/* Whether the whole can be; what cannot is a finding of the file. */
void             tuntas_nossa_site_check  (TuntasNossaSite *self, TuntasSettingsFile *file);
/* (nullable): why that origin cannot be used. */
const char      *tuntas_nossa_site_check_origin (const char *origin);
/* The group and key where a text stands in the file. */
void             tuntas_nossa_site_place  (TuntasNossaSiteText text, const char **group, const char **key);
const char      *tuntas_nossa_site_action_key (TuntasNossaAction action);
