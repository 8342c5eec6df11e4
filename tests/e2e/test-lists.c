/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

/* Lists of tickets in the real window: pasted, looked at, taken; pasted again; numbers out of a chat; columns that
 * nobody knows; and a ticket's way without a Nossa, on what lists say and prove. */

#define MORNING "2026-11-23T09:00:00+07:00"
#define DATIN "IN190001007"
#define NEW_TICKET "IN191000801"
#define LIST "Incident\tCustomer Name\tStatus\tStatus Date\tService Type\tService No\tContact Phone\tSummary\n" \
             NEW_TICKET "\tPT Uji <b>Baru</b> & Rekan\tSALAMSIM\t2026-11-23 08:00\tASTINET\t" \
             "4700801-0000000801\t0800-0000-0801\tLINK PUTUS\n" \
             DATIN "\tPT Uji Ganti Nama\t\tkemarin\t\t\t\t\n" \
             "INC000012345678\tPT Remedy\t\t\t\t\t\t\n"

static const char *window_program;

/* Nothing changes by looking; then all that was understood is there; the same list again finds nothing to do. */
static void
test_pasted (void)
{
  E2e *e2e = e2e_new (window_program, "list", MORNING);

  e2e_paste (e2e, LIST);
  e2e_see (e2e, "Baru 1");
  e2e_see (e2e, "Berubah 1");
  e2e_see (e2e, "Tidak dipahami 2");
  e2e_see (e2e, NEW_TICKET " · PT Uji <b>Baru</b> & Rekan");
  e2e_picture (e2e);
  e2e_press (e2e, "Berubah 1");
  e2e_see (e2e, "Pelanggan: PT Cakrawala Tirta Sentosa → PT Uji Ganti Nama");
  e2e_press (e2e, "Tidak dipahami 2");
  e2e_see (e2e, "Baris 3, Status Date");
  e2e_see (e2e, "“INC000012345678”: ini nomor Remedy*");
  e2e_picture (e2e);
  e2e_key (e2e, "Escape");
  e2e_see_gone (e2e, "Baru 1");
  e2e_see_gone (e2e, "PT Uji*");

  e2e_paste (e2e, LIST);
  e2e_take_list (e2e, "Baru 1");
  e2e_open (e2e, NEW_TICKET);
  e2e_see (e2e, "PT Uji <b>Baru</b> & Rekan");
  e2e_picture (e2e);
  e2e_open (e2e, DATIN);
  e2e_see (e2e, "PT Uji Ganti Nama");

  e2e_paste (e2e, LIST);
  e2e_see (e2e, "Baru 0");
  e2e_see (e2e, "Tetap sama 2");
  e2e_press (e2e, "Tutup*");
  e2e_see_gone (e2e, "Tetap sama 2");
  e2e_free (e2e);
}

/* Of a chat the ticket that is on the desk is opened. What is not a list says so. */
static void
test_numbers (void)
{
  E2e *e2e = e2e_new (window_program, "list-numbers", MORNING);

  e2e_paste (e2e, "tolong bantu close " DATIN " ya");
  e2e_see (e2e, "Hanya nomor tiket yang dipahami.");
  e2e_press (e2e, "Buka " DATIN);
  e2e_see (e2e, DATIN " · * · *xx*");
  e2e_paste (e2e, "selamat pagi semuanya");
  e2e_see (e2e, "Tidak ada nomor tiket di dalamnya*");
  e2e_picture (e2e);
  e2e_key (e2e, "Escape");
  e2e_see_gone (e2e, "Tidak ada nomor tiket di dalamnya*");
  e2e_free (e2e);
}

/* What a column is can be said by hand, with the keyboard alone, and is remembered. */
static void
test_columns (void)
{
  E2e *e2e = e2e_new (window_program, "list-columns", MORNING);

  e2e_paste (e2e, "Nomor\tNama\n" DATIN "\tPT Uji\nIN191000802\tCV Uji\n");
  e2e_see (e2e, "Hanya nomor tiket yang dipahami.");
  e2e_key (e2e, "Ctrl+k");
  e2e_see (e2e, "Pilih isi tiap kolom*");
  e2e_picture (e2e);
  e2e_key (e2e, "space");
  e2e_key (e2e, "Down");
  e2e_key (e2e, "Return");
  e2e_see (e2e, "Nomor tiket");
  e2e_key (e2e, "Ctrl+Return");
  e2e_see (e2e, "Baru 1");
  e2e_see_gone (e2e, "Hanya nomor tiket yang dipahami.");
  e2e_take_list (e2e, "Baru 1");
  e2e_paste (e2e, "Nomor\tNama\n" DATIN "\tPT Uji\nIN191000803\tCV Uji\n");
  e2e_see (e2e, "Tetap sama 1");
  e2e_see_gone (e2e, "Hanya nomor tiket yang dipahami.");
  e2e_free (e2e);
}

/* Without a Nossa: a ticket comes by a list, is worked on, and the next list proves what was to be copied. */
static void
test_without_nossa (void)
{
  E2e *e2e = e2e_prepare ("list-alone", MORNING);

  e2e_start_lists (e2e, window_program);
  e2e_picture (e2e);
  e2e_paste (e2e, LIST);
  e2e_take_list (e2e, "Baru 2");
  e2e_see (e2e, "Daftar 09.00");
  e2e_open (e2e, NEW_TICKET);
  e2e_receive (e2e);
  for (guint call = 0; call < 3; call++)
    e2e_call (e2e, "Tidak diangkat (RNA)*");
  e2e_press (e2e, "Pending tiket*");
  e2e_see (e2e, "Kirim keduanya*");
  e2e_paste (e2e, "Incident\tStatus\tStatus Date\n" NEW_TICKET "\tPENDING\t2026-11-23 09:30\n");
  e2e_see (e2e, "1 pengiriman terlihat di Nossa*");
  e2e_take_list (e2e, "Berubah 1");
  e2e_see (e2e, "*terbukti lewat daftar*");
  e2e_picture (e2e);
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  window_program = argv[1];

  g_test_add_func ("/e2e/lists/pasted", test_pasted);
  g_test_add_func ("/e2e/lists/numbers", test_numbers);
  g_test_add_func ("/e2e/lists/columns", test_columns);
  g_test_add_func ("/e2e/lists/without-nossa", test_without_nossa);
  return g_test_run ();
}
