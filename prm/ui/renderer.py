"""How Django's forms are drawn: every field through the field component."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class PortalForms(TemplatesSetting):
    """Form and field templates of the portal; widgets from the templates setting, so that apps may bring their own."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
