"""The verb of whoever holds an invitation's link: it makes the person and the sign-in."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prm.access.joining.links import Invited
from prm.access.models import Invitation, User
from prm.core.actor import Role
from prm.core.rls import acting_as
from prm.directory.models import Person
from prm.directory.people.actions import join_company


def is_known(email: str) -> bool:
    """Whether somebody signs in with the address already. As the sign-in role."""
    return (
        User.objects.filter(email__iexact=email).exists() or EmailAddress.objects.filter(email__iexact=email).exists()
    )


def accept_invitation(invited: Invited, *, name: str, password: str) -> User:
    """Make the invited person and their sign-in, with the address verified: the link came by mail to it.

    As the sign-in role, which alone writes users; the person is made with the rights of their own company. Raises
    ValidationError where the invitation is over by now or somebody signs in with the address already.
    """
    try:
        with transaction.atomic():
            if is_known(invited.email):
                raise _known()
            with acting_as(invited.newcomer):
                person = _take(invited, name)
            return _sign_in(person, invited.email, password)
    except IntegrityError as error:
        if not is_known(invited.email):
            raise
        # Two invitations of one address at the same moment: its users are unique.
        raise _known() from error


def _take(invited: Invited, name: str) -> Person:
    now = timezone.now()
    # Whoever invited them may have been let go a moment ago.
    answered_for = Q(invited_by=None) | Q(invited_by__active=True)
    open_now = Invitation.objects.open().filter(answered_for, pk=invited.pk, expires_at__gt=now)
    if not invited.organization_active or open_now.update(accepted_at=now) != 1:
        raise ValidationError(_("This invitation was used or withdrawn while you looked at it."))
    invitation = Invitation.objects.select_related("invited_by").get(pk=invited.pk)
    person = Person(
        organization_id=invited.organization_id,
        name=name,
        role=invited.role,
        job_title=invitation.job_title,
        language=invited.language,
        time_zone=invited.time_zone,
    )
    join_company(person, invited_by=invitation.invited_by, actor=invited.newcomer)
    Invitation.objects.filter(pk=invited.pk).update(person=person)
    return person


def _sign_in(person: Person, email: str, password: str) -> User:
    administers = person.role == Role.ADMINISTRATOR
    user = User.objects.create_user(email, password, person=person, is_staff=administers, is_superuser=administers)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _known() -> ValidationError:
    return ValidationError(_("Somebody signs in with this address already. Sign in with it instead."))
