from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from opportunities.listing import Row
from opportunities.stages.shown import ShownStage
from prm.core.keyset import Sort
from prm.ui.gallery import ExampleForm
from prm.ui.marks.people import Member
from prm.ui.templatetags import ui


def drawn(source: str, **values: object) -> str:
    return Template("{% load ui %}" + source).render(Context(values))


def test_marks_meet_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 9, 15, 12, tzinfo=UTC))
    value = date(2026, 9, 25)
    assert drawn("{% day value %}", value=value) == '<time datetime="2026-09-25">Sep 25</time>'
    assert "Sep 25, 2026" in drawn("{% full_day value %}", value=value)
    assert drawn("{% from_today value %}", value=value) == "in 10 days"
    assert "in 10 days" in drawn("{% due value %}", value=value)
    assert "today, 9:00 AM" in drawn("{% moment value %}", value=datetime(2026, 9, 15, 9, tzinfo=UTC))


def test_a_tab() -> None:
    assert (
        drawn('{% tab "Team" "/t/" True 5 %}') == '<a href="/t/" aria-current="page">Team <span class="n">5</span></a>'
    )
    assert drawn('{% tab "Team" "/t/" %}') == '<a href="/t/">Team</a>'
    assert 'class="n">0<' in drawn('{% tab "Team" "/t/" False 0 %}')


@pytest.mark.parametrize(
    ("sort", "tag", "asked", "state"),
    [
        (
            Sort("closes", "close_date"),
            '{% sort_head "Closes" "closes" sort %}',
            "sort=-closes",
            'aria-sort="ascending"',
        ),
        (
            Sort("closes", "close_date", True),
            '{% sort_head "Closes" "closes" sort %}',
            "sort=closes",
            'aria-sort="descending"',
        ),
        (Sort("closes", "close_date"), '{% sort_head "Amount" "amount" sort number=True %}', "sort=-amount", ""),
        (Sort("closes", "close_date"), '{% sort_head "Name" "name" sort %}', "sort=name", ""),
    ],
)
def test_a_head_sorts_and_keeps_the_rest_of_the_address(sort: Sort, tag: str, asked: str, state: str) -> None:
    request = RequestFactory().get("/?search=harbor&cursor=abc")
    html = drawn(tag, sort=sort, request=request)
    assert asked in html
    assert "search=harbor" in html
    assert "cursor" not in html
    assert state in html
    assert ("aria-sort" in html) is bool(state)


def test_another_page_of_the_same_list() -> None:
    request = RequestFactory().get("/?search=harbor&cursor=abc")
    assert drawn('{% page_address "xyz" %}', request=request) == "?search=harbor&amp;cursor=xyz"


def test_a_control_takes_more_attributes() -> None:
    field = ExampleForm()["name"]
    html = drawn('{% control field "In a word" aria_label="Name" data_x="1" class="" %}', field=field)
    assert 'placeholder="In a word"' in html
    assert 'aria-label="Name"' in html
    assert 'data-x="1"' in html
    assert "class" not in html
    field.field.widget.attrs["placeholder"] = "Name"
    assert "placeholder" not in drawn('{% control field "" %}', field=field)


def test_a_kept_row_is_drawn_anew_when_anything_of_it_changes() -> None:
    template, row = "opportunities/_row.html", listed_row("First")
    once = ui.list_row(template, row, with_partner=False)
    assert ui.list_row(template, listed_row("First"), with_partner=False) is once
    assert "Cardinal" not in once
    assert "Cardinal" in ui.list_row(template, row, with_partner=True)
    assert "Second" in ui.list_row(template, listed_row("Second"), with_partner=False)
    with translation.override("de"):
        assert ui.list_row(template, row, with_partner=False) is not once


def listed_row(name: str) -> Row:
    stage = ShownStage(pk=1, code="proposal", label="Proposal", progress=60, outcome="open")
    closes = date(2026, 9, 30)
    return Row(
        "abcdefghjk",
        name,
        "Acme",
        "Cardinal",
        Decimal(10),
        "USD",
        50,
        stage,
        3,
        closes,
        "Call",
        (Member("Pat", "C", "p"),),
    )
