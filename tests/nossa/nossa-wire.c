/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nossa-wire.h"

#include "tuntas-soup-transport.h"

void
wire_init (Wire *self, const char *scenario, const char *site)
{
  g_autofree char *text = NULL;
  g_autoptr (TuntasSettingsFile) file = NULL;
  g_autoptr (TuntasNossaSite) read = NULL;
  g_autoptr (TuntasTransport) transport = NULL;
  g_autoptr (GError) error = NULL;

  self->server = sim_desk_new (scenario);
  text = g_strdup_printf ("[server]\norigin=%s\n%s", tuntas_simulator_get_origin (self->server->simulator),
                          site != NULL ? site : "");
  file = tuntas_settings_file_new (text, -1, "site.ini");
  read = tuntas_nossa_site_read (file);
  g_assert_cmpuint (tuntas_settings_file_get_findings (file)->len, ==, 0);
  transport = tuntas_soup_transport_new (read, &error);
  g_assert_no_error (error);
  self->nossa = tuntas_nossa_new (read, transport, TUNTAS_CLOCK (self->server->clock));
}

void
wire_clear (Wire *self)
{
  g_clear_object (&self->nossa);
  g_clear_pointer (&self->server, sim_desk_free);
}

gboolean
wire_sign_in (Wire *self, const char *secret, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tuntas_nossa_sign_in_async (self->nossa, "ayu", secret, NULL, keep_result_cb, &result);
  await (&result);
  return tuntas_nossa_sign_in_finish (self->nossa, result, NULL, NULL, error);
}
