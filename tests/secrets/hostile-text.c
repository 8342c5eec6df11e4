/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hostile-text.h"

#include <string.h>

/* A seed and its length, which may have NULs in it. */
typedef struct
{
  const char *bytes;
  gsize length;
} Seed;

typedef struct
{
  const char *kind;
  const Seed *seeds;
  guint n_seeds;
} Kind;

#define S(literal) { literal, sizeof (literal) - 1 }

static const Seed markup[] = {
  S ("<b>tebal</b>"), S ("<span size='99999' foreground='red'>x</span>"), S ("<a href=\"https://x.example\">klik</a>"),
  S ("</b>"), S ("<b"), S ("<markup>"), S ("<script>alert(1)</script>"), S ("<!-- RICH TEXT -->"), S ("<![CDATA[x]]>"),
  S ("<img src=x onerror=alert(1)>"), S ("_Tutup &amp; _lanjut"), S ("redaman <25 dB> normal"), S ("<br><p><td>"),
};
static const Seed entities[] = {
  S ("Kopi & Teh"), S ("&lt;b&gt;x&lt;/b&gt;"), S ("&amp;amp;lt;"), S ("&#x3c;b&#x3e;"), S ("&#0;"), S ("&#x202e;abc"),
  S ("&#13;&#10;Bcc: x@y.example"), S ("&tidakada;"), S ("&"), S ("&&&;"), S ("&#99999999;"),
};
static const Seed direction[] = {
  S ("PT \342\200\256gpj.exe"), S ("\342\201\247balik\342\201\251"), S ("\342\200\253\342\200\253\342\200\253x"),
  S ("0812\342\200\2523456\342\200\2547890"), S ("\342\200\217\342\200\216"), S ("a\330\234b"),
  S ("\327\220\327\221 123 abc"),
  S ("\330\247\331\204\330\271 (tutup)"), S ("\363\240\201\201\363\240\201\202tag"),
  S ("a\342\200\213b\342\201\240c\357\273\277d"),
};
static const Seed controls[] = {
  S ("\001\002\003\004\005\006\007\010"), S ("\033[31mmerah\033[0m"), S ("\033]0;judul\007"), S ("a\tb\vc\fd"),
  S ("\177\177"),
  S ("a\302\205b"), S ("\016\017\020\021\022\023"), S ("ok\010\010\010tidak"), S ("\342\220\000"), S ("a\rb"),
};
static const Seed cut[] = {
  S ("Budi\0Santoso"), S ("\0"), S ("08123456789\0;rm"), S ("noc@x.example\0@y.example"), S ("a\0\0\0b"),
};
static const Seed not_utf8[] = {
  S ("\377\376"), S ("\300\257\300\256"), S ("\355\240\200"), S ("\342\202"), S ("\364\220\200\200"), S ("a\200b"),
  S ("\370\210\200\200\200"), S ("Jalan \351"),
};
static const Seed combining[] = {
  S ("Z\314\201\314\202\314\203\314\204\314\205\314\206\314\207\314\210\314\211\314\212"),
  S ("\360\237\221\250\342\200\215\360\237\221\251\342\200\215\360\237\221\247"), S ("\314\201\314\201\314\201"),
  S ("\340\271\211\340\271\211\340\271\211\340\271\211"), S ("\357\267\272"), S ("a\315\217\315\217b"),
  S ("\342\200\215\342\200\215"),
};
static const Seed formulas[] = {
  S ("=cmd|' /C calc'!A0"), S ("+1+1"), S ("-2+3"), S ("@SUM(1;1)"),
  S ("=HYPERLINK(\"https://x.example\";\"klik\")"), S ("\t=1+1"),
  S ("\r=1+1"), S ("=\"a\"&CHAR(10)"), S ("DDE(\"cmd\";\"/C calc\")"), S ("%0a=1"), S ("\";=1;\""),
};
static const Seed lines[] = {
  S ("x\r\nBcc: x@y.example"), S ("x\nRCPT TO:<x@y.example>"), S ("x\r\n.\r\nMAIL FROM:<x@y.example>"),
  S ("x\r\n\r\n<html>"),
  S ("x\342\200\250From: x@y.example"), S ("=?UTF-8?B?QmNjOiB4?="), S ("x\rBcc: x@y.example"),
  S ("a\r\nX-Method-Override: DELETE"),
  S ("[TTS 1.2.6 p1=3 #k7f3q2]"), S ("a\n[TTS 1.2.6 p1=3 email=21.20 s.d. 24-11 08.00 WIB #k7f3q2]"), S (".\n..\n."),
};
static const Seed addresses[] = {
  S ("javascript:alert(1)"), S ("file:///etc/passwd"), S ("https://x.example/?a=b&c=d#e"), S ("data:text/html,<b>x"),
  S ("\\\\x.example\\c$"), S ("../../../etc/passwd"), S ("ssh://-oProxyCommand=calc/"), S ("smb://x.example/"),
  S ("{tiket}/../x"),
};
static const Seed phones[] = {
  S ("0812;phone-context=x.example"), S ("0812,,,9#"), S ("*21*0811#"), S ("0812;ext=1;isub=2"), S ("tel:+62812345678"),
  S ("+62 812 (0) 34-56"), S ("-1"), S ("--help 08123456"), S ("$(id)"), S ("`id`"), S ("08123456|ls"),
  S ("0812 & calc"),
  S ("0812%s"), S ("sip:x@y.example"), S ("**04*1#"),
};
static const Seed mailboxes[] = {
  S ("a@b.example?cc=x@y.example"), S ("a@b.example?attach=/etc/passwd"), S ("a@b.example&body=x"),
  S ("a@b.example%0d%0aBcc:x@y.example"), S ("\"a b\"@c.example"), S ("a@b.example,x@y.example"), S ("<a@b.example>"),
  S ("a@b.example>\r\nRCPT TO:<x@y.example"), S ("-oX/tmp/x@y.example"), S ("a@[127.0.0.1]"), S ("noc+ok@x.example"),
};
static const Seed formats[] = {
  S ("%s%s%s%n"), S ("%d %i %x"), S ("100%"), S ("%%"), S ("%1$s"), S ("%.99999999d"), S ("\\n\\x41"), S ("%2E%2E%2F"),
};
static const Seed places[] = {
  S ("{tiket}"), S ("{rfo}"), S ("{{tiket}}"), S ("{tidak_ada}"), S ("{status_email}"), S ("{jam_email}"),
  S ("{tiket_baru}"), S ("}{"),
  S ("{"), S ("[email]"), S ("[--.--]"),
};
static const Seed code[] = {
  S ("\"},{\"ticketid\":\"IN1\""), S ("'; DROP TABLE events;--"), S ("\\u0000"), S ("\\"),
  S ("\" and 1=1 or status=\"CLOSED"),
  S ("%' or '1'='1"), S ("*"), S ("a;b,c|d"),
};

#define K(name, seeds) { name, seeds, G_N_ELEMENTS (seeds) }

static const Kind kinds[] = {
  K ("markup", markup), K ("entities", entities), K ("direction", direction), K ("controls", controls), K ("cut", cut),
  K ("not UTF-8", not_utf8), K ("combining", combining), K ("formula", formulas), K ("lines", lines), K ("address", addresses),
  K ("phone", phones), K ("mailbox", mailboxes), K ("format", formats), K ("place", places), K ("code", code),
  { "long", NULL, 0 },
};

static void
append (GString *text, const Seed *seed)
{
  g_string_append_len (text, seed->bytes, (gssize) seed->length);
}

static const Seed *
draw (GRand *rand, const Kind *kind)
{
  return &kind->seeds[g_rand_int_range (rand, 0, (gint32) kind->n_seeds)];
}

/* Of many letters, many lines, one endless word, or much of another kind. */
static GString *
make_long (GRand *rand, guint round)
{
  static const guint lengths[] = { 150, 1000, 8000, 30000 };
  guint length = lengths[round % G_N_ELEMENTS (lengths)];
  GString *text = g_string_new (NULL);
  const Kind *other = &kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds) - 1)];

  while (text->len < length)
    switch (round / G_N_ELEMENTS (lengths) % 4)
      {
      case 0:  g_string_append_c (text, 'W'); break;
      case 1:  g_string_append (text, "baris\n"); break;
      case 2:  append (text, draw (rand, other)); break;
      default: g_string_append (text, "kata \314\201"); break;
      }
  g_string_append_printf (text, " %u", round);
  return text;
}

/* The seeds as they are first; then within what a field usually holds, several times, and beside one of another kind. */
static GString *
make (GRand *rand, const Kind *kind, guint round)
{
  const Kind *other = &kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds) - 1)];
  const Seed *seed = round < kind->n_seeds ? &kind->seeds[round] : draw (rand, kind);
  guint times = round < kind->n_seeds ? 1 : 1 + g_rand_int_range (rand, 0, 8);
  GString *text = g_string_new (NULL);

  if (round >= kind->n_seeds && g_rand_boolean (rand))
    g_string_append (text, "Budi ");
  for (guint i = 0; i < times; i++)
    append (text, seed);
  if (round >= kind->n_seeds && g_rand_boolean (rand))
    append (text, draw (rand, other));
  if (round >= kind->n_seeds)
    g_string_append_printf (text, " %u", round);
  return text;
}

static void
hostile_text_free (gpointer data)
{
  HostileText *self = data;

  g_bytes_unref (self->bytes);
  g_free (self->text);
  g_free (self);
}

/* Takes text. */
static HostileText *
hostile_text_new (const char *kind, GString *text)
{
  HostileText *self = g_new0 (HostileText, 1);

  self->kind = kind;
  self->text = g_utf8_make_valid (text->str, -1);
  self->bytes = g_string_free_to_bytes (text);
  return self;
}

GPtrArray *
hostile_text_list (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_bytes_hash, g_bytes_equal);
  GPtrArray *list = g_ptr_array_new_with_free_func (hostile_text_free);

  for (guint round = 0; list->len < HOSTILE_N_TEXTS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (kinds) && list->len < HOSTILE_N_TEXTS; i++)
      {
        GString *bytes = kinds[i].n_seeds > 0 ? make (rand, &kinds[i], round) : make_long (rand, round);
        HostileText *text = hostile_text_new (kinds[i].kind, bytes);

        g_assert_true (g_hash_table_add (seen, text->bytes));
        g_ptr_array_add (list, text);
      }
  return list;
}

gboolean
hostile_text_is_text (const HostileText *self)
{
  gsize size;
  const char *bytes = g_bytes_get_data (self->bytes, &size);

  return memchr (bytes, '\0', size) == NULL && g_utf8_validate (bytes, (gssize) size, NULL);
}
