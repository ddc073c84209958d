from __future__ import annotations

import contextlib
from time import process_time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from prm.directory.names import plain_name

NAMES = (
    "Zoë Ruiz", "J.Smith", "J. R. R. Tolkien", "J.R.R. Tolkien", "Anne-Marie O’Neil", "Dr. Ada Lovelace",
    "Pat Moreau Jr.", "Prof. Dr.-Ing. Max Weiß", "Ph.D. Lee", "王小明", "Nia (Sales) / North", "<b>Nia</b>",
)  # fmt: skip
ADDRESSES = (
    "http://evil.example", "Nia https://evil.example/pay now", "www.evil.example", "evil.com", "Nia at EVIL.COM",
    "t.co/x", "x.com", "nia@evil.example", "//evil", "evil\u3002com", "pay\uff0eevil\uff0ecom", "10.1.2.3",
    "Your account is locked: a-b.io",
    "Nia Ellis.Visit-evil.example", "xn--evil-9za.example", "münchen.de",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_of_people(name: str) -> None:
    plain_name(name)


@pytest.mark.parametrize("name", ADDRESSES)
def test_what_a_mail_program_would_make_a_link_of(name: str) -> None:
    with pytest.raises(ValidationError, match="no web or mail address"):
        plain_name(name)


@pytest.mark.parametrize("name", ["Nia\nYour account", "Nia\r\nBcc: x", "Nia\u2028Pay", "Nia\tEllis", "\x1bNia"])
def test_a_name_is_one_line(name: str) -> None:
    with pytest.raises(ValidationError, match="one line"):
        plain_name(name)


@given(before=st.text("ab Z", max_size=9), site=st.from_regex(r"[a-z0-9]{2,9}\.[a-z]{2,6}", fullmatch=True))
def test_no_place_in_a_name_hides_an_address(before: str, site: str) -> None:
    with pytest.raises(ValidationError):
        plain_name(f"{before} {site} Ruiz")


@pytest.mark.parametrize("letters", ["x", "x-", "x ", "x.", "//", "1"])
def test_ten_thousand_letters_are_answered_at_once(letters: str) -> None:
    began = process_time()
    with contextlib.suppress(ValidationError):
        plain_name(letters * 10_000)
    assert process_time() - began < 1
