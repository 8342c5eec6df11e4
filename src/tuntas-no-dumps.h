/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* From here on the memory of this process, in which there may be a password, is given to no file: no core is dumped, and
 * other programs of the same user cannot attach to it, but for what the system's administrator may. In a sandbox whose
 * portals look at the process (Flatpak) only the first holds. For main, in builds without debugging. */
void tuntas_no_dumps (void);
