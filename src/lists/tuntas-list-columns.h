/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-list-table.h"
#include "tuntas-ticket.h"

/* What the columns of a list are, by their headers. Headers meet our fields in one table, in tuntas-list-columns.c; where
 * a column stands says nothing. */

G_BEGIN_DECLS

/* The fields that a column can be: those of a ticket that lists have, and some that tickets have not, which are kept as
 * text. The nick is what a corrected mapping is kept by. */
#define TUNTAS_LIST_FIELDS(X)                                                                    \
  X (ID, "id", LINE, TUNTAS_TICKET_ID)                                                           \
  X (STATUS, "status", NAME, TUNTAS_TICKET_STATUS)                                               \
  X (CUSTOMER, "customer", LINE, TUNTAS_TICKET_CUSTOMER)                                         \
  X (CONTACT, "contact", LINE, TUNTAS_TICKET_CONTACT)                                            \
  X (PHONES, "phones", PHONES, TUNTAS_TICKET_PHONES)                                             \
  X (EMAIL, "email", LINE, TUNTAS_TICKET_EMAIL)                                                  \
  X (SUMMARY, "summary", LINE, TUNTAS_TICKET_SUMMARY)                                            \
  X (DETAIL, "detail", TEXT, TUNTAS_TICKET_DETAIL)                                               \
  X (SYMPTOM, "symptom", LINE, TUNTAS_TICKET_SYMPTOM)                                            \
  X (SERVICE_TYPE, "service_type", LINE, TUNTAS_TICKET_SERVICE_TYPE)                             \
  X (SERVICE_NO, "service_no", DIGITS, TUNTAS_TICKET_SERVICE_NO)                                 \
  X (SERVICE_ID, "service_id", DIGITS, TUNTAS_TICKET_SERVICE_ID)                                 \
  X (SEGMENT, "segment", LINE, TUNTAS_TICKET_SEGMENT)                                            \
  X (OWNER, "owner", LINE, TUNTAS_TICKET_OWNER)                                                  \
  X (OWNER_GROUP, "owner_group", LINE, TUNTAS_TICKET_OWNER_GROUP)                               \
  X (WITEL, "witel", LINE, TUNTAS_TICKET_WITEL)                                                  \
  X (REGIONAL, "regional", LINE, TUNTAS_TICKET_REGIONAL)                                         \
  X (WORKZONE, "workzone", LINE, TUNTAS_TICKET_WORKZONE)                                         \
  X (RFO, "rfo", TEXT, TUNTAS_TICKET_RFO)                                                        \
  X (REPAIR, "repair", TEXT, TUNTAS_TICKET_REPAIR)                                               \
  X (GAMAS, "gamas", TICKET, TUNTAS_TICKET_GAMAS)                                                \
  X (GAUL, "gaul", COUNT, TUNTAS_TICKET_GAUL)                                                    \
  X (LAPUL, "lapul", COUNT, TUNTAS_TICKET_LAPUL)                                                 \
  X (TTR, "ttr", DURATION, TUNTAS_TICKET_TTR)                                                    \
  X (REPORTED_AT, "reported_at", INSTANT, TUNTAS_TICKET_REPORTED_AT)                             \
  X (STATUS_AT, "status_at", INSTANT, TUNTAS_TICKET_STATUS_AT)                                   \
  X (CHANGED_AT, "changed_at", INSTANT, TUNTAS_TICKET_CHANGED_AT)                                \
  X (WORK_LOG, "work_log", TEXT, -1)                                                             \
  X (RESOLVED_AT, "resolved_at", INSTANT, -1)                                                    \
  X (PENDING_REASON, "pending_reason", TEXT, -1)                                                 \
  X (TTR_PENDING, "ttr_pending", DURATION, -1)

typedef enum
{
#define X(name, nick, kind, field) TUNTAS_LIST_FIELD_##name,
  TUNTAS_LIST_FIELDS (X)
#undef X
} TuntasListField;

#define TUNTAS_LIST_N_FIELDS (TUNTAS_LIST_FIELD_TTR_PENDING + 1)

/* How a cell of that field is read. */
typedef enum
{
  TUNTAS_LIST_KIND_TEXT,     /* lines */
  TUNTAS_LIST_KIND_LINE,     /* one line */
  TUNTAS_LIST_KIND_NAME,     /* the same in upper case */
  TUNTAS_LIST_KIND_DIGITS,   /* text that Excel may have made a number of */
  TUNTAS_LIST_KIND_PHONES,
  TUNTAS_LIST_KIND_TICKET,   /* another ticket's number; what is none says nothing */
  TUNTAS_LIST_KIND_COUNT,
  TUNTAS_LIST_KIND_DURATION,
  TUNTAS_LIST_KIND_INSTANT,
} TuntasListKind;

const char     *tuntas_list_field_nick      (TuntasListField field);
/* FALSE for an unknown or missing nick; field is then untouched. */
gboolean        tuntas_list_field_from_nick (const char *nick, TuntasListField *field);
TuntasListKind  tuntas_list_field_kind      (TuntasListField field);
/* The ticket's field; -1: tickets have none of that kind. */
int             tuntas_list_field_of_ticket (TuntasListField field);

/* One column of a list, as it was found. */
typedef struct
{
  char *header;    /* as it stands in the list */
  char *key;       /* the header without case, apostrophes and what parts its words: what a mapping names */
  int field;       /* a TuntasListField; -1: none of ours, which is kept as text */
  char *example;    /* (nullable): the first text that stands below it */
  guint preference; /* where several columns are one field, that of the lowest is read first */
} TuntasListColumn;

void       tuntas_list_column_free (TuntasListColumn *column);

/* (transfer full): "Incident's Symptom" → "incidents symptom" */
char      *tuntas_list_header_key  (const char *header);

/* The row that names the columns: of the first ones that which names the most fields, the ticket's number among them;
 * one that has a ticket in it is none. -1: there is none. mapping (nullable): keys → nicks ("": none of ours), as corrected by hand. */
int        tuntas_list_find_header (const TuntasListTable *table, GHashTable *mapping);

/* (transfer full) (element-type TuntasListColumn): what that row says, one for each of its cells. Examples are looked for in
 * some rows below it. */
GPtrArray *tuntas_list_name_columns (const TuntasListTable *table, guint row, GHashTable *mapping);

G_END_DECLS
