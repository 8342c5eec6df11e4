/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hand.h"

/* Every branch of W-03 from step to step that a ticket of datin can go, in the window, by pasting lists in and copying texts
 * out. Which there are is asked of the procedure, and which were gone of the journal: a branch that is added and not gone here
 * fails this. */

#define AGREED "IN191009001"
#define PENDED "IN191009002"

static const char *const ids[] = { AGREED, PENDED, NULL };
static const char *const services[] = { "SIP TRUNK", "ASTINET" };

static void
contacted (E2e *e2e)
{
  hand_begin ("customer-contacted");
  e2e_press_in (e2e, "Chat");
  e2e_type (e2e, "Siapa", "Ratna");
  hand_suggested (1);
}

/* Held by a question, then agreed times of all kinds before any pending. */
static void
agree (E2e *e2e)
{
  hand_go_to (e2e, AGREED);
  hand_ask_coordinator (e2e, "Lanjutkan");
  hand_suggested (1);
  e2e_see (e2e, "Keputusan koordinator: Bu Sari");
  hand_receive (e2e, AGREED);
  contacted (e2e);
  hand_speak (e2e, "Belum bisa dicek*");
  e2e_type (e2e, "Dihubungi kembali pukul", "20 mnt");
  hand_suggested (1);
  hand_copy_note (e2e);
  e2e_pass (e2e, 21 * 60);
  hand_call (e2e, "Terhubung*");
  hand_drop (e2e);
  hand_call (e2e, "Minta dihubungi kembali*");
  e2e_type (e2e, "Dihubungi kembali pukul", "20 mnt");
  hand_suggested (1);
  hand_copy_note (e2e);
  e2e_pass (e2e, 21 * 60);
  hand_log_call (e2e, "Minta dihubungi kembali pukul …", "60 mnt");
  hand_copy_note (e2e);
}

/* Pended for an hour; the e-mail comes back; then the follow-up calls, each of another kind. What was pended, and what is
 * active again, lists tell. */
static void
pend_by_day (E2e *e2e)
{
  hand_pend (e2e, PENDED, "1?.??");
  hand_paste_list (e2e, "Incident\tStatus\tStatus Date\n" PENDED "\tPENDING\t2026-11-23 23:00\n", "Berubah 1");
  e2e_see (e2e, "*terbukti lewat daftar*");
  hand_send_by_webmail (e2e);
  hand_copy_note (e2e);
  e2e_choose (e2e, "Lainnya: Email*", "Email kembali*");
  e2e_type (e2e, "Alasan email kembali", "kotak surat penuh");
  e2e_press (e2e, "Catat*");
  hand_copy_note (e2e);
  hand_begin ("inform-without-email");
  e2e_type (e2e, "Alasan", "Email kembali");
  hand_suggested (1);
  hand_copy_note (e2e);
  e2e_pass (e2e, 3600);
  e2e_see (e2e, "Ubah status di Nossa menjadi SALAMSIM*");
  hand_paste_list (e2e, "Incident\tStatus\tStatus Date\n" PENDED "\tSALAMSIM\t2026-11-24 00:00\n", "Berubah 1");
}

static void
follow_up (E2e *e2e)
{
  hand_call (e2e, "Terhubung*");
  hand_drop (e2e);
  hand_log_call (e2e, "Terhubung", NULL);
  hand_speak (e2e, "Normal, belum boleh ditutup*");
  e2e_type (e2e, "Alasan", "menunggu rekan");
  e2e_type (e2e, "Dihubungi kembali pukul", "20 mnt");
  hand_suggested (1);
  hand_copy_note (e2e);
  e2e_pass (e2e, 21 * 60);
  hand_log_call (e2e, "Minta dihubungi kembali pukul …", "20 mnt");
  hand_copy_note (e2e);
  e2e_pass (e2e, 21 * 60);
  hand_see_calls (e2e);
}

static void
walk (E2e *e2e, GString *proof)
{
  agree (e2e);
  pend_by_day (e2e);
  follow_up (e2e);
}

int
main (int argc, char **argv)
{
  static const HandWalk all = { "ways", BRANCHES_OF_STEPS, ids, services, walk };

  return hand_main (argc, argv, &all);
}
