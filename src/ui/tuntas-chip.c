/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-chip.h"

#include "tuntas-names.h"

struct _TuntasChip
{
  GtkWidget parent_instance;

  GtkWidget *label;
  TuntasChipColour colour;
};

G_DEFINE_FINAL_TYPE (TuntasChip, tuntas_chip, GTK_TYPE_WIDGET)

static const char *
colour_class (TuntasChipColour colour)
{
  switch (colour)
    {
    case TUNTAS_CHIP_BLUE: return "blue";
    case TUNTAS_CHIP_GREEN: return "green";
    case TUNTAS_CHIP_RED: return "red";
    case TUNTAS_CHIP_VIOLET: return "violet";
    case TUNTAS_CHIP_CLAUSE: return "clause";
    case TUNTAS_CHIP_WARNING: return "warned";
    case TUNTAS_CHIP_NEUTRAL:
    default: return "neutral";
    }
}

static void
tuntas_chip_dispose (GObject *object)
{
  g_clear_pointer (&TUNTAS_CHIP (object)->label, gtk_widget_unparent);
  G_OBJECT_CLASS (tuntas_chip_parent_class)->dispose (object);
}

static void
tuntas_chip_class_init (TuntasChipClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tuntas_chip_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "chip");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tuntas_chip_init (TuntasChip *self)
{
  self->label = gtk_label_new (NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), colour_class (self->colour));
}

GtkWidget *
tuntas_chip_new (void)
{
  return g_object_new (TUNTAS_TYPE_CHIP, NULL);
}

void
tuntas_chip_set (TuntasChip *self, const char *text, TuntasChipColour colour)
{
  g_return_if_fail (TUNTAS_IS_CHIP (self));
  if (self->colour != colour)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), colour_class (self->colour));
      self->colour = colour;
      gtk_widget_add_css_class (GTK_WIDGET (self), colour_class (colour));
    }
  gtk_label_set_text (GTK_LABEL (self->label), text);
}

static TuntasChipColour
colour_of (const TuntasFamily *family)
{
  switch (family->tone)
    {
    case TUNTAS_TONE_BLUE: return TUNTAS_CHIP_BLUE;
    case TUNTAS_TONE_GREEN: return TUNTAS_CHIP_GREEN;
    case TUNTAS_TONE_RED: return TUNTAS_CHIP_RED;
    case TUNTAS_TONE_VIOLET: return TUNTAS_CHIP_VIOLET;
    case TUNTAS_TONE_GREY:
    default: return TUNTAS_CHIP_NEUTRAL;
    }
}

void
tuntas_chip_set_family (TuntasChip *self, TuntasCase *state, const char *language)
{
  TuntasProcedure *procedure = tuntas_case_get_procedure (state);
  const char *id = tuntas_case_get_family (state);
  const TuntasFamily *family = tuntas_procedure_find_family (procedure, id);

  tuntas_chip_set (self, tuntas_names_family (procedure, id, language),
                   family != NULL ? colour_of (family) : TUNTAS_CHIP_WARNING);
}

const char *
tuntas_chip_get_text (TuntasChip *self)
{
  g_return_val_if_fail (TUNTAS_IS_CHIP (self), NULL);
  return gtk_label_get_text (GTK_LABEL (self->label));
}
