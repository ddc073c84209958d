"""A scene in which every table of partner data has rows that somebody must not see."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from assignment.models import Rule, RuleCase, TimeOff
from opportunities.entry.records import HelpEntry, NewAccount, NewContact
from opportunities.exports.jobs import WORKBOOK_OF_LIST
from opportunities.history.actions import entry
from opportunities.models import Opportunity
from prm.access.invitations.actions import write_invitation
from prm.access.models import Invitation, SignInRecord
from prm.core.actor import SYSTEM, Side
from prm.core.jobs.actions import start_job
from prm.core.rls import acting_as
from prm.core.saved_searches.actions import save_search
from prm.directory.models import Organization
from prm.notifications.actions import Told, notify, set_mail
from tests.opportunities.entering import entered, run_rules
from tests.opportunities.scene import GANTRY, SERVER, TODAY, Scene

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
    for who, restricted in product(("pia", "olga"), (False, True)):
        name = f"{'Secret' if restricted else 'Open'} deal that nobody fits, of {who}"
        entered(module_scene, who, name=name, restricted=restricted, lines=[(SERVER, "1", "900")])
    run_rules()
    with acting_as(SYSTEM):
        TimeOff.objects.create(person=module_scene.people["abe"], first_day=TODAY, last_day=TODAY)
        RuleCase.objects.create(name="Nobody", content="opportunity: {id: o1}\npeople: []\nexpected: {lead: null}")
        rule = Rule.objects.get(source="territory")
        workload = rule.workload_rules.create(maximum=12, score=10, weighted_by="stage")
        workload.weights.create(stage="won", weight=0)
        SignInRecord.objects.create(user=module_scene.users["pat"], outcome="signed_in", ways="password")
        for number, deal in enumerate(Opportunity.objects.order_by("pk"), 1):
            told = Told("won", {"by": deal.primary_person_id})
            notify(deal.pk, {person.pk: told for person in module_scene.people.values()}, outbox_id=number)
    for who in ("pat", "olga"):
        entered(module_scene, who, name=f"Just entered by {who}: nobody attends to it yet")
    for who in ("pat", "olga", "ivo"):
        _personal(module_scene, who)
    for company in module_scene.organizations.values():
        _invited(company)
    return module_scene


def _invited(company: Organization) -> None:
    """Somebody who has not accepted yet."""
    role = "partner_rep" if company.side == Side.PARTNER else "sales_agent"
    invitation = Invitation(organization=company, name="Nia Ellis", email=f"nia@{company.key}.example", role=role)
    with acting_as(SYSTEM):
        write_invitation(invitation, actor=SYSTEM)


def _personal(scene: Scene, who: str) -> None:
    """What somebody keeps for themselves, and a search that they share."""
    actor = scene.actor(who)
    with acting_as(SYSTEM):
        for name, shared in (("Mine", False), ("Ours", True)):
            save_search(actor=actor, list_name="opportunities:my", name=name, query="stage=won", shared=shared)
        start_job(WORKBOOK_OF_LIST, {"list": "my", "query": ""}, actor=actor)
        set_mail(actor=actor, by_mail=True)


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
