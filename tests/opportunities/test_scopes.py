"""What each list holds, against sight; and that its parts in order are the same rows."""

from __future__ import annotations

from dataclasses import fields
from itertools import product

import pytest

from opportunities import scopes
from opportunities.entry.actions import enter_opportunities
from opportunities.models import Opportunity
from opportunities.querysets import OpportunityQuerySet
from opportunities.scopes import Scope, Teams, everything, mine, of_team
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.opportunities.entering import entry_of
from tests.opportunities.scene import PEOPLE, TODAY, Scene

# Who enters, and who else is on the team.
TEAMS = (("dana", ()), ("pam", ()), ("pat", ("bea", "abe")), ("pia", ("ivo",)), ("olga", ("abe",)), ("abe", ()))
OFFERED = [name for name, (_, role) in PEOPLE.items() if role not in ("partner_rep", "sales_agent")]


@pytest.fixture
def deals(scene: Scene) -> None:
    with acting_as(SYSTEM):
        entries = [
            entry_of(scene, who, name=f"{who}{' secretly' if restricted else ''}", people=people, restricted=restricted)
            for (who, people), restricted in product(TEAMS, (False, True))
        ]
        enter_opportunities(entries, actor=SYSTEM)


def names(parts: tuple[OpportunityQuerySet, ...]) -> set[str]:
    return {name for part in parts for name in part.values_list("name", flat=True)}


def looked_at(scope: Scope) -> tuple[set[str], set[str]]:
    """What is shown and what is hidden; shown the same in each way to read it."""
    shown = names(scope.parts)
    assert names(scope.ordered) == shown
    assert set(scope.rows().values_list("name", flat=True)) == shown
    assert scope.rows().count() == len(shown)
    hidden = names(scope.hidden)
    assert not shown & hidden
    return shown, hidden


@pytest.mark.parametrize("few", [False, True])
@pytest.mark.parametrize("name", PEOPLE)
def test_mine_are_those_of_my_teams(scene: Scene, deals: None, name: str, few: bool) -> None:
    def counting_few(teams: Teams, many: str) -> Teams:
        said = {each.name: getattr(teams, each.name).replace(many, "(%s::bigint[] IS NULL)") for each in fields(teams)}
        return Teams(**said) if few else teams

    actor = scene.actor(name)
    with acting_as(SYSTEM):
        Opportunity.objects.filter(name="pat secretly").update(closed_on=TODAY)
    with acting_as(actor):
        theirs = Opportunity.objects.with_me(actor)
        all_teams, open_teams = (
            counting_few(scopes.ALL_TEAMS, scopes.MANY_OF_ALL),
            counting_few(scopes.OPEN_TEAMS, scopes.MANY_OPEN),
        )
        all_mine = mine(actor, teams=all_teams)
        open_mine = mine(actor, teams=open_teams).narrowed(OpportunityQuerySet.open, hidden=False)
        for scope, rows in ((all_mine, theirs), (open_mine, theirs.open())):
            shown, hidden = looked_at(scope)
            assert shown == set(rows.values_list("name", flat=True))
            assert hidden == set()


@pytest.mark.parametrize(
    ("name", "shown", "hidden"),
    [
        ("pat", {"pia"}, {"pia secretly"}),
        ("pam", {"pat", "pia", "pat secretly", "pia secretly"}, set()),
        ("bea", {"pat", "pat secretly", "olga", "abe"}, {"olga secretly", "abe secretly"}),
        ("cem", {"pat", "olga", "abe"}, {"pat secretly", "olga secretly", "abe secretly"}),
    ],
)
def test_my_teams_are_those_of_reports(scene: Scene, deals: None, name: str, shown: set[str], hidden: set[str]) -> None:
    actor = scene.actor(name)
    with acting_as(actor):
        assert looked_at(of_team(actor)) == (shown, hidden)
        assert shown <= set(Opportunity.objects.visible_to(actor).values_list("name", flat=True))


@pytest.mark.parametrize("name", OFFERED)
def test_everything_is_what_the_role_sees(scene: Scene, deals: None, name: str) -> None:
    actor = scene.actor(name)
    with acting_as(actor):
        shown, hidden = looked_at(everything(actor, below=True))
        sight = set(Opportunity.objects.visible_to(actor).values_list("name", flat=True))
    assert shown == sight
    assert all(each.endswith("secretly") for each in hidden)
    assert bool(hidden) is (name not in ("ada", "pam", "otto"))


@pytest.mark.parametrize("most", [0, 12])
def test_a_company_is_the_own_one_until_those_below_are_asked_for(
    scene: Scene, deals: None, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scopes, "MOST_BRANCHES", most)
    dana = scene.actor("dana")
    with acting_as(dana):
        assert looked_at(everything(dana)) == ({"dana", "dana secretly"}, set())
        shown, hidden = looked_at(everything(dana, below=True))
    assert shown == {"dana", "dana secretly", "pam", "pat", "pia"}
    assert hidden == {"pam secretly", "pat secretly", "pia secretly"}


def test_only_columns_with_an_index_are_read_in_order(scene: Scene) -> None:
    scope = mine(scene.actor("pat"))
    assert scope.pages_of("closes") is scope.ordered
    assert scope.pages_of("stage") is scope.parts
