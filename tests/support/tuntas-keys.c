/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-keys.h"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>

static Display *
get_display (void)
{
  static Display *display;

  if (display == NULL)
    display = XOpenDisplay (NULL);
  if (display == NULL)
    g_error ("There is no X display for keys");
  return display;
}

static Window
get_focus (Display *display)
{
  Window focus;
  int revert;

  XGetInputFocus (display, &focus, &revert);
  return focus == PointerRoot ? None : focus;
}

gboolean
tuntas_keys_have_focus (void)
{
  return get_focus (get_display ()) != None;
}

static KeySym
get_modifier (const char *name)
{
  if (g_str_equal (name, "Ctrl"))
    return XK_Control_L;
  if (g_str_equal (name, "Shift"))
    return XK_Shift_L;
  if (g_str_equal (name, "Alt"))
    return XK_Alt_L;
  return NoSymbol;
}

static gboolean
add_key (Display *display, GArray *codes, KeySym symbol)
{
  KeyCode code = symbol == NoSymbol ? 0 : XKeysymToKeycode (display, symbol);

  g_array_append_val (codes, code);
  return code != 0;
}

/* The keys to hold, in order; the last one is the key itself. */
static gboolean
parse_key (Display *display, const char *key, GArray *codes)
{
  g_auto (GStrv) parts = g_strsplit (key, "+", -1);
  guint n = g_strv_length (parts);
  KeySym symbol;
  KeyCode code;

  if (n == 0)
    return FALSE;
  for (guint i = 0; i + 1 < n; i++)
    if (!add_key (display, codes, get_modifier (parts[i])))
      return FALSE;

  symbol = XStringToKeysym (parts[n - 1]);
  code = XKeysymToKeycode (display, symbol);
  /* A symbol on the second level of its key ("question") wants Shift. */
  if (code != 0 && XkbKeycodeToKeysym (display, code, 0, 0) != symbol
      && XkbKeycodeToKeysym (display, code, 0, 1) == symbol && !add_key (display, codes, XK_Shift_L))
    return FALSE;
  return add_key (display, codes, symbol);
}

gboolean
tuntas_keys_press (const char *key)
{
  Display *display = get_display ();
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (KeyCode));

  if (!parse_key (display, key, codes))
    return FALSE;
  for (guint i = 0; i < codes->len; i++)
    XTestFakeKeyEvent (display, g_array_index (codes, KeyCode, i), True, CurrentTime);
  for (guint i = codes->len; i > 0; i--)
    XTestFakeKeyEvent (display, g_array_index (codes, KeyCode, i - 1), False, CurrentTime);
  XSync (display, False);
  return TRUE;
}

void
tuntas_keys_click (int x, int y)
{
  Display *display = get_display ();
  Window focus = get_focus (display);
  Window child;
  int left = 0;
  int top = 0;

  if (focus != None)
    XTranslateCoordinates (display, focus, DefaultRootWindow (display), 0, 0, &left, &top, &child);
  XTestFakeMotionEvent (display, -1, left + x, top + y, CurrentTime);
  XTestFakeButtonEvent (display, 1, True, CurrentTime);
  XTestFakeButtonEvent (display, 1, False, CurrentTime);
  XSync (display, False);
}
