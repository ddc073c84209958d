"""What a form field says about what it cannot take: one sentence on what is the matter and what to do.

Django's own sentences are replaced once, at start, so that every form of the portal and of the admin speaks alike; a
field with a message of its own keeps it.
"""

from __future__ import annotations

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

ONE_OF_THEM = _("“%(value)s” is not among the choices. Choose one of them.")
NO_LONGER = _("This is not among the choices, or no longer. Choose one of them.")
NO_ADDRESS = _("This is not a web address. Write it like https://company.com.")
MESSAGES: dict[type[forms.Field], dict[str, object]] = {
    forms.Field: {"required": _("This is needed. Fill it in.")},
    forms.ChoiceField: {"invalid_choice": ONE_OF_THEM},
    forms.MultipleChoiceField: {"invalid_choice": ONE_OF_THEM},
    forms.TypedMultipleChoiceField: {"invalid_choice": ONE_OF_THEM},
    forms.ModelChoiceField: {"invalid_choice": NO_LONGER},
    forms.ModelMultipleChoiceField: {"invalid_choice": NO_LONGER, "invalid_pk_value": NO_LONGER},
    forms.DateField: {"invalid": _("This is not a date. Write it like 2026-09-30.")},
    forms.TimeField: {"invalid": _("This is not a time. Write it like 14:30.")},
    forms.DateTimeField: {"invalid": _("This is not a date with a time. Write it like 2026-09-30 14:30.")},
    forms.IntegerField: {"invalid": _("This is not a whole number. Write it in digits.")},
    forms.DecimalField: {"invalid": _("This is not a number. Write it in digits.")},
    forms.FloatField: {"invalid": _("This is not a number. Write it in digits.")},
    forms.URLField: {"invalid": NO_ADDRESS},
    forms.FileField: {"required": _("No file was chosen. Choose one.")},
}
VALIDATORS: dict[type, object] = {
    validators.EmailValidator: _("This is not an e-mail address. Write it like name@company.com."),
    validators.URLValidator: NO_ADDRESS,
    validators.ProhibitNullCharactersValidator: _("It holds a character that cannot be stored. Type it again."),
    validators.MaxLengthValidator: ngettext_lazy(
        "It has %(show_value)d characters and the most is %(limit_value)d. Shorten it.",
        "It has %(show_value)d characters and the most are %(limit_value)d. Shorten it.",
        "limit_value",
    ),
    validators.MinValueValidator: _("The least is %(limit_value)s."),
    validators.MaxValueValidator: _("The most is %(limit_value)s."),
}
DIGITS: dict[str, object] = {
    "max_digits": ngettext_lazy("It may have %(max)s digit in all.", "It may have %(max)s digits in all.", "max"),
    "max_decimal_places": ngettext_lazy(
        "It may have %(max)s digit behind the point.", "It may have %(max)s digits behind the point.", "max"
    ),
    "max_whole_digits": ngettext_lazy(
        "It may have %(max)s digit before the point.", "It may have %(max)s digits before the point.", "max"
    ),
}


def speak_our_way() -> None:
    """Put the sentences in force; done once, when the program starts."""
    for field, messages in MESSAGES.items():
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **messages}
    for validator, message in VALIDATORS.items():
        validator.message = message  # type: ignore[attr-defined]
    validators.DecimalValidator.messages = {**validators.DecimalValidator.messages, **DIGITS}
