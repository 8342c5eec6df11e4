/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list.h"

#include "workbook.h"

#include <string.h>

/* A list may name what lies elsewhere: pictures, styles, other workbooks, entities. Nothing of it is ever fetched. All of it
 * points to a listener here, which nobody may have called. */

#define AT "http://127.0.0.1:PORT/"

static GSocket *listener;
static char *address; /* "127.0.0.1:N" */

static void
listen_here (void)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0), bound = NULL;
  g_autoptr (GError) error = NULL;

  listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_set_blocking (listener, FALSE);
  g_assert_true (g_socket_bind (listener, any, FALSE, &error) && g_socket_listen (listener, &error));
  bound = g_socket_get_local_address (listener, &error);
  g_assert_no_error (error);
  address = g_strdup_printf ("127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
}

/* One who has gone again counts too. */
static gboolean
was_called (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) caller = g_socket_accept (listener, NULL, &error);

  if (caller == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
  return caller != NULL;
}

/* (transfer full): with the listener's address. */
static char *
point_here (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "127.0.0.1:PORT", -1);

  return g_strjoinv (address, parts);
}

/* bytes (transfer full): a list, or refused. */
static void
read_uncalled (GBytes *bytes)
{
  static const TuntasListWatch nobody;
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  TuntasListOptions options = { NULL, zone };
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (TuntasList) list = tuntas_list_read (data, length, &options, &nobody, &error);

  if (list == NULL)
    g_test_message ("%s", error->message);
  else
    g_assert_cmpuint (list->rows->len, ==, 1);
  g_assert_false (was_called ());
  g_bytes_unref (bytes);
}

#define ROWS "<tr><th>Incident<th>Status<tr><td>IN191000417<td>NEW"

static void
test_texts (void)
{
  static const char *const texts[] = {
    "<!DOCTYPE html SYSTEM \"" AT "html.dtd\"><html><head><base href=\"" AT "\"><link rel=stylesheet href=\"" AT "a.css\">"
    "<script src=\"" AT "a.js\"></script><meta http-equiv=refresh content=\"0; url=" AT "\"></head>"
    "<table background=\"" AT "a.png\">" ROWS "<img src=\"" AT "b.png\"><iframe src=\"" AT "\"></iframe></table>",
    "<!DOCTYPE html [<!ENTITY a SYSTEM \"" AT "a.txt\"><!ENTITY % b SYSTEM \"" AT "b.dtd\">%b;]><table>" ROWS
    "&a;</table>",
    "<?xml version=\"1.0\"?><?xml-stylesheet href=\"" AT "a.xsl\"?><table xmlns:xi=\"http://www.w3.org/2001/XInclude\""
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"a " AT "a.xsd\">" ROWS
    "<xi:include href=\"" AT "a.xml\"/></table>",
    "Incident;Status;Catatan\nIN191000417;NEW;=WEBSERVICE(\"" AT "a\")\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char *text = point_here (texts[i]);

      g_test_message ("%s", text);
      read_uncalled (g_bytes_new_take (text, strlen (text)));
    }
}

#define SHEET "xl/worksheets/sheet2.xml"
#define CELLS WORKBOOK_ROW ("Incident", WORKBOOK_TEXT ("Status")) \
  WORKBOOK_ROW ("IN191000417", "<c t=\"str\"><f>WEBSERVICE(\"" AT "a\")</f><v>NEW</v></c>")
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static void
test_workbooks (void)
{
  static const WorkbookPart parts[] = {
    { SHEET, "<worksheet><sheetData>" CELLS "</sheetData><hyperlinks><hyperlink ref=\"A2\" location=\"" AT "\"/></hyperlinks>"
             "<picture href=\"" AT "a.png\"/></worksheet>" },
    { SHEET, "<!DOCTYPE worksheet SYSTEM \"" AT "a.dtd\"><worksheet><sheetData>" CELLS "</sheetData></worksheet>" },
    { SHEET, "<!DOCTYPE a [<!ENTITY b SYSTEM \"" AT "b\"><!ENTITY % c SYSTEM \"" AT "c\">%c;]><worksheet>&b;</worksheet>" },
    { SHEET, "<?xml-stylesheet href=\"" AT "a.xsl\"?><worksheet xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
             " xsi:schemaLocation=\"a " AT "a.xsd\" xmlns:xi=\"http://www.w3.org/2001/XInclude\">"
             "<xi:include href=\"" AT "a.xml\"/><sheetData>" CELLS "</sheetData></worksheet>" },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships>"
      "<Relationship Id=\"rId1\" Type=\"" RELATION "/worksheet\" TargetMode=\"External\" Target=\"" AT "sheet1.xml\"/>"
      "<Relationship Id=\"rId2\" Type=\"" RELATION "/worksheet\" TargetMode=\"External\" Target=\"//127.0.0.1:PORT/a.xml\"/>"
      "<Relationship Id=\"rId3\" Type=\"" RELATION "/externalLink\" TargetMode=\"External\" Target=\"" AT "a.xlsx\"/>"
      "</Relationships>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = point_here (parts[i].text);

      g_test_message ("%s", text);
      read_uncalled (workbook_sample (parts[i].name, text));
    }
}

/* Who calls is noticed. */
static void
test_listener (void)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_assert_false (was_called ());
  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, address, 0, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (connection);
  g_assert_true (was_called ());
  g_assert_false (was_called ());
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  listen_here ();
  g_test_add_func ("/lists/references/listener", test_listener);
  g_test_add_func ("/lists/references/texts", test_texts);
  g_test_add_func ("/lists/references/workbooks", test_workbooks);
  status = g_test_run ();
  g_object_unref (listener);
  g_free (address);
  return status;
}
