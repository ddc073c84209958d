"""Who else was considered when somebody joined, and what decided: read by the brand owner's people alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assignment.matching.packing import count_outcomes, plainly
from assignment.models import AssignmentRun
from assignment.phrases import begun, number_in_words
from assignment.runs.score import PERSON, TOTAL, behind
from assignment.words import counts_in_words, outcome_in_words
from opportunities.models import Member
from prm.core.actor import Actor
from prm.directory.models import Person


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody who was scored and not chosen."""

    name: str
    total: str
    decided: str


@dataclass(frozen=True, slots=True)
class Considered:
    """`others` in the order of their scores, `rest` whoever was not scored or stands too low, by outcome."""

    run_key: str
    others: list[Other]
    rest: str


def run_of(member: Member, actor: Actor) -> AssignmentRun | None:
    """The run that brought a member; None where somebody added them by hand, or it is not kept any more."""
    if member.how != Member.How.RULE:
        return None
    runs = AssignmentRun.objects.visible_to(actor).filter(opportunity_id=member.opportunity_id)
    return runs.filter(started_at__lte=member.added_at).order_by("-started_at", "-id").first()


def considered(member: Member, actor: Actor) -> Considered | None:
    """Everybody else of the rule that brought the member; None where no run tells it any more."""
    run, rules = run_of(member, actor), member.reason.get("rules", [])
    if run is None or not rules:
        return None
    rule = next((told for told in run.result.get("rules", []) if told["id"] == rules[0]["id"]), None)
    if rule is None:
        return None
    rows = {row[PERSON]: (outcome, row) for outcome, rows in rule["rows"].items() for row in rows}
    best = rows.pop(member.person_id, (None, None))[1]
    names = dict(Person.objects.filter(pk__in=rows).values_list("pk", "name"))
    first_name = member.person.name.split(" ")[0]
    others = [_other(rule, *rows[pk], best, names.get(pk, ""), first_name) for pk in rows]
    return Considered(run.key, others, counts_in_words(plainly(count_outcomes(rule["rest"])), rule["passing"]))


def _other(rule: Any, outcome: str, row: Any, best: Any, name: str, chosen: str) -> Other:
    why = begun(outcome_in_words(outcome, rule["passing"]))
    less = behind(rule, row, best, chosen) if best is not None else ""
    return Other(name, number_in_words(row[TOTAL]), f"{why}: {less}" if less else why)
