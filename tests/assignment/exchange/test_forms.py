from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assignment.exchange.forms import RuleFileForm

MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"x" * (50 * MEGABYTE), "it has 50 MB and a file of rules at most 2 MB"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
        (b"", "The submitted file is empty"),
    ],
)
def test_a_file_that_is_not_read(content: bytes, message: str) -> None:
    form = RuleFileForm({}, {"file": SimpleUploadedFile("rules.yaml", content)})
    assert message in form.errors["file"][0]


def test_what_it_says_is_kept() -> None:
    form = RuleFileForm({}, {"file": SimpleUploadedFile("rules.yaml", "notes: ‮ 🎪".encode())})
    assert form.is_valid()
    assert form.text == "notes: ‮ 🎪"
