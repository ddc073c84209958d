from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assignment.models import Rule, RuleVersion
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World


def imported(file: Path) -> str:
    out = StringIO()
    call_command("import_rules", file, stdout=out)
    return out.getvalue()


def test_the_draft_is_what_the_file_says_and_nothing_is_in_force(world: World, tmp_path: Path) -> None:
    out, file = StringIO(), tmp_path / "rules.yaml"
    call_command("export_rules", stdout=out)
    file.write_text(out.getvalue().replace("score: 40", "score: 50"))
    assert "In the draft now: Channel managers, Sales agents." in imported(file)
    with acting_as(SYSTEM):
        assert Rule.objects.get(source="territory").criteria.filter(score=50).exists()
        assert RuleVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"format: 1", "path groups: expected a value, it is missing. Nothing was imported."),
        (b"x" * 50_000_000, "the file is larger. Nothing was imported."),
        (b"\xff\xfe", "expected text in UTF-8. Nothing was imported."),
    ],
)
def test_what_does_not_fit_is_told(world: World, tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "rules.yaml"
    file.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        imported(file)
    assert message in str(refused.value)


def test_no_file(world: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        imported(tmp_path / "nowhere.yaml")
