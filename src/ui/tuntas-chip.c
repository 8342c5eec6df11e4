/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tuntas-chip.h"

#include "tuntas-format.h"

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
    case TUNTAS_CHIP_DATIN: return "datin";
    case TUNTAS_CHIP_INDIHOME: return "indihome";
    case TUNTAS_CHIP_POTS: return "pots";
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

void
tuntas_chip_set_family (TuntasChip *self, const char *family)
{
  TuntasChipColour colour = TUNTAS_CHIP_NEUTRAL;

  if (g_strcmp0 (family, "datin") == 0)
    colour = TUNTAS_CHIP_DATIN;
  else if (g_strcmp0 (family, "indihome") == 0)
    colour = TUNTAS_CHIP_INDIHOME;
  else if (g_strcmp0 (family, "pots") == 0)
    colour = TUNTAS_CHIP_POTS;
  else if (family == NULL)
    colour = TUNTAS_CHIP_WARNING;
  tuntas_chip_set (self, tuntas_format_family (family), colour);
}

const char *
tuntas_chip_get_text (TuntasChip *self)
{
  g_return_val_if_fail (TUNTAS_IS_CHIP (self), NULL);
  return gtk_label_get_text (GTK_LABEL (self->label));
}
