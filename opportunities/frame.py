"""What every page of one opportunity shows around its own part."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opportunities import permissions
from opportunities.models import HelpRequest, Member, Opportunity, OpportunityState, RevenueLine
from opportunities.restricted.reading import opened
from opportunities.stages.shown import ShownStage, shown_stages
from prm.core import money
from prm.core.actor import Actor
from prm.ui.marks import days, people


@dataclass(frozen=True, slots=True)
class Step:
    """One stage on the path: `state` done, now or empty; `note` the day it began and how long it took."""

    name: str
    state: str
    note: str


def load(key: str, actor: Actor) -> Opportunity:
    """The opportunity of an address, as far as the actor may see it: otherwise 404, as for one that is not there.

    Raises NotOpened where the actor's reading must be recorded first; the middleware leads there.
    """
    opportunity = find(key, actor)
    opened(opportunity, actor)
    return opportunity


def find(key: str, actor: Actor) -> Opportunity:
    """As `load`, also where the actor's reading is not recorded yet: for what shows no more than a list does."""
    opportunity: Opportunity = get_object_or_404(Opportunity.objects.visible_to(actor).for_page(actor), key=key)
    return opportunity


def frame(opportunity: Opportunity, actor: Actor, tab: str) -> dict[str, Any]:
    """Context of `opportunities/frame.html`: header, stage path, facts and tabs."""
    stages = shown_stages()
    team = list(
        Member.objects.of(opportunity).select_related("person__organization", "added_by").order_by("added_at", "pk")
    )
    here = stages[opportunity.stage_id]
    every_line = list(RevenueLine.objects.of(opportunity).select_related("product__line"))
    lines = [line for line in every_line if line.deleted_at is None]
    return {
        "opportunity": opportunity,
        "expected": _expected(opportunity, lines),
        "lines": lines,
        "removed_lines": [line for line in every_line if line.deleted_at is not None],
        "helps": list(HelpRequest.objects.of(opportunity).order_by("pk")),
        "loss": opportunity.loss_reason.label if opportunity.loss_reason else "",
        "tab": tab,
        "stage": here,
        "stages": stages,
        "steps": path(opportunity, stages),
        "team": team,
        "crew": [crew_member(member, opportunity) for member in team],
        "line_count": len(lines),
        **rights(opportunity, actor),
        "next_stage": next_stage(here, stages),
        "is_direct": opportunity.partner.kind == "brand_owner",
    }


def rights(opportunity: Opportunity, actor: Actor) -> dict[str, bool]:
    """What the header offers the reader, by the predicates that its verbs ask."""
    return {
        "may_move": permissions.may_move_stage(actor, opportunity),
        "may_edit": permissions.may_edit(actor, opportunity),
        "may_copy": permissions.may_enter(actor) and not opportunity.entered_in_error,
        "may_restrict": permissions.may_restrict(actor, opportunity),
        "may_lock": permissions.may_lock(actor, opportunity),
        "may_mark_in_error": permissions.may_mark_in_error(actor, opportunity),
        "may_confirm_win": permissions.may_confirm_win(actor, opportunity),
        "may_withdraw_win": permissions.may_withdraw_win(actor, opportunity),
    }


def _expected(opportunity: Opportunity, lines: list[RevenueLine]) -> Decimal:
    """Amount × probability in the opportunity's currency, line by line where there are any."""
    decimals = opportunity.currency.decimals
    if not lines:
        return money.expected(opportunity.amount, opportunity.probability, decimals)
    return sum((money.expected(line.amount, line.probability, decimals) for line in lines), Decimal(0))


def crew_member(member: Member, opportunity: Opportunity) -> people.Member:
    """A member as the team mark takes it."""
    lead = "primary" if member.person_id == opportunity.primary_person_id else "lead" if member.is_lead else ""
    company = member.person.organization
    return people.Member(member.person.name, company.name, company.kind, lead)


def next_stage(here: ShownStage, stages: dict[int, ShownStage]) -> ShownStage | None:
    """The stage in use after this one; None for a closed deal."""
    if not here.is_open:
        return None
    order = [stage for stage in stages.values() if stage == here or (stage.active and stage.outcome != "lost")]
    place = order.index(here) + 1
    return order[place] if place < len(order) else None


def path(opportunity: Opportunity, stages: dict[int, ShownStage]) -> list[Step]:
    """The stages from first to won (or lost), with the day each began and how long it took."""
    begun = _begun(opportunity)
    here = stages[opportunity.stage_id]
    shown = [
        stage
        for stage in stages.values()
        if stage == here
        or ((stage.active or stage.pk in begun) and (stage.is_open or (here.is_open and stage.outcome == "won")))
    ]
    place = shown.index(here)
    return [
        Step(
            stage.label,
            "done" if number < place else "now" if number == place else "",
            _note(stage, here, begun, opportunity),
        )
        for number, stage in enumerate(shown)
    ]


def _begun(opportunity: Opportunity) -> dict[int, tuple[Any, Any]]:
    """Stage → (when it began last, when it ended; None while it lasts)."""
    begun: dict[int, tuple[Any, Any]] = {}
    last = None
    states = OpportunityState.objects.of(opportunity).order_by("since", "pk").values_list("stage_id", "since", "until")
    for stage_id, since, until in states:
        begun[stage_id] = (begun[stage_id][0], until) if stage_id == last else (since, until)
        last = stage_id
    return begun


def _note(stage: ShownStage, here: ShownStage, begun: dict[int, tuple[Any, Any]], opportunity: Opportunity) -> str:
    today = timezone.localdate()
    if stage == here and not stage.is_open:
        # The day that was stored: the moment lies on another one where the reader's clock does.
        return days.day(opportunity.closed_on, today)
    if stage.pk not in begun:
        return ""
    since, until = begun[stage.pk]
    first = timezone.localtime(since).date()
    day = days.day(first, today)
    count = max(((timezone.localtime(until).date() if until else today) - first).days, 0)
    length = ngettext("%(count)d day", "%(count)d days", count) % {"count": count}
    pattern = _("since %(day)s · %(length)s") if stage == here else _("%(day)s · %(length)s")
    return pattern % {"day": day, "length": length}
