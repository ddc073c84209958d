"""Requirements that were not met, in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from assignment.unmet_words import unmet_in_words

UNMET = {"criterion": "7", "attribute": "language", "compare": "person", "missing": None}
ROUTERS = {"attribute": "product_line", "compare": "object_to_person", "wanted": ["Routers", "Tablets"]}


@pytest.fixture(autouse=True)
def _source_language() -> Any:
    with translation.override(None):
        yield


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "needs language; has another"),
        ({"wanted": ["German"]}, "needs language German; has another"),
        ({"wanted": ["German"], "missing": "candidate"}, "needs language German; has none"),
        ({"wanted": ["A", "B"], "more": 3}, "needs language A, B or 3 more; has another"),
        ({"wanted": ["A", "B"], "inclusion": "include_all"}, "needs language A and B; has not all of it"),
        ({"wanted": ["A"], "inclusion": "exclude"}, "needs language other than A; has one of these"),
        (ROUTERS | {"missing": "candidate"}, "needs expertise in Routers or Tablets; has none"),
        ({"wanted": ["A"], "level": "Expert"}, "needs expertise in A (expert at least); has less or another"),
        (
            {"attribute": "tier", "compare": "organization", "wanted": ["gold"]},
            "needs a company with tier gold; has another",
        ),
        ({"attribute": "region", "compare": "object", "wanted": ["North"]}, "is for region North"),
        (
            {"attribute": "region", "compare": "object", "wanted": ["A"], "inclusion": "exclude"},
            "is for region other than A",
        ),
        (
            {"missing": "opportunity", "wanted": ["A"]},
            "asks for the language, which the opportunity does not say",
        ),
        ({"attribute": "partner", "missing": "direct"}, "is for deals of partners, and this one is direct"),
    ],
)
def test_a_requirement_that_was_not_met(more: dict[str, Any], words: str) -> None:
    assert unmet_in_words(UNMET | more) == words
