/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand.h"

/* Every branch of W-03 that is for homes alone, in the window, by pasting lists in and copying texts out. Which there are is
 * asked of the procedure, and which were gone of the journal: a branch that is added and not gone here fails this. */

#define HOME "IN191009001"
#define POTS "IN191009002"

static const char *const ids[] = { HOME, POTS, NULL };
static const char *const services[] = { "INTERNET", "VOICE" };

/* Calls made on another telephone: an agreed time, then the line drops; after three in vain the ticket is closed. */
static void
reach_unreached (E2e *e2e, const char *ticket, GString *proof)
{
  hand_receive (e2e, ticket);
  hand_log_call (e2e, "Minta dihubungi kembali pukul …", "20 mnt");
  hand_copy_note (e2e);
  e2e_pass (e2e, 21 * 60);
  hand_log_call (e2e, "Terhubung", NULL);
  hand_drop (e2e);
  for (guint i = 0; i < 3; i++)
    hand_call_in_vain (e2e);
  e2e_press (e2e, "Tutup, pelanggan belum terhubung*");
  hand_end_case (e2e);
  hand_copy_end (e2e, ticket, "CLOSED", proof);
}

static void
walk (E2e *e2e, GString *proof)
{
  reach_unreached (e2e, HOME, proof);
  reach_unreached (e2e, POTS, proof);
  hand_paste_list (e2e, proof->str, "4 pengiriman terlihat di Nossa*");
}

int
main (int argc, char **argv)
{
  static const HandWalk all = { "homes", BRANCHES_OF_HOMES, ids, services, walk };

  return hand_main (argc, argv, &all);
}
