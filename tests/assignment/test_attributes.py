from __future__ import annotations

from assignment.attributes import COMPARABLE, LISTS, RANGES, choices_of, labels_of
from assignment.facts import opportunity_facts
from assignment.models import Criterion
from opportunities.entry.actions import enter_opportunities
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World


def test_each_attribute_is_a_list_or_a_range_and_can_be_compared(world: World) -> None:
    assert set(COMPARABLE) == set(Criterion.Compare.values)
    for attribute in map(str, Criterion.Attribute.values):
        assert (attribute in LISTS) != (attribute in RANGES), attribute
        assert any(attribute in comparable for comparable in COMPARABLE.values()), attribute
        with acting_as(SYSTEM):
            values = [value for value, _label in choices_of(attribute)]
        assert len(values) == len(set(values)), attribute


def test_what_is_picked_is_spelled_as_the_facts_are(world: World) -> None:
    with acting_as(SYSTEM):
        (deal,) = enter_opportunities([world.entry()], actor=SYSTEM)
        row = Opportunity.objects.select_related("stage", "source", "partner", "account").get(pk=deal.pk)
        (facts,) = opportunity_facts([row])
        for attribute, values in facts.attributes.items():
            if attribute not in RANGES:
                assert set(values) <= set(labels_of(attribute)), attribute
    assert {"territory", "product", "stage", "source", "partner", "country"} <= set(facts.attributes)


def test_type_is_that_of_the_side() -> None:
    assert "renewal" in labels_of("type")
    assert "reseller" in labels_of("type", Criterion.Compare.ORGANIZATION)
