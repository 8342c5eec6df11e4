/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-sim-where.h"

#include "tuntas-sim-error.h"
#include "tuntas-sim-relation.h"

#define MAX_DEPTH 8

typedef enum
{
  OP_EQUAL,
  OP_NOT_EQUAL,
  OP_GREATER,
  OP_GREATER_EQUAL,
  OP_LESS,
  OP_LESS_EQUAL,
  OP_IN,
  OP_CHILD,
} Op;

typedef struct
{
  char *name;              /* of the attribute, or of the child for OP_CHILD */
  Op op;
  int attribute;
  GStrv values;            /* in the attribute's text form, or with wildcards */
  gboolean star;           /* ="*": is there, !="*": is not */
  TuntasSimWhere *inner;   /* OP_CHILD */
} Term;

struct _TuntasSimWhere
{
  TuntasSimStore *store;
  const TuntasSimTable *table;
  GPtrArray *terms;
};

typedef struct
{
  const char *text;
  const char *at;
  TuntasSimStore *store;
  int depth; /* how many '{' are open */
} Reader;

static TuntasSimWhere *read_terms (Reader *reader, const TuntasSimTable *table, char end, GError **error);

static void
term_free (Term *term)
{
  g_free (term->name);
  g_strfreev (term->values);
  g_clear_pointer (&term->inner, tuntas_sim_where_free);
  g_free (term);
}

static TuntasSimWhere *
where_new (TuntasSimStore *store, const TuntasSimTable *table)
{
  TuntasSimWhere *self = g_new0 (TuntasSimWhere, 1);

  self->store = store;
  self->table = table;
  self->terms = g_ptr_array_new_with_free_func ((GDestroyNotify) term_free);
  return self;
}

void
tuntas_sim_where_free (TuntasSimWhere *self)
{
  g_ptr_array_unref (self->terms);
  g_free (self);
}

static gboolean
unexpected (Reader *reader, const char *wanted, GError **error)
{
  const char *end = *reader->at != '\0' ? g_utf8_next_char (reader->at) : reader->at;
  g_autofree char *found = *reader->at != '\0' ? g_strndup (reader->at, end - reader->at) : g_strdup ("<EOF>");

  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_SYNTAX,
               "The OSLC query was not parsed. Ensure that the query string in the oslc.where is correct. "
               "Encountered \"%s\" at line 1, column %ld. Was expecting: %s ...",
               found, g_utf8_pointer_to_offset (reader->text, reader->at) + 1, wanted);
  return FALSE;
}

static gboolean
refuse_name (const char *name, GError **error)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_SYNTAX,
               "The OSLC query was not parsed. The attribute %s does not exist or cannot be searched.", name);
  return FALSE;
}

/* A relation may lead back to its own table: without an end a caller could fill the stack. */
static gboolean
refuse_depth (GError **error)
{
  g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_SYNTAX,
               "The OSLC query was not parsed. More than %d relations stand in each other.", MAX_DEPTH);
  return FALSE;
}

static char *
read_name (Reader *reader)
{
  const char *start = reader->at;

  if (!g_ascii_isalpha (*start) && *start != '_')
    return NULL;
  while (g_ascii_isalnum (*reader->at) || (*reader->at != '\0' && strchr ("_.:", *reader->at) != NULL))
    reader->at++;
  return g_strndup (start, reader->at - start);
}

static gboolean
read_op (Reader *reader, Op *op)
{
  static const struct { const char *sign; Op op; } signs[] = {
    { "!=", OP_NOT_EQUAL }, { ">=", OP_GREATER_EQUAL }, { "<=", OP_LESS_EQUAL },
    { "=", OP_EQUAL },      { ">", OP_GREATER },        { "<", OP_LESS },
    { " in [", OP_IN },     { " in[", OP_IN },          { "{", OP_CHILD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (reader->at, signs[i].sign))
      {
        *op = signs[i].op;
        reader->at += strlen (signs[i].sign);
        return TRUE;
      }
  return FALSE;
}

/* A quoted text, a bare number or true/false. There is no way to write a quote inside a text. */
static char *
read_literal (Reader *reader, GError **error)
{
  const char *start = reader->at;
  const char *end;

  if (*start == '"')
    {
      end = strchr (start + 1, '"');
      if (end == NULL)
        {
          reader->at += strlen (reader->at);
          unexpected (reader, "<STRING_LITERAL>", error);
          return NULL;
        }
      reader->at = end + 1;
      return g_strndup (start + 1, end - start - 1);
    }
  while (g_ascii_isalnum (*reader->at) || (*reader->at != '\0' && strchr ("+-.", *reader->at) != NULL))
    reader->at++;
  if (reader->at == start ||
      (g_ascii_isalpha (*start) && strncmp (start, "true", 4) != 0 && strncmp (start, "false", 5) != 0))
    {
      reader->at = start;
      unexpected (reader, "<STRING_LITERAL> <DECIMAL> <BOOLEAN>", error);
      return NULL;
    }
  return g_strndup (start, reader->at - start);
}

/* The text form of a literal; wildcards of text attributes stay as they are. */
static char *
to_value (Reader *reader, const TuntasSimAttribute *attribute, const char *literal, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autoptr (GError) cause = NULL;
  char *value = NULL;

  if (strchr (literal, '%') != NULL || *literal == '\0')
    return g_strdup (literal);
  if (attribute->type == TUNTAS_SIM_UPPER)
    return g_utf8_strup (literal, -1);
  if (attribute->type == TUNTAS_SIM_ALN || attribute->type == TUNTAS_SIM_LONGALN)
    return g_strdup (literal);
  json_node_set_string (node, literal);
  if (!tuntas_sim_attribute_read (attribute, node, reader->store->settings.zone, &value, &cause))
    g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_SYNTAX, "The OSLC query was not parsed. %s",
                 cause->message);
  return value;
}

static gboolean
read_values (Reader *reader, Term *term, const TuntasSimAttribute *attribute, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (;;)
    {
      g_autofree char *literal = read_literal (reader, error);
      g_autofree char *value = NULL;

      if (literal == NULL)
        return FALSE;
      term->star = term->op <= OP_NOT_EQUAL && g_str_equal (literal, "*");
      value = term->star ? g_strdup (literal) : to_value (reader, attribute, literal, error);
      if (value == NULL)
        return FALSE;
      g_strv_builder_add (builder, value);
      if (term->op != OP_IN || *reader->at == ']')
        break;
      if (*reader->at != ',')
        return unexpected (reader, "\",\" \"]\"", error);
      reader->at++;
    }
  if (term->op == OP_IN)
    reader->at++;
  term->values = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_attribute_term (Reader *reader, const TuntasSimTable *table, Term *term, const char *name, GError **error)
{
  const TuntasSimAttribute *attribute;

  term->attribute = tuntas_sim_table_find (table, name);
  if (term->attribute < 0 || (table->attributes[term->attribute].flags & TUNTAS_SIM_NO_SEARCH))
    return refuse_name (name, error);
  attribute = &table->attributes[term->attribute];
  return read_values (reader, term, attribute, error);
}

/* worklog.createby="X" is worklog{createby="X"}. */
static gboolean
read_dotted_term (Reader *reader, const TuntasSimTable *table, Term *term, const char *dot, GError **error)
{
  g_autofree char *child = g_strndup (term->name, dot - term->name);
  const TuntasSimTable *inner_table = tuntas_sim_relation_get_table (reader->store, table, child);
  Term *inner;

  if (inner_table == NULL || term->op == OP_CHILD)
    return refuse_name (term->name, error);
  inner = g_new0 (Term, 1);
  inner->op = term->op;
  inner->name = g_strdup (dot + 1);
  term->inner = where_new (reader->store, inner_table);
  g_ptr_array_add (term->inner->terms, inner);
  term->op = OP_CHILD;
  g_free (term->name);
  term->name = g_steal_pointer (&child);
  return read_attribute_term (reader, inner_table, inner, inner->name, error);
}

static gboolean
read_term (Reader *reader, const TuntasSimTable *table, Term *term, GError **error)
{
  const TuntasSimTable *inner;
  const char *dot;

  term->name = read_name (reader);
  if (term->name == NULL)
    return unexpected (reader, "<IDENTIFIER>", error);
  if (!read_op (reader, &term->op))
    return unexpected (reader, "<COMPARISON_OP> \" in \" \"{\"", error);
  dot = strchr (term->name, '.');
  if (dot != NULL)
    return read_dotted_term (reader, table, term, dot, error);
  if (term->op != OP_CHILD)
    return read_attribute_term (reader, table, term, term->name, error);
  if (g_str_has_prefix (term->name, "spi:"))
    memmove (term->name, term->name + 4, strlen (term->name) - 3);
  inner = tuntas_sim_relation_get_table (reader->store, table, term->name);
  if (inner == NULL)
    return refuse_name (term->name, error);
  if (++reader->depth > MAX_DEPTH)
    return refuse_depth (error);
  term->inner = read_terms (reader, inner, '}', error);
  reader->depth--;
  return term->inner != NULL;
}

static TuntasSimWhere *
read_terms (Reader *reader, const TuntasSimTable *table, char end, GError **error)
{
  g_autoptr (TuntasSimWhere) self = where_new (reader->store, table);

  for (;;)
    {
      Term *term = g_new0 (Term, 1);

      g_ptr_array_add (self->terms, term);
      if (!read_term (reader, table, term, error))
        return NULL;
      if (*reader->at == end)
        break;
      if (!g_str_has_prefix (reader->at, " and "))
        {
          unexpected (reader, end == '}' ? "<BOOLEAN_OP> \"}\"" : "<BOOLEAN_OP>", error);
          return NULL;
        }
      reader->at += strlen (" and ");
    }
  if (end != '\0')
    reader->at++;
  return g_steal_pointer (&self);
}

TuntasSimWhere *
tuntas_sim_where_parse (TuntasSimStore *store, const char *text, const TuntasSimTable *table, GError **error)
{
  Reader reader = { text, text, store, 0 };

  return read_terms (&reader, table, '\0', error);
}

/* '%' stands for anything; letters of either case are the same. */
static gboolean
like (const char *value, const char *pattern)
{
  g_autofree char *text = g_utf8_casefold (value, -1);
  g_autofree char *folded = g_utf8_casefold (pattern, -1);
  g_autoptr (GString) glob = g_string_new (NULL);

  /* A pattern of GLib's: its own wildcards in the value asked for must not act. */
  for (const char *c = folded; *c != '\0'; c++)
    g_string_append_c (glob, *c == '%' ? '*' : *c == '*' || *c == '?' ? '?' : *c);
  return g_pattern_match_simple (glob->str, text);
}

static gboolean
equals (const TuntasSimAttribute *attribute, const char *value, const char *wanted)
{
  if (strchr (wanted, '%') != NULL)
    return like (value, wanted);
  return tuntas_sim_attribute_compare (attribute, value, wanted) == 0;
}

static gboolean
term_matches_value (const Term *term, const TuntasSimAttribute *attribute, const char *value)
{
  const char *wanted = term->values[0];

  if (term->star)
    return (value != NULL) == (term->op == OP_EQUAL);
  /* As in SQL: null is neither equal to anything nor different from it. */
  if (value == NULL)
    return FALSE;
  switch (term->op)
    {
    case OP_EQUAL:
      return equals (attribute, value, wanted);
    case OP_NOT_EQUAL:
      return !equals (attribute, value, wanted);
    case OP_GREATER:
      return tuntas_sim_attribute_compare (attribute, value, wanted) > 0;
    case OP_GREATER_EQUAL:
      return tuntas_sim_attribute_compare (attribute, value, wanted) >= 0;
    case OP_LESS:
      return tuntas_sim_attribute_compare (attribute, value, wanted) < 0;
    case OP_LESS_EQUAL:
      return tuntas_sim_attribute_compare (attribute, value, wanted) <= 0;
    case OP_IN:
      for (char **one = term->values; *one != NULL; one++)
        if (equals (attribute, value, *one))
          return TRUE;
      return FALSE;
    case OP_CHILD:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
term_matches (TuntasSimWhere *self, const Term *term, const TuntasSimRow *row)
{
  g_autoptr (GPtrArray) children = NULL;

  if (term->op != OP_CHILD)
    return term_matches_value (term, &row->table->attributes[term->attribute], row->values[term->attribute]);
  children = tuntas_sim_relation_list (self->store, row, term->name);
  for (guint i = 0; i < children->len; i++)
    if (tuntas_sim_where_matches (term->inner, children->pdata[i], FALSE))
      return TRUE;
  return FALSE;
}

gboolean
tuntas_sim_where_matches (TuntasSimWhere *self, const TuntasSimRow *row, gboolean any)
{
  for (guint i = 0; i < self->terms->len; i++)
    if (term_matches (self, self->terms->pdata[i], row) == any)
      return any;
  return !any;
}

typedef struct
{
  const TuntasSimAttribute *attribute;
  guint index;
  int sign;
} Sort;

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const TuntasSimRow *left = *(TuntasSimRow *const *) a;
  const TuntasSimRow *right = *(TuntasSimRow *const *) b;
  GArray *sorts = user_data;

  for (guint i = 0; i < sorts->len; i++)
    {
      const Sort *sort = &g_array_index (sorts, Sort, i);
      int order = tuntas_sim_attribute_compare (sort->attribute, left->values[sort->index], right->values[sort->index]);

      if (order != 0)
        return order * sort->sign;
    }
  return 0;
}

gboolean
tuntas_sim_order_apply (const char *text, const TuntasSimTable *table, GPtrArray *rows, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);
  g_autoptr (GArray) sorts = g_array_new (FALSE, FALSE, sizeof (Sort));
  gsize column = 0;

  for (char **name = names; *name != NULL; column += strlen (*name) + 1, name++)
    {
      Sort sort = { NULL, 0, **name == '-' ? -1 : 1 };
      int index;

      if (**name != '-' && **name != '+')
        {
          g_set_error (error, TUNTAS_SIM_ERROR, TUNTAS_SIM_ERROR_SYNTAX,
                       "The OSLC query was not parsed. Ensure that the query string in the oslc.orderBy is correct. "
                       "Encountered \"%.1s\" at line 1, column %d. Was expecting: <SORT_ORDER_SIGN> ...",
                       **name != '\0' ? *name : " ", (int) (1 + column));
          return FALSE;
        }
      index = tuntas_sim_table_find (table, *name + 1);
      if (index < 0 || (table->attributes[index].flags & TUNTAS_SIM_NO_SEARCH))
        return refuse_name (*name + 1, error);
      sort.index = index;
      sort.attribute = &table->attributes[index];
      g_array_append_val (sorts, sort);
    }
  g_ptr_array_sort_with_data (rows, compare_rows, sorts);
  return TRUE;
}
