/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scripted-client.h"

/* The client's session: signing in, renewing, signing out; and what is sent in line within it. */

#define ENDED "{\"Error\":{\"reasonCode\":\"BMXAA0021E\",\"message\":\"x\",\"statusCode\":\"401\"}}"
#define REFUSED_LOGIN "{\"Error\":{\"reasonCode\":\"BMXAA7901E\",\"message\":\"x\",\"statusCode\":\"401\"}}"

static void
test_sign_in_out (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", "/maximo/oslc/logout", "JSESSIONID=s1", "maxauth", 0, 200, NULL, NULL },
    { NULL },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Scripted f;

  scripted_set_up (&f, turns);
  g_assert_cmpstr (tuntas_nossa_get_display_name (f.nossa), ==, "Budi Contoh");
  tuntas_nossa_sign_out_async (f.nossa, NULL, keep_result_cb, &result);
  g_assert_false (tuntas_nossa_get_signed_in (f.nossa));
  await (&result);
  g_assert_true (tuntas_nossa_sign_out_finish (f.nossa, result, &error));
  g_clear_object (&result);
  /* Afterwards nothing is sent any more. */
  g_assert_null (scripted_list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
  scripted_tear_down (&f);
}

typedef struct
{
  const char *name;
  const char *settings;
  Turn        turns[3];
  int         code; /* -1: signed in */
} SignIn;

static const SignIn sign_ins[] = {
  { "refused", "", { { "POST", "/maximo/oslc/login", NULL, NULL, 0, 401, NULL, REFUSED_LOGIN } },
    TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED },
  { "page", "", { { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, NULL, PAGE } }, TUNTAS_NOSSA_ERROR_NOT_DATA },
  { "redirect", "", { { "POST", "/maximo/oslc/login", NULL, NULL, 0, 302, "Location: https://evil.example/", NULL } },
    TUNTAS_NOSSA_ERROR_NOT_DATA },
  { "lost", "", { { "POST", "/maximo/oslc/login", NULL, NULL, TUNTAS_NOSSA_ERROR_UNKNOWN + 1 } },
    TUNTAS_NOSSA_ERROR_UNREACHABLE },
  { "busy", "", { { "POST", "/maximo/oslc/login", NULL, NULL, 0, 503, NULL, PAGE } }, TUNTAS_NOSSA_ERROR_BUSY },
  { "no-person", "",
    { { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, COOKIES, "{}" },
      { "GET", "/maximo/oslc/whoami", NULL, NULL, 0, 200, NULL, "{}" } },
    TUNTAS_NOSSA_ERROR_MALFORMED },
  { "basic", "auth=basic\n",
    { { "POST", "/maximo/oslc/login", "Authorization: Basic YnVkaTpyYWhhc2lh", "maxauth", 0, 200, COOKIES, NULL },
      { "GET", "/maximo/oslc/whoami", "JSESSIONID=s1", "Authorization", 0, 200, NULL, WHO } },
    -1 },
  { "form", "auth=form\n",
    { { "POST", "/maximo/j_security_check", "j_username=budi&j_password=rahasia", NULL, 0, 302, COOKIES, NULL },
      { "GET", "/maximo/oslc/whoami", "JSESSIONID=s1", "j_password", 0, 200, NULL, WHO } },
    -1 },
  { "form-refused", "auth=form\n",
    { { "POST", "/maximo/j_security_check", NULL, NULL, 0, 302, NULL, NULL },
      { "GET", "/maximo/oslc/whoami", NULL, NULL, 0, 200, NULL, PAGE } },
    TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED },
  { "key", "auth=apikey\n",
    { { "GET", "/maximo/api/whoami", "apikey: rahasia", "Cookie", 0, 200, COOKIES, WHO } }, -1 },
  { "key-refused", "auth=apikey\n",
    { { "GET", "/maximo/api/whoami", NULL, NULL, 0, 400, NULL,
        "{\"Error\":{\"reasonCode\":\"BMXAA9549E\",\"message\":\"x\"}}" } },
    TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED },
};

static void
test_sign_in_row (gconstpointer data)
{
  const SignIn *row = data;
  g_autoptr (GError) error = NULL;
  Scripted f;

  scripted_set_up_with (&f, row->turns, row->settings);
  scripted_sign_in (&f, &error);
  if (row->code == -1)
    g_assert_no_error (error);
  else
    g_assert_error (error, TUNTAS_NOSSA_ERROR, row->code);
  g_assert_cmpuint (fake_transport_get_credentials (f.transport), <=, 1);
  scripted_tear_down (&f);
}

/* An ended session is renewed once, unseen; the second end is the agent's. */
static void
test_renewal (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", "maxauth: YnVkaTpyYWhhc2lh", "Cookie", 0, 200, "Set-Cookie: JSESSIONID=s2", "{}" },
    { "GET", "/maximo/oslc/whoami", "Cookie: JSESSIONID=s2", "l1", 0, 200, NULL, WHO },
    { "GET", LIST, "Cookie: JSESSIONID=s2", "maxauth", 0, 200, NULL, EMPTY },
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasNossaList) got = NULL;
  Scripted f;

  scripted_set_up (&f, turns);
  got = scripted_list (&f, -1, &error);
  g_assert_no_error (error);
  g_assert_true (got->complete);
  g_assert_null (scripted_list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
  g_assert_false (tuntas_nossa_get_signed_in (f.nossa));
  g_assert_cmpuint (fake_transport_get_credentials (f.transport), ==, 2);
  scripted_tear_down (&f);
}

/* Two requests find the end at once: one renewal for both. */
static void
test_renewal_shared (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, "Set-Cookie: JSESSIONID=s2", "{}" },
    { "GET", "/maximo/oslc/whoami", NULL, NULL, 0, 200, NULL, WHO },
    { "GET", LIST, "JSESSIONID=s2", NULL, 0, 200, NULL, EMPTY },
    { "GET", LIST, "JSESSIONID=s2", NULL, 0, 200, NULL, EMPTY },
    { NULL },
  };
  g_autoptr (GAsyncResult) one = NULL, two = NULL;
  g_autoptr (TuntasNossaList) first = NULL, second = NULL;
  Scripted f;

  scripted_set_up (&f, turns);
  tuntas_nossa_list_assigned_async (f.nossa, -1, NULL, keep_result_cb, &one);
  tuntas_nossa_list_assigned_async (f.nossa, -1, NULL, keep_result_cb, &two);
  await (&one);
  await (&two);
  first = tuntas_nossa_list_assigned_finish (f.nossa, one, NULL);
  second = tuntas_nossa_list_assigned_finish (f.nossa, two, NULL);
  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_cmpuint (fake_transport_get_credentials (f.transport), ==, 2);
  g_clear_object (&one);
  g_clear_object (&two);
  scripted_tear_down (&f);
}

/* A password that was changed meanwhile is not tried again. */
static void
test_renewal_refused (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 401, NULL, REFUSED_LOGIN },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  Scripted f;

  scripted_set_up (&f, turns);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_null (scripted_list (&f, -1, &error));
      g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
      g_clear_error (&error);
    }
  g_assert_cmpuint (fake_transport_get_credentials (f.transport), ==, 2);
  scripted_tear_down (&f);
}

/* A renewal that never reached the server may be tried again; one that may have, not. */
static void
test_renewal_lost (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", NULL, NULL, TUNTAS_NOSSA_ERROR_UNREACHABLE + 1 },
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, "Set-Cookie: JSESSIONID=s2", "{}" },
    { "GET", "/maximo/oslc/whoami", NULL, NULL, TUNTAS_NOSSA_ERROR_UNREACHABLE + 1 },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  Scripted f;

  scripted_set_up (&f, turns);
  g_assert_null (scripted_list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_UNREACHABLE);
  g_assert_true (tuntas_nossa_get_signed_in (f.nossa));
  g_clear_error (&error);
  g_assert_null (scripted_list (&f, -1, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
  g_assert_false (tuntas_nossa_get_signed_in (f.nossa));
  scripted_tear_down (&f);
}

/* The agent signs out while a session is renewed: nothing of the renewal stays, here or at the server, and who signs in
 * meanwhile keeps what they got. */
static void
test_renewal_overtaken (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", LIST, NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, "Set-Cookie: JSESSIONID=s2", "{}" },
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, COOKIES, "{}" },
    { "GET", "/maximo/oslc/logout", "Cookie: JSESSIONID=s2", "LtpaToken2;;maxauth", 0, 200, NULL, NULL },
    { "GET", "/maximo/oslc/whoami", "Cookie: JSESSIONID=s1; LtpaToken2=l1", NULL, 0, 200, NULL, WHO },
    { NULL },
  };
  g_autoptr (GAsyncResult) got = NULL, out = NULL;
  g_autoptr (GError) error = NULL;
  Scripted f;

  scripted_set_up (&f, turns);
  tuntas_nossa_list_assigned_async (f.nossa, -1, NULL, keep_result_cb, &got);
  while (fake_transport_get_credentials (f.transport) < 2)
    g_main_context_iteration (NULL, TRUE);
  tuntas_nossa_sign_out_async (f.nossa, NULL, keep_result_cb, &out);
  g_assert_true (scripted_sign_in (&f, &error));
  await (&got);
  await (&out);
  g_assert_true (tuntas_nossa_sign_out_finish (f.nossa, out, NULL));
  g_assert_null (tuntas_nossa_list_assigned_finish (f.nossa, got, &error));
  g_assert_error (error, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
  g_assert_true (tuntas_nossa_get_signed_in (f.nossa));
  g_clear_object (&got);
  g_clear_object (&out);
  scripted_tear_down (&f);
}

/* Likewise while the agent's own login is on its way, whatever comes of it. */
static void
test_sign_in_overtaken (void)
{
  static const Turn at_login[] = {
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, COOKIES, "{}" },
    { "GET", "/maximo/oslc/logout", "Cookie: JSESSIONID=s1; LtpaToken2=l1", "maxauth", 0, 200, NULL, NULL },
    { NULL },
  };
  static const Turn refused[] = {
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 401, NULL, NULL },
    { NULL },
  };
  static const Turn lost[] = {
    { "POST", "/maximo/oslc/login", NULL, NULL, TUNTAS_NOSSA_ERROR_UNKNOWN + 1, 0, NULL, NULL },
    { NULL },
  };
  static const Turn *const scripts[] = { at_login, refused, lost };

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (GAsyncResult) in = NULL, out = NULL;
      g_autoptr (GError) error = NULL;
      Scripted f;

      scripted_set_up_with (&f, scripts[i], "");
      tuntas_nossa_sign_in_async (f.nossa, "budi", "rahasia", NULL, keep_result_cb, &in);
      tuntas_nossa_sign_out_async (f.nossa, NULL, keep_result_cb, &out);
      await (&in);
      await (&out);
      g_assert_true (tuntas_nossa_sign_out_finish (f.nossa, out, NULL));
      g_assert_false (tuntas_nossa_sign_in_finish (f.nossa, in, NULL, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (tuntas_nossa_get_signed_in (f.nossa));
      g_clear_object (&in);
      g_clear_object (&out);
      scripted_tear_down (&f);
    }
}

/* In line */

/* A reading and a note of one record, which must wait for the reading. */
static void
ask_both (Scripted *f, TuntasTicket *ticket, GAsyncResult **got, GAsyncResult **noted)
{
  tuntas_nossa_get_ticket_async (f->nossa, HREF, NULL, keep_result_cb, got);
  tuntas_nossa_add_note_async (f->nossa, ticket, "Pelanggan puas", "tx-4", NULL, keep_result_cb, noted);
  await (got);
  await (noted);
}

/* What waits for another's answer is sent with what that answer brought. */
static void
test_next_in_line (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", HREF "?", "JSESSIONID=s1", NULL, 0, 200, "Set-Cookie: JSESSIONID=s2; Path=/\ncsrftoken: t2",
      ROW ("IN1", "1") },
    { "POST", HREF "?", "JSESSIONID=s2;;csrftoken: t2", "JSESSIONID=s1", 0, 204, NULL, NULL },
    { NULL },
  };
  g_autoptr (GAsyncResult) got = NULL, noted = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasTicket) ticket = scripted_ticket_new (), found = NULL;
  g_autoptr (TuntasNossaReceipt) receipt = NULL;
  Scripted f;

  scripted_set_up (&f, turns);
  ask_both (&f, ticket, &got, &noted);
  found = tuntas_nossa_get_ticket_finish (f.nossa, got, &error);
  g_assert_no_error (error);
  receipt = tuntas_nossa_add_note_finish (f.nossa, noted, &error);
  g_assert_no_error (error);
  g_clear_object (&got);
  g_clear_object (&noted);
  scripted_tear_down (&f);
}

/* The session ends by an answer that a note waits for: the note goes into the renewed one, and after the last end
 * nowhere. */
static void
test_next_in_line_ended (void)
{
  static const Turn turns[] = {
    SIGN_IN,
    { "GET", HREF "?", NULL, NULL, 0, 401, NULL, ENDED },
    { "POST", "/maximo/oslc/login", NULL, NULL, 0, 200, "Set-Cookie: JSESSIONID=s2", "{}" },
    { "GET", "/maximo/oslc/whoami", NULL, NULL, 0, 200, NULL, WHO },
    { "GET", HREF "?", "JSESSIONID=s2", NULL, 0, 200, NULL, ROW ("IN1", "1") },
    { "POST", HREF "?", "JSESSIONID=s2", NULL, 0, 204, NULL, NULL },
    { "GET", HREF "?", NULL, NULL, 0, 401, NULL, ENDED },
    { NULL },
  };
  Scripted f;

  scripted_set_up (&f, turns);
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GAsyncResult) got = NULL, noted = NULL;
      g_autoptr (GError) lost = NULL, unsent = NULL;
      g_autoptr (TuntasTicket) ticket = scripted_ticket_new (), found = NULL;
      g_autoptr (TuntasNossaReceipt) receipt = NULL;

      ask_both (&f, ticket, &got, &noted);
      found = tuntas_nossa_get_ticket_finish (f.nossa, got, &lost);
      receipt = tuntas_nossa_add_note_finish (f.nossa, noted, &unsent);
      if (round == 0)
        {
          g_assert_no_error (lost);
          g_assert_no_error (unsent);
          continue;
        }
      g_assert_error (lost, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
      g_assert_error (unsent, TUNTAS_NOSSA_ERROR, TUNTAS_NOSSA_ERROR_SESSION_ENDED);
    }
  scripted_tear_down (&f);
}

static void
test_cancelled (void)
{
  static const Turn turns[] = { SIGN_IN, { NULL } };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Scripted f;

  scripted_set_up (&f, turns);
  g_cancellable_cancel (cancellable);
  tuntas_nossa_list_assigned_async (f.nossa, -1, cancellable, keep_result_cb, &result);
  await (&result);
  g_assert_null (tuntas_nossa_list_assigned_finish (f.nossa, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  scripted_tear_down (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nossa/session/in-and-out", test_sign_in_out);
  SCRIPTED_ADD_ROWS ("/nossa/session/sign-in/", sign_ins, test_sign_in_row)
  g_test_add_func ("/nossa/session/renewal", test_renewal);
  g_test_add_func ("/nossa/session/renewal-shared", test_renewal_shared);
  g_test_add_func ("/nossa/session/renewal-refused", test_renewal_refused);
  g_test_add_func ("/nossa/session/renewal-lost", test_renewal_lost);
  g_test_add_func ("/nossa/session/renewal-overtaken", test_renewal_overtaken);
  g_test_add_func ("/nossa/session/sign-in-overtaken", test_sign_in_overtaken);
  g_test_add_func ("/nossa/line/next", test_next_in_line);
  g_test_add_func ("/nossa/line/ended", test_next_in_line_ended);
  g_test_add_func ("/nossa/cancelled", test_cancelled);
  return g_test_run ();
}
