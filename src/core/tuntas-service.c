/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-service.h"

#include <string.h>

static const struct
{
  const char *service_type; /* as Nossa writes it, in capitals */
  const char *family;
} families[] = {
  { "INTERNET", "indihome" }, { "IPTV", "indihome" },   { "ASTINET", "datin" }, { "VPN IP", "datin" },
  { "METRO-E", "datin" },     { "METRONET", "datin" },  { "SIP TRUNK", "datin" }, { "WIFI", "datin" },
  { "DWDM", "datin" },        { "SL WDM", "datin" },    { "OLO", "datin" },     { "NODEB", "datin" },
};

/* Witels outside WIB; everything else that is known lies in it. */
static const struct
{
  const char *place; /* beginning of the witel or regional, in capitals */
  const char *zone;
} zones[] = {
  { "DENPASAR", "Asia/Makassar" },    { "SINGARAJA", "Asia/Makassar" },  { "BALI", "Asia/Makassar" },
  { "NTB", "Asia/Makassar" },         { "NTT", "Asia/Makassar" },        { "MATARAM", "Asia/Makassar" },
  { "KUPANG", "Asia/Makassar" },      { "BALIKPAPAN", "Asia/Makassar" }, { "SAMARINDA", "Asia/Makassar" },
  { "KALTIM", "Asia/Makassar" },      { "KALTARA", "Asia/Makassar" },    { "KALSEL", "Asia/Makassar" },
  { "BANJARMASIN", "Asia/Makassar" }, { "MAKASSAR", "Asia/Makassar" },   { "SULSEL", "Asia/Makassar" },
  { "SULTENG", "Asia/Makassar" },     { "SULTRA", "Asia/Makassar" },     { "SULUT", "Asia/Makassar" },
  { "GORONTALO", "Asia/Makassar" },   { "MANADO", "Asia/Makassar" },     { "KENDARI", "Asia/Makassar" },
  { "PALU", "Asia/Makassar" },        { "MALUKU", "Asia/Jayapura" },     { "AMBON", "Asia/Jayapura" },
  { "TERNATE", "Asia/Jayapura" },     { "PAPUA", "Asia/Jayapura" },      { "JAYAPURA", "Asia/Jayapura" },
  { "SORONG", "Asia/Jayapura" },      { "MERAUKE", "Asia/Jayapura" },    { "TIMIKA", "Asia/Jayapura" },
};

/* Regionals that lie in one zone as a whole; 5, 6 and 7 have several. */
static const char *const western[] = { "REG-1", "REG-2", "REG-3", "REG-4" };

static gboolean
begins_with (const char *text, const char *prefix)
{
  return text != NULL && g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

const char *
tuntas_service_family (const TuntasTicket *ticket)
{
  const char *type = tuntas_ticket_get (ticket, TUNTAS_TICKET_SERVICE_TYPE);
  const char *id = tuntas_ticket_get (ticket, TUNTAS_TICKET_SERVICE_ID);

  if (type == NULL)
    return NULL;
  if (g_ascii_strcasecmp (type, "VOICE") == 0)
    return id != NULL && strstr (id, "INTERNET") != NULL ? "indihome" : "pots";
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (begins_with (type, families[i].service_type))
      return families[i].family;
  return NULL;
}

const char *
tuntas_service_zone (const TuntasTicket *ticket, const char *fallback)
{
  const char *witel = tuntas_ticket_get (ticket, TUNTAS_TICKET_WITEL);
  const char *regional = tuntas_ticket_get (ticket, TUNTAS_TICKET_REGIONAL);

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (begins_with (witel, zones[i].place))
      return zones[i].zone;
  for (guint i = 0; i < G_N_ELEMENTS (western); i++)
    if (begins_with (regional, western[i]))
      return "Asia/Jakarta";
  return witel != NULL && begins_with (regional, "REG-5") ? "Asia/Jakarta" : fallback;
}
