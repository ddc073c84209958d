"""Verbs around rules."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from assignment.models import Rule
from assignment.rules.permissions import may_edit_group
from assignment.versions.content import PARTS, draft, groups_in, own_fields, rules_in
from prm.core.actor import Actor


@transaction.atomic
def copy_rule(rule_id: int, *, actor: Actor) -> Rule:
    """A copy of a rule of the draft with everything below it, in the same group and switched off. Returns it.

    Raises Rule.DoesNotExist for one that is not there any more.
    """
    rule = next((one for one in rules_in(groups_in(draft())) if one.pk == rule_id), None)
    if rule is None:
        raise Rule.DoesNotExist
    if not may_edit_group(actor, rule.group):
        raise PermissionDenied
    copy: Rule = _copied(rule, group=rule.group, name=_free_name(rule), active=False, version=1)
    return copy


def _free_name(rule: Rule) -> str:
    """The name with "copy" behind it, and a number where that is taken."""
    taken = set(Rule.objects.filter(group=rule.group).values_list("name", flat=True))
    for number in count(1):
        mark = _("copy") if number == 1 else _("copy %(number)d") % {"number": number}
        name = f"{rule.name[: 155 - len(mark)]}, {mark}"
        if name not in taken:
            return name
    raise AssertionError("numbers end nowhere")


def _copied(row: Any, **changed: Any) -> Any:
    """A record and all below it, saved anew."""
    model = type(row)
    own = {field.attname: getattr(row, field.attname) for field in own_fields(model) if field.name not in ("id", "key")}
    copy = model.objects.create(**own | changed)
    for name, part in PARTS.get(model, {}).items():
        above = next(field.name for field in part._meta.concrete_fields if field.related_model is model)
        for below in getattr(row, name).all():
            _copied(below, **{above: copy})
    return copy


def count_change(rule_id: int, *, actor: Actor) -> None:
    """Give a rule its next version number, whatever part of it changed: runs and members name the one they used."""
    rule = Rule.objects.select_related("group").get(pk=rule_id)
    if not may_edit_group(actor, rule.group):
        raise PermissionDenied
    Rule.objects.filter(pk=rule_id).update(version=F("version") + 1)
