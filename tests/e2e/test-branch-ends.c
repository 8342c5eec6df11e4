/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand.h"

/* Every branch of W-03 that ends a case of datin, in the window, by pasting lists in and copying texts out. Which there are is
 * asked of the procedure, and which were gone of the journal: a branch that is added and not gone here fails this. */

/* One ticket for each end. */
#define NORMAL "IN191009001"
#define MONITORED "IN191009002"
#define NOT_NORMAL "IN191009003"
#define NOT_RESOLVED "IN191009004"
#define INSTRUCTED "IN191009005"
#define SENT_BACK "IN191009006"
#define RETURNED "IN191009007"
#define BY_NIGHT "IN191009008"
#define STOPPED "IN191009009"
#define MADE "IN191009900"

static const char *const ids[] = { NORMAL,    MONITORED, NOT_NORMAL, NOT_RESOLVED, INSTRUCTED,
                                   SENT_BACK, RETURNED,  BY_NIGHT,   STOPPED,      NULL };
static const char *const services[] = { "ASTINET", "METRO-E", "ASTINET", "VPN IP", "ASTINET", "ASTINET", "ASTINET", "ASTINET",
                                        "SIP TRUNK" };

static void
reach_normal (E2e *e2e, GString *proof)
{
  hand_receive (e2e, NORMAL);
  hand_call (e2e, "Terhubung*");
  hand_speak (e2e, "Normal, boleh ditutup*");
  hand_end_case (e2e);
  hand_copy_end (e2e, NORMAL, "CLOSED", proof);
}

/* The number of the new ticket is typed by hand; the list that shows it names the old one. */
static void
reach_monitoring (E2e *e2e, GString *proof)
{
  hand_receive (e2e, MONITORED);
  hand_call (e2e, "Terhubung*");
  hand_speak (e2e, "Normal, minta monitoring*");
  hand_end_case (e2e);
  e2e_see (e2e, "Buat tiket baru di Nossa*");
  hand_suggested (2);
  e2e_type (e2e, "Nomor tiket baru", MADE);
  e2e_key (e2e, "Return");
  hand_copy_end (e2e, MONITORED, "CLOSED", proof);
  g_string_append (proof, MADE "\tNEW\t2026-11-24 23:00\t\tMonitoring, lanjutan tiket " MONITORED "\n");
}

static void
reach_not_normal (E2e *e2e, GString *proof)
{
  hand_receive (e2e, NOT_NORMAL);
  hand_log_call (e2e, "Terhubung", NULL);
  hand_speak (e2e, "Masih gangguan*");
  e2e_type (e2e, "Keluhan baru", "masih putus");
  hand_end_case (e2e);
  hand_copy_end (e2e, NOT_NORMAL, "BACKEND", proof);
}

static void
reach_not_resolved (E2e *e2e, GString *proof)
{
  hand_go_to (e2e, NOT_RESOLVED);
  hand_recheck (e2e);
  e2e_press (e2e, "Belum terselesaikan*");
  hand_end_case (e2e);
  hand_copy_end (e2e, NOT_RESOLVED, "BACKEND", proof);
}

static void
reach_instructed (E2e *e2e, GString *proof)
{
  hand_go_to (e2e, INSTRUCTED);
  hand_ask_coordinator (e2e, "Tutup tiket");
  hand_end_case (e2e);
  hand_copy_end (e2e, INSTRUCTED, "CLOSED", proof);
  hand_go_to (e2e, SENT_BACK);
  hand_ask_coordinator (e2e, "Kembalikan ke tim teknis");
  hand_end_case (e2e);
  hand_copy_end (e2e, SENT_BACK, "BACKEND", proof);
}

static void
reach_returned (E2e *e2e, GString *proof)
{
  hand_go_to (e2e, RETURNED);
  hand_begin ("return");
  e2e_type (e2e, "Alasan", "RFO tidak cocok");
  hand_end_case (e2e);
  hand_copy_end (e2e, RETURNED, "BACKEND", proof);
}

/* Somebody else closes the ticket. */
static void
reach_stopped (E2e *e2e)
{
  hand_receive (e2e, STOPPED);
  hand_paste_list (e2e, "Incident\tStatus\tStatus Date\n" STOPPED "\tCLOSED\t2026-11-24 12:00\n", "Berubah 1");
  e2e_see (e2e, "Dihentikan, tiket berubah di Nossa*");
}

/* Pended until the next day, when the customer is not reached either. */
static void
reach_followed_up (E2e *e2e, GString *proof)
{
  e2e_pass (e2e, 10 * 3600);
  hand_pend (e2e, BY_NIGHT, "24 Nov 08.00");
  hand_copy_status (e2e, "PENDING");
  hand_send_by_webmail (e2e);
  hand_copy_note (e2e);
  e2e_pass (e2e, 14 * 3600);
  hand_go_to (e2e, BY_NIGHT);
  hand_copy_status (e2e, "SALAMSIM");
  hand_call_in_vain (e2e);
  e2e_press (e2e, "Tutup, pelanggan belum terhubung*");
  hand_end_case (e2e);
  hand_copy_end (e2e, BY_NIGHT, "CLOSED", proof);
}

static void
walk (E2e *e2e, GString *proof)
{
  reach_normal (e2e, proof);
  reach_monitoring (e2e, proof);
  reach_not_normal (e2e, proof);
  reach_not_resolved (e2e, proof);
  reach_instructed (e2e, proof);
  reach_returned (e2e, proof);
  reach_stopped (e2e);
  reach_followed_up (e2e, proof);
  /* One list shows all of it: of eight cases note and status, the new ticket, and that the pended one was active again. */
  hand_paste_list (e2e, proof->str, "18 pengiriman terlihat di Nossa*");
}

int
main (int argc, char **argv)
{
  static const HandWalk all = { "ends", BRANCHES_OF_ENDS, ids, services, walk };

  return hand_main (argc, argv, &all);
}
