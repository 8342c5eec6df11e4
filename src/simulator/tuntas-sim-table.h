/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

/* What the records of the embedded Nossa consist of: the attributes of its objects, stock and custom, with type,
 * length and value list (maximo.md §6.1). One place for every name that stands on the wire.
 *
 * Values are text, or NULL for null: numbers in decimal, YORN "1" or "0", DATETIME seconds since 1970 UTC. */

G_BEGIN_DECLS

typedef enum
{
  TUNTAS_SIM_UPPER,
  TUNTAS_SIM_ALN,
  TUNTAS_SIM_LONGALN,
  TUNTAS_SIM_INTEGER,
  TUNTAS_SIM_BIGINT,
  TUNTAS_SIM_FLOAT, /* also durations, in hours */
  TUNTAS_SIM_YORN,
  TUNTAS_SIM_DATETIME,
} TuntasSimType;

typedef enum
{
  TUNTAS_SIM_PLAIN = 0,
  TUNTAS_SIM_NO_SEARCH = 1 << 0, /* refused in oslc.where and oslc.orderBy */
  TUNTAS_SIM_FIXED = 1 << 1,     /* kept by the server; what a client sends is left aside */
  TUNTAS_SIM_OWN = 1 << 2,       /* a value of a list that is checked where it is set, not with the others */
} TuntasSimAttributeFlags;

typedef struct
{
  char *name;
  TuntasSimType type;
  guint length;
  TuntasSimAttributeFlags flags;
  char *domain; /* (nullable): "*STATUS" is the class's own: INCIDENTSTATUS, SRSTATUS */
} TuntasSimAttribute;

typedef struct
{
  const char *object; /* NULL: the record's class names it */
  guint n_attributes;
  TuntasSimAttribute *attributes;
  guint uid; /* the attribute that holds the row's number */
} TuntasSimTable;

/*  X (symbol, name, type, length, flags, domain) */
#define TUNTAS_SIM_TICKET_ATTRIBUTES(X)                                                     \
  X (TICKETID, "ticketid", UPPER, 20, PLAIN, NULL)                                          \
  X (TICKETUID, "ticketuid", BIGINT, 19, FIXED, NULL)                                       \
  X (CLASS, "class", UPPER, 16, FIXED, "TKTYPE")                                            \
  X (STATUS, "status", UPPER, 10, OWN, "*STATUS")                                           \
  X (STATUSDATE, "statusdate", DATETIME, 0, FIXED, NULL)                                    \
  X (DESCRIPTION, "description", ALN, 100, PLAIN, NULL)                                     \
  X (LONGDESCRIPTION, "description_longdescription", LONGALN, 32000, NO_SEARCH, NULL)       \
  X (OWNER, "owner", UPPER, 30, PLAIN, NULL)                                                \
  X (OWNERGROUP, "ownergroup", UPPER, 30, PLAIN, NULL)                                      \
  X (ASSIGNEDOWNERGROUP, "assignedownergroup", UPPER, 30, PLAIN, NULL)                      \
  X (REPORTDATE, "reportdate", DATETIME, 0, PLAIN, NULL)                                    \
  X (REPORTEDBY, "reportedby", UPPER, 62, PLAIN, NULL)                                      \
  X (REPORTEDBYNAME, "reportedbyname", ALN, 62, PLAIN, NULL)                                \
  X (REPORTEDPHONE, "reportedphone", ALN, 20, PLAIN, NULL)                                  \
  X (REPORTEDEMAIL, "reportedemail", ALN, 100, PLAIN, NULL)                                 \
  X (REPORTEDPRIORITY, "reportedpriority", INTEGER, 12, PLAIN, "TICKETPRIORITY")            \
  X (INTERNALPRIORITY, "internalpriority", INTEGER, 12, PLAIN, NULL)                        \
  X (INDICATEDPRIORITY, "indicatedpriority", INTEGER, 12, PLAIN, NULL)                      \
  X (IMPACT, "impact", INTEGER, 12, PLAIN, NULL)                                            \
  X (URGENCY, "urgency", INTEGER, 12, PLAIN, NULL)                                          \
  X (AFFECTEDPERSON, "affectedperson", UPPER, 62, PLAIN, NULL)                              \
  X (AFFECTEDPHONE, "affectedphone", ALN, 60, PLAIN, NULL)                                  \
  X (AFFECTEDEMAIL, "affectedemail", ALN, 100, PLAIN, NULL)                                 \
  X (AFFECTEDDATE, "affecteddate", DATETIME, 0, PLAIN, NULL)                                \
  X (TARGETSTART, "targetstart", DATETIME, 0, PLAIN, NULL)                                  \
  X (TARGETFINISH, "targetfinish", DATETIME, 0, PLAIN, NULL)                                \
  X (TARGETCONTACTDATE, "targetcontactdate", DATETIME, 0, PLAIN, NULL)                      \
  X (ACTUALCONTACTDATE, "actualcontactdate", DATETIME, 0, PLAIN, NULL)                      \
  X (ACTUALSTART, "actualstart", DATETIME, 0, PLAIN, NULL)                                  \
  X (ACTUALFINISH, "actualfinish", DATETIME, 0, PLAIN, NULL)                                \
  X (EXTERNALRECID, "externalrecid", ALN, 50, PLAIN, NULL)                                  \
  X (EXTERNALSYSTEM, "externalsystem", ALN, 10, PLAIN, NULL)                                \
  X (EXTERNALSYSTEMTICKETID, "externalsystem_ticketid", ALN, 50, PLAIN, NULL)               \
  X (SOURCE, "source", ALN, 50, PLAIN, NULL)                                                \
  X (ORIGRECORDID, "origrecordid", UPPER, 20, PLAIN, NULL)                                  \
  X (ORIGRECORDCLASS, "origrecordclass", UPPER, 16, PLAIN, NULL)                            \
  X (CLASSSTRUCTUREID, "classstructureid", UPPER, 20, PLAIN, NULL)                          \
  X (PROBLEMCODE, "problemcode", UPPER, 8, PLAIN, NULL)                                     \
  X (PROBLEM, "problemcode_longdescription", LONGALN, 32000, NO_SEARCH, NULL)               \
  X (FAILURECODE, "failurecode", UPPER, 8, PLAIN, NULL)                                     \
  X (FR1CODE, "fr1code", UPPER, 8, PLAIN, NULL)                                             \
  X (FR2CODE, "fr2code", UPPER, 8, PLAIN, NULL)                                             \
  X (CAUSE, "fr1code_longdescription", LONGALN, 32000, NO_SEARCH, NULL)                     \
  X (REPAIR, "fr2code_longdescription", LONGALN, 32000, NO_SEARCH, NULL)                    \
  X (CHANGEBY, "changeby", UPPER, 30, FIXED, NULL)                                          \
  X (CHANGEDATE, "changedate", DATETIME, 0, FIXED, NULL)                                    \
  X (CREATEDBY, "createdby", UPPER, 30, FIXED, NULL)                                        \
  X (CREATIONDATE, "creationdate", DATETIME, 0, FIXED, NULL)                                \
  X (SITEID, "siteid", UPPER, 8, PLAIN, NULL)                                               \
  X (ORGID, "orgid", UPPER, 8, PLAIN, NULL)                                                 \
  X (HISTORYFLAG, "historyflag", YORN, 1, FIXED, NULL)                                      \
  X (ISGLOBAL, "isglobal", YORN, 1, PLAIN, NULL)                                            \
  X (RELATEDTOGLOBAL, "relatedtoglobal", YORN, 1, PLAIN, NULL)                              \
  X (GLOBALTICKETID, "globalticketid", UPPER, 20, PLAIN, NULL)                              \
  X (GLOBALTICKETCLASS, "globalticketclass", UPPER, 16, PLAIN, NULL)                        \
  X (CINUM, "cinum", ALN, 150, PLAIN, NULL)                                                 \
  X (ASSETNUM, "assetnum", UPPER, 25, PLAIN, NULL)                                          \
  X (LOCATION, "location", UPPER, 25, PLAIN, NULL)                                          \
  X (SOLUTION, "solution", UPPER, 8, PLAIN, NULL)                                           \
  X (HASSOLUTION, "hassolution", YORN, 1, PLAIN, NULL)                                      \
  X (CUSTOMERNAME, "customername", ALN, 150, PLAIN, NULL)                                   \
  X (CONTACTNAME, "contactname", ALN, 100, PLAIN, NULL)                                     \
  X (CUSTOMERSEGMENT, "customersegment", UPPER, 20, PLAIN, NULL)                            \
  X (SERVICETYPE, "servicetype", UPPER, 30, PLAIN, NULL)                                    \
  X (SERVICEID, "serviceid", ALN, 100, PLAIN, NULL)                                         \
  X (SERVICENO, "serviceno", ALN, 50, PLAIN, NULL)                                          \
  X (SYMPTOM, "symptom", ALN, 150, PLAIN, NULL)                                             \
  X (WITEL, "witel", UPPER, 40, PLAIN, NULL)                                                \
  X (REGIONAL, "regional", UPPER, 20, PLAIN, NULL)                                          \
  X (WORKZONE, "workzone", UPPER, 10, PLAIN, NULL)                                          \
  X (GAUL, "gaul", INTEGER, 12, PLAIN, NULL)                                                \
  X (LAPUL, "lapul", INTEGER, 12, PLAIN, NULL)                                              \
  X (TTRCUSTOMER, "ttrcustomer", FLOAT, 12, PLAIN, NULL)                                    \
  X (PENDREASON, "pendreason", ALN, 100, PLAIN, NULL)                                       \
  X (PENDINGUNTIL, "pendinguntil", DATETIME, 0, PLAIN, NULL)

#define TUNTAS_SIM_WORKLOG_ATTRIBUTES(X)                                                    \
  X (WORKLOGID, "worklogid", BIGINT, 19, FIXED, NULL)                                       \
  X (LOGTYPE, "logtype", UPPER, 16, OWN, "LOGTYPE")                                         \
  X (DESCRIPTION, "description", ALN, 100, PLAIN, NULL)                                     \
  X (LONGDESCRIPTION, "description_longdescription", LONGALN, 32000, NO_SEARCH, NULL)       \
  X (CREATEBY, "createby", UPPER, 30, FIXED, NULL)                                          \
  X (CREATEDATE, "createdate", DATETIME, 0, FIXED, NULL)                                    \
  X (MODIFYBY, "modifyby", UPPER, 30, FIXED, NULL)                                          \
  X (MODIFYDATE, "modifydate", DATETIME, 0, FIXED, NULL)                                    \
  X (CLIENTVIEWABLE, "clientviewable", YORN, 1, PLAIN, NULL)                                \
  X (RECORDKEY, "recordkey", UPPER, 20, FIXED, NULL)                                        \
  X (CLASS, "class", UPPER, 16, FIXED, "TKTYPE")                                            \
  X (SITEID, "siteid", UPPER, 8, FIXED, NULL)                                               \
  X (ORGID, "orgid", UPPER, 8, FIXED, NULL)                                                 \
  X (LANGCODE, "langcode", UPPER, 4, FIXED, NULL)

#define TUNTAS_SIM_RELATED_ATTRIBUTES(X)                                                    \
  X (RELATEDRECORDID, "relatedrecordid", BIGINT, 19, FIXED, NULL)                           \
  X (RELATEDRECKEY, "relatedreckey", UPPER, 20, PLAIN, NULL)                                \
  X (RELATEDRECCLASS, "relatedrecclass", UPPER, 16, PLAIN, NULL)                            \
  X (RELATETYPE, "relatetype", UPPER, 16, PLAIN, "RELATETYPE")                              \
  X (RECORDKEY, "recordkey", UPPER, 20, FIXED, NULL)                                        \
  X (CLASS, "class", UPPER, 16, FIXED, "TKTYPE")

#define TUNTAS_SIM_SYNONYM_ATTRIBUTES(X)                                                    \
  X (SYNONYMDOMAINID, "synonymdomainid", BIGINT, 19, FIXED, NULL)                           \
  X (DOMAINID, "domainid", UPPER, 18, FIXED, NULL)                                          \
  X (VALUE, "value", ALN, 50, FIXED, NULL)                                                  \
  X (MAXVALUE, "maxvalue", ALN, 50, FIXED, NULL)                                            \
  X (DESCRIPTION, "description", ALN, 256, FIXED, NULL)                                     \
  X (VALUEID, "valueid", ALN, 256, FIXED, NULL)                                             \
  X (DEFAULTS, "defaults", YORN, 1, FIXED, NULL)                                            \
  X (SITEID, "siteid", UPPER, 8, FIXED, NULL)                                               \
  X (ORGID, "orgid", UPPER, 8, FIXED, NULL)

#define TUNTAS_SIM_PERSON_ATTRIBUTES(X)                                                     \
  X (PERSONUID, "personuid", BIGINT, 19, FIXED, NULL)                                       \
  X (PERSONID, "personid", UPPER, 30, FIXED, NULL)                                          \
  X (DISPLAYNAME, "displayname", ALN, 62, FIXED, NULL)                                      \
  X (PRIMARYEMAIL, "primaryemail", ALN, 100, FIXED, NULL)                                   \
  X (DEPARTMENT, "department", ALN, 30, FIXED, NULL)                                        \
  X (LOCATIONSITE, "locationsite", UPPER, 8, FIXED, NULL)                                   \
  X (LOCATIONORG, "locationorg", UPPER, 8, FIXED, NULL)

#define X(symbol, name, type, length, flags, domain) TUNTAS_SIM_TICKET_##symbol,
enum { TUNTAS_SIM_TICKET_ATTRIBUTES (X) };
#undef X
#define X(symbol, name, type, length, flags, domain) TUNTAS_SIM_WORKLOG_##symbol,
enum { TUNTAS_SIM_WORKLOG_ATTRIBUTES (X) };
#undef X
#define X(symbol, name, type, length, flags, domain) TUNTAS_SIM_RELATED_##symbol,
enum { TUNTAS_SIM_RELATED_ATTRIBUTES (X) };
#undef X
#define X(symbol, name, type, length, flags, domain) TUNTAS_SIM_SYNONYM_##symbol,
enum { TUNTAS_SIM_SYNONYM_ATTRIBUTES (X) };
#undef X
#define X(symbol, name, type, length, flags, domain) TUNTAS_SIM_PERSON_##symbol,
enum { TUNTAS_SIM_PERSON_ATTRIBUTES (X) };
#undef X

/* (transfer full): a table of its own, so that a scenario may rename custom attributes. */
TuntasSimTable *tuntas_sim_table_new_ticket  (void);
TuntasSimTable *tuntas_sim_table_new_worklog (void);
TuntasSimTable *tuntas_sim_table_new_related (void);
TuntasSimTable *tuntas_sim_table_new_synonym (void);
TuntasSimTable *tuntas_sim_table_new_person  (void);
void            tuntas_sim_table_free        (TuntasSimTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasSimTable, tuntas_sim_table_free)

/* The index of an attribute, or -1. Names are read without regard to case; a prefix such as "spi:" is skipped. */
int         tuntas_sim_table_find      (const TuntasSimTable *self, const char *name);
/* FALSE where there is no such attribute or the new name is taken. */
gboolean    tuntas_sim_table_rename    (TuntasSimTable *self, const char *from, const char *to);

/* An attribute of the site's own, before any row is made; domain (nullable). FALSE where the name is taken. */
gboolean    tuntas_sim_table_add       (TuntasSimTable *self, const char *name, TuntasSimType type, guint length,
                                        const char *domain);

/* Reads a JSON value into our text form, or *out = NULL for null and "". Dates without an offset are in zone.
 * FALSE with the reason (a TUNTAS_SIM_ERROR) where the value does not fit. */
gboolean    tuntas_sim_attribute_read  (const TuntasSimAttribute *self, JsonNode *node, GTimeZone *zone, char **out,
                                        GError **error);
/* (transfer full): the value as it stands in a body; dates with zone's offset. */
JsonNode   *tuntas_sim_attribute_write (const TuntasSimAttribute *self, const char *value, GTimeZone *zone);
/* As strcmp (), by the attribute's type; NULL before everything else. */
int         tuntas_sim_attribute_compare (const TuntasSimAttribute *self, const char *a, const char *b);
const char *tuntas_sim_type_name       (TuntasSimType type);
/* By its name; FALSE where there is no such type. */
gboolean    tuntas_sim_type_find       (const char *name, TuntasSimType *type);

/* (nullable) (transfer none): the text of a member, or fallback where it is missing or anything but text. */
const char *tuntas_sim_member_text     (JsonObject *object, const char *member, const char *fallback);

/* Reads "2026-11-23T09:00:00+07:00", also with fractions, without an offset, or a date alone. */
gboolean    tuntas_sim_instant_read    (const char *text, GTimeZone *zone, gint64 *seconds);
/* (transfer full): "2026-11-23T09:00:00+07:00" */
char       *tuntas_sim_instant_write   (gint64 seconds, GTimeZone *zone);

G_END_DECLS
