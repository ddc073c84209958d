"""What an entry must satisfy whoever brings it. Messages say what is wrong and what to do; keys are form fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from opportunities.entry.records import Entry, LineEntry
from opportunities.entry.reference import ReferenceData
from opportunities.models import Opportunity
from prm.catalog.models import Product
from prm.core.actor import Actor
from prm.core.money import MAX_AMOUNT

FAR_YEARS = 10
MAX_QUANTITY = Decimal(10) ** 10

Problems = dict[str, list[str]]


def check_entry(entry: Entry, reference: ReferenceData) -> None:
    """Raise ValidationError with all problems of the row, by field."""
    problems: Problems = {}
    _check_name(entry.name, problems)
    _check_codes(entry, reference, problems)
    _check_amount("amount", entry.amount, problems)
    for number, line in enumerate(entry.lines, 1):
        _check_line(number, line, problems)
    if not problems and sum((_worth(line) for line in entry.lines), Decimal(0)) >= MAX_AMOUNT:
        problems["lines"] = [_("The lines add up to more than 14 digits. Check quantities and prices.")]
    _check_dates(entry, problems)
    if problems:
        raise ValidationError(problems)


def check_products(entries: Sequence[Entry], actor: Actor) -> None:
    """Raise ValidationError, line by line, for products that are not on sale. The system brings deals of the past."""
    wanted = {line.product_id for entry in entries for line in entry.lines}
    if not wanted or actor.is_system:
        return
    sold = set(Product.objects.sold().filter(pk__in=wanted).values_list("pk", flat=True))
    gone = [
        _("Line %(number)d: this product is no longer on sale. Choose another one.") % {"number": number}
        for entry in entries
        for number, line in enumerate(entry.lines, 1)
        if line.product_id not in sold
    ]
    if gone:
        raise ValidationError({"lines": gone})


def check_close_date(close_date: date, today: date) -> str | None:
    """What a form says about a close date: not before today in the writer's zone, not over ten years ahead."""
    shown = date_format(close_date, "M j, Y")
    if close_date < today:
        return _("%(day)s is in the past. Choose today or a later day.") % {"day": shown}
    if close_date > latest_close_date(today):
        return _("%(day)s is more than 10 years ahead. Choose an earlier day.") % {"day": shown}
    return None


def latest_close_date(today: date) -> date:
    """The same day in ten years; of a February 29 the 28th."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year + FAR_YEARS, day=day)


def _worth(line: LineEntry) -> Decimal:
    return line.quantity * line.unit_price * (100 - line.discount) / 100


def _check_name(name: str, problems: Problems) -> None:
    if not name.strip():
        problems["name"] = [_("Give the opportunity a name.")]
    elif len(name) > 200:
        problems["name"] = [_("The name has %(count)d characters and 200 fit. Shorten it.") % {"count": len(name)}]
    elif "\x00" in name:
        problems["name"] = [_("The name contains a character that cannot be stored. Type it again.")]


def _check_codes(entry: Entry, reference: ReferenceData, problems: Problems) -> None:
    known = (
        ("stage", entry.stage, reference.stages),
        ("source", entry.source, reference.sources),
        ("loss_reason", entry.loss_reason, reference.loss_reasons),
        ("currency", entry.currency, reference.converter.decimals),
        ("type", entry.type, Opportunity.Type.values),
    )
    for field, code, choices in [*known, *(("stage", row.stage, reference.stages) for row in entry.passed)]:
        if code and code not in choices:
            problems[field] = [_("“%(code)s” is not on the list. Choose one of the list.") % {"code": code[:60]}]


def _check_amount(field: str, amount: Decimal | None, problems: Problems) -> None:
    if amount is None:
        return
    if not amount.is_finite() or amount < 0:
        problems[field] = [_("An amount is 0 or more.")]
    elif amount >= MAX_AMOUNT:
        problems[field] = [_("An amount has at most 14 digits before the point.")]


def _check_line(number: int, line: LineEntry, problems: Problems) -> None:
    wrong = []
    if not line.quantity.is_finite() or line.quantity <= 0:
        wrong.append(_("Line %(number)d: the quantity is above 0.") % {"number": number})
    elif line.quantity >= MAX_QUANTITY:
        wrong.append(_("Line %(number)d: the quantity has at most 10 digits.") % {"number": number})
    if not line.unit_price.is_finite() or line.unit_price < 0:
        wrong.append(_("Line %(number)d: the price is 0 or more.") % {"number": number})
    elif line.unit_price >= MAX_AMOUNT:
        wrong.append(_("Line %(number)d: the price has at most 14 digits before the point.") % {"number": number})
    if not 0 <= line.discount <= 100:
        wrong.append(_("Line %(number)d: the discount is between 0 and 100 %%.") % {"number": number})
    if wrong:
        problems.setdefault("lines", []).extend(wrong)


def _check_dates(entry: Entry, problems: Problems) -> None:
    if entry.closed_on and entry.entered_on and entry.closed_on < entry.entered_on:
        problems["closed_on"] = [_("It cannot be closed before it was entered.")]
