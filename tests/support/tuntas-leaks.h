/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What is allocated between __lsan_disable () and __lsan_enable (), by this thread, LeakSanitizer does not report
 * (tests/leaks.supp); nothing where there is no sanitizer. */

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#else
#define __lsan_disable() ((void) 0)
#define __lsan_enable() ((void) 0)
#endif
