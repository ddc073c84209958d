"""What a stage asks for when an opportunity enters it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from opportunities.models import LossReason, Opportunity, Stage
from opportunities.stages.actions import FILLED_HERE, missing_fields
from prm.core.actor import Actor
from prm.core.money import MAX_AMOUNT
from prm.directory.models import Contact
from prm.ui.fields import NumberField


class ReasonChoice(forms.ModelChoiceField):
    def label_from_instance(self, reason: Any) -> str:
        return str(reason.label)


class MoveForm(forms.Form):
    """The target stage, the version that was looked at, and the fields that the stage needs and that are empty."""

    stage = forms.SlugField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, opportunity: Opportunity, stage: Stage, actor: Actor) -> None:
        super().__init__(data, initial={"stage": stage.code, "version": opportunity.version})
        wanted = [field for field in missing_fields(opportunity, stage, {}) if field in FILLED_HERE]
        if stage.outcome == "lost" and "competitor" not in wanted:
            wanted.append("competitor")
        for name in wanted:
            field = FIELDS[name](opportunity, actor)
            if field is not None:
                field.required = name in stage.required_fields
                self.fields[name] = field


class ReturnForm(forms.Form):
    """Why a win is not confirmed."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


def _amount(opportunity: Opportunity, actor: Actor) -> forms.Field:
    too_much = _("An amount has at most 14 digits before the point.")
    return NumberField(
        label=_("Amount in %(currency)s") % {"currency": opportunity.currency_id},
        min_value=0,
        max_value=MAX_AMOUNT - 1,
        decimal_places=3,
        error_messages={"max_value": too_much, "min_value": _("An amount is 0 or more.")},
    )


def _loss_reason(opportunity: Opportunity, actor: Actor) -> forms.Field:
    reasons = LossReason.objects.in_use().with_labels()
    return ReasonChoice(label=_("Why was it lost?"), queryset=reasons, to_field_name="code")


def _contact(opportunity: Opportunity, actor: Actor) -> forms.Field | None:
    of_company = Contact.objects.visible_to(actor).filter(partner_id=opportunity.partner_id)
    contacts = of_company.filter(account_id=opportunity.account_id)
    if opportunity.account_id is None or not contacts.exists():
        return None
    return forms.ModelChoiceField(label=_("Contact"), queryset=contacts, to_field_name="key")


def _description(opportunity: Opportunity, actor: Actor) -> forms.Field:
    return forms.CharField(label=_("Description"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}))


def _competitor(opportunity: Opportunity, actor: Actor) -> forms.Field:
    return forms.CharField(label=_("Who won it instead?"), max_length=120, initial=opportunity.competitor)


def _next_step(opportunity: Opportunity, actor: Actor) -> forms.Field:
    return forms.CharField(label=_("Next step"), max_length=200)


FIELDS = {
    "amount": _amount,
    "competitor": _competitor,
    "contact": _contact,
    "description": _description,
    "loss_reason": _loss_reason,
    "next_step": _next_step,
}
