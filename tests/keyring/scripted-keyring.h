/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A Secret Service on the test's private bus that does what the test says, in the test's own main loop. Secrets pass
 * unencrypted ("plain" sessions); one keyring, one prompt. */

G_BEGIN_DECLS

/* What becomes of the keyring's window. */
typedef enum
{
  PROMPT_OPENS,         /* the agent gives the right password */
  PROMPT_OPENS_NOTHING, /* it ends well, and the keyring is locked all the same */
  PROMPT_IS_DISMISSED,
  PROMPT_NEVER_ANSWERS,
} ScriptedPrompt;

/* What happens at the method that "at" names, instead of its answer. */
typedef enum
{
  FAULT_REFUSES, /* an error */
  FAULT_SILENT,  /* nothing, ever */
  FAULT_DIES,    /* the service leaves the bus */
  FAULT_ASKS,    /* the answer is a prompt (of Delete) */
} ScriptedFault;

typedef struct
{
  const char *user;
  const char *password; /* (nullable): deleted between the search and the reading */
  guint64 modified;     /* seconds UTC */
} ScriptedItem;

typedef struct
{
  gboolean absent; /* there is no default keyring */
  gboolean locked;
  ScriptedPrompt prompt;
  const ScriptedItem *items; /* (nullable): ends with a user of NULL */
  const char *at;            /* (nullable): a D-Bus method */
  ScriptedFault fault;

  guint prompts; /* windows shown so far */
  guint reached; /* how often "at" was called */
  guint deleted;
  char *stored;  /* (owned) (nullable): the last password that came */

  GDBusConnection *bus; /* (owned) (nullable) */
} ScriptedKeyring;

/* Takes the name org.freedesktop.secrets, which must be free. All but the items may be changed while it runs. */
void scripted_keyring_start (ScriptedKeyring *self);
/* Leaves the bus, where it has not died already. */
void scripted_keyring_stop (ScriptedKeyring *self);
/* The window that nobody answered is answered after all. */
void scripted_keyring_answer_prompt (ScriptedKeyring *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ScriptedKeyring, scripted_keyring_stop)

G_END_DECLS
