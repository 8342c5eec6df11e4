/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* oslc.select and the header "properties": a,b,worklog{worklogid,description},uxworklog._dbcount--count,*  */

G_BEGIN_DECLS

typedef struct _TuntasSimSelect TuntasSimSelect;

typedef struct
{
  char *name;             /* "status", "*", "worklog" */
  char *member;           /* (nullable): what stands behind the dot: "_dbcount", "_exists", an attribute */
  char *alias;            /* (nullable): what stands behind "--" */
  TuntasSimSelect *inner; /* (nullable): what stands in { } */
} TuntasSimSelectItem;

struct _TuntasSimSelect
{
  gboolean all;
  GPtrArray *items; /* TuntasSimSelectItem */
};

/* (transfer full): never fails; what makes no sense selects nothing, as on a real server. */
TuntasSimSelect *tuntas_sim_select_parse (const char *text);
/* (transfer full): "*" */
TuntasSimSelect *tuntas_sim_select_all   (void);
void             tuntas_sim_select_free  (TuntasSimSelect *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSimSelect, tuntas_sim_select_free)

G_END_DECLS
