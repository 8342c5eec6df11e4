/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-case.h"

/* Makes acts for a case as the procedure asks for them: with every kind of value that a field can have, right ones
 * and wrong ones. Of values that the procedure cannot tell apart (outcomes with the same flags, choices that no
 * condition names) one stands for all. */

G_BEGIN_DECLS

typedef struct _ActMaker ActMaker;

typedef struct
{
  TuntasAct *act;
  gboolean fields_fit; /* every field has a value of its kind, so that only what the case is can refuse it */
} ActVariant;

ActMaker  *act_maker_new  (TuntasProcedure *procedure);
void       act_maker_free (ActMaker *maker);

/* (transfer full) (element-type ActVariant): every act that the procedure knows and one that it does not, with every
 * combination of fitting values, and with each field wrong in each way. */
GPtrArray *act_maker_list (ActMaker *maker, TuntasCase *state, gint64 now);

/* Whether the field is asked for, or filled in by the program, beside the fields that the act has so far. */
gboolean   act_maker_asks (TuntasCase *state, const TuntasField *field, const TuntasAct *act);
/* The values that a field can be given, by index. Setting one tells whether it fits; FALSE also where the case has
 * nothing that it could be. */
guint      act_maker_count_values (ActMaker *maker, const TuntasField *field);
gboolean   act_maker_set_value    (ActMaker *maker, TuntasAct *act, const TuntasField *field, guint index,
                                   TuntasCase *state, gint64 now);

/* The customers' numbers of the tests, by index below this; written in more than one way. */
#define ACT_MAKER_PHONES 60
/* (transfer full) */
char      *act_maker_phone       (guint index);
/* G_MAXUINT for what is none of them. */
guint      act_maker_phone_index (const char *phone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ActMaker, act_maker_free)

G_END_DECLS
