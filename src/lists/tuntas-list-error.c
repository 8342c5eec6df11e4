/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-list-error.h"

G_DEFINE_QUARK (tuntas-list-error-quark, tuntas_list_error)
