from __future__ import annotations

import pytest
from django import forms
from django.core.validators import DecimalValidator

from prm.ui.fields import NumberField


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        (forms.CharField(), "", "This is needed. Fill it in."),
        (forms.CharField(max_length=3), "long", "It has 4 characters and the most are 3. Shorten it."),
        (forms.CharField(max_length=1), "long", "It has 4 characters and the most is 1. Shorten it."),
        (forms.CharField(), "a\x00b", "It holds a character that cannot be stored. Type it again."),
        (forms.EmailField(), "zoe", "This is not an e-mail address. Write it like name@company.com."),
        (
            forms.URLField(assume_scheme="https"),
            "no one",
            "This is not a web address. Write it like https://company.com.",
        ),
        (forms.IntegerField(), "few", "This is not a whole number. Write it in digits."),
        (forms.IntegerField(min_value=2), "1", "The least is 2."),
        (NumberField(), "many", "This is not a number. Write it in digits."),
        (NumberField(decimal_places=2), "1.234", "It may have 2 digits behind the point."),
        (forms.DateField(), "soon", "This is not a date. Write it like 2026-09-30."),
        (forms.TimeField(), "noon", "This is not a time. Write it like 14:30."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "“b” is not among the choices. Choose one of them."),
        (forms.MultipleChoiceField(choices=[("a", "A")]), ["b"], "“b” is not among the choices. Choose one of them."),
        (forms.TypedChoiceField(choices=[("a", "A")]), "b", "“b” is not among the choices. Choose one of them."),
        (forms.FileField(), None, "No file was chosen. Choose one."),
    ],
)
def test_what_a_field_says(field: forms.Field, typed: object, told: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages == [told]


def test_field_with_words_of_its_own_keeps_them() -> None:
    with pytest.raises(forms.ValidationError, match=r"Who is it\?"):
        forms.CharField(error_messages={"required": "Who is it?"}).clean("")


def test_every_sentence_of_decimals_is_ours() -> None:
    assert set(DecimalValidator.messages) == {"invalid", "max_digits", "max_decimal_places", "max_whole_digits"}
