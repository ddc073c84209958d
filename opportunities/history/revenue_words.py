"""What was done to revenue lines, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from opportunities.models import RevenueLine
from prm.core.history.words import describes
from prm.ui.marks.amounts import money, percent
from prm.ui.marks.days import full_day

Parameters = Mapping[str, Any]


@describes("revenue.line_added")
def line_added(parameters: Parameters) -> str:
    return _("added the revenue line %(product)s, %(amount)s") % _of_line(parameters)


@describes("revenue.line_removed")
def line_removed(parameters: Parameters) -> str:
    return _("removed the revenue line %(product)s, %(amount)s") % _of_line(parameters)


@describes("revenue.line_restored")
def line_restored(parameters: Parameters) -> str:
    return _("put back the revenue line %(product)s, %(amount)s") % _of_line(parameters)


@describes("revenue.line_changed")
def line_changed(parameters: Parameters) -> str:
    changes = [_change(name, *values, parameters) for name, values in parameters["changes"].items()]
    return _("changed the revenue line %(product)s: %(changes)s") % {
        "product": parameters["product"],
        "changes": "; ".join(changes),
    }


def _of_line(parameters: Parameters) -> dict[str, str]:
    amount = money(Decimal(parameters["amount"]), parameters["currency"], "needed")
    return {"product": parameters["product"], "amount": amount}


def _change(name: str, before: Any, after: Any, parameters: Parameters) -> str:
    if name == "in_forecast":
        return _("now in the forecast") if after else _("no longer in the forecast")
    label, written = _FIELDS[name]
    told = {"field": label(), "before": written(before, parameters), "after": written(after, parameters)}
    return _("%(field)s from %(before)s to %(after)s") % told


def _plain(value: Any, parameters: Parameters) -> str:
    return str(value)


def _number(value: str, parameters: Parameters) -> str:
    return f"{Decimal(value).normalize():f}"


def _price(value: str, parameters: Parameters) -> str:
    return money(Decimal(value), parameters["currency"], "needed")


def _percent(value: Any, parameters: Parameters) -> str:
    number = Decimal(value)
    return percent(number, 2 if number % 1 else 0)


def _day(value: str, parameters: Parameters) -> str:
    return full_day(date.fromisoformat(value))


def _stage(value: str, parameters: Parameters) -> str:
    return str(parameters.get("stage_labels", {}).get(value, value))


def _upside(value: str, parameters: Parameters) -> str:
    return str(RevenueLine.Upside(value).label)


_FIELDS: dict[str, tuple[Callable[[], str], Callable[[Any, Parameters], str]]] = {
    "product": (lambda: _("product"), _plain),
    "quantity": (lambda: _("quantity"), _number),
    "unit_price": (lambda: _("unit price"), _price),
    "discount": (lambda: _("discount"), _percent),
    "probability": (lambda: _("probability"), _percent),
    "date": (lambda: _("date"), _day),
    "stage": (lambda: _("stage"), _stage),
    "upside": (lambda: _("outlook"), _upside),
}
