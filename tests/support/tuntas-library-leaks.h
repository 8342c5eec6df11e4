/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Included by every source of a build with AddressSanitizer: what libraries make for themselves before main (), and never
 * free, LeakSanitizer does not report (tests/leaks.supp). GLib gives its table of names up for a larger one where it is
 * full; p11-kit, which TLS brings along, makes a locale, at which glibc leaks where LOCPATH is set. No function's name
 * leads to either. */

#ifdef __SANITIZE_ADDRESS__
/* No header of the system's may come before what a source defines for them. */
void __lsan_disable (void);
void __lsan_enable (void);

/* Before the constructors of libraries; the program's own come after them. Each counts for itself. */
static void (*const tuntas_before_libraries) (void) __attribute__ ((used, section (".preinit_array"))) = __lsan_disable;

static void __attribute__ ((constructor, used))
tuntas_after_libraries (void)
{
  __lsan_enable ();
}
#endif
