"""What the demo contains, that it is loaded once, and that nothing of it is real."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from assignment.models import AssignmentRun
from opportunities.models import Member, Opportunity, OpportunityHistory, OpportunityState
from prm.access.models import Invitation, User
from prm.catalog.models import Currency, Product, ProductLine
from prm.core.actor import SYSTEM, Role
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.demo import cast
from prm.demo.newcomers import NEW_PARTNER
from prm.directory.models import Account, Organization, Person, Territory
from tests.real_data import real_names

COUNTED: tuple[type[models.Model], ...] = (
    Opportunity,
    OpportunityHistory,
    Member,
    Person,
    Organization,
    Account,
    AssignmentRun,
    OutboxEvent,
)


def load() -> str:
    printed = io.StringIO()
    call_command("load_demo", stdout=printed)
    return printed.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What the command printed; loaded once for the module, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


@pytest.fixture
def as_system(loaded: str, db: None) -> Iterator[None]:
    with acting_as(SYSTEM):
        yield


pytestmark = pytest.mark.usefixtures("as_system")


def primary(member: cast.Member) -> models.QuerySet[Opportunity]:
    return Opportunity.objects.filter(primary_person__name=member.name)


def test_partners() -> None:
    partners = Organization.objects.partners().exclude(name=NEW_PARTNER)
    by_tier = dict(partners.values_list("tier").annotate(Count("id")).order_by())
    assert by_tier == {"silver": 8, "gold": 8, "platinum": 8}
    assert not partners.filter(Q(channel_manager=None) | Q(territory=None) | Q(type="")).exists()
    assert partners.exclude(parent=None).count() == 1
    assert partners.get(name=cast.PARTNER).channel_manager.name == cast.BEA.name


def test_newcomers() -> None:
    assert set(Invitation.objects.open().values_list("email", flat=True)) == {
        "desi@cardinal.example",
        "tomas@firebird.example",
    }
    assert not Person.objects.filter(organization__name=NEW_PARTNER).exists()


def test_people() -> None:
    assert Person.objects.count() >= 80
    assert not Person.objects.filter(job_title="").exists()
    bosses = Person.objects.exclude(reports_to=None)
    assert not bosses.exclude(organization=F("reports_to__organization")).exists()
    assert bosses.filter(role=Role.PARTNER_REP).count() == Person.objects.filter(role=Role.PARTNER_REP).count()


def test_cast_can_sign_in() -> None:
    users = {user.email: user for user in User.objects.select_related("person__organization")}
    assert set(users) == {member.email for member in cast.CAST}
    for member in cast.CAST:
        person = users[member.email].person
        assert (person.name, person.role, person.organization.name) == (member.name, member.role, member.organization)
        assert users[member.email].check_password(cast.password())


def test_catalog() -> None:
    assert 15 <= Product.objects.count() <= 20
    decimals = dict(Currency.objects.values_list("code", "decimals"))
    assert decimals == {"USD": 2, "EUR": 2, "JPY": 0}
    assert Currency.objects.company().code == "USD"


def test_opportunities() -> None:
    deals = Opportunity.objects.all()
    assert deals.count() >= 400
    by_stage = dict(deals.values_list("stage__code").annotate(Count("id")).order_by())
    assert min(by_stage.values()) >= 15
    assert len(by_stage) == 6
    assert deals.direct().count() >= 20
    assert deals.filter(currency="EUR").count() >= 40
    assert deals.filter(currency="JPY").exists()


def test_days() -> None:
    today, still_open = timezone.localdate(), Opportunity.objects.open()
    span = Opportunity.objects.aggregate(first=models.Min("entered_on"), last=models.Max("entered_on"))
    assert timedelta(days=500) < today - span["first"] < timedelta(days=550)
    assert span["last"] >= today - timedelta(days=1)
    overdue = still_open.filter(close_date__lt=today).count()
    assert 5 <= overdue <= still_open.count() / 4


def test_portfolios_of_the_cast() -> None:
    assert 35 <= primary(cast.PAT).count() <= 40
    assert primary(cast.PAT).open().count() >= 26
    assert primary(cast.OLGA).count() >= 10


def test_states_tell_every_day() -> None:
    """Each deal has one present state that agrees with it, and as many moves in its history as states before."""
    present = OpportunityState.objects.filter(until=None, stage=F("opportunity__stage"))
    assert present.filter(amount_company=F("opportunity__amount_company")).count() == Opportunity.objects.count()
    moves = OpportunityHistory.objects.filter(verb="stage.moved").count()
    assert moves == OpportunityState.objects.exclude(until=None).count() > 400
    assert not OpportunityState.objects.filter(since__gt=timezone.now()).exists()


def test_assignment() -> None:
    """Most open deals of partners have both sides, with reasons; a few wait for an agent."""
    still_open = Opportunity.objects.open().filter(partner__kind="partner")
    by_rule = Member.objects.filter(opportunity__in=still_open, how=Member.How.RULE)
    assert by_rule.filter(person=F("opportunity__partner__channel_manager")).count() == still_open.count()
    assert not by_rule.filter(reason={}).exists()
    agents = by_rule.filter(person__role=Role.SALES_AGENT).count()
    assert still_open.count() * 0.75 < agents < still_open.count()
    assert AssignmentRun.objects.count() == Opportunity.objects.count()
    # What the cast changed this morning runs the rules again as soon as it has settled.
    left = OutboxEvent.objects.exclude(state=OutboxEvent.State.DONE)
    assert not left.exclude(event="OpportunityChanged", state=OutboxEvent.State.NEW).exists()


def test_the_cast_worked_this_morning() -> None:
    today = timezone.localdate()
    entered = Opportunity.objects.filter(external_id="", entered_on__gte=today - timedelta(days=1))
    assert {deal.primary_person.name for deal in entered} == {cast.PAT.name, cast.OLGA.name, cast.ABE.name}
    moved = OpportunityHistory.objects.filter(verb="stage.moved", at__date__gte=today, person__name=cast.PAT.name)
    assert moved.filter(parameters__after="proposal").exists()


def test_a_win_waits_for_the_channel_manager() -> None:
    asked = Opportunity.objects.win_asked().get()
    assert (asked.primary_person.name, asked.closed_on) == (cast.PAT.name, None)
    assert asked.partner.channel_manager.name == cast.BEA.name


def test_nothing_is_called_as_in_the_real_data() -> None:
    ours: set[str] = set()
    for model in (Account, Organization, Person, Product, ProductLine, Territory):
        ours |= {name.lower() for name in model.objects.values_list("name", flat=True)}
    assert ours & {name.lower() for name in real_names()} == set()


def test_twice_adds_nothing(loaded: str) -> None:
    before = [model.objects.count() for model in COUNTED]
    assert "Entered" in loaded
    assert load() == "The demo data is there already.\n"
    assert [model.objects.count() for model in COUNTED] == before
