"""How Django's forms are drawn: every field through the field component."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template


class PortalForms(DjangoTemplates):
    """Forms, fields and widgets of the portal from its own templates, other widgets from Django and the apps."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("ui/"):
            return get_template(template_name)
        return super().get_template(template_name)
