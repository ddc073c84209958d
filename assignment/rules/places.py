"""Where in Django admin a warning is mended, and who may go there."""

from __future__ import annotations

from django.urls import reverse

from assignment.rules.permissions import may_edit_group
from assignment.rules.warnings import RuleWarning
from prm.core.actor import Actor
from prm.directory.permissions import may_administer

# Fields of two inputs, and rows below the record, have names of their own in the page.
ANCHORS = {"activation": "id_activation_0", "expiration": "id_expiration_0", "workload_rules": "workload_rules-group"}


def place_of(warning: RuleWarning) -> str:
    """The address of the record that the warning is about, at its field."""
    name, record = next(
        (name, record)
        for name, record in (
            ("criterion", warning.criterion),
            ("rule", warning.rule),
            ("rulegroup", warning.group),
            ("personprofile", warning.profile),
        )
        if record is not None
    )
    anchor = ANCHORS.get(warning.field, f"id_{warning.field}")
    return reverse(f"admin:assignment_{name}_change", args=[record.pk]) + (f"#{anchor}" if warning.field else "")


def may_mend(actor: Actor, warning: RuleWarning) -> bool:
    """Whether that page is open to them: what is about people's own pages is for administrators."""
    group = warning.rule.group if warning.rule else warning.group
    return may_administer(actor) if group is None else may_edit_group(actor, group)
