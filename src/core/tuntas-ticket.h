/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* One trouble ticket as Nossa knows it: our names for its fields, whatever the server, an export or a file calls
 * them. A plain, reference-counted value; its fields are set once, by whoever made it, and then only read.
 *
 * Every field is text or absent (NULL). Fields whose name ends in _AT are instants, as "YYYY-MM-DDThh:mm:ssZ".
 * The nick is the field's name in the cache, in files of ours and in the site's column map. */

G_BEGIN_DECLS

#define TUNTAS_TICKET_FIELDS(X)                                                                             \
  X (ID, "id")                         /* IN190000001: what people say */                                   \
  X (UID, "uid")                       /* the server's number for it */                                     \
  X (CLASS, "class")                   /* INCIDENT or SR */                                                 \
  X (HREF, "href")                     /* path and query of the record on the server, without its origin */ \
  X (ROWSTAMP, "rowstamp")                                                                                  \
  X (STATUS, "status")                                                                                      \
  X (OWNER, "owner")                                                                                        \
  X (OWNER_GROUP, "owner_group")                                                                            \
  X (SUMMARY, "summary")               /* the complaint, one line */                                        \
  X (DETAIL, "detail")                                                                                      \
  X (SYMPTOM, "symptom")                                                                                    \
  X (CUSTOMER, "customer")                                                                                  \
  X (CONTACT, "contact")               /* the PIC's name */                                                 \
  X (PHONES, "phones")                 /* several are parted by ';' */                                      \
  X (EMAIL, "email")                                                                                        \
  X (SEGMENT, "segment")                                                                                    \
  X (SERVICE_TYPE, "service_type")                                                                          \
  X (SERVICE_ID, "service_id")                                                                             \
  X (SERVICE_NO, "service_no")                                                                             \
  X (WITEL, "witel")                                                                                       \
  X (REGIONAL, "regional")                                                                                 \
  X (WORKZONE, "workzone")                                                                                 \
  X (RFO, "rfo")                         /* cause, as far as Nossa has one */                              \
  X (REPAIR, "repair")                                                                                     \
  X (GAMAS, "gamas")                     /* the parent ticket of a mass outage */                          \
  X (GAUL, "gaul")                       /* how often repeated, as text */                                 \
  X (LAPUL, "lapul")                     /* how often reported again, as text */                           \
  X (TTR, "ttr")                          /* the customer's clock in Nossa, seconds as text */              \
  X (REPORTED_AT, "reported_at")                                                                            \
  X (STATUS_AT, "status_at")                                                                                \
  X (CHANGED_AT, "changed_at")                                                                              \
  X (CHANGED_BY, "changed_by")                                                                              \
  X (MORE, "more")                       /* columns of a list that are none of these: a JSON object of texts */

typedef enum
{
#define X(name, nick) TUNTAS_TICKET_##name,
  TUNTAS_TICKET_FIELDS (X)
#undef X
} TuntasTicketField;

#define TUNTAS_TICKET_N_FIELDS (TUNTAS_TICKET_MORE + 1)

typedef struct _TuntasTicket TuntasTicket;

#define TUNTAS_TYPE_TICKET (tuntas_ticket_get_type ())
GType         tuntas_ticket_get_type (void);

/* (transfer full): a ticket without any field but its number. */
TuntasTicket *tuntas_ticket_new      (const char *id);
TuntasTicket *tuntas_ticket_ref      (TuntasTicket *self);
void          tuntas_ticket_unref    (TuntasTicket *self);

/* For the maker only, before the ticket is handed on. value (nullable): blank counts as absent. */
void          tuntas_ticket_set      (TuntasTicket *self, TuntasTicketField field, const char *value);
/* The same; value (transfer full) (nullable). */
void          tuntas_ticket_take     (TuntasTicket *self, TuntasTicketField field, char *value);
/* (transfer full): the same ticket but for one field; value (nullable). */
TuntasTicket *tuntas_ticket_copy_with (TuntasTicket *self, TuntasTicketField field, const char *value);

/* (nullable) (transfer none) */
const char   *tuntas_ticket_get      (const TuntasTicket *self, TuntasTicketField field);

/* Never NULL. */
const char   *tuntas_ticket_get_id   (const TuntasTicket *self);

/* Seconds since 1970 UTC, or -1 where the field is absent or no instant. */
gint64        tuntas_ticket_get_time (const TuntasTicket *self, TuntasTicketField field);

/* (transfer full): the numbers of PHONES, trimmed, in order, without blanks; perhaps empty. */
GStrv         tuntas_ticket_dup_phones (const TuntasTicket *self);

/* Whether a number is one of those that are the training's alone, IN9 and eight or nine digits: work never takes one, and training
 * takes no other that is typed or pasted (tuntas_desk_takes_number ()). Case and blanks around it do not count. */
gboolean      tuntas_ticket_is_practice_number (const char *id);

gboolean      tuntas_ticket_equal    (const TuntasTicket *a, const TuntasTicket *b);

const char   *tuntas_ticket_field_nick      (TuntasTicketField field);
/* FALSE for an unknown nick; field is then untouched. */
gboolean      tuntas_ticket_field_from_nick (const char *nick, TuntasTicketField *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasTicket, tuntas_ticket_unref)

G_END_DECLS
