"""Form fields that understand what people type."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SIGNS = str.maketrans("", "", "  \u202f$€£¥%")
PHONE = re.compile(r"^[+(]?\d[\d\s()./-]*(?:(?:x|ext\.?|#)\s*\d+)?$", re.IGNORECASE)
FEWEST_DIGITS = 4


class NumberField(forms.DecimalField):
    """A number as the reader's language writes it, with or without thousands separators, currency or percent sign.

    It is a text input: the browser's own for numbers refuses separators, and always writes a point.
    """

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal"}

    def prepare_value(self, value: Any) -> Any:
        """A stored number as the reader would type it; what was typed stays as it is."""
        if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
            return formats.number_format(f"{Decimal(value).normalize():f}", use_l10n=True, force_grouping=False)
        return value

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(plain_number(value) if isinstance(value, str) else value)


class PhoneField(forms.CharField):
    """A phone number as people write it, with an extension where there is one."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {
            "label": gettext_lazy("Phone"),
            "max_length": 40,
            "required": False,
            "help_text": gettext_lazy("With the country code, such as +1 614 555 0123."),
        }
        super().__init__(**defaults | options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and (not PHONE.match(value) or sum(sign.isdigit() for sign in value) < FEWEST_DIGITS):
            raise forms.ValidationError(_("A phone number has digits, such as +1 614 555 0123. Check it."))


def plain_number(typed: str) -> str:
    """`1,234.50` or, in German, `1.234,50` as `1234.50`; text that is no number stays as it is."""
    text = typed.strip().translate(SIGNS)
    group, point = formats.get_format("THOUSAND_SEPARATOR"), formats.get_format("DECIMAL_SEPARATOR")
    return text.replace(group, "").replace(point, ".") if group != point else text
