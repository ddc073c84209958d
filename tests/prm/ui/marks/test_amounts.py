from decimal import Decimal

import pytest
from django.utils import translation

from prm.ui.marks.amounts import delta, money, percent


@pytest.mark.parametrize(
    ("amount", "currency", "cents", "words"),
    [
        (Decimal("186571.40"), "USD", "none", "$186,571"),
        (Decimal("186571.40"), "USD", "needed", "$186,571.40"),
        (Decimal("186571.00"), "USD", "needed", "$186,571"),
        (Decimal("186571"), "USD", "always", "$186,571.00"),
        (Decimal("1234.567"), "KWD", "always", "KWD\u00a01,234.567"),
        (Decimal("1234.5"), "JPY", "always", "¥1,234"),
        (Decimal("-0.4"), "USD", "none", "$0"),
        (Decimal("-1200"), "EUR", "none", "\u2212€1,200"),
        (Decimal("0.5"), "USD", "none", "$0"),
        (Decimal("1.5"), "USD", "none", "$2"),
        (12, "USD", "none", "$12"),
        (None, "USD", "none", "—"),
    ],
)
def test_money(amount: Decimal | int | None, currency: str, cents: str, words: str) -> None:
    assert money(amount, currency, cents) == words  # type: ignore[arg-type]


def test_money_keeps_the_languages_apart() -> None:
    assert money(Decimal("1234567"), "USD") == "$1,234,567"
    with translation.override("de"):
        assert "1.234.567" in money(Decimal("1234567"), "USD")


def test_money_refuses_what_is_no_number() -> None:
    with pytest.raises(ArithmeticError):
        money("", "USD")  # type: ignore[arg-type]


def test_percent() -> None:
    assert percent(77) == "77%"
    assert percent(Decimal("12.345"), 1) == "12.3%"
    assert percent(None) == "—"


@pytest.mark.parametrize(
    ("change", "good", "judged", "arrow"),
    [(12, "up", "good", "↑"), (-4, "up", "bad", "↓"), (-4, "down", "good", "↓"), (3, "", "dim", "↑")],
)
def test_delta_is_colored_by_good_and_bad_not_by_direction(change: int, good: str, judged: str, arrow: str) -> None:
    html = str(delta(change, good))  # type: ignore[arg-type]
    assert f'class="delta {judged}"' in html
    assert arrow in html
    assert f"{abs(change)}%" in html


def test_delta_without_change() -> None:
    assert "unchanged" in str(delta(0))
    assert delta(None) == "—"
