"""What the engine hands back for one opportunity."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from .bits import numbers_in
from .evaluation import Evaluation, total_of
from .explain import Components, Json, components_of
from .facts import Opportunity, PersonId
from .lead import sums_of
from .outcomes import Outcome, RuleOutcome, candidate_outcomes, rule_outcomes
from .passes import GroupOutcome, GroupPass, Ran
from .reasons import joined_as_fallback, joined_by_rules, nobody_found
from .rerun import Leaving
from .rules import GroupId, RuleId
from .stored import stored_run

TOLD_LEFT_OUT = 20


class How(StrEnum):
    RULE = "rule"
    SUBSTITUTE = "substitute"
    FALLBACK = "fallback"


@dataclass(slots=True)
class Membership:
    """One person whom rules put on the team, however many rules it was.

    `results` are the rules' evaluations, best total first; a fallback person has none. `on_team` means there is no
    second membership to add.
    """

    person: PersonId
    number: int
    how: How
    group: GroupId | None
    results: tuple[Evaluation, ...]
    is_lead: bool
    on_team: bool

    @property
    def rules(self) -> dict[RuleId, Fraction]:
        """The total by rule."""
        return {result.rule.rule.id: total_of(result, self.number) for result in self.results}

    @property
    def score(self) -> Fraction | None:
        """The best of the totals."""
        return total_of(self.results[0], self.number) if self.results else None

    @property
    def team_role(self) -> str | None:
        return self.results[0].rule.rule.team_role if self.results else None

    @property
    def whatever_the_capacity(self) -> bool:
        """Whether a rule adds the person as the partner's channel manager, who is not asked for room."""
        return any(
            result.rule.adds_the_channel_manager and self.number not in result.stands_in for result in self.results
        )

    @property
    def response_hours(self) -> int | None:
        """Time to answer; None asks for no answer, as for a partner's channel manager."""
        best = self.results[0].rule if self.results else None
        return None if best is None or best.adds_the_channel_manager else best.rule.response_hours


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate of one rule; total and components only for those who were scored."""

    person: PersonId
    outcome: Outcome
    total: Fraction | None = None
    components: Components | None = None


@dataclass(frozen=True)
class Assignment:
    """The whole outcome. `memberships` has everybody whom rules assigned, `to_add` those not yet on the team."""

    opportunity: Opportunity
    now: datetime
    version: int
    lead: PersonId | None
    memberships: tuple[Membership, ...]
    leaving: tuple[Leaving, ...]
    ran: Ran = field(repr=False)

    @property
    def to_add(self) -> tuple[Membership, ...]:
        return tuple(membership for membership in self.memberships if not membership.on_team)

    @property
    def unassigned(self) -> tuple[GroupId | None, ...]:
        """Groups that found nobody and have no fallback."""
        return tuple(done.compiled.group.id for done in self.ran.passes if done.outcome is GroupOutcome.UNASSIGNED)

    @cached_property
    def rule_outcomes(self) -> dict[RuleId, RuleOutcome]:
        """Every rule of the version."""
        return {
            self.ran.compiled.ordered[number].id: outcome
            for done in self.ran.passes
            for outcome, bits in rule_outcomes(done, self.ran.active).items()
            for number in numbers_in(bits)
        }

    @cached_property
    def evaluations(self) -> dict[RuleId, Evaluation]:
        """Rules that were looked at, those that failed on the opportunity at once excepted."""
        found = (result for done in self.ran.passes for result in done.evaluations.values())
        return {result.rule.rule.id: result for result in found if not result.failed_on_object}

    def candidates(self, rule: RuleId) -> list[Candidate]:
        """Everybody the rule considered, furthest outcome first, the scored by total. Empty if it wasn't evaluated."""
        result = self.evaluations.get(rule)
        if result is None:
            return []
        found = []
        for outcome, numbers in candidate_outcomes(result).items():
            scored = [number for number in numbers if number in result.totals]
            best = sorted(scored, key=lambda number: (-result.totals[number], *self.ran.scene.tie_order(number)))
            found += [self._candidate(result, number, outcome) for number in best or numbers]
        return found

    def sums(self) -> dict[PersonId, Fraction]:
        """Added scores by person, in groups that add them."""
        sums: dict[PersonId, Fraction] = {}
        for done in self.ran.passes:
            if done.compiled.group.add_scores:
                for number, amount in sums_of(done).items():
                    person = self.ran.scene.people.persons[number].id
                    sums[person] = sums.get(person, Fraction(0)) + amount
        return sums

    def reason_for(self, person: PersonId) -> Json:
        """Why this person joined, to be kept with the membership. Raises KeyError for somebody not assigned."""
        membership = {membership.person: membership for membership in self.memberships}[person]
        if membership.results:
            return joined_by_rules(membership.results, membership.number, membership.is_lead, self.ran.scene)
        return joined_as_fallback(self._pass(membership.group).compiled.group.name)

    def unassigned_reason(self, group: GroupId | None) -> Json:
        """Why the group found nobody. Raises KeyError for a group that the version doesn't have."""
        return nobody_found(self._pass(group), self.ran)

    def as_json(self) -> Json:
        """The run as it is stored: at most 8 kB, shorter where it must be and then marked as cut."""
        header: Json = {"format": 1, "version": self.version, "now": self.now.isoformat(), "lead": self.lead}
        if self.leaving:
            header["leaving"] = [[leaving.person, leaving.remove, leaving.why] for leaving in self.leaving]
        if left_out := self.ran.compiled.left_out[:TOLD_LEFT_OUT]:
            header["left_out"] = [[rule.rule, rule.version, rule.code, rule.attribute] for rule in left_out]
        return stored_run(self.ran, header)

    def _pass(self, group: GroupId | None) -> GroupPass:
        return {done.compiled.group.id: done for done in self.ran.passes}[group]

    def _candidate(self, result: Evaluation, number: int, outcome: Outcome) -> Candidate:
        person = self.ran.scene.people.persons[number].id
        if number not in result.totals:
            return Candidate(person, outcome)
        return Candidate(person, outcome, total_of(result, number), components_of(result, number, self.ran.scene))
