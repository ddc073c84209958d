"""Verbs around versions of the rules: publish the draft, bring an old version back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assignment.events import RulesPublished
from assignment.models import RuleVersion
from assignment.versions.content import Content, digest, draft, says_the_same
from assignment.versions.draft import put_back
from assignment.versions.permissions import may_publish
from prm.core.actor import Actor
from prm.core.outbox.publish import publish

NO_VERSION: Content = {"format": 1, "groups": []}


@transaction.atomic
def publish_rules(*, actor: Actor, after: int, seen: str, note: str = "") -> RuleVersion:
    """Put the draft in force as the version that follows `after`, the one in force when the actor looked.

    `seen` is the digest of the draft that they read. Raises ValidationError where either has changed meanwhile, or
    where the draft says nothing new. The same publishing twice gives the version that the first one made.
    """
    content = draft()
    present = RuleVersion.objects.present()
    if present and present.number == after + 1 and _did(present, actor, content):
        return present
    if not may_publish(actor):
        raise PermissionDenied
    _check_unchanged(present, after)
    if digest(content) != seen:
        raise ValidationError(
            _("Somebody changed the draft since you opened this page. Read the difference again, then publish.")
        )
    if says_the_same(present.content if present else NO_VERSION, content):
        raise ValidationError(_("The draft says what is in force already: there is nothing to publish."))
    return _put_in_force(content, after + 1, actor, note)


@transaction.atomic
def bring_back_version(*, actor: Actor, number: int, after: int, note: str = "") -> RuleVersion:
    """Publish an old version again: the draft becomes what it was then, and a new version follows `after`.

    Raises ValidationError where another version came meanwhile, or the old one names what is no longer there.
    """
    present = RuleVersion.objects.present()
    if present and present.number == after + 1 and present.brings_back == number and _by(present, actor):
        return present
    if not may_publish(actor):
        raise PermissionDenied
    _check_unchanged(present, after)
    old = RuleVersion.objects.get(number=number)
    put_back(old.content)
    content = draft()
    if present and says_the_same(present.content, content):
        raise ValidationError(_("Version %(number)d says what is in force already.") % {"number": number})
    return _put_in_force(content, after + 1, actor, note, brings_back=number)


def _did(present: RuleVersion, actor: Actor, content: Content) -> bool:
    return _by(present, actor) and says_the_same(present.content, content)


def _by(present: RuleVersion, actor: Actor) -> bool:
    return present.published_by_id == actor.person_id


def _check_unchanged(present: RuleVersion | None, after: int) -> None:
    if (present.number if present else 0) != after:
        raise _overtaken(present)


def _put_in_force(
    content: Content, number: int, actor: Actor, note: str, brings_back: int | None = None
) -> RuleVersion:
    version = RuleVersion(number=number, content=content, note=note.strip(), brings_back=brings_back)
    version.published_at, version.published_by_id = timezone.now(), actor.person_id
    version.full_clean(validate_unique=False, validate_constraints=False)
    try:
        # The number is taken once: of two at the same moment the second waits here and is told.
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError as taken:
        raise _overtaken(RuleVersion.objects.present()) from taken
    publish(RulesPublished(number), actor=actor)
    return version


def _overtaken(present: RuleVersion | None) -> ValidationError:
    if present is None:
        return ValidationError(_("There is no published version any more. Open the page again."))
    told = {
        "who": str(present.published_by) if present.published_by else _("The portal"),
        "number": present.number,
        "when": date_format(timezone.localtime(present.published_at), "DATETIME_FORMAT"),
    }
    text = _("%(who)s published version %(number)d meanwhile (%(when)s). Nothing was published: read what it changed.")
    return ValidationError(text % told)
