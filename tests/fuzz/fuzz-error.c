/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "fuzz-answer-check.h"

/* The body of an answer that is no success: any bytes, with each status that we treat in a way of its own. */

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const guint statuses[] = { 200, 302, 400, 401, 403, 404, 408, 409, 412, 429, 500, 503, 504 };
  g_autoptr (GBytes) body = g_bytes_new (data, size);

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (TuntasAnswer) answer = tuntas_answer_new (statuses[i], body);

      fuzz_answer_check (answer);
    }
  return 0;
}
