"""What a stage asks for when an opportunity enters it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from opportunities.models import LossReason, Opportunity, Stage
from opportunities.stages.actions import FILLED_HERE, missing_fields
from prm.core.actor import Actor
from prm.directory.models import Contact


class MoveForm(forms.Form):
    """The target stage, the version that was looked at, and the fields that the stage needs and that are empty."""

    stage = forms.SlugField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, opportunity: Opportunity, stage: Stage, actor: Actor) -> None:
        super().__init__(data, initial={"stage": stage.code, "version": opportunity.version})
        wanted = [field for field in missing_fields(opportunity, stage, {}) if field in FILLED_HERE]
        if stage.outcome == "lost":
            wanted += [field for field in ("competitor",) if field not in wanted]
        for name in wanted:
            self.fields[name] = _field(name, opportunity, actor, required=name in stage.required_fields)


def _field(name: str, opportunity: Opportunity, actor: Actor, *, required: bool) -> forms.Field:
    if name == "loss_reason":
        return forms.ModelChoiceField(
            label=_("Why was it lost?"), queryset=LossReason.objects.in_use(), to_field_name="code", required=required
        )
    if name == "contact":
        contacts = Contact.objects.visible_to(actor).filter(account_id=opportunity.account_id)
        return forms.ModelChoiceField(label=_("Contact"), queryset=contacts, to_field_name="key", required=required)
    if name == "description":
        return forms.CharField(
            label=_("Description"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}), required=required
        )
    labels = {"competitor": (_("Who won it instead?"), 120), "next_step": (_("Next step"), 200)}
    label, length = labels[name]
    return forms.CharField(label=label, max_length=length, required=required)
