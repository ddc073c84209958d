"""Verbs of the lists that opportunities use: stages, sources, loss reasons and their names in other languages."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opportunities.models import Opportunity, Stage
from opportunities.models.reference import Reference, TranslatedName
from prm.core.actor import Actor
from prm.directory.permissions import may_administer


@transaction.atomic
def save_reference(row: Reference | TranslatedName, *, actor: Actor) -> None:
    """Add or change a row of a list, or its name in a language. Raises ValidationError by field."""
    if not may_administer(actor):
        raise PermissionDenied
    if isinstance(row, Stage):
        check_stage(row)
    row.full_clean()
    row.save()


@transaction.atomic
def remove_reference(row: Reference | TranslatedName, *, actor: Actor) -> None:
    """Delete a row that no opportunity uses, or a name. Stages are deactivated instead: states of the past have them.

    Raises ProtectedError where opportunities use the row.
    """
    if not may_administer(actor):
        raise PermissionDenied
    if isinstance(row, Stage):
        raise ValidationError(_("A stage stays, since deals went through it. Make it inactive."))
    row.delete()


def check_stage(stage: Stage) -> None:
    """Raise ValidationError, by field, for a change that deals in the stage or the path of a sale don't allow."""
    unknown = set(stage.required_fields) - set(Stage.REQUIRABLE)
    if unknown:
        raise ValidationError({"required_fields": _("A stage cannot ask for this.")})
    if not stage.is_open and "next_step" in stage.required_fields:
        raise ValidationError({"required_fields": _("A closed opportunity has no next step. Take it out.")})
    before = Stage.objects.filter(pk=stage.pk).first()
    if before is None:
        return
    if before.outcome != stage.outcome and Opportunity.objects.filter(stage=before).exists():
        raise ValidationError({"outcome": _("Opportunities are in this stage, so its outcome stays.")})
    leaves = before.active and not (stage.active and stage.outcome == before.outcome)
    others = Stage.objects.filter(active=True, outcome=before.outcome).exclude(pk=before.pk)
    if leaves and not others.exists():
        raise ValidationError({"active" if not stage.active else "outcome": _last_of(before)})


def _last_of(stage: Stage) -> str:
    outcome = {"outcome": stage.get_outcome_display()}
    return _("This is the last stage in use with the outcome “%(outcome)s”. Add another one first.") % outcome
