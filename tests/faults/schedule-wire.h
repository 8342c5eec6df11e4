/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-simulator.h"
#include "tuntas-test-clock.h"
#include "tuntas-transport.h"

/* A transport without sockets: it hands each request to the embedded Nossa after a while of the clock and the answer
 * back after another, and does to both what it is told. What is on its way arrives even when its sender is gone. */

G_BEGIN_DECLS

/* What comes back instead of the answer. */
typedef enum
{
  WIRE_WHOLE,
  WIRE_CUT,     /* the connection ends before the answer does */
  WIRE_SHORT,   /* so many bytes of the body, and nothing says that any are missing */
  WIRE_ALMOST,  /* the same for all but the last byte */
  WIRE_PAGE,    /* 200 and the page of something that stands between */
  WIRE_GATEWAY, /* this status, of something that stands between */
} WireAnswer;

typedef struct
{
  gboolean leaves;   /* FALSE: no connection, no byte left */
  gboolean arrives;  /* FALSE: it is lost on its way there */
  gint64 out;        /* µs until it is there */
  gint64 back;       /* µs until the answer is here */
  gint64 again;      /* µs after which it arrives a second time; -1: it does not */
  WireAnswer answer;
  gsize bytes;       /* of WIRE_SHORT */
  guint status;      /* of WIRE_GATEWAY */
} WireFate;

typedef enum
{
  WIRE_SENT,     /* nothing has left yet */
  WIRE_ARRIVED,  /* nothing has happened there yet */
  WIRE_DONE,     /* it was carried out, and nobody here knows */
  WIRE_ANSWERED, /* the answer is here, and nobody has looked at it */
} WireInstant;

typedef struct
{
  /* Fills the fate, which is a good one before. */
  void (*draw) (TuntasRequest *request, WireFate *fate, gpointer data);
  /* status: of Nossa's answer, else 0. */
  void (*pass) (WireInstant instant, TuntasRequest *request, guint status, gpointer data);
} WireFuncs;

#define WIRE_ORIGIN "http://127.0.0.1:8080"

#define WIRE_TYPE (wire_get_type ())
G_DECLARE_FINAL_TYPE (Wire, wire, WIRE, TRANSPORT, GObject)

/* (transfer full): data must live as long as anything is under way. */
Wire *wire_new (TuntasSimulator *nossa, TuntasTestClock *clock, const WireFuncs *funcs, gpointer data);

/* The program at this end is no more: nothing new leaves, and what waits here for an answer ends as cancelled. */
void  wire_die (Wire *self);

G_END_DECLS
