"""What people of a case have open: told as a number, or deal by deal where a rule weighs them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assignment.matching import Amount, PersonId, Rule, Standing, load_key

from .nodes import MONEY_LIMIT, REMARKS, Fields, Node

OPEN_OPPORTUNITIES = "open_opportunities"


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """An open opportunity of somebody, as far as rules weigh it."""

    amount: Amount
    stage: str


def read_open(fields: Fields) -> tuple[OpenDeal, ...]:
    """The list of a person's open opportunities, beside which their number is not told as well."""
    told = dict(fields.entries("load")).get(OPEN_OPPORTUNITIES)
    if fields.get(OPEN_OPPORTUNITIES) and told:
        told.fail(f"no number beside the list {OPEN_OPPORTUNITIES}")
    return tuple(_deal(member) for member in fields.members(OPEN_OPPORTUNITIES))


def weighed(
    standings: Mapping[PersonId, Standing], deals: Mapping[PersonId, tuple[OpenDeal, ...]], rules: Iterable[Rule]
) -> dict[PersonId, Standing]:
    """Standings in which each rule finds the deals weighed as it says. Whose load is told as a number keeps it."""
    weighings = {
        load_key(OPEN_OPPORTUNITIES, workload.weighing): workload.weighing
        for rule in rules
        for workload in rule.workload
        if workload.weighing and workload.name == OPEN_OPPORTUNITIES
    }
    found = dict(standings)
    for person, theirs in deals.items():
        load = {**standings[person].load, OPEN_OPPORTUNITIES: len(theirs)}
        for key, weighing in weighings.items():
            load[key] = sum((weighing.weight_of(deal.amount, deal.stage) for deal in theirs), start=0)
        found[person] = replace(standings[person], load=load)
    return found


def _deal(node: Node) -> OpenDeal:
    fields = node.fields("id", "amount", "stage", *REMARKS)
    amount = fields.get("amount")
    return OpenDeal(amount.amount(MONEY_LIMIT) if amount else 0, fields.text("stage") or "")
