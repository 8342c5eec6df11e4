/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-connection.h"

#include "tuntas-sim-farewell.h"

#define FILLER_SIZE (64 * 1024)

static void
copy_header (const char *name, const char *value, gpointer user_data)
{
  soup_message_headers_append (user_data, name, value);
}

void
tuntas_sim_connection_send (SoupServerMessage *message, TuntasSimReply *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gsize size;
  const char *data;

  /* The library has set its own, by the system's clock. */
  if (soup_message_headers_get_one (reply->headers, "Date") != NULL)
    soup_message_headers_remove (headers, "Date");
  soup_message_headers_foreach (reply->headers, copy_header, headers);
  if (reply->body != NULL)
    {
      data = g_bytes_get_data (reply->body, &size);
      soup_server_message_set_response (message, reply->content_type, SOUP_MEMORY_COPY, data, size);
    }
  soup_server_message_set_status (message, reply->status, NULL);
}

static void
append_header (const char *name, const char *value, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s\r\n", name, value);
}

/* The head of the answer up to, not including, what says how long the body is. */
static GString *
make_head (TuntasSimReply *reply)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "HTTP/1.1 %u %s\r\n", reply->status, soup_status_get_phrase (reply->status));
  if (reply->content_type != NULL)
    append_header ("Content-Type", reply->content_type, text);
  soup_message_headers_foreach (reply->headers, append_header, text);
  return text;
}

static void
end_head (GString *head, gint64 size)
{
  g_string_append_printf (head, "Content-Length: %" G_GINT64_FORMAT "\r\n\r\n", size);
}

/* The whole answer as it would leave. */
static GString *
make_answer (TuntasSimReply *reply)
{
  GString *text = make_head (reply);
  gsize size = reply->body != NULL ? g_bytes_get_size (reply->body) : 0;

  end_head (text, size);
  if (size > 0)
    g_string_append_len (text, g_bytes_get_data (reply->body, NULL), size);
  return text;
}

static TuntasSimFarewell *
farewell_of (SoupServerMessage *message, GString *text)
{
  TuntasSimFarewell *farewell = tuntas_sim_farewell_new (message);

  tuntas_sim_farewell_add (farewell, g_string_free_to_bytes (text), 1);
  return farewell;
}

void
tuntas_sim_connection_drop (SoupServerMessage *message, TuntasSimReply *reply, const TuntasSimFault *fault)
{
  GString *text = make_answer (reply);
  TuntasSimFarewell *farewell;

  g_string_truncate (text, MIN ((gsize) fault->bytes, text->len));
  farewell = farewell_of (message, text);
  if (fault->reset)
    tuntas_sim_farewell_reset (farewell);
  tuntas_sim_farewell_say (farewell, NULL);
}

void
tuntas_sim_connection_end (SoupServerMessage *message, GCancellable *ended)
{
  tuntas_sim_farewell_say (tuntas_sim_farewell_new (message), ended);
}

static void
truncate_answer (SoupServerMessage *message, TuntasSimReply *reply, const TuntasSimFault *fault)
{
  GString *text = make_head (reply);
  gsize size = g_bytes_get_size (reply->body);
  gsize part = fault->bytes < 0 ? size / 2 : MIN ((gsize) fault->bytes, size);

  switch ((TuntasSimFraming) fault->choice)
    {
    case TUNTAS_SIM_FRAMING_CHUNKED:
      g_string_append (text, "Transfer-Encoding: chunked\r\n\r\n");
      /* A chunk of no bytes would be the end of a whole answer. */
      if (part > 0)
        g_string_append_printf (text, "%" G_GSIZE_MODIFIER "x\r\n", part);
      break;
    case TUNTAS_SIM_FRAMING_NONE:
      g_string_append (text, "Connection: close\r\n\r\n");
      break;
    case TUNTAS_SIM_FRAMING_LENGTH:
    default:
      end_head (text, size);
      break;
    }
  g_string_append_len (text, g_bytes_get_data (reply->body, NULL), part);
  if (fault->choice == TUNTAS_SIM_FRAMING_CHUNKED && part > 0)
    g_string_append (text, "\r\n");
  tuntas_sim_farewell_say (farewell_of (message, text), NULL);
}

static void
drip (SoupServerMessage *message, TuntasSimReply *reply, const TuntasSimFault *fault, TuntasClock *clock,
      GCancellable *ended)
{
  TuntasSimFarewell *farewell = farewell_of (message, make_answer (reply));

  tuntas_sim_farewell_pace (farewell, fault->bytes, fault->milliseconds, fault->seconds, clock);
  tuntas_sim_farewell_say (farewell, ended);
}

/* Bytes of every value, the same ones each time. */
static GString *
make_garbage (gsize size)
{
  GString *text = g_string_sized_new (size);
  guint32 state = 2463534242u;

  for (gsize i = 0; i < size; i++)
    {
      state ^= state << 13;
      state ^= state >> 17;
      state ^= state << 5;
      g_string_append_c (text, (char) (state >> 24));
    }
  return text;
}

/* Instead of HTTP, or as the body of an answer that says it is JSON. */
static void
babble (SoupServerMessage *message, const TuntasSimFault *fault)
{
  GString *garbage = make_garbage (fault->bytes);
  GString *text;

  if (fault->choice == TUNTAS_SIM_GARBAGE_HEAD)
    {
      tuntas_sim_farewell_say (farewell_of (message, garbage), NULL);
      return;
    }
  text = g_string_new ("HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\n");
  end_head (text, garbage->len);
  g_string_append_len (text, garbage->str, garbage->len);
  g_string_free (garbage, TRUE);
  tuntas_sim_farewell_say (farewell_of (message, text), NULL);
}

/* A valid list whose one description is as long as was asked for. Nothing of it is held here. */
static void
flood (SoupServerMessage *message, const TuntasSimFault *fault, GCancellable *ended)
{
  static const char start[] = "{\"member\":[{\"description\":\"";
  static const char rest[] = "\"}]}";
  GString *head = g_string_new ("HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\n");
  g_autofree char *filler = g_strnfill (FILLER_SIZE, 'x');
  TuntasSimFarewell *farewell;

  end_head (head, fault->bytes + strlen (start) + strlen (rest));
  g_string_append (head, start);
  farewell = farewell_of (message, head);
  tuntas_sim_farewell_add (farewell, g_bytes_new (filler, FILLER_SIZE), fault->bytes / FILLER_SIZE);
  tuntas_sim_farewell_add (farewell, g_bytes_new (filler, fault->bytes % FILLER_SIZE), 1);
  tuntas_sim_farewell_add (farewell, g_bytes_new_static (rest, strlen (rest)), 1);
  tuntas_sim_farewell_say (farewell, ended);
}

static void
nest (SoupServerMessage *message, const TuntasSimFault *fault)
{
  TuntasSimReply *reply = tuntas_sim_reply_new (200);
  char *text = g_malloc (fault->bytes * 2);

  memset (text, '[', fault->bytes);
  memset (text + fault->bytes, ']', fault->bytes);
  reply->content_type = g_strdup ("application/json;charset=UTF-8");
  reply->body = g_bytes_new_take (text, fault->bytes * 2);
  tuntas_sim_connection_send (message, reply);
  tuntas_sim_reply_free (reply);
}

void
tuntas_sim_connection_answer (SoupServerMessage *message, TuntasSimRequest *request, TuntasSimReply *reply,
                              TuntasSimFaults *faults, TuntasClock *clock, GCancellable *ended)
{
  const TuntasSimFault *fault;

  if ((fault = tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_DROP_AFTER, request)) != NULL)
    tuntas_sim_connection_drop (message, reply, fault);
  else if (reply->body != NULL &&
           (fault = tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_TRUNCATE, request)) != NULL)
    truncate_answer (message, reply, fault);
  else if ((fault = tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_GARBAGE, request)) != NULL)
    babble (message, fault);
  else if ((fault = tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_OVERSIZED, request)) != NULL)
    flood (message, fault, ended);
  else if ((fault = tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_NESTED, request)) != NULL)
    nest (message, fault);
  else if ((fault = tuntas_sim_faults_take (faults, TUNTAS_SIM_FAULT_DRIP, request)) != NULL)
    drip (message, reply, fault, clock, ended);
  else
    tuntas_sim_connection_send (message, reply);
}
