/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-xml.h"

#include <libxml/parser.h>
#include <string.h>

/* Each attribute has five pointers in the parser's list: name, prefix, namespace, beginning and end of the value. */
#define PER_ATTRIBUTE 5
/* A sheet has a dozen. */
#define MOST_LEVELS 100

typedef struct
{
  const char *part;
  const TuntasListXmlFuncs *funcs;
  gpointer user_data;
  xmlParserCtxtPtr parser;
  GError *error;
  guint level;
} Reading;

char *
tuntas_list_attribute_dup (const TuntasListAttributes *attributes, const char *name)
{
  for (guint i = 0; i < attributes->n; i++)
    {
      const unsigned char **attribute = attributes->list + i * PER_ATTRIBUTE;

      if (strcmp ((const char *) attribute[0], name) == 0)
        return g_strndup ((const char *) attribute[3], (gsize) (attribute[4] - attribute[3]));
    }
  return NULL;
}

int
tuntas_list_attribute_number (const TuntasListAttributes *attributes, const char *name)
{
  g_autofree char *text = tuntas_list_attribute_dup (attributes, name);
  gint64 number;

  return text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT, &number, NULL) ? (int) number : -1;
}

static void
start_cb (void *user_data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
          const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **list)
{
  Reading *reading = user_data;
  TuntasListAttributes attributes = { list, (guint) n_attributes };

  if (++reading->level > MOST_LEVELS && reading->error == NULL)
    {
      g_set_error (&reading->error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_TOO_LARGE,
                   "%s: more than %d elements within each other", reading->part, MOST_LEVELS);
      xmlStopParser (reading->parser);
    }
  if (reading->error == NULL && reading->funcs->start != NULL)
    reading->funcs->start (reading->user_data, (const char *) name, &attributes, &reading->error);
}

static void
end_cb (void *user_data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Reading *reading = user_data;

  reading->level--;
  if (reading->error == NULL && reading->funcs->end != NULL)
    reading->funcs->end (reading->user_data, (const char *) name, &reading->error);
}

static void
text_cb (void *user_data, const xmlChar *text, int length)
{
  Reading *reading = user_data;

  if (reading->error == NULL && reading->funcs->text != NULL)
    reading->funcs->text (reading->user_data, (const char *) text, (gsize) length);
}

static void
document_type_cb (void *user_data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  Reading *reading = user_data;

  if (reading->error == NULL)
    g_set_error (&reading->error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_BROKEN, "%s: a document type has no place here",
                 reading->part);
  xmlStopParser (reading->parser);
}

static void
error_cb (void *user_data, xmlErrorPtr found)
{
  Reading *reading = user_data;

  if (reading->error == NULL && found->level >= XML_ERR_ERROR)
    g_set_error (&reading->error, TUNTAS_LIST_ERROR, TUNTAS_LIST_ERROR_BROKEN, "%s:%d: %s", reading->part, found->line,
                 found->message != NULL ? g_strchomp (found->message) : "no XML");
}

static gboolean
piece_cb (const char *piece, gsize length, double share, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  xmlParseChunk (reading->parser, piece, (int) length, 0);
  if (reading->error == NULL && reading->funcs->piece != NULL)
    reading->funcs->piece (reading->user_data, share, &reading->error);
  return reading->error == NULL;
}

gboolean
tuntas_list_xml_read (TuntasListZip *zip, const char *name, const TuntasListXmlFuncs *funcs, gpointer user_data,
                      gboolean *found, GError **error)
{
  xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC, .startElementNs = start_cb, .endElementNs = end_cb,
                            .characters = text_cb, .cdataBlock = text_cb, .ignorableWhitespace = text_cb,
                            .internalSubset = document_type_cb, .serror = error_cb };
  Reading reading = { name, funcs, user_data, NULL, NULL, 0 };
  gboolean read;

  reading.parser = xmlCreatePushParserCtxt (&handler, &reading, NULL, 0, NULL);
  if (reading.parser == NULL)
    g_error ("no memory for a parser");
  xmlCtxtUseOptions (reading.parser, XML_PARSE_NONET);
  read = tuntas_list_zip_read (zip, name, piece_cb, &reading, found, error);
  if (read && *found)
    xmlParseChunk (reading.parser, NULL, 0, 1);
  if (reading.parser->myDoc != NULL)
    xmlFreeDoc (reading.parser->myDoc);
  xmlFreeParserCtxt (reading.parser);
  if (reading.error == NULL)
    return read;
  /* What the parser said first is the cause of whatever came after it. */
  g_clear_error (error);
  g_propagate_error (error, reading.error);
  return FALSE;
}
