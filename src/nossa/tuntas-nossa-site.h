/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tuntas-settings-file.h"
#include "tuntas-ticket.h"

/* Everything in which one installation of Nossa can differ from another: addresses, names, values, limits. An
 * immutable, reference-counted value, read from a site's file or made with the defaults. Foreign names meet ours here
 * and nowhere else.
 *
 * The file's groups; every key may be left out.
 *   [server]     origin          "https://nossa.example", http only to 127.0.0.1, ::1 or localhost; what the agent
 *                                types at login is used instead
 *                context_root    "/maximo"; path "oslc" or "api" (default: by auth); auth maxauth|basic|form|apikey
 *                form_path       where a form signs in, below the context root: "/j_security_check" or
 *                "/oslc/j_security_check"
 *                ca_file         absolute path of a PEM file whose authorities alone are trusted
 *                request_deadline (seconds, 1..300, 20), max_bytes (per answer, 65536..67108864, 8388608)
 *                poll_interval   (seconds between two looks at the list, 20..3600, 60), poll_jitter (how much longer it
 *                may be by chance, 0..100 percent, 20); write api|paste: whether changes are sent, or copied into Nossa by
 *                the agent where it gives programs no way to write
 *   [tickets]    object_structure "mxincident", create_object_structure (the same), page_size (1..200, 100),
 *                statuses        those of the agent's list, separated by ';'
 *                domain_structure "mxapisynonymdomain": lists statuses and work-log types, for the test of the connection
 *   [columns]    our nick (tuntas-ticket.h) = the server's attribute; empty: the server has none
 *   [formats]    ttr             hours|seconds: what a bare number in the ttr column counts ("HH:MM:SS" is always known)
 *   [work_log]   read_child, write_child "worklog"; type "WORK", never CLIENTNOTE; how many characters Nossa takes as the
 *                summary of an entry or a ticket, and as their text: summary_length (40..1000, 100), text_length
 *                (1000..1000000, 32000)
 *   [status]     method patch|action; pend, activate, close, return: the status each sets; activate may be empty:
 *                the status before the pend
 *   [pend]       reason_attribute, reason, until_attribute; an empty attribute is not sent
 *                reactivate us|server: who makes a pended ticket active again when its time has come
 *   [monitoring] attribute, symptom: what marks a monitoring ticket (procedure.md, "What goes to Nossa");
 *                reference_attribute "externalrecid": takes our reference, by which it is found again; empty: its summary
 *                takes it; related_child "relatedrecord": names the old ticket; empty: the server has no such child */

G_BEGIN_DECLS

#define TUNTAS_NOSSA_SITE_ERROR (tuntas_nossa_site_error_quark ())
GQuark tuntas_nossa_site_error_quark (void);

typedef enum
{
  TUNTAS_NOSSA_SITE_ERROR_VALUE, /* a value that is missing or does not fit */
} TuntasNossaSiteError;

typedef enum
{
  TUNTAS_NOSSA_AUTH_MAXAUTH,
  TUNTAS_NOSSA_AUTH_BASIC,
  TUNTAS_NOSSA_AUTH_FORM,
  TUNTAS_NOSSA_AUTH_APIKEY,
} TuntasNossaAuth;

/* Our actions on a ticket, as the effects of the procedure name them. */
typedef enum
{
  TUNTAS_NOSSA_ACTION_PEND,
  TUNTAS_NOSSA_ACTION_ACTIVATE,
  TUNTAS_NOSSA_ACTION_CLOSE,
  TUNTAS_NOSSA_ACTION_RETURN,
} TuntasNossaAction;

#define TUNTAS_NOSSA_N_ACTIONS (TUNTAS_NOSSA_ACTION_RETURN + 1)

/* The single texts of a site, in the order of the file. */
#define TUNTAS_NOSSA_SITE_TEXTS(X)                                                  \
  X (ORIGIN, "server", "origin", "")                                                \
  X (CONTEXT_ROOT, "server", "context_root", "/maximo")                             \
  X (PATH, "server", "path", "")                                                    \
  X (FORM_PATH, "server", "form_path", "/j_security_check")                         \
  X (CA_FILE, "server", "ca_file", "")                                              \
  X (OBJECT_STRUCTURE, "tickets", "object_structure", "mxincident")                 \
  X (CREATE_OBJECT_STRUCTURE, "tickets", "create_object_structure", "")             \
  X (DOMAIN_STRUCTURE, "tickets", "domain_structure", "mxapisynonymdomain")         \
  X (WORK_LOG_READ_CHILD, "work_log", "read_child", "worklog")                      \
  X (WORK_LOG_WRITE_CHILD, "work_log", "write_child", "worklog")                    \
  X (WORK_LOG_TYPE, "work_log", "type", "WORK")                                     \
  X (PEND_REASON_ATTRIBUTE, "pend", "reason_attribute", "pendreason")               \
  X (PEND_REASON, "pend", "reason", "MENUNGGU KONFIRMASI PELANGGAN")                \
  X (PEND_UNTIL_ATTRIBUTE, "pend", "until_attribute", "pendinguntil")               \
  X (MONITORING_ATTRIBUTE, "monitoring", "attribute", "symptom")                    \
  X (MONITORING_SYMPTOM, "monitoring", "symptom", "REQUEST | MONITORING")           \
  X (MONITORING_REFERENCE_ATTRIBUTE, "monitoring", "reference_attribute", "externalrecid") \
  X (MONITORING_RELATED_CHILD, "monitoring", "related_child", "relatedrecord")

typedef enum
{
#define X(name, group, key, standard) TUNTAS_NOSSA_SITE_##name,
  TUNTAS_NOSSA_SITE_TEXTS (X)
#undef X
} TuntasNossaSiteText;

#define TUNTAS_NOSSA_SITE_N_TEXTS (TUNTAS_NOSSA_SITE_MONITORING_RELATED_CHILD + 1)

typedef struct _TuntasNossaSite TuntasNossaSite;

#define TUNTAS_TYPE_NOSSA_SITE (tuntas_nossa_site_get_type ())
GType            tuntas_nossa_site_get_type    (void);
/* (transfer full): the defaults. Sets TUNTAS_NOSSA_SITE_ERROR for an origin that cannot be used. */
TuntasNossaSite *tuntas_nossa_site_new_default (const char *origin, GError **error);
/* (transfer full): the file's groups. What does not fit is a finding of the file: then this value holds a default where
 * the site meant something else, and must not be used to reach a server. */
TuntasNossaSite *tuntas_nossa_site_read        (TuntasSettingsFile *file);
/* (transfer full): the same at another origin. Sets TUNTAS_NOSSA_SITE_ERROR for one that cannot be used. */
TuntasNossaSite *tuntas_nossa_site_with_origin (TuntasNossaSite *self, const char *origin, GError **error);
/* (transfer full): the same without a server: nobody can sign in there, and everything is written by hand. self (nullable):
 * the defaults. */
TuntasNossaSite *tuntas_nossa_site_without_server (TuntasNossaSite *self);
TuntasNossaSite *tuntas_nossa_site_ref         (TuntasNossaSite *self);
void             tuntas_nossa_site_unref       (TuntasNossaSite *self);

/* Never NULL; empty where the site has none. ORIGIN has no slash at its end and may
 * be empty in one that was read, CONTEXT_ROOT is "" or "/name"; PATH and
 * CREATE_OBJECT_STRUCTURE are never empty. */
const char        *tuntas_nossa_site_get_text     (TuntasNossaSite *self, TuntasNossaSiteText text);
TuntasNossaAuth    tuntas_nossa_site_get_auth     (TuntasNossaSite *self);
/* (nullable): the server's attribute for the field; HREF and ROWSTAMP have fixed names and are NULL here. */
const char        *tuntas_nossa_site_get_column   (TuntasNossaSite *self, TuntasTicketField field);
/* Empty only for ACTIVATE: the status before the pend. */
const char        *tuntas_nossa_site_get_status   (TuntasNossaSite *self, TuntasNossaAction action);
const char *const *tuntas_nossa_site_get_statuses (TuntasNossaSite *self);
/* TRUE for one that this site names, in its list or for an action. */
gboolean           tuntas_nossa_site_knows_status (TuntasNossaSite *self, const char *status);
/* TRUE: status by the action wsmethod:changeStatus instead of a change of the attribute (maximo.md §4.5). */
gboolean           tuntas_nossa_site_get_status_by_action (TuntasNossaSite *self);
/* TRUE: the server makes a pended ticket active again by itself, and we wait for that. */
gboolean           tuntas_nossa_site_get_server_reactivates (TuntasNossaSite *self);
/* TRUE: a bare number in the ttr column counts hours, else seconds. */
gboolean           tuntas_nossa_site_get_ttr_in_hours (TuntasNossaSite *self);
guint              tuntas_nossa_site_get_page_size (TuntasNossaSite *self);
gsize              tuntas_nossa_site_get_max_bytes (TuntasNossaSite *self);
/* Seconds; percent of it that are added by chance. */
int                tuntas_nossa_site_get_poll_interval (TuntasNossaSite *self);
guint              tuntas_nossa_site_get_poll_jitter (TuntasNossaSite *self);
/* In characters, of a text as it is stored: see tuntas_nossa_count_text (). */
guint              tuntas_nossa_site_get_summary_length (TuntasNossaSite *self);
guint              tuntas_nossa_site_get_text_length (TuntasNossaSite *self);
/* Nothing is written by this program: the agent pastes it. */
gboolean           tuntas_nossa_site_is_written_by_hand (TuntasNossaSite *self);
/* µs */
gint64             tuntas_nossa_site_get_request_deadline (TuntasNossaSite *self);

/* (transfer full): path of the servlet and what is below it: "/maximo/oslc" + below. */
char              *tuntas_nossa_site_dup_path     (TuntasNossaSite *self, const char *below);
/* (transfer full) (nullable): path and query on the configured origin of an address that the server gave, whatever
 * host, context root or servlet it names; NULL where it is not the address of a record or collection. */
char              *tuntas_nossa_site_anchor       (TuntasNossaSite *self, const char *href);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasNossaSite, tuntas_nossa_site_unref)

G_END_DECLS
