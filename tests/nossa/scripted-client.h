/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nossa-fake.h"

/* A client at a server that plays a script. */

/* What servers say. */
#define PAGE "<html><body>Sign in</body></html>"
#define EMPTY "{\"member\":[],\"href\":\"oslc/os/mxincident\",\"responseInfo\":{\"totalCount\":0,\"href\":\"x\"}}"
#define ROW(id, uid) "{\"ticketid\":\"" id "\",\"ticketuid\":" uid ",\"status\":\"MEDIACARE\"," \
                     "\"href\":\"oslc/os/mxincident/_" uid "\"}"
#define WHO "{\"personId\":\"BUDI\",\"displayName\":\"Budi Contoh\"}"
#define COOKIES "Set-Cookie: JSESSIONID=s1; Path=/\nSet-Cookie: LtpaToken2=l1; Path=/\ncsrftoken: t1"

/* What is asked of them: any list of tickets, and the ticket of scripted_ticket_new (). */
#define LIST "/maximo/oslc/os/mxincident?lean=1&internalvalues=1&oslc.select=ticketid*oslc.where="
#define HREF "/maximo/oslc/os/mxincident/_A"

/* What a sign-in takes; "YnVkaTpyYWhhc2lh" is budi:rahasia. */
#define SIGN_IN                                                                                                 \
  { "POST", "/maximo/oslc/login?lean=1", "maxauth: YnVkaTpyYWhhc2lh", "Cookie", 0, 200, COOKIES, "{}" },       \
  { "GET", "/maximo/oslc/whoami?lean=1", "Cookie: JSESSIONID=s1; LtpaToken2=l1", "maxauth", 0, 200, NULL, WHO }

typedef struct
{
  FakeTransport *transport;
  TuntasNossa   *nossa;
} Scripted;

/* Signed in, which the turns begin with. */
void     scripted_set_up      (Scripted *self, const Turn *turns);
/* Not signed in; settings: lines of site.ini behind [server] origin. */
void     scripted_set_up_with (Scripted *self, const Turn *turns, const char *settings);
/* Fails where not every turn was played. */
void     scripted_tear_down   (Scripted *self);

/* As budi. */
gboolean scripted_sign_in     (Scripted *self, GError **error);
/* (transfer full) (nullable): the agent's tickets, or what changed since then; -1: all. */
TuntasNossaList *scripted_list (Scripted *self, gint64 since, GError **error);
/* (transfer full): IN1, at HREF. */
TuntasTicket *scripted_ticket_new (void);

/* A test for each row of a table, called by its name. */
#define SCRIPTED_ADD_ROWS(prefix, table, func)                                                                   \
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)                                                               \
    {                                                                                                            \
      g_autofree char *path = g_strconcat (prefix, table[i].name, NULL);                                         \
                                                                                                                 \
      g_test_add_data_func (path, &table[i], func);                                                              \
    }
