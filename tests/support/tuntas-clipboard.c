/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-clipboard.h"

#include <X11/Xlib.h>

#define PATIENCE_MS 1000
#define MOST_BYTES 65536

/* The answer to what was asked for. */
static gboolean
wait_for_answer (Display *display, Window window, XEvent *event)
{
  GPollFD poll = { ConnectionNumber (display), G_IO_IN, 0 };
  gint64 deadline = g_get_monotonic_time () + PATIENCE_MS * G_TIME_SPAN_MILLISECOND;

  while (!XCheckTypedWindowEvent (display, window, SelectionNotify, event))
    {
      if (g_get_monotonic_time () >= deadline)
        return FALSE;
      g_poll (&poll, 1, PATIENCE_MS / 20);
    }
  return event->xselection.property != None;
}

static char *
take_property (Display *display, Window window, Atom property)
{
  unsigned char *data = NULL;
  unsigned long n_items, rest;
  Atom type;
  int format;
  char *text = NULL;

  if (XGetWindowProperty (display, window, property, 0, MOST_BYTES / 4, True, AnyPropertyType, &type, &format, &n_items,
                          &rest, &data) == Success && format == 8)
    text = g_strndup ((const char *) data, n_items);
  if (data != NULL)
    XFree (data);
  return text != NULL ? text : g_strdup ("");
}

char *
tuntas_clipboard_read (void)
{
  Display *display = XOpenDisplay (NULL);
  Window window;
  Atom property;
  XEvent event;
  char *text;

  if (display == NULL)
    g_error ("There is no X display for a clipboard");
  window = XCreateSimpleWindow (display, DefaultRootWindow (display), 0, 0, 1, 1, 0, 0, 0);
  property = XInternAtom (display, "TUNTAS_CLIPBOARD", False);
  XConvertSelection (display, XInternAtom (display, "CLIPBOARD", False), XInternAtom (display, "UTF8_STRING", False),
                     property, window, CurrentTime);
  text = wait_for_answer (display, window, &event) ? take_property (display, window, property) : g_strdup ("");
  XCloseDisplay (display);
  return text;
}
