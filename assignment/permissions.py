"""Who may read and change what assignment knows of a person: pure predicates over actor and person."""

from __future__ import annotations

from prm.core.actor import Actor, Role
from prm.directory.models import Person
from prm.directory.permissions import may_administer


def may_read_profile(actor: Actor, person: Person) -> bool:
    """Brand-owner people read each other's; nobody of a partner has one or reads one."""
    return not actor.is_partner and person.works_for_brand_owner


def may_edit_skills(actor: Actor, person: Person) -> bool:
    """Skills, place and capacity decide who gets work: managers of the person, direct or not, and administrators.

    An executive changes nobody's, also of those who report to them.
    """
    manages = person.pk in actor.reports and actor.role != Role.CHANNEL_EXECUTIVE
    manages = manages or may_administer(actor)
    return may_read_profile(actor, person) and manages


def may_edit_availability(actor: Actor, person: Person) -> bool:
    """Hours, time off, away, substitute and languages are also one's own to say."""
    own = may_read_profile(actor, person) and person.pk == actor.person_id
    return own or may_edit_skills(actor, person)
