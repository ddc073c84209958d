"""What the documents say is so: links lead somewhere, the files, commands and figures they name exist.

The usual mistakes are a renamed file whose old name stays in a how-to, a page that nothing leads to, and a path or
address of the machine it was written on.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

from assignment.explanations import explain
from assignment.matching import assign
from assignment.rulebook import load_rules
from prm.core.actor import SYSTEM, Actor, Role, Side
from prm.core.rls import acting_as
from prm.demo.cast import CAST
from prm.environment import CHECKOUT
from tests.assignment.matching.building import deal, person
from tests.guards import walk
from tests.guards.verdict import judge

README_LINES, PICTURE_BYTES = 80, 150_000
DOCS, DECISIONS, MAKEFILE = CHECKOUT / "docs", CHECKOUT / "docs" / "decisions", CHECKOUT / "Makefile"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
NAMES_A_FILE = re.compile(r"[\w.-]+(/[\w.-]+)*/?")
SUFFIXES = (".py", ".md", ".html", ".css", ".js", ".toml", ".yml", ".lock")
# Made on the machine where the portal runs, so not part of it.
MADE_LATER = (".local", ".venv")
FOREIGN = re.compile(r"(?<!\w)/(?:work|home|root|Users)/|C:\\|pypi\.|/simple/|\bTODO\b|\bFIXME\b")


@cache
def documents() -> tuple[str, ...]:
    """README, changelog and everything below `docs`, by path from the checkout."""
    return tuple(sorted([*(file.name for file in CHECKOUT.glob("*.md")), *map(walk.relative, DOCS.rglob("*.md"))]))


def links(document: str) -> list[Path]:
    """Where the relative links of a document lead."""
    folder = (CHECKOUT / document).parent
    targets = [target.partition("#")[0] for target in LINK.findall(walk.text(document))]
    return [(folder / target).resolve() for target in targets if target and "://" not in target]


def named_files(document: str) -> list[str]:
    """Paths and file names that stand in backticks, without placeholders such as `<noun>`."""
    found = [name for name in CODE.findall(walk.text(document)) if NAMES_A_FILE.fullmatch(name)]
    inside = [name for name in found if "/" in name and (CHECKOUT / name.split("/")[0]).exists()]
    return [name for name in {*inside, *(name for name in found if name.endswith(SUFFIXES))} if not is_made(name)]


def is_made(name: str) -> bool:
    return name.split("/")[0] in MADE_LATER


@cache
def file_names() -> frozenset[str]:
    listed = [*walk.source_files(), *walk.test_files(), *documents()]
    return frozenset(Path(file).name for file in [*listed, *walk.templates(), *walk.STATIC.rglob("*.*")])


def exists(name: str) -> bool:
    """A path from the checkout, or the bare name of a file that is somewhere."""
    return (CHECKOUT / name).exists() or ("/" not in name and name in file_names())


def commands(document: str, program: str) -> set[str]:
    """Words after `make` or `manage.py`, in backticks or in a block of commands."""
    text = walk.text(document)
    blocks = re.findall(r"^```\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    pieces = [*CODE.findall(text), *"\n".join(blocks).splitlines()]
    return {word for piece in pieces for word in re.findall(rf"(?:^|[ /]){program} ([a-z_]+)", piece)}


def test_links_lead_somewhere() -> None:
    every = [(document, target) for document in documents() for target in links(document)]
    judge((f"{document}: {target}" for document, target in every if not target.exists()), walked=every)


def test_files_named_exist() -> None:
    every = [(document, name) for document in documents() for name in named_files(document)]
    judge((f"{document}: {name}" for document, name in every if not exists(name)), walked=every)


def leads_to(page: Path) -> list[Path]:
    """What a page links to; a link to a folder shows all that lies in it."""
    if page.is_dir():
        return list(page.glob("*.md"))
    return links(walk.relative(page)) if page.suffix == ".md" and page.is_relative_to(CHECKOUT) else []


def test_every_page_is_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [CHECKOUT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            waiting += leads_to(page)
    judge((document for document in documents() if CHECKOUT / document not in reached), walked=documents())


def test_commands_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE.read_text(), re.MULTILINE))
    made = {name for document in documents() for name in commands(document, "make")}
    judge(made - targets, walked=made)
    managed = {name for document in documents() for name in commands(document, r"manage\.py")}
    judge(managed - set(get_commands()), walked=managed)


def test_readme_is_short_and_its_pictures_are_small() -> None:
    assert len(walk.text("README.md").splitlines()) <= README_LINES
    pictures = list(DOCS.rglob("*.png"))
    shown = {target for document in documents() for target in links(document)}
    judge((picture.name for picture in pictures if picture.stat().st_size > PICTURE_BYTES), walked=pictures)
    judge((picture.name for picture in pictures if picture not in shown), walked=pictures)


def test_readme_lists_the_cast() -> None:
    listed = re.findall(r"^\| (\S+@\S+) \|", walk.text("README.md"), re.MULTILINE)
    assert listed == [member.email for member in CAST]


def test_nothing_speaks_of_one_machine() -> None:
    found = {f"{document}: {match}" for document in documents() for match in FOREIGN.findall(walk.text(document))}
    judge(found, walked=documents())


def test_decisions_are_numbered_without_gaps() -> None:
    files = sorted(file.name for file in DECISIONS.glob("*.md"))
    assert [name[:4] for name in files] == [f"{number:04}" for number in range(1, len(files) + 1)]
    headed = {name: (DECISIONS / name).read_text().startswith(f"# {int(name[:4])}. ") for name in files}
    judge((name for name, right in headed.items() if not right), walked=files)


@pytest.mark.django_db
def test_example_of_the_starting_rules_is_what_they_do() -> None:
    levels = {"renata": "Expert", "ivo": "Intermediate", "nia": "Novice"}
    place = {"role": "sales_agent", "territories": ("Ohio",), "attributes": {"role": "sales_agent"}}
    people = [person(name, skills={"product_line": {"Trolley": level}}, **place) for name, level in levels.items()]
    opportunity = deal(attributes={"product_line": "Trolley"}, partner=1, territory="Ohio")
    with acting_as(SYSTEM):
        rules = load_rules()
    known = {who.id: standing for who, standing in people}
    outcome = assign(opportunity, [who for who, _ in people], known, rules, datetime(2026, 1, 1, tzinfo=UTC))
    words = explain(outcome.reason_for("renata"), "Renata", Actor(role=Role.PARTNER_REP, side=Side.PARTNER))
    assert f"> {words.text}\n" in walk.text("docs/assignment.md")


def test_other_examples_are_those_of_the_tests() -> None:
    examples = re.findall(r"^> (.*)$", walk.text("docs/assignment.md"), re.MULTILINE)
    tested = re.sub(r'"\s+"', "", walk.text("tests/assignment/test_words.py"))
    judge((words for words in examples if words not in tested and "Trolley" not in words), walked=examples)
