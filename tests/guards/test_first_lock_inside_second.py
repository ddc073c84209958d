"""What the first lock gives, the second one lets through; what the first one forgets, the second one keeps.

The usual mistakes are a widened `visible_to` whose policy stayed narrow (the page then shows fewer rows than its counts
say, and only to partners) and a query that forgot `visible_to` altogether: it must still give own rows only.
"""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, models, transaction
from django.db.models import Q

from prm.core.actor import SYSTEM, Actor, Role, Side
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from tests.guards.locks import first_lock, keys, locked_models
from tests.guards.verdict import judge
from tests.opportunities.scene import PEOPLE, Scene

# Each model's rows that belong to a partner or to nobody in particular.
OF_A_COMPANY = {
    "directory.Organization": lambda own: Q(pk__in=own) | Q(kind="brand_owner"),
    "directory.Person": lambda own: Q(organization__in=own) | Q(organization__kind="brand_owner"),
    "directory.Account": lambda own: Q(links__partner__in=own),
    "directory.AccountPair": lambda own: Q(pk__in=()),
    "access.Invitation": lambda own: Q(organization__in=own),
    "core.OutboxEvent": lambda own: Q(organization_id__in=own),
    "core.SavedSearch": lambda own: Q(organization_id__in=own),
    "core.Job": lambda own: Q(organization_id__in=own),
    "notifications.Notice": lambda own: Q(organization_id__in=own),
    "notifications.NoticePreference": lambda own: Q(organization_id__in=own),
}
WIDER_SECOND_LOCK = {
    "directory.Person": "the policy shows the brand owner's people, for names on teams; lists show the channel manager",
    "core.OutboxEvent": "nobody lists events",
    "core.SavedSearch": "what a colleague has not shared is the colleague's own",
    "core.Job": "what a colleague asked for is the colleague's own",
    "notifications.Notice": "what a colleague is told is the colleague's own",
    "notifications.NoticePreference": "how a colleague is told is the colleague's own",
}
SEEN_WITHOUT_A_COMPANY = {
    "directory.Organization": "the brand owner's name stands on every page",
    "directory.Person": "the brand owner's people stand on teams",
}
PARTNER_WITHOUT_A_COMPANY = Actor(role=Role.PARTNER_MANAGER, side=Side.PARTNER)


def readable(actor: Actor) -> list[type[models.Model]]:
    """The locked models that the actor's database role may read at all: partners none of the assignment."""
    closed = ("assignment",) if actor.is_partner else ()
    return [model for model in locked_models() if model._meta.app_label not in closed]


def with_first_lock(actor: Actor) -> list[type[models.Model]]:
    return [model for model in readable(actor) if hasattr(model._default_manager, "visible_to")]


@pytest.mark.parametrize("name", PEOPLE)
def test_second_lock_hides_nothing_that_the_first_gives(populated: Scene, name: str, scene: Scene) -> None:
    actor = populated.actor(name)
    found, walked = [], with_first_lock(actor)
    for model in walked:
        with acting_as(actor):
            as_themselves = keys(first_lock(model, actor))
        with acting_as(SYSTEM):
            as_the_system = keys(first_lock(model, actor))
        if as_themselves != as_the_system:
            found.append(f"{model._meta.label} hides {as_the_system - as_themselves} from {name}")
    judge(found, walked=walked)


@pytest.mark.parametrize("name", ["pam", "otto"])
def test_both_locks_are_the_same_for_a_partner_manager(populated: Scene, name: str, scene: Scene) -> None:
    actor = populated.actor(name)
    with acting_as(actor):
        different = {
            model._meta.label
            for model in readable(actor)
            if model not in with_first_lock(actor) or keys(first_lock(model, actor)) != keys(model._default_manager)
        }
    judge(different, walked=readable(actor), excused=WIDER_SECOND_LOCK)


@pytest.mark.parametrize("name", [name for name, (_, role) in PEOPLE.items() if role.startswith("partner")])
def test_forgotten_first_lock_gives_own_rows_only(populated: Scene, name: str, scene: Scene) -> None:
    actor, found = populated.actor(name), []
    for model in readable(actor):
        with acting_as(actor):
            seen = keys(model._default_manager)
        own = OF_A_COMPANY.get(model._meta.label, lambda own: Q(partner__in=own))
        with acting_as(SYSTEM):
            foreign = keys(model._default_manager.exclude(own(actor.organizations)))
        assert foreign, f"{model._meta.label} has no row that {name} must not see: add one to populated.py"
        if seen & foreign:
            found.append(f"{model._meta.label} shows foreign rows {seen & foreign} to {name}")
    judge(found, walked=readable(actor))


def test_nobody_reads_what_is_private_to_another_company(populated: Scene, scene: Scene) -> None:
    private = [model for model in locked_models() if "private_to" in {f.column for f in model._meta.fields}]
    found = []
    for name in PEOPLE:
        actor = populated.actor(name)
        for model in private:
            with acting_as(actor):
                others = model._default_manager.exclude(Q(private_to=None) | Q(private_to=actor.organization_id))
                if others.exists():
                    found.append(f"{model._meta.label} shows private rows to {name}")
    judge(found, walked=private)


def test_no_context_no_rows(populated: Scene, scene: Scene) -> None:
    with acting_as(PARTNER_WITHOUT_A_COMPANY):
        models_read = readable(PARTNER_WITHOUT_A_COMPANY)
        seen = {model._meta.label for model in models_read if model._default_manager.exists()}
    judge(seen, walked=models_read, excused=SEEN_WITHOUT_A_COMPANY)


def test_no_role_no_permission(populated: Scene, scene: Scene) -> None:
    for model in locked_models():
        if model is OutboxEvent:
            # A password link is asked for before anybody has signed in; no company's events are there.
            assert OutboxEvent.objects.filter(organization_id__isnull=False).count() == 0
            continue
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            model._default_manager.exists()


def test_partners_may_not_even_ask_for_runs(populated: Scene, scene: Scene) -> None:
    actor = populated.actor("pam")
    closed = [model for model in locked_models() if model not in readable(actor)]
    assert closed
    for model in closed:
        refused = pytest.raises(ProgrammingError, match="permission denied")
        with acting_as(actor), refused, transaction.atomic():
            model._default_manager.exists()
