/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* A work instruction as data: read from data/procedures, checked while it is read, and never changed afterwards.
 * The format is documented for those who write such files in data/procedures/README.md; what the words mean is in
 * the glossary there. No C knows a particular instruction: steps, acts, gates, bounds, effects and texts all come
 * from the file. What C knows are the kinds of step, the facts that a condition can ask for, and the operations
 * that an act can do, all listed in this header. */

G_BEGIN_DECLS

#define TUNTAS_PROCEDURE_ERROR (tuntas_procedure_error_quark ())
GQuark tuntas_procedure_error_quark (void);

typedef enum
{
  TUNTAS_PROCEDURE_ERROR_SYNTAX, /* no JSON; line and column are in the message */
  TUNTAS_PROCEDURE_ERROR_FORMAT, /* a member is missing, unknown or of another type; its path is in the message */
  TUNTAS_PROCEDURE_ERROR_MEANING /* it reads well but cannot work: an unknown step, a text without a language … */
} TuntasProcedureError;

/* A text in the languages of the file. */
typedef struct
{
  char *id; /* Indonesian */
  char *en; /* English */
} TuntasText;

/* language: "id…" gives Indonesian, everything else English. */
const char *tuntas_text_in (const TuntasText *text, const char *language);

/* The grounds on which a family's name can stand; what they look like is the screen's. */
typedef enum
{
  TUNTAS_TONE_GREY,
  TUNTAS_TONE_BLUE,
  TUNTAS_TONE_GREEN,
  TUNTAS_TONE_RED,
  TUNTAS_TONE_VIOLET,
} TuntasTone;

/* A kind of service (Q20). */
typedef struct
{
  char *id;
  TuntasText *name; /* (nullable): it is called by its id */
  TuntasTone tone;
  GStrv services;   /* (nullable): the service types that are of it, as in a site's [families] (tuntas-service.h) */
} TuntasFamily;

/* How one of the fields is spoken of, in all acts that ask for it. */
typedef struct
{
  char *name;
  TuntasText *label;   /* (nullable) only while the file is read */
  GHashTable *choices; /* (nullable) (element-type utf8 TuntasText): the values of a choice */
  GHashTable *as_fact; /* (nullable) (element-type utf8 TuntasText): "true" and "false", as they stand after "if" */
  GPtrArray *offers;   /* (nullable) (element-type TuntasText): what is usually filled in */
} TuntasFieldWords;

/* One page on the screen per kind. */
typedef enum
{
  TUNTAS_STEP_CHECKLIST,
  TUNTAS_STEP_FORM,
  TUNTAS_STEP_CHOICE,
  TUNTAS_STEP_CALLS,
  TUNTAS_STEP_EFFECTS,
  TUNTAS_STEP_WAIT,
  TUNTAS_STEP_HELD,
  TUNTAS_STEP_END,
} TuntasStepKind;

/* What an act does to the facts of a case; the file names them in `do`. */
typedef enum
{
  TUNTAS_OP_DIAL,         /* opens an attempt to field `phone` */
  TUNTAS_OP_CONCLUDE,     /* closes the open attempt with field `outcome` */
  TUNTAS_OP_LOG,          /* both at once, dialled at field `dialled_at` */
  TUNTAS_OP_ADD_NUMBER,   /* field `phone` becomes a number of the customer */
  TUNTAS_OP_SET_FAMILY,   /* field `family` */
  TUNTAS_OP_REACH,        /* the customer was reached without our dialling: unreached = 0 */
  TUNTAS_OP_DROP,         /* the line dropped: the attempt by which the customer was reached leaves `counted` */
  TUNTAS_OP_PEND,         /* the deadline of the pending rule; the case counts as pended */
  TUNTAS_OP_INFORM,       /* the customer counts as informed */
  TUNTAS_OP_PROMISE,      /* the deadline is field `call_back` */
  TUNTAS_OP_OPEN_PROMISE, /* the next call is the promised one */
  TUNTAS_OP_HOLD,         /* remembers the step for `back` */
  TUNTAS_OP_NEW_ROUND,    /* the first time only: round 2, counted 0, unreached 0 */
  TUNTAS_OP_UNDO,         /* takes back the last act */
  TUNTAS_OP_BOUNCE,       /* the e-mail did not arrive: the customer counts as not informed (Q8) */
  TUNTAS_OP_ADOPT,        /* carries on what another computer began: fields `p1`, `p2`, `informed`, `until` (Q10) */
} TuntasOp;

#define TUNTAS_NUMBER_MAX 99

/* What is asked of a field of an act. */
typedef enum
{
  TUNTAS_FIELD_TEXT,
  TUNTAS_FIELD_PHONE,
  TUNTAS_FIELD_OUTCOME, /* the id of an outcome of this procedure */
  TUNTAS_FIELD_FAMILY,  /* a family of this procedure */
  TUNTAS_FIELD_CHOICE,  /* one of `values` */
  TUNTAS_FIELD_YES_NO,
  TUNTAS_FIELD_FUTURE,  /* an instant after now */
  TUNTAS_FIELD_PAST,    /* an instant before now */
  TUNTAS_FIELD_INSTANT, /* any instant */
  TUNTAS_FIELD_NUMBER,  /* a whole number from 0 to TUNTAS_NUMBER_MAX */
} TuntasFieldKind;

/* All of these hold (none: always). Values are compared as text; a fact is a fact of the case or a field of the act:
 * family, step, round, pended, informed, usable_number, promise, zone, calls_left, deadline_by_night, deadline_moved,
 * mass_outage, connected, shared_call, and every field by its name. */
typedef struct
{
  char *fact;
  GStrv values;
} TuntasTerm;

typedef struct
{
  char *name;
  TuntasFieldKind kind;
  gboolean optional;
  gboolean by_program; /* no question to the agent: the window fills it in */
  GStrv values;     /* (nullable) */
  GPtrArray *when;  /* (element-type TuntasTerm): asked for only then */
  GPtrArray *offers; /* (nullable) (element-type TuntasText): what this act offers instead of the field's own */
} TuntasField;

typedef struct
{
  char *code;
  char *clause; /* (nullable): NULL is the clause of the step the act was done in (of the step it was held in) */
} TuntasDepartureSpec;

typedef enum
{
  TUNTAS_GATE_AT_LEAST, /* counter `fact` >= bound */
  TUNTAS_GATE_BELOW,    /* counter `fact` < bound */
  TUNTAS_GATE_HOLDS,    /* fact `fact` is true */
} TuntasGateKind;

typedef struct
{
  char *code;
  char *clause;
  TuntasGateKind kind;
  char *fact;
  char *parameter;                /* (nullable): names the bound */
  gint64 bound;                   /* calls */
  GPtrArray *unless;              /* (nullable) (element-type TuntasTerm): the gate does not stand then */
  GPtrArray *waived;              /* (nullable) (element-type TuntasTerm): an unmet gate is passed then, … */
  TuntasDepartureSpec *departure; /* (nullable): … as this departure */
  TuntasText *text;               /* (nullable): the sentence for who meets it; may name {have}, {need} and {clause} */
  TuntasText *advice;             /* (nullable): what to do then; may name the same */
} TuntasGate;

typedef enum
{
  TUNTAS_EFFECT_STATUS,
  TUNTAS_EFFECT_EMAIL,
  TUNTAS_EFFECT_NOTE,
  TUNTAS_EFFECT_CREATE,
} TuntasEffectKind;

/* "status", "email", "note", "create" */
const char *tuntas_effect_kind_nick      (TuntasEffectKind kind);
gboolean    tuntas_effect_kind_from_nick (const char *nick, TuntasEffectKind *kind);

/* (nullable): what a status does, "pend", "close" or "return"; NULL: the format has no such status. What they are called
 * in Nossa is the site's. */
const char *tuntas_status_get_action     (const char *status);

typedef struct
{
  TuntasEffectKind kind;
  char *value;    /* (nullable): the status */
  gboolean until; /* the status ends at the deadline */
  char *text;     /* (nullable): the template, for what carries words */
} TuntasEffectSpec;

/* What follows from an act; the first one whose condition holds. */
typedef struct
{
  GPtrArray *when;                /* (element-type TuntasTerm) */
  char *to;                       /* (nullable): a step, or "back" to the one it was held in; NULL stays */
  char *end;                      /* (nullable): the end that the case comes to */
  GArray *ops;                    /* (element-type TuntasOp), before the step is left */
  GPtrArray *effects;             /* (element-type TuntasEffectSpec), in the order in which they leave */
  TuntasDepartureSpec *departure; /* (nullable) */
} TuntasFollowing;

/* An act makes use of a silent place when the condition holds, as the case stands after its operations. */
typedef struct
{
  char *place;     /* "Q2" */
  GPtrArray *when; /* (nullable) (element-type TuntasTerm) */
} TuntasSilentUse;

typedef struct
{
  char *id;
  char *clause;          /* (nullable): NULL is the clause of the step */
  GStrv steps;           /* the steps it is open in; "*" is every one */
  GStrv families;        /* (nullable): for these only */
  GPtrArray *when;       /* (nullable) (element-type TuntasTerm): open only then; facts of the case alone */
  gboolean by_program;   /* no act of the agent: the program alone does it */
  TuntasText *label;     /* (nullable) */
  char *say;             /* (nullable): the text that the agent says to the customer on choosing it */
  GPtrArray *fields;     /* (element-type TuntasField) */
  GPtrArray *gates;      /* (element-type TuntasGate) */
  GArray *ops;           /* (element-type TuntasOp) */
  GPtrArray *followings; /* (element-type TuntasFollowing) */
  char *remark;          /* (nullable): doing it at all leaves this remark … */
  char *remark_question; /* (nullable): … on this silent place */
  GPtrArray *silent;     /* (element-type TuntasSilentUse) */
} TuntasActSpec;

typedef struct
{
  char *id;
  char *clause; /* (nullable) */
  TuntasStepKind kind;
  gboolean keeps_deadline; /* every other step drops it on entering */
  TuntasText *title;
  TuntasText *advice;      /* (nullable): what to do, in a line */
  GArray *enter;           /* (element-type TuntasOp) */
  GPtrArray *due;          /* (nullable) (element-type TuntasFollowing): where it goes by itself at the deadline */
} TuntasStep;

typedef struct
{
  char *id;
  char *key;            /* a digit */
  gboolean counts;
  gboolean connected;
  gboolean bad_number;
  gboolean short_ring;  /* ringing shorter than `short_ring` is worth a remark */
  TuntasText *label;
  TuntasText *brief;    /* (nullable): the word in notes */
} TuntasOutcomeSpec;

typedef struct
{
  char *id;
  TuntasText *text;
} TuntasClause;

/* What a case can come to. */
typedef struct
{
  char *id;
  gboolean closes;   /* the ticket is closed by it: it must stand behind a gate, or be a departure */
  TuntasText *label; /* what happened: "Closed · customer agreed" */
  TuntasText *brief; /* (nullable): the same in a word: "Closed" */
} TuntasEndSpec;

/* Where the instruction is silent, and what was decided there (procedure.md, Q1 …). Each use of one is known by the
 * case, so that the owner of the instruction can count them and close the place. */
typedef struct
{
  char *id; /* "Q2" */
  TuntasText *text;
} TuntasSilentPlace;

/* The words for a departure or a remark of that code: what happened. May name {have} and {need}. */
typedef struct
{
  char *code;
  TuntasText *text;
} TuntasDeviationWords;

/* Calls, seconds, and times of day in seconds after midnight of the customer's clock. */
typedef struct
{
  gint64 call_gap, short_ring, send_hold, pend_day;
  gint64 day_from, night_from, resume_at, home_from, home_to;
  GStrv home_families;   /* (nullable) */
  GStrv closed_dates;    /* (nullable): Q17, "2026-12-25" on the customer's calendar */
  GStrv closed_weekdays; /* (nullable): Q17, "sun" … "sat" */
} TuntasRules;

typedef struct _TuntasOverrides TuntasOverrides;

#define TUNTAS_TYPE_PROCEDURE (tuntas_procedure_get_type ())
G_DECLARE_FINAL_TYPE (TuntasProcedure, tuntas_procedure, TUNTAS, PROCEDURE, GObject)

/* The path at which a file's members begin: "procedure.acts[3]". */
#define TUNTAS_PROCEDURE_ROOT "procedure"

/* Something that keeps a file from being used. */
typedef struct
{
  TuntasProcedureError code;
  guint line;   /* of the file, from 1; 0: unknown */
  char *place;  /* "procedure.acts[3].gates[0]", or in words: "act “call” in follow-up" */
  char *reason; /* English */
} TuntasProcedureFinding;

void tuntas_procedure_finding_free (TuntasProcedureFinding *finding);

/* (transfer full) (nullable): name is the file's, for messages. The error is the first finding, and how many more. */
TuntasProcedure *tuntas_procedure_new_from_bytes     (GBytes *bytes, const char *name, GError **error);
/* The same with what a site sets otherwise (tuntas-overrides.h); the effective values are what is proved. An override
 * that this procedure does not have or allow is an error. overrides (nullable). */
TuntasProcedure *tuntas_procedure_new_with_overrides (GBytes *bytes, TuntasOverrides *overrides, const char *name,
                                                      GError **error);
/* The same with all the findings: *findings (transfer full) (element-type TuntasProcedureFinding) is empty where a
 * procedure is returned. */
TuntasProcedure *tuntas_procedure_prove              (GBytes *bytes, TuntasOverrides *overrides, GPtrArray **findings);

/* What the agent is shown has got words in the file only since it has a place for them. One without any says it in those
 * of another revision of its document, as far as both have the same things; one that has words, or is another document,
 * stays as it is. Nothing of this is the instruction's: bytes, SHA-256 and rules stay what they are. */
void tuntas_procedure_borrow_words (TuntasProcedure *self, TuntasProcedure *from);

const char *tuntas_procedure_get_document  (TuntasProcedure *self);
/* "" while the instruction has none. */
const char *tuntas_procedure_get_revision  (TuntasProcedure *self);
/* "2021-08-01" */
const char *tuntas_procedure_get_effective (TuntasProcedure *self);
/* Of the file's bytes followed by the canonical text of the overrides, in hexadecimal: without overrides it is the
 * file's own. */
const char *tuntas_procedure_get_sha256    (TuntasProcedure *self);
/* The file itself: what a journal keeps, so that its cases can be opened when the program carries another one. */
GBytes     *tuntas_procedure_get_bytes     (TuntasProcedure *self);
/* Perhaps without any, never NULL. */
TuntasOverrides *tuntas_procedure_get_overrides (TuntasProcedure *self);
/* (transfer full): the effective parameters, sorted by name: "call_gap=300;day_from=06:00;…". */
char       *tuntas_procedure_dup_parameters (TuntasProcedure *self);
const TuntasText  *tuntas_procedure_get_title (TuntasProcedure *self);
const TuntasRules *tuntas_procedure_get_rules (TuntasProcedure *self);

/* All of these give what belongs to the procedure; the arrays are in the file's order. */
GStrv             tuntas_procedure_get_families (TuntasProcedure *self);
GPtrArray        *tuntas_procedure_get_steps    (TuntasProcedure *self);
GPtrArray        *tuntas_procedure_get_acts     (TuntasProcedure *self);
GPtrArray        *tuntas_procedure_get_outcomes (TuntasProcedure *self);
GPtrArray        *tuntas_procedure_get_clauses  (TuntasProcedure *self);
GPtrArray        *tuntas_procedure_get_ends     (TuntasProcedure *self);
GHashTable       *tuntas_procedure_get_texts    (TuntasProcedure *self); /* (element-type utf8 TuntasText) */
GPtrArray        *tuntas_procedure_get_silent_places (TuntasProcedure *self);
const TuntasStep *tuntas_procedure_get_start    (TuntasProcedure *self);

/* (nullable) */
const TuntasFamily      *tuntas_procedure_find_family  (TuntasProcedure *self, const char *id);
/* (nullable): a file may have none; its fields are called by their names then. */
const TuntasFieldWords  *tuntas_procedure_find_field_words (TuntasProcedure *self, const char *name);
/* (nullable) (element-type TuntasText): what the act offers, else what the field does. */
GPtrArray               *tuntas_procedure_get_offers   (TuntasProcedure *self, const TuntasField *field);
const TuntasStep        *tuntas_procedure_find_step    (TuntasProcedure *self, const char *id);
const TuntasOutcomeSpec *tuntas_procedure_find_outcome (TuntasProcedure *self, const char *id);
const TuntasClause      *tuntas_procedure_find_clause  (TuntasProcedure *self, const char *id);
const TuntasEndSpec     *tuntas_procedure_find_end     (TuntasProcedure *self, const char *id);
const TuntasText        *tuntas_procedure_find_silent_place (TuntasProcedure *self, const char *id);
const TuntasText        *tuntas_procedure_find_deviation    (TuntasProcedure *self, const char *code);
/* (nullable): a template or a word of the file, by its name: "note-pending", "greeting" … */
const TuntasText        *tuntas_procedure_find_text    (TuntasProcedure *self, const char *name);
/* (transfer full): a step's title or advice with the bounds it names ({follow_up_max}) filled in from the gates. */
char                    *tuntas_procedure_dup_title  (TuntasProcedure *self, const TuntasText *text,
                                                      const char *language);
/* (nullable): the act of that name that is open in the step. One that is for the family comes before one that is
 * not; family (nullable). */
const TuntasActSpec     *tuntas_procedure_find_act     (TuntasProcedure *self, const char *id, const TuntasStep *step,
                                                        const char *family);

/* Whether an act of that name does that; act (nullable): whether any act does. */
gboolean tuntas_procedure_does (TuntasProcedure *self, const char *act, TuntasOp op);
/* Whether an act of that name asks for the field. */
gboolean tuntas_procedure_asks_for (TuntasProcedure *self, const char *act, const char *field);
/* Whether it is the step in which the customer is told and asked: a choice, of which some act asks for `told`. */
gboolean tuntas_procedure_is_conversation (TuntasProcedure *self, const TuntasStep *step);

/* (nullable): how the program itself ends a case whose ticket was changed in Nossa; NULL only at the end. */
const TuntasActSpec *tuntas_procedure_find_stop (TuntasProcedure *self, const TuntasStep *step);

gboolean tuntas_act_spec_is_open_in (const TuntasActSpec *spec, const TuntasStep *step);
gboolean tuntas_act_spec_is_for     (const TuntasActSpec *spec, const char *family);
gboolean tuntas_act_spec_does       (const TuntasActSpec *spec, TuntasOp op);
/* (nullable): the field that the act asks for, or that the program fills in. */
const TuntasField *tuntas_act_spec_find_field (const TuntasActSpec *spec, const char *name);
/* (nullable) */
const TuntasGate  *tuntas_act_spec_find_gate  (const TuntasActSpec *spec, const char *code);

G_END_DECLS
