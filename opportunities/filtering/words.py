"""What the buttons of a list's filters say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from opportunities.filtering.periods import PERIODS

if TYPE_CHECKING:
    from opportunities.filters import OpportunityFilter


@dataclass(frozen=True, slots=True)
class Button:
    """A filter's value in words, and whether it is another one than usual."""

    words: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Buttons:
    """The filters that every list shows, with what was typed into their fields."""

    stage: Button
    closes: Button
    amount: Button
    periods: list[tuple[str, str]]
    typed: Mapping[str, str]


def buttons(asked: OpportunityFilter) -> Buttons:
    names = ("closes", "closes_from", "closes_to", "amount_from", "amount_to")
    return Buttons(
        stage=Button(stages_in_words(asked), not asked.shows_open),
        closes=_button(closes_in_words(asked), _("any time")),
        amount=_button(amount_in_words(asked), _("any")),
        periods=[(name, str(words)) for name, words in PERIODS],
        typed={name: asked.data.get(name, "") for name in names},
    )


def stages_in_words(asked: OpportunityFilter) -> str:
    """ "any open", "any", or the names."""
    chosen = set(asked.chosen)
    if asked.shows_open:
        return _("any open")
    if chosen == {stage.code for stage in asked.stages}:
        return _("any")
    return ", ".join(stage.label for stage in asked.stages if stage.code in chosen)


def closes_in_words(asked: OpportunityFilter) -> str:
    """The period, the range or both; empty for any time."""
    values = asked.values
    named = str(dict(PERIODS)[values["closes"]]) if "closes" in values else ""
    return ", ".join(filter(None, (named, _range(_day(values.get("closes_from")), _day(values.get("closes_to"))))))


def amount_in_words(asked: OpportunityFilter) -> str:
    """The range; empty for any amount."""
    return _range(_number(asked.values.get("amount_from")), _number(asked.values.get("amount_to")))


def _button(words: str, usual: str) -> Button:
    return Button(words or usual, bool(words))


def _range(low: str, high: str) -> str:
    told = {"low": low, "high": high}
    if low and high:
        return _("%(low)s to %(high)s") % told
    return _("from %(low)s") % told if low else _("up to %(high)s") % told if high else ""


def _day(value: date | None) -> str:
    return date_format(value, "M j, Y") if value else ""


def _number(value: Decimal | None) -> str:
    if value is None:
        return ""
    return number_format(int(value) if value == int(value) else value, force_grouping=True)
