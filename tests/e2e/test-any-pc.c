/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand.h"

/* A ticket that was pended at one computer is finished at another one, which has nothing but a list and the note that was
 * copied at the first: nowhere is there a Nossa. */

#define TICKET "IN191009001"

static const char *const ids[] = { TICKET, NULL };
static const char *const services[] = { "ASTINET" };

static void walk (E2e *e2e, GString *proof);

static const HandWalk all = { "any-pc", BRANCHES_NONE, ids, services, walk };

/* (transfer full): the note of the pend. */
static char *
pend (E2e *e2e)
{
  hand_pend (e2e, TICKET, "1?.??");
  hand_copy_status (e2e, "PENDING");
  hand_send_by_webmail (e2e);
  return hand_take_note (e2e);
}

/* Two keys: the note is pasted, and the offer taken. */
static void
carry_on (E2e *e2e, const char *note)
{
  g_autofree char *work_log = g_strconcat (TICKET " ", note, NULL);

  hand_start (e2e, &all);
  hand_go_to (e2e, TICKET);
  e2e_paste (e2e, work_log);
  e2e_see (e2e, "Lanjutkan dari 1.2.8: dipending s.d. 1?.*, 3 panggilan, email terkirim 09.*");
  e2e_see (e2e, "Work log yang Anda tempel; tiket ini disebut di dalamnya: putaran 1 menurut catatan Nossa*");
  e2e_picture (e2e);
  /* Meant for the form that stood there before, it would be too early. */
  e2e_pass (e2e, 1);
  e2e_key (e2e, "Ctrl+Return");
}

static void
walk (E2e *e2e, GString *proof)
{
  g_autofree char *note = pend (e2e);

  e2e_leave (e2e);
  e2e_pass (e2e, 3600);
  carry_on (e2e, note);
  hand_copy_status (e2e, "MEDIACARE"); /* which it had before nobody knows here */
  hand_call_in_vain (e2e);
  e2e_press (e2e, "Tutup, pelanggan belum terhubung*");
  hand_end_case (e2e);
  hand_copy_end (e2e, TICKET, "CLOSED", proof);
  hand_paste_list (e2e, proof->str, "3 pengiriman terlihat di Nossa*");
}

int
main (int argc, char **argv)
{
  return hand_main (argc, argv, &all);
}
