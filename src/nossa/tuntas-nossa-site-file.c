/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-nossa-site-private.h"

static const char *const auth_names[] = { "maxauth", "basic", "form", "apikey", NULL };
static const char *const method_names[] = { "patch", "action", NULL };
static const char *const write_names[] = { "api", "paste", NULL };
static const char *const reactivate_names[] = { "us", "server", NULL };
static const char *const ttr_names[] = { "seconds", "hours", NULL };

static void
read_texts (TuntasNossaSite *site, TuntasSettingsFile *file)
{
  const char *group, *key;

  for (guint i = 0; i < TUNTAS_NOSSA_SITE_N_TEXTS; i++)
    {
      tuntas_nossa_site_place (i, &group, &key);
      tuntas_settings_file_take_text (file, group, key, &site->texts[i]);
    }
  for (guint i = 0; i < TUNTAS_TICKET_N_FIELDS; i++)
    if (i != TUNTAS_TICKET_HREF && i != TUNTAS_TICKET_ROWSTAMP && i != TUNTAS_TICKET_MORE)
      tuntas_settings_file_take_text (file, "columns", tuntas_ticket_field_nick (i), &site->columns[i]);
  for (guint i = 0; i < TUNTAS_NOSSA_N_ACTIONS; i++)
    tuntas_settings_file_take_text (file, "status", tuntas_nossa_site_action_key (i), &site->actions[i]);
  tuntas_settings_file_take_list (file, "tickets", "statuses", &site->statuses);
}

static void
read_others (TuntasNossaSite *site, TuntasSettingsFile *file)
{
  guint auth = site->auth, method = site->status_by_action, hours = site->ttr_in_hours, by_hand = site->write_by_hand;
  guint reactivates = site->server_reactivates;
  gint64 summary = site->summary_length, text = site->text_length;
  gint64 deadline = site->request_deadline / G_USEC_PER_SEC, bytes = (gint64) site->max_bytes;
  gint64 page_size = site->page_size, interval = site->poll_interval, jitter = site->poll_jitter;

  tuntas_settings_file_take_choice (file, "server", "auth", auth_names, &auth);
  tuntas_settings_file_take_choice (file, "server", "write", write_names, &by_hand);
  tuntas_settings_file_take_choice (file, "status", "method", method_names, &method);
  tuntas_settings_file_take_choice (file, "pend", "reactivate", reactivate_names, &reactivates);
  tuntas_settings_file_take_choice (file, "formats", "ttr", ttr_names, &hours);
  tuntas_settings_file_take_number (file, "server", "request_deadline", 1, 300, &deadline);
  tuntas_settings_file_take_number (file, "server", "max_bytes", 64 * 1024, 64 * 1024 * 1024, &bytes);
  tuntas_settings_file_take_number (file, "server", "poll_interval", 20, 3600, &interval);
  tuntas_settings_file_take_number (file, "server", "poll_jitter", 0, 100, &jitter);
  tuntas_settings_file_take_number (file, "tickets", "page_size", 1, 200, &page_size);
  tuntas_settings_file_take_number (file, "work_log", "summary_length", 40, 1000, &summary);
  tuntas_settings_file_take_number (file, "work_log", "text_length", 1000, 1000000, &text);
  site->auth = auth;
  site->write_by_hand = by_hand == 1;
  site->summary_length = (guint) summary;
  site->text_length = (guint) text;
  site->status_by_action = method == 1;
  site->server_reactivates = reactivates == 1;
  site->ttr_in_hours = hours == 1;
  site->request_deadline = deadline * G_USEC_PER_SEC;
  site->max_bytes = (gsize) bytes;
  site->page_size = (guint) page_size;
  site->poll_interval = (int) interval;
  site->poll_jitter = (guint) jitter;
}

TuntasNossaSite *
tuntas_nossa_site_read (TuntasSettingsFile *file)
{
  TuntasNossaSite *site = tuntas_nossa_site_alloc ();

  read_texts (site, file);
  read_others (site, file);
  tuntas_nossa_site_settle (site);
  tuntas_nossa_site_check (site, file);
  return site;
}
