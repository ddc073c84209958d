"""The engine: rules and people made ready once, then one opportunity at a time."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from .assignment import Assignment, How, Membership
from .candidates import Scene
from .compiled_rules import CompiledGroup, CompiledRules
from .evaluation import Evaluation, total_of
from .expertise import Scale
from .facts import Opportunity, Person, PersonId, Standing
from .lead import find_lead
from .passes import GroupOutcome, GroupPass, Ran, run_group
from .people import People
from .rerun import find_leaving
from .rules import GroupId, Rules
from .standings import Standings


class Matcher:
    """A published version over everybody it may consider; safe to keep for as long as neither changes.

    `weighings` are those in which loads are asked for, by their key. Raises ValueError for rules that contradict
    themselves and KeyError for a level of expertise nobody defined.
    """

    def __init__(self, rules: Rules, people: Iterable[Person]) -> None:
        scale = Scale(rules.expertise)
        self.version = rules.version
        self.people = People(people, scale)
        self.compiled = CompiledRules(rules, self.people, scale)
        self.weighings = self.compiled.weighings

    def standings(self, standings: Mapping[PersonId, Standing]) -> Standings:
        """Load, capacity and availability as of now; asked once for a chunk, kept true with `put`."""
        return Standings(self.people, standings)

    def assign(self, opportunity: Opportunity, standings: Standings, now: datetime) -> Assignment:
        """Pure: the same facts give the same outcome. A locked opportunity is the caller's to leave out."""
        scene = Scene(opportunity, self.people, standings, now)
        active = self.compiled.active_at(now)
        runnable = active & self.compiled.index.possible(scene.view)
        passes = tuple(self._run(group, scene, active, runnable) for group in self.compiled.groups)
        lead = find_lead(passes, scene) if opportunity.lead_by_hand is None else None
        memberships = _memberships(passes, scene, lead)
        assigned = {membership.person for membership in memberships}
        leaving = find_leaving(passes, scene, assigned) if opportunity.team else ()
        lead_id = opportunity.lead_by_hand if lead is None else self.people.persons[lead].id
        ran = Ran(passes, scene, self.compiled, active)
        return Assignment(opportunity, now, self.version, lead_id, memberships, leaving, ran)

    def _run(self, group: CompiledGroup, scene: Scene, active: int, runnable: int) -> GroupPass:
        if scene.opportunity.direct:
            runnable &= ~self.compiled.partner_rules
            if self._needs_a_partner(group, active):
                return GroupPass(group, GroupOutcome.NOT_DIRECT)
        if not scene.opportunity.closed:
            return run_group(group, self.compiled, scene, runnable)
        for_closed = 0 if scene.opportunity.direct else self.compiled.channel_manager_rules
        if not any(segment.bits & active & for_closed for segment in group.segments):
            return GroupPass(group, GroupOutcome.NOT_RUN)
        done = run_group(group, self.compiled, scene, runnable & for_closed)
        done.skipped = active & ~for_closed
        return done

    def _needs_a_partner(self, group: CompiledGroup, active: int) -> bool:
        """Whether each of its active rules does, and there is one: nothing to find in a direct deal."""
        bits = group.bits & active
        return bool(bits) and not bits & ~self.compiled.partner_rules


def assign(
    opportunity: Opportunity,
    people: Iterable[Person],
    standings: Mapping[PersonId, Standing],
    rules: Rules,
    now: datetime,
) -> Assignment:
    """One opportunity alone, everything made ready for it."""
    matcher = Matcher(rules, people)
    return matcher.assign(opportunity, matcher.standings(standings), now)


def _memberships(passes: Iterable[GroupPass], scene: Scene, lead: int | None) -> tuple[Membership, ...]:
    """One for each person, in the order of the groups, rules and scores that first assigned them."""
    by_person: dict[int, tuple[GroupId | None, list[Evaluation]]] = {}
    for done in passes:
        group = done.compiled.group.id
        for result in done.winners():
            for number in result.chosen:
                known = by_person.get(number)
                if known is None:
                    by_person[number] = (group, [result])
                else:
                    known[1].append(result)
        if done.fallback is not None:
            by_person.setdefault(scene.people.number[done.fallback], (group, []))
    on_team = {member.person for member in scene.opportunity.team}
    memberships = []
    for number, (group, results) in by_person.items():
        if len(results) > 1:
            results.sort(key=lambda result: -total_of(result, number))
        person = scene.people.persons[number].id
        how = _how(number, results)
        memberships.append(Membership(person, number, how, group, tuple(results), number == lead, person in on_team))
    return tuple(memberships)


def _how(number: int, results: list[Evaluation]) -> How:
    if not results:
        return How.FALLBACK
    for result in results:
        if number not in result.stands_in:
            return How.RULE
    return How.SUBSTITUTE
