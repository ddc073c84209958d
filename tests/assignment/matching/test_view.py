"""What an opportunity says: values, missing ones, composite values in one and the same line."""

from decimal import Decimal

from assignment.matching import Composite, Opportunity, Range, Text
from assignment.matching.view import View

ROUTER_ABOVE_1000 = Composite((("product", Text("Router")), ("amount", Range(1000, None))))


def view(**opportunity: object) -> View:
    return View(Opportunity("o1", **opportunity))  # type: ignore[arg-type]


def test_a_value_that_is_there_matches() -> None:
    assert view(attributes={"region": ("north",)}).matches("region", Text("north"))


def test_any_of_several_values_matches() -> None:
    assert view(attributes={"product": ("Switch", "Router")}).matches("product", Text("Router"))


def test_empty_texts_and_none_say_nothing() -> None:
    for facts in ((), ("",), (None,)):
        assert not view(attributes={"region": facts}).has("region", Text("north"))


def test_values_of_lines_count_where_the_opportunity_has_none_of_its_own() -> None:
    lines = ({"product": ("Router",), "amount": (Decimal(500),)},)
    assert view(lines=lines).matches("product", Text("Router"))
    assert view(attributes={"amount": (9000,)}, lines=lines).facts("amount") == (9000,)


def test_a_composite_value_matches_as_a_whole() -> None:
    place = Composite((("city", Text("Springfield")), ("state", Text("IL")), ("country", Text("US"))))
    facts = {"city": ("Springfield",), "state": ("IL",), "country": ("US",)}
    assert view(attributes=facts).matches("", place)
    assert not view(attributes={**facts, "state": ("MA",)}).matches("", place)


def test_line_parts_must_hold_in_one_and_the_same_line() -> None:
    apart = ({"product": "Router", "amount": 500}, {"product": "Switch", "amount": 5000})
    together = ({"product": "Router", "amount": 1000}, {"product": "Switch", "amount": 1})
    assert not view(lines=apart).matches("", ROUTER_ABOVE_1000)
    assert view(lines=together).matches("", ROUTER_ABOVE_1000)


def test_line_parts_hold_in_one_line_also_when_the_opportunity_sums_them_up() -> None:
    apart = ({"product": "Router", "amount": 500}, {"product": "Switch", "amount": 5000})
    summed = {"product": ("Router", "Switch"), "amount": (5500,)}
    assert not view(attributes=summed, lines=apart).matches("", ROUTER_ABOVE_1000)


def test_one_line_part_beside_parts_of_the_opportunity_needs_no_line_of_its_own() -> None:
    region = Composite((("region", Text("north")), ("amount", Range(5000, None))))
    lines = ({"product": "Router", "amount": 500}, {"product": "Switch", "amount": 5000})
    assert view(attributes={"region": ("north",), "amount": (5500,)}, lines=lines).matches("", region)


def test_a_composite_value_is_missing_when_a_part_is() -> None:
    assert not view(attributes={"product": ("Router",)}).has("", ROUTER_ABOVE_1000)
    assert view(attributes={"product": ("Router",), "amount": (1,)}).has("", ROUTER_ABOVE_1000)


def test_a_composite_value_is_missing_when_no_line_has_all_its_parts() -> None:
    lines = ({"product": "Router"}, {"amount": 5000})
    assert not view(lines=lines).has("", ROUTER_ABOVE_1000)
