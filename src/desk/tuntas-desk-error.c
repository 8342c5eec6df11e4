/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-desk-private.h"

#include "tuntas-list-error.h"
#include "tuntas-store-error.h"

/* What can go wrong below the desk, as the screens know it. */

typedef struct
{
  char *trouble; /* (nullable) */
} TuntasDeskErrorPrivate;

static void
tuntas_desk_error_private_init (TuntasDeskErrorPrivate *priv)
{
}

static void
tuntas_desk_error_private_copy (const TuntasDeskErrorPrivate *from, TuntasDeskErrorPrivate *to)
{
  to->trouble = g_strdup (from->trouble);
}

static void
tuntas_desk_error_private_clear (TuntasDeskErrorPrivate *priv)
{
  g_free (priv->trouble);
}

G_DEFINE_EXTENDED_ERROR (TuntasDeskError, tuntas_desk_error)

const char *
tuntas_desk_error_get_trouble (const GError *error)
{
  return error != NULL && error->domain == TUNTAS_DESK_ERROR ? tuntas_desk_error_get_private (error)->trouble : NULL;
}

GError *
tuntas_desk_error_new (TuntasDeskError code, const char *trouble, const char *message)
{
  GError *error = g_error_new_literal (TUNTAS_DESK_ERROR, code, message);

  tuntas_desk_error_get_private (error)->trouble = g_strdup (trouble);
  return error;
}

static TuntasDeskError
code_from_store (int code)
{
  switch ((TuntasStoreError) code)
    {
    case TUNTAS_STORE_ERROR_LOCKED:
      return TUNTAS_DESK_ERROR_LOCKED;
    case TUNTAS_STORE_ERROR_NEWER:
      return TUNTAS_DESK_ERROR_NEWER;
    case TUNTAS_STORE_ERROR_DAMAGED:
      return TUNTAS_DESK_ERROR_DAMAGED;
    case TUNTAS_STORE_ERROR_CONFLICT:
      return TUNTAS_DESK_ERROR_LOADED_AGAIN;
    case TUNTAS_STORE_ERROR_FULL:
    case TUNTAS_STORE_ERROR_IO:
    case TUNTAS_STORE_ERROR_READ_ONLY:
    case TUNTAS_STORE_ERROR_TRANSITION:
    case TUNTAS_STORE_ERROR_UNSENT:
    case TUNTAS_STORE_ERROR_CLOSED:
    default:
      return TUNTAS_DESK_ERROR_NOT_SAVED;
    }
}

GError *
tuntas_desk_error_from_store (const GError *error)
{
  return g_error_new_literal (TUNTAS_DESK_ERROR,
                              error->domain == TUNTAS_STORE_ERROR ? code_from_store (error->code)
                                                                  : TUNTAS_DESK_ERROR_NOT_SAVED,
                              error->message);
}

static TuntasDeskError
code_from_nossa (int code)
{
  switch ((TuntasNossaError) code)
    {
    case TUNTAS_NOSSA_ERROR_SIGN_IN_REFUSED:
      return TUNTAS_DESK_ERROR_SIGN_IN_REFUSED;
    case TUNTAS_NOSSA_ERROR_SESSION_ENDED:
      return TUNTAS_DESK_ERROR_SIGN_IN_NEEDED;
    case TUNTAS_NOSSA_ERROR_BLOCKED:
      return TUNTAS_DESK_ERROR_BLOCKED;
    case TUNTAS_NOSSA_ERROR_UNREACHABLE:
    case TUNTAS_NOSSA_ERROR_UNTRUSTED:
    case TUNTAS_NOSSA_ERROR_UNKNOWN:
    case TUNTAS_NOSSA_ERROR_BUSY:
      return TUNTAS_DESK_ERROR_UNREACHABLE;
    case TUNTAS_NOSSA_ERROR_NOT_DATA:
      return TUNTAS_DESK_ERROR_NOT_NOSSA;
    case TUNTAS_NOSSA_ERROR_CONFLICT:
    case TUNTAS_NOSSA_ERROR_DUPLICATE:
    case TUNTAS_NOSSA_ERROR_REFUSED:
    case TUNTAS_NOSSA_ERROR_NOT_FOUND:
    case TUNTAS_NOSSA_ERROR_NOT_ALLOWED:
    case TUNTAS_NOSSA_ERROR_MALFORMED:
    case TUNTAS_NOSSA_ERROR_TOO_LARGE:
    default:
      return TUNTAS_DESK_ERROR_SERVER;
    }
}

GError *
tuntas_desk_error_from_nossa (const GError *error)
{
  GError *told = g_error_new_literal (TUNTAS_DESK_ERROR,
                                      error->domain == TUNTAS_NOSSA_ERROR ? code_from_nossa (error->code)
                                                                          : TUNTAS_DESK_ERROR_UNREACHABLE,
                                      error->message);

  tuntas_desk_error_get_private (told)->trouble = g_strdup (tuntas_nossa_error_get_trouble (error));
  return told;
}

GError *
tuntas_desk_error_from_list (const GError *error)
{
  static const char *const troubles[] = {
    [TUNTAS_LIST_ERROR_EMPTY] = "list-empty",     [TUNTAS_LIST_ERROR_TOO_LARGE] = "list-too-large",
    [TUNTAS_LIST_ERROR_OLD_EXCEL] = "list-old-excel", [TUNTAS_LIST_ERROR_UNKNOWN] = "list-unknown",
    [TUNTAS_LIST_ERROR_BROKEN] = "list-broken",   [TUNTAS_LIST_ERROR_NOT_READ] = "list-not-read",
  };
  GError *told;

  if (error->domain != TUNTAS_LIST_ERROR)
    return g_error_copy (error);
  told = g_error_new_literal (TUNTAS_DESK_ERROR, TUNTAS_DESK_ERROR_LIST, error->message);
  tuntas_desk_error_get_private (told)->trouble = g_strdup (troubles[error->code]);
  return told;
}
