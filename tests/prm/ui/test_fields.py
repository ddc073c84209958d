from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from prm.ui.fields import NumberField, PhoneField, plain_number


@pytest.mark.parametrize(
    ("language", "typed", "plain"),
    [
        ("en", "1,234.50", "1234.50"),
        ("en", " $4,821 ", "4821"),
        ("de", "1.234,50", "1234.50"),
        ("de", "1.234 €", "1234"),
        ("en", "three", "three"),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(language: str, typed: str, plain: str) -> None:
    with translation.override(language):
        assert plain_number(typed) == plain


def test_a_field_gives_a_decimal_and_refuses_the_rest() -> None:
    field = NumberField()
    assert field.clean("1,234.50") == Decimal("1234.50")
    with pytest.raises(forms.ValidationError):
        field.clean("three")


@pytest.mark.parametrize(
    ("language", "stored", "shown"),
    [("en", "1650.500", "1650.5"), ("de", "1650.500", "1650,5"), ("de", "2E+3", "2000"), ("en", "0", "0")],
)
def test_what_is_shown_is_read_back_as_it_was(language: str, stored: str, shown: str) -> None:
    class Sample(forms.Form):
        price = NumberField()

    with translation.override(language):
        html = str(Sample(initial={"price": Decimal(stored)})["price"])
        assert f'value="{shown}"' in html
        assert 'inputmode="decimal"' in html
        assert 'type="text"' in html
        assert NumberField().clean(shown) == Decimal(stored)


@pytest.mark.parametrize("phone", ["", "+1 614 555 0123", "(614) 555-0123 ext. 7", "110 110 x12"])
def test_phone_numbers_as_people_write_them(phone: str) -> None:
    assert PhoneField().clean(phone) == phone


@pytest.mark.parametrize("phone", ["call me", "12", "+", "1" * 41, "٠١٢٣ 🦊"])
def test_what_is_no_phone_number(phone: str) -> None:
    with pytest.raises(forms.ValidationError):
        PhoneField().clean(phone)
