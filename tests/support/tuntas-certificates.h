/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Certificates for tests, made by openssl in a folder of their own: two authorities, "ours" and "theirs", and what they
 * or nobody signs. */

G_BEGIN_DECLS

/* Of a server's certificate, in hexadecimal. */
#define TUNTAS_CERTIFICATES_SERIAL "1000"

typedef struct _TuntasCertificates TuntasCertificates;

TuntasCertificates *tuntas_certificates_new  (void);
void                tuntas_certificates_free (TuntasCertificates *self);

const char *tuntas_certificates_get_folder   (TuntasCertificates *self);
/* Runs a command line in the folder, which must go well. */
void        tuntas_certificates_run          (TuntasCertificates *self, const char *line);
/* (transfer full) */
char       *tuntas_certificates_dup_path     (TuntasCertificates *self, const char *name);
/* (transfer full): certificate and key, for a server of that name ("IP:127.0.0.1"), by that authority; they also lie in
 * s.pem and s.key. */
char       *tuntas_certificates_make         (TuntasCertificates *self, const char *authority, const char *alternative,
                                              int days);
/* (transfer full): the same; more: options of openssl's for the request. */
char       *tuntas_certificates_make_with    (TuntasCertificates *self, const char *authority, const char *alternative,
                                              int days, const char *more);
/* (transfer full): one that nobody signed. */
char       *tuntas_certificates_make_unsigned (TuntasCertificates *self, const char *alternative);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TuntasCertificates, tuntas_certificates_free)

G_END_DECLS
