from __future__ import annotations

from typing import Any

import pytest

from assignment.versions.forms import PublishForm


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"note": "For the fair 🎪 \u202eright to left"}, []),
        ({"note": "x" * 301}, ["note"]),
        ({"after": "-1"}, ["after"]),
        ({"after": "many"}, ["after"]),
        ({"seen": ""}, ["seen"]),
        ({"seen": "f" * 65}, ["seen"]),
    ],
)
def test_what_may_be_said(changed: dict[str, Any], wrong: list[str]) -> None:
    form = PublishForm({"after": "1", "seen": "f" * 64, "note": ""} | changed)
    assert list(form.errors) == wrong
