"""Who sees which opportunity, against the rules written down once more in the plainest way."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.conf import LazySettings
from django.db.models import F

from opportunities.entry.actions import enter_opportunities
from opportunities.models import Member, Opportunity
from prm.core.actor import SYSTEM, Role
from prm.core.rls import acting_as
from prm.directory.actions import save_person
from tests.opportunities.entering import entered, entry_of
from tests.opportunities.scene import BOSSES, CARDINAL, GANTRY, PARTNERS, PEOPLE, TODAY, Scene, add_person

# Who enters, and who else is on the team.
TEAMS = (
    ("dana", ()),
    ("pam", ("bea",)),
    ("pat", ()),
    ("pat", ("abe",)),
    ("pia", ("ina",)),
    ("pia", ("eve", "ivo")),
    ("olga", ()),
    ("olga", ("bea", "ada")),
    ("otto", ("abe",)),
    ("abe", ()),
    ("ivo", ("cem",)),
)


@pytest.fixture
def deals(scene: Scene) -> dict[str, tuple[str, set[str], bool]]:
    """Name → company, team, restricted. Ina has left; she reported to Bea."""
    found, entries = {}, []
    with acting_as(SYSTEM):
        ina = add_person(scene, "ina", GANTRY, Role.SALES_AGENT, "bea")
        for number, ((who, others), restricted) in enumerate(product(TEAMS, (False, True))):
            name = f"{number} {who}{' restricted' if restricted else ''}"
            entries.append(entry_of(scene, who, name=name, people=others, restricted=restricted))
            found[name] = (PEOPLE[who][0], {who, *others}, restricted)
        enter_opportunities(entries, actor=SYSTEM)
        ina.active = False
        save_person(ina, actor=SYSTEM)
    return found


def reports(name: str) -> set[str]:
    direct = {other for other, boss in BOSSES.items() if boss == name}
    return direct.union(*map(reports, direct))


def sees(name: str, company: str, team: set[str], restricted: bool) -> bool:
    own, role = PEOPLE[name]
    parent, manager = PARTNERS.get(company, ("", ""))
    if name in team or role == Role.ADMINISTRATOR:
        return True
    if role == Role.PARTNER_MANAGER and company == own:
        return True
    if restricted:
        return False
    if role == Role.CHANNEL_EXECUTIVE or reports(name) & team:
        return True
    if role == Role.PARTNER_MANAGER:
        return parent == own
    return role == Role.CHANNEL_MANAGER and manager in {name, *reports(name)}


@pytest.mark.parametrize("name", PEOPLE)
def test_sight(scene: Scene, deals: dict[str, tuple[str, set[str], bool]], name: str) -> None:
    expected = {deal for deal, (company, team, restricted) in deals.items() if sees(name, company, team, restricted)}
    actor = scene.actor(name)
    with acting_as(actor):
        behind_both_locks = set(Opportunity.objects.visible_to(actor).values_list("name", flat=True))
    with acting_as(SYSTEM):
        behind_the_first = set(Opportunity.objects.visible_to(actor).values_list("name", flat=True))
        mine = set(Opportunity.objects.with_me(actor).values_list("name", flat=True))
    assert behind_the_first == expected
    assert behind_both_locks == expected
    assert mine == {deal for deal, (_, team, _) in deals.items() if name in team}
    assert expected
    assert name == "ada" or len(expected) < len(deals)


@pytest.mark.parametrize("name", ["dana", "pam", "pat", "olga"])
def test_the_second_lock_alone_keeps_companies_apart(
    scene: Scene, deals: dict[str, tuple[str, set[str], bool]], name: str
) -> None:
    below = {"dana": {PEOPLE["dana"][0], CARDINAL}}.get(name, {PEOPLE[name][0]})
    with acting_as(scene.actor(name)):
        found = set(Opportunity.objects.values_list("name", flat=True))
    assert found == {deal for deal, (company, _, _) in deals.items() if company in below}


def test_the_system_sees_everything(deals: dict[str, tuple[str, set[str], bool]]) -> None:
    with acting_as(SYSTEM):
        assert Opportunity.objects.visible_to(SYSTEM).count() == len(deals)


def test_rows_below_follow_their_opportunity(scene: Scene, deals: dict[str, tuple[str, set[str], bool]]) -> None:
    for name in ("bea", "pat", "eve"):
        actor = scene.actor(name)
        with acting_as(actor):
            seen = Opportunity.objects.visible_to(actor)
            members = Member.objects.visible_to(actor).values_list("opportunity__name", flat=True)
            assert set(members) == set(seen.values_list("name", flat=True))


def names(rows: object) -> list[str]:
    return sorted(rows.values_list("name", flat=True))  # type: ignore[attr-defined]


def test_adjectives(scene: Scene) -> None:
    entered(scene, "pat", name="open", close_date=TODAY + timedelta(days=5))
    entered(scene, "pat", name="won", stage="won", closed_on=TODAY, close_date=TODAY)
    entered(scene, "abe", name="direct", close_date=TODAY + timedelta(days=6))
    wrong = entered(scene, "pat", name="wrong")
    with acting_as(SYSTEM):
        Opportunity.objects.filter(pk=wrong.pk).update(entered_in_error=True)
        found = Opportunity.objects.all()
        assert names(found.valid()) == ["direct", "open", "won"]
        assert names(found.valid().open()) == ["direct", "open"]
        assert names(found.direct()) == ["direct"]
        assert names(found.closing_in(TODAY, TODAY + timedelta(days=6))) == ["open", "won"]


def test_idle_is_open_and_long_without_progress(scene: Scene, settings: LazySettings) -> None:
    for name, days, stage in (("moved", 14, ""), ("idle", 15, ""), ("over", 15, "won")):
        deal = entered(scene, "pat", name=name, stage=stage)
        with acting_as(SYSTEM):
            Opportunity.objects.filter(pk=deal.pk).update(last_progress_on=TODAY - timedelta(days=days))
    with acting_as(SYSTEM):
        assert names(Opportunity.objects.all().idle(TODAY)) == ["idle"]
        settings.IDLE_DAYS = 13
        assert names(Opportunity.objects.all().idle(TODAY)) == ["idle", "moved"]


@pytest.mark.parametrize(("name", "member"), [("pat", True), ("pam", False), ("bea", False)])
def test_a_page_knows_whether_its_reader_is_on_the_team(scene: Scene, name: str, member: bool) -> None:
    opportunity = entered(scene, "pat")
    actor = scene.actor(name)
    with acting_as(actor):
        found = Opportunity.objects.visible_to(actor).for_page(actor).annotate(kind=F("partner__kind")).get()
    assert (found.pk, found.am_member, found.managed_by) == (opportunity.pk, member, scene.people["bea"].pk)
