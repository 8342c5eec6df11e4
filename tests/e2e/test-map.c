/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "e2e.h"

/* The map of the instruction in the real window: opened by its key, read over the accessibility bus, zoomed by keys. */

#define MORNING "2026-11-23T09:00:00+07:00"

#define HOME "IN190001091"
#define DATIN "IN190001007"

static const char *window_program;

static void
see_button (E2e *e2e, const char *name)
{
  g_autoptr (AtspiAccessible) button = tuntas_driver_find (e2e->driver, NULL, ATSPI_ROLE_PUSH_BUTTON, name);

  g_assert_nonnull (button);
}

/* Of a ticket: where it stands, the clause's own words, the picture larger and smaller, and the same as a list. */
static void
test_ticket (void)
{
  E2e *e2e = e2e_new (window_program, "map-home", MORNING);

  e2e_open (e2e, HOME);
  e2e_receive (e2e);
  e2e_call (e2e, "Nada sibuk*");
  e2e_key (e2e, "Ctrl+m");
  see_button (e2e, "1.2.3 · Hubungi pelanggan, min. 3×, Anda di sini");
  see_button (e2e, "1.2.2 · Cek ulang aplikasi pendukung, selesai");
  see_button (e2e, "1.3 · Ditutup · tidak terhubung, masih terbuka");
  e2e_see (e2e, "Tutup, pelanggan belum terhubung, bila minimal 3 panggilan belum terhubung");
  e2e_picture (e2e);

  e2e_see (e2e, "100 %");
  e2e_key (e2e, "Ctrl+plus");
  e2e_see (e2e, "120 %");
  e2e_key (e2e, "Ctrl+minus");
  e2e_key (e2e, "Ctrl+minus");
  e2e_see (e2e, "83 %");
  e2e_picture (e2e);
  e2e_key (e2e, "Ctrl+0");
  e2e_see_gone (e2e, "83 %");
  e2e_picture (e2e);

  /* The step of the ticket has the focus. */
  e2e_key (e2e, "Return");
  e2e_see (e2e, "Hubungi pelanggan, min. 3×\nAgent menghubungi pelanggan (setidaknya 3 kali)*");
  e2e_picture (e2e);
  e2e_key (e2e, "Escape");
  e2e_see_gone (e2e, "Hubungi pelanggan, min. 3×\nAgent menghubungi pelanggan (setidaknya 3 kali)*");

  e2e_press (e2e, "Daftar");
  see_button (e2e, "1.2.3 · Hubungi pelanggan, min. 3× · Anda di sini");
  e2e_see (e2e, "→ Ditutup · tidak terhubung: Tutup, pelanggan belum terhubung, "
                "bila minimal 3 panggilan belum terhubung (bisa nanti)");
  e2e_see (e2e, "→ Dikembalikan ke tim teknis: Belum terselesaikan, kembalikan (tidak lagi)");
  e2e_picture (e2e);
  e2e_key (e2e, "Escape");
  e2e_see_gone (e2e, "Peta Instruksi Kerja");
  e2e_free (e2e);
}

/* The map follows the ticket while it is open. */
static void
test_follows (void)
{
  E2e *e2e = e2e_new (window_program, "map-datin", MORNING);

  e2e_open (e2e, DATIN);
  e2e_receive (e2e);
  for (guint i = 0; i < 3; i++)
    e2e_call (e2e, "Nada sibuk*");
  e2e_press (e2e, "Pending tiket*");
  e2e_see (e2e, "Kirim keduanya*");
  e2e_press (e2e, "Kirim keduanya*");
  e2e_press (e2e, "Ya, sudah terkirim*");
  e2e_see (e2e, "Aktif 10.1?*");
  e2e_key (e2e, "Ctrl+m");
  see_button (e2e, "1.2.6 · Menunggu tiket aktif, Anda di sini");
  e2e_picture (e2e);
  e2e_pass (e2e, 3600);
  see_button (e2e, "1.2.8 · Hubungi lagi, maks. 3×, Anda di sini");
  see_button (e2e, "1.2.6 · Menunggu tiket aktif, selesai");
  e2e_key (e2e, "Ctrl+0");
  e2e_see_gone (e2e, "100 %");
  e2e_picture (e2e);
  e2e_free (e2e);
}

/* Without a ticket: the whole procedure, of the family that is chosen. */
static void
test_procedure (void)
{
  E2e *e2e = e2e_new (window_program, "map-whole", MORNING);

  e2e_key (e2e, "F10");
  tuntas_driver_press (e2e->driver, NULL, ATSPI_ROLE_MENU_ITEM, "Peta Instruksi Kerja");
  see_button (e2e, "1.2.6 · Menunggu tiket aktif");
  e2e_key (e2e, "Ctrl+0");
  e2e_see_gone (e2e, "100 %");
  e2e_picture (e2e);
  e2e_press (e2e, "Daftar");
  e2e_see (e2e, "→ Kirim email RFO, lalu keterangan: Pending tiket, bila minimal 3 panggilan belum terhubung*");
  e2e_picture (e2e);
  e2e_free (e2e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  window_program = argv[1];
  g_test_add_func ("/e2e/map/ticket", test_ticket);
  g_test_add_func ("/e2e/map/follows", test_follows);
  g_test_add_func ("/e2e/map/procedure", test_procedure);
  return g_test_run ();
}
