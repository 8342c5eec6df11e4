/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

/* A closing agent's main jobs, done in the window as a person does them; each looks at what Nossa then holds. */

#define MORNING "2026-11-23T09:00:00+07:00"

#define HOME "IN190001091"
#define DATIN "IN190001007"

#define RNA "Tidak diangkat (RNA)*"
#define BUSY "Nada sibuk*"
#define CONNECTED "Terhubung*"

static const char *window_program;

/* (a) and (d): three unanswered calls close an IndiHome ticket by 1.2.10; two do not, and the window says why. */
static void
test_indihome_unreached (void)
{
  E2e *e2e = e2e_new (window_program, "a-indihome", MORNING);

  /* The page before, which the stack keeps, is none for a screen reader. */
  e2e_see_gone (e2e, "*Siap melayani pelanggan*");
  e2e_open (e2e, HOME);
  e2e_picture (e2e);
  e2e_receive (e2e);
  e2e_see (e2e, "Hubungi pelanggan*");
  e2e_picture (e2e);
  e2e_call (e2e, RNA);
  e2e_call (e2e, BUSY);
  e2e_press (e2e, "Tutup, pelanggan belum terhubung*");
  e2e_see (e2e, "Belum bisa ditutup: baru 2 dari minimal 3 panggilan*1.2.10*");
  e2e_picture (e2e);
  e2e_nossa_has (e2e, HOME, "status", "MEDIACARE");
  e2e_call (e2e, RNA);
  e2e_press (e2e, "Tutup, pelanggan belum terhubung*");
  e2e_commit (e2e);
  e2e_see (e2e, "Ditutup. Dikirim dalam *");
  e2e_picture (e2e);
  e2e_nossa_has (e2e, HOME, "status", "MEDIACARE");
  e2e_pass (e2e, 11);
  e2e_nossa_has (e2e, HOME, "status", "CLOSED");
  e2e_nossa_has_note (e2e, HOME, "*Sudah dihubungi 3x (09.00 RNA, 09.05 sibuk, 09.11 RNA)*1.2.10*");
  g_assert_cmpuint (e2e_nossa_count_notes (e2e, HOME), ==, 1);
  e2e_see (e2e, "Selesai hari ini*");
  e2e_picture (e2e);
  e2e_free (e2e);
}

/* (b): datin by day: three calls, pended for an hour, informed, active again, reached, closed with permission. In
 * between the program is killed twice: in a call, and while the ticket is pended. */
static void
test_datin_by_day (void)
{
  E2e *e2e = e2e_new (window_program, "b-datin", MORNING);

  e2e_open (e2e, DATIN);
  e2e_receive (e2e);
  e2e_call (e2e, RNA);
  e2e_call (e2e, RNA);
  e2e_press (e2e, "Telepon*");
  e2e_see (e2e, "00:00");
  e2e_kill (e2e, window_program);

  /* The unfinished attempt is asked for. */
  e2e_open (e2e, DATIN);
  e2e_press (e2e, "Tidak aktif*");
  e2e_press (e2e, "Pending tiket*");
  e2e_see (e2e, "Kirim keduanya*");
  e2e_nossa_has (e2e, DATIN, "status", "PENDING");
  e2e_picture (e2e);
  e2e_press (e2e, "Kirim keduanya*");
  /* No mail program here: the agent says that it went by other means. */
  e2e_see (e2e, "*Sudah terkirim?*");
  e2e_picture (e2e);
  e2e_press (e2e, "Ya, sudah terkirim*");
  e2e_see (e2e, "Aktif 10.1?*");
  e2e_nossa_has_note (e2e, DATIN, "*3x (*Pending s.d. 10.1?*[TTS 1.2.7 p1=3*");
  e2e_picture (e2e);
  e2e_kill (e2e, window_program);

  e2e_pass (e2e, 3600);
  e2e_nossa_has (e2e, DATIN, "status", "SALAMSIM");
  e2e_open (e2e, DATIN);
  e2e_see (e2e, "Hubungi lagi*");
  e2e_call (e2e, BUSY);
  e2e_press (e2e, "Telepon*");
  e2e_press (e2e, CONNECTED);
  e2e_see (e2e, "Yang menjawab");
  e2e_picture (e2e);
  e2e_talk (e2e);
  e2e_press (e2e, "Normal, boleh ditutup*");
  e2e_picture (e2e);
  e2e_commit (e2e);
  e2e_see (e2e, "Ditutup. Dikirim dalam *");
  e2e_pass (e2e, 11);
  e2e_nossa_has (e2e, DATIN, "status", "CLOSED");
  e2e_nossa_has_note (e2e, DATIN, "*TERHUBUNG*NORMAL, mengizinkan close*");
  g_assert_cmpuint (e2e_nossa_count_notes (e2e, DATIN), ==, 2);
  e2e_picture (e2e);
  e2e_free (e2e);
}

/* The number of the ticket that names this one as its origin. (nullable) (transfer full) */
static char *
find_follower (E2e *e2e, const char *ticket)
{
  g_autoptr (GPtrArray) effects = tuntas_simulator_list_effects (e2e->nossa);

  for (guint i = 0; i < effects->len; i++)
    {
      const TuntasSimulatorEffect *effect = g_ptr_array_index (effects, i);

      if (effect->kind == TUNTAS_SIMULATOR_EFFECT_CREATE)
        return g_strdup (effect->ticket);
    }
  return NULL;
}

/* (c): datin, reached, monitoring requested: a new ticket, linked, and the old one closed. */
static void
test_monitoring (void)
{
  E2e *e2e = e2e_new (window_program, "c-monitoring", MORNING);
  g_autofree char *follower = NULL;
  g_autofree char *record = NULL;

  e2e_open (e2e, DATIN);
  e2e_receive (e2e);
  e2e_press (e2e, "Telepon*");
  e2e_press (e2e, CONNECTED);
  e2e_talk (e2e);
  e2e_press (e2e, "Normal, minta monitoring*");
  e2e_picture (e2e);
  e2e_commit (e2e);
  e2e_see (e2e, "Ditutup. Dikirim dalam *");
  e2e_pass (e2e, 11);
  e2e_nossa_has (e2e, DATIN, "status", "CLOSED");
  follower = find_follower (e2e, DATIN);
  g_assert_nonnull (follower);
  e2e_nossa_has (e2e, follower, "origrecordid", DATIN);
  e2e_nossa_has (e2e, follower, "symptom", "REQUEST | MONITORING");
  record = tuntas_simulator_dup_record_json (e2e->nossa, DATIN);
  g_assert_nonnull (strstr (record, follower));
  e2e_nossa_has_note (e2e, DATIN, "*Dibuatkan tiket baru IN*");
  e2e_picture (e2e);
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];

  g_test_add_func ("/e2e/shift/indihome-unreached", test_indihome_unreached);
  g_test_add_func ("/e2e/shift/datin-by-day", test_datin_by_day);
  g_test_add_func ("/e2e/shift/monitoring", test_monitoring);
  return g_test_run ();
}
