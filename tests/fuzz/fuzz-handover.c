/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "fuzz-w03.h"
#include "tuntas-handed-entry.h"
#include "tuntas-handover.h"
#include "tuntas-overrides.h"
#include "tuntas-verdict.h"

#include <string.h>

/* The file of a hand-over from somebody who can compute a SHA-256: anything as its content. It is read or refused; what is
 * read is printed and read again as the same; its cases can be folded and told, or not; and each entry is one that the
 * journal can have, or none. */

/* Stands in the corpus where the opening of a case names the instruction. */
#define W03 "@W-03@"

/* (transfer full): as it is printed. */
static char *
wrap (const char *content)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "tuntas_handover", 1);
  json_object_set_string_member (object, "sha256", sha256);
  json_object_set_string_member (object, "content", content);
  json_node_take_object (node, object);
  return tuntas_json_print (node);
}

static void
check_printed (const TuntasHandover *handover)
{
  g_autofree char *text = tuntas_handover_print (handover);
  g_autofree char *again = NULL;
  g_autofree char *name = tuntas_handover_dup_name (handover);
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasHandover) read = tuntas_handover_parse (text, -1, &error);

  g_assert_no_error (error);
  again = tuntas_handover_print (read);
  g_assert_cmpstr (again, ==, text);
  g_assert_true (strchr (name, G_DIR_SEPARATOR) == NULL && g_str_is_ascii (name));
}

static void
check_entry (const char *text, guint n_events)
{
  g_autoptr (TuntasOutboxEntry) entry = tuntas_handed_entry_parse (text, n_events);
  g_autoptr (TuntasOutboxEntry) again = NULL;
  g_autofree char *printed = NULL, *printed_again = NULL;

  if (entry == NULL)
    return;
  g_assert_true (entry->event_seq >= 1 && entry->event_seq <= n_events && entry->attempt >= 0 && entry->not_before >= 0);
  printed = tuntas_handed_entry_print (entry);
  again = tuntas_handed_entry_parse (printed, n_events);
  g_assert_nonnull (again);
  printed_again = tuntas_handed_entry_print (again);
  g_assert_cmpstr (printed_again, ==, printed);
}

/* What the file brings along, where it is what it says. */
static void
shelve (TuntasProcedures *shelf, const TuntasHandoverProcedure *carried)
{
  g_autoptr (TuntasOverrides) overrides = tuntas_overrides_from_text (carried->overrides, NULL);
  g_autoptr (TuntasProcedure) procedure = NULL;

  if (overrides != NULL)
    procedure = tuntas_procedure_new_with_overrides (carried->bytes, overrides, carried->sha256, NULL);
  if (procedure != NULL && strcmp (tuntas_procedure_get_sha256 (procedure), carried->sha256) == 0)
    tuntas_procedures_add (shelf, procedure);
}

static void
check_case (TuntasProcedures *shelf, const TuntasHandoverCase *one)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Jakarta");
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasCase) state = tuntas_case_fold (shelf, zone, one->events, &error);
  g_autoptr (GPtrArray) actions = NULL;
  g_autoptr (TuntasVerdict) verdict = NULL;

  g_assert_true ((state == NULL) == (error != NULL));
  for (guint i = 0; i < one->entries->len; i++)
    check_entry (g_ptr_array_index (one->entries, i), one->events->len);
  if (state == NULL)
    return;
  actions = tuntas_case_list_actions (state);
  verdict = tuntas_verdict_new (state, "id");
  g_assert_true (g_utf8_validate (verdict->headline, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autofree char *valid = g_utf8_make_valid (bytes, -1);
  g_auto (GStrv) parts = g_strsplit (valid, W03, -1);
  g_autofree char *content = g_strjoinv (tuntas_procedure_get_sha256 (fuzz_w03_get ()), parts);
  g_autofree char *file = wrap (content);
  g_autoptr (TuntasProcedures) shelf = tuntas_procedures_new (fuzz_w03_get ());
  g_autoptr (GError) error = NULL;
  g_autoptr (TuntasHandover) handover = tuntas_handover_parse (file, -1, &error);

  g_assert_true ((handover == NULL) == (error != NULL));
  if (handover == NULL)
    {
      g_assert_true (error->domain == TUNTAS_HANDOVER_ERROR && g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  check_printed (handover);
  for (guint i = 0; i < handover->procedures->len; i++)
    shelve (shelf, g_ptr_array_index (handover->procedures, i));
  for (guint i = 0; i < handover->cases->len; i++)
    check_case (shelf, g_ptr_array_index (handover->cases, i));
  return 0;
}
