import pytest
from django.http import QueryDict

from opportunities.entry.records import NewAccount, NewContact
from opportunities.filtering.words import buttons
from opportunities.filters import OpportunityFilter
from opportunities.models import Opportunity
from opportunities.stages.shown import shown_stages
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Account
from tests.opportunities.entering import entered
from tests.opportunities.scene import CARDINAL, Scene

OPEN = ["prospecting", "qualification", "proposal", "negotiation"]


@pytest.fixture
def deals(scene: Scene) -> None:
    with acting_as(SYSTEM):
        account = Account(name="Société Müller", entered_by=scene.organizations[CARDINAL])
        account.fold_name()
        account.save()
    entered(scene, "pat", name="Line 3 Routers", account=account.pk)
    entered(scene, "pat", name="Warehouse 100% wireless", stage="proposal")
    entered(scene, "pat", name="Press shop", stage="won")


def asked(address: str, *, whole_book: bool = False) -> OpportunityFilter:
    return OpportunityFilter(QueryDict(address), actor=SYSTEM, stages=shown_stages().values(), whole_book=whole_book)


def found(address: str) -> list[str]:
    """First words of the names found, the same by looking at each row as by the index."""
    with acting_as(SYSTEM):
        by_row, by_index = (
            sorted(row.name.split()[0] for row in asked(address, whole_book=way).narrow(Opportunity.objects.valid()))
            for way in (False, True)
        )
    assert by_row == by_index
    return by_row


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("", ["Line", "Warehouse"]),
        ("stage=any", ["Line", "Press", "Warehouse"]),
        ("stage=any&stage=won", ["Line", "Press", "Warehouse"]),
        ("stage=won", ["Press"]),
        ("stage=won&stage=proposal", ["Press", "Warehouse"]),
        ("search=routers", ["Line"]),
        ("search=%20ROUTERS%20", ["Line"]),
        ("search=societe+muller", ["Line"]),
        ("search=M%C3%9CLLER", ["Line"]),
        ("search=100%25", ["Warehouse"]),
        ("search=1__%25", []),
        ("search=press", []),
        ("search=press&stage=won", ["Press"]),
        ("search=%20%20", ["Line", "Warehouse"]),
    ],
)
def test_what_an_address_finds(deals: None, address: str, names: list[str]) -> None:
    assert found(address) == names


@pytest.mark.parametrize("address", ["stage=closing", f"search={'x' * 201}", "search=%00", "stage=won&stage=%00"])
def test_what_nobody_can_mean_is_left_out_and_said(deals: None, address: str) -> None:
    assert found(address) == ["Line", "Warehouse"]
    with acting_as(SYSTEM):
        assert len(asked(address).problems) == 1


@pytest.mark.parametrize(
    ("address", "words", "changed"),
    [
        ("", "any open", False),
        ("sort=name", "any open", False),
        ("&".join(f"stage={code}" for code in OPEN), "any open", False),
        ("stage=any", "any", True),
        ("stage=won&stage=prospecting", "Prospecting, Won", True),
        ("search=x", "any open", True),
        ("search=+", "any open", False),
    ],
)
def test_the_filter_in_words(scene: Scene, address: str, words: str, changed: bool) -> None:
    with acting_as(SYSTEM):
        filters = asked(address)
        assert (buttons(filters).stage.words, filters.is_changed) == (words, changed)


def test_a_search_finds_contacts_too(scene: Scene) -> None:
    entered(scene, "pat", name="Line 3", account=NewAccount("Ashgrove"), contact=NewContact("Zoë Ruiz"))
    assert found("search=zoë+ruiz") == ["Line"]
    assert found("search=ruiz%20z") == []
