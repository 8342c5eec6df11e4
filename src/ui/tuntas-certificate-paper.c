/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-certificate-paper.h"

#include "tuntas-coverage.h"
#include "tuntas-format.h"
#include "tuntas-paper.h"
#include "tuntas-revision.h"

#include <glib/gi18n-lib.h>

/* In the order of the instruction. */
static void
add_clauses (TuntasPaper *paper, const TuntasCertificatePaper *parts)
{
  g_autoptr (TuntasCoverage) wanted = tuntas_coverage_new_wanted (parts->procedure);
  GPtrArray *clauses = tuntas_procedure_get_clauses (parts->procedure);

  for (guint i = 0; i < clauses->len; i++)
    {
      const TuntasClause *clause = g_ptr_array_index (clauses, i);
      const TuntasPaperCell cells[] = {
        { clause->id, 0.12, TUNTAS_PAPER_STRONG },
        { tuntas_text_in (clause->text, parts->language), 0.88, TUNTAS_PAPER_TEXT },
      };

      if (g_hash_table_contains (wanted->clauses, clause->id))
        tuntas_paper_add_row (paper, cells, G_N_ELEMENTS (cells));
    }
}

GBytes *
tuntas_certificate_paper_print (const TuntasCertificatePaper *parts, GError **error)
{
  g_autoptr (TuntasPaper) paper = NULL;
  g_autofree char *citation = tuntas_revision_dup_citation (parts->procedure);
  g_autofree char *date = NULL;
  g_autofree char *passed = NULL;

  g_return_val_if_fail (parts->certificate->complete, NULL);
  paper = tuntas_paper_new (_("Certificate of training"), citation);
  date = tuntas_format_date (parts->certificate->at, parts->zone);
  /* Translators: a number of clauses, and a date. */
  passed = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "has passed %u clause of this work instruction in exams, the last on %s.",
                                         "has passed all %u clauses of this work instruction in exams, the last on %s.",
                                         parts->certificate->n_clauses), parts->certificate->n_clauses, date);

  tuntas_paper_add (paper, TUNTAS_PAPER_TITLE, _("Certificate of training"));
  tuntas_paper_add (paper, TUNTAS_PAPER_HEADING, parts->name);
  tuntas_paper_add (paper, TUNTAS_PAPER_TEXT, passed);
  tuntas_paper_add (paper, TUNTAS_PAPER_STRONG,
                    tuntas_text_in (tuntas_procedure_get_title (parts->procedure), parts->language));
  tuntas_paper_add (paper, TUNTAS_PAPER_TEXT, citation);
  tuntas_paper_add (paper, TUNTAS_PAPER_SMALL,
                    _("Made by Tuntas from exercises with simulated customers on the trainee's computer. The name is as it "
                      "was typed there."));
  tuntas_paper_add (paper, TUNTAS_PAPER_HEADING, _("The clauses"));
  add_clauses (paper, parts);
  return tuntas_paper_print (paper, error);
}
