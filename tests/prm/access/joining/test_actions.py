from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from prm.access.joining.actions import accept_invitation
from prm.access.joining.links import hash_of, invited_by_link
from prm.access.models import Invitation, User
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Organization, Person
from tests.cast import World

PASSWORD = "kestrel flies over lakes"


def link(organization: Organization, email: str = "nia@cardinal.example", token: str = "t") -> str:
    now = timezone.now()
    times = {"sent_at": now, "expires_at": now + timedelta(days=1)}
    row = Invitation(organization=organization, name="Nia", email=email, role="partner_rep", **times)
    row.token_hash = hash_of(token)
    with acting_as(SYSTEM):
        row.save()
    return token


def accept(token: str) -> str:
    invited = invited_by_link(token)
    assert invited is not None
    try:
        accept_invitation(invited, name="Nia", password=PASSWORD)
    except ValidationError as refused:
        return " ".join(refused.messages)
    finally:
        if not connection.in_atomic_block:
            connection.close()
    return "in"


def test_a_link_withdrawn_between_look_and_click(world: World) -> None:
    invited = invited_by_link(link(world.cardinal))
    assert invited is not None
    with acting_as(SYSTEM):
        Invitation.objects.update(withdrawn_at=timezone.now())
    with pytest.raises(ValidationError, match="while you looked at it"):
        accept_invitation(invited, name="Nia", password=PASSWORD)
    with acting_as(SYSTEM):
        assert not Person.objects.filter(name="Nia").exists()
        assert not User.objects.filter(email=invited.email).exists()


def test_a_link_of_somebody_who_was_let_go_a_moment_ago(world: World) -> None:
    invited = invited_by_link(link(world.cardinal))
    assert invited is not None
    with acting_as(SYSTEM):
        Invitation.objects.update(invited_by=world.pat)
        Person.objects.filter(pk=world.pat.pk).update(active=False)
    with pytest.raises(ValidationError, match="used or withdrawn"):
        accept_invitation(invited, name="Nia", password=PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_one_link_clicked_twice_at_the_same_moment_lets_in_once(world: World) -> None:
    token = link(world.cardinal)
    with ThreadPoolExecutor(2) as threads:
        answers = sorted(threads.map(accept, [token, token]))
    assert answers[1] == "in"
    assert answers[0] != "in"
    with acting_as(SYSTEM):
        assert Person.objects.filter(name="Nia").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_companies_invite_one_address(world: World) -> None:
    tokens = [link(world.cardinal, token="one"), link(world.harborline, token="two")]
    with ThreadPoolExecutor(2) as threads:
        answers = sorted(threads.map(accept, tokens))
    assert answers == ["Somebody signs in with this address already. Sign in with it instead.", "in"]
    with acting_as(SYSTEM):
        assert Person.objects.filter(name="Nia").count() == 1


def test_nobody_comes_in_as_a_web_address(world: World) -> None:
    invited = invited_by_link(link(world.cardinal))
    assert invited is not None
    with pytest.raises(ValidationError, match="no web or mail address"):
        accept_invitation(invited, name="www.evil.example", password=PASSWORD)
    with acting_as(SYSTEM):
        assert Invitation.objects.open().exists()
