"""Amounts in words of the reader's language: money, percent, change."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Literal

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

from prm.core.money import rounded

Cents = Literal["none", "needed", "always"]

NO_VALUE = "—"
MINUS = "\u2212"
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩"}
# ISO 4217, where it is not 2.
DECIMALS = dict.fromkeys(("CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF"), 0) | dict.fromkeys(
    ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3
)


def money(amount: Decimal | int | None, currency: str, cents: Cents = "none") -> str:
    """`$186,571`; with cents `needed` only where there are any, with `always` as many as the currency has.

    An amount of None is a dash. Separators and the symbol's place follow the active language.
    """
    return NO_VALUE if amount is None else _money(Decimal(amount), str(currency), cents, get_language() or "")


@lru_cache(maxsize=4096)
def _money(amount: Decimal, currency: str, cents: Cents, language: str) -> str:
    decimals = DECIMALS.get(currency, 2)
    exact = rounded(amount, decimals)
    wanted = {"none": 0, "always": decimals, "needed": decimals if exact % 1 else 0}[cents]
    number = number_format(abs(rounded(exact, wanted)), wanted, use_l10n=True, force_grouping=True)
    # Translators: where the currency's sign stands, e.g. "%(number)s %(currency)s" for "186.571 $".
    pattern = pgettext("amount of money", "%(currency)s%(number)s")
    sign = SYMBOLS.get(currency, f"{currency}\u00a0")
    words = pattern % {"currency": sign, "number": number}
    return f"{MINUS}{words}" if rounded(exact, wanted) < 0 else words


def percent(value: Decimal | float | int | None, decimals: int = 0) -> str:
    """`77%`, of a number that already is in percent; None is a dash."""
    if value is None:
        return NO_VALUE
    number = number_format(rounded(Decimal(str(value)), decimals), decimals, use_l10n=True)
    # Translators: e.g. "%(number)s %%" where the language wants a space.
    return pgettext("percentage", "%(number)s%%") % {"number": number}


def delta(change: Decimal | float | int | None, good: Literal["up", "down", ""] = "up") -> SafeString | str:
    """A change in percent with its arrow, green or red by whether `up` or `down` is good, gray where neither is."""
    if change is None:
        return NO_VALUE
    size = percent(abs(Decimal(str(change))))
    if not change:
        return format_html('<span class="delta dim">{}</span>', gettext("unchanged"))
    direction, arrow, words = ("up", "↑", gettext("up by")) if change > 0 else ("down", "↓", gettext("down by"))
    judged = {direction: "good", "": "dim"}.get(good, "bad")
    shape = '<span class="delta {}"><span aria-hidden="true">{}</span><span class="vh">{}</span> {}</span>'
    return format_html(shape, judged, arrow, words, size)
