/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-nossa-site.h"
#include "tuntas-transport.h"

/* The transport over libsoup, with everything off that it does by itself (reliability.md §3.1): no redirects, no
 * authentication, no cookies, no HTTP/2, at most two connections, a capped body, certificates always verified.
 *
 * Revocation counts as far as the server itself says it: a certificate is refused where its authority's stapled answer
 * says "revoked", and where it must be stapled and is not. No authority is asked.
 *
 * Its deadline is the network's own time, not a TuntasClock's, and ends the call even where libsoup never answers. */

G_BEGIN_DECLS

#define TUNTAS_TYPE_SOUP_TRANSPORT (tuntas_soup_transport_get_type ())
G_DECLARE_FINAL_TYPE (TuntasSoupTransport, tuntas_soup_transport, TUNTAS, SOUP_TRANSPORT, GObject)

/* To be called once, first in main (), before any thread: libsoup reads from the environment that it must not speak
 * HTTP/2, which can hang a request for ever (reliability.md §0, 2), and GnuTLS that it must not speak less than
 * TLS 1.2. */
void             tuntas_nossa_init_process (void);

/* (transfer full). Sets TUNTAS_NOSSA_SITE_ERROR_VALUE where the site's CA file cannot be read. */
TuntasTransport *tuntas_soup_transport_new (TuntasNossaSite *site, GError **error);

G_END_DECLS
