"""Variants: places of a case set anew."""

from __future__ import annotations

from typing import Any

import pytest

from assignment.cases import CaseFileError
from assignment.cases.nodes import Node
from assignment.cases.variants import with_changes

CASE: dict[str, Any] = {
    "people": [{"id": "p1", "load": {"open": 1}}, {"id": 2}],
    "rules": [{"id": "R1", "candidates": [{"person": "p1", "score": 1}]}],
}


def changed(path: str, value: Any) -> dict[str, Any]:
    return with_changes(CASE, Node({path: value}, "c", "set"))


def test_members_of_lists_are_addressed_by_id_or_person() -> None:
    assert changed("people.p1.load.open", 5)["people"][0]["load"] == {"open": 5}
    assert changed("people.2.active", False)["people"][1] == {"id": 2, "active": False}
    assert changed("rules.R1.candidates.p1.score", 9)["rules"][0]["candidates"][0]["score"] == 9


def test_a_member_may_be_replaced_whole() -> None:
    assert changed("people.p1", {"id": "p1"})["people"][0] == {"id": "p1"}


def test_mappings_left_out_are_made() -> None:
    assert changed("opportunity.attributes.region", "north")["opportunity"] == {"attributes": {"region": "north"}}


def test_the_case_itself_stays() -> None:
    changed("people.p1.load.open", 5)
    assert CASE["people"][0]["load"] == {"open": 1}


@pytest.mark.parametrize("path", ["people.p9.load", "people.p1.load.open.more", "rules.R2"])
def test_paths_that_lead_nowhere(path: str) -> None:
    with pytest.raises(CaseFileError, match=rf"case c, path set\.{path.replace('.', '[.]')}: expected"):
        changed(path, 1)
