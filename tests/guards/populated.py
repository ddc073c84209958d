"""A scene in which every table of partner data has rows that somebody must not see."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from assignment.models import RuleCase
from opportunities.entry.records import HelpEntry, NewAccount, NewContact
from opportunities.exports.jobs import WORKBOOK_OF_LIST
from opportunities.history.actions import entry
from opportunities.models import Opportunity
from prm.access.models import SignInRecord
from prm.core.actor import SYSTEM
from prm.core.jobs.actions import start_job
from prm.core.rls import acting_as
from prm.core.saved_searches.actions import save_search
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import GANTRY, TODAY, Scene

# Who enters, and who is added to the team.
TEAMS = (
    ("dana", ()),
    ("pam", ("bea",)),
    ("pat", ()),
    ("pia", ("ivo", "eve")),
    ("olga", ("abe",)),
    ("otto", ()),
    ("abe", ()),
    ("cem", ("ivo",)),
)


@pytest.fixture(scope="module")
def populated(module_scene: Scene) -> Scene:
    """The scene with deals of every company, restricted ones too, each with everything that can hang on a deal."""
    for (who, people), restricted in product(TEAMS, (False, True)):
        _deal(module_scene, who, people, restricted)
    run_rules()
    with acting_as(SYSTEM):
        RuleCase.objects.create(name="Nobody", content="opportunity: {id: o1}\npeople: []\nexpected: {lead: null}")
        SignInRecord.objects.create(user=module_scene.users["pat"], outcome="signed_in", ways="password")
    for who in ("pat", "olga", "ivo"):
        _personal(module_scene, who)
    return module_scene


def _personal(scene: Scene, who: str) -> None:
    """What somebody keeps for themselves, and a search that they share."""
    actor = scene.actor(who)
    with acting_as(SYSTEM):
        for name, shared in (("Mine", False), ("Ours", True)):
            save_search(actor=actor, list_name="opportunities:my", name=name, query="stage=won", shared=shared)
        start_job(WORKBOOK_OF_LIST, {"list": "my", "query": ""}, actor=actor)


def _deal(scene: Scene, who: str, people: tuple[str, ...], restricted: bool) -> Opportunity:
    company = scene.people[who].organization
    name = f"{'Secret' if restricted else 'Open'} deal of {who}"
    deal = entered(
        scene,
        who,
        name=name,
        people=people,
        restricted=restricted,
        lines=[("Mast Router", "2", "90"), ("Trolley Tablet", "1", "35")],
        account=NewAccount(f"Customer of {name}", country="United States", region="OH"),
        contact=NewContact(f"Contact of {name}", "contact@customer.example"),
        help=(HelpEntry("pricing", "a better price", TODAY + timedelta(days=9)),),
    )
    actor = scene.actor(who)
    with acting_as(SYSTEM):
        for private_to in (company.pk, scene.organizations[GANTRY].pk):
            private = entry(deal, "opportunity.entered", actor=actor, at=timezone.now())
            private.private_to = private_to
            private.save()
    return deal
