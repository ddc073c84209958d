"""Who a rule considers, and who is never considered."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from .compiled import CompiledRule, Share
from .facts import Amount, Opportunity, TeamMember
from .people import People
from .rules import Source
from .standings import Standings, is_full
from .view import View
from .weighing import load_in


class Scene:
    """One run on one opportunity: the facts, the people as they stand now, and the moment."""

    def __init__(self, opportunity: Opportunity, people: People, standings: Standings, now: datetime) -> None:
        self.opportunity = opportunity
        self.view = View(opportunity)
        self.people = people
        self.standings = standings
        self.now = now
        self.eligible = standings.active & (people.brand_owner | people.by_partner.get(opportunity.partner, 0))
        self.declined = people.bits(opportunity.declined) if opportunity.declined else 0
        self.counted: dict[int, TeamMember] = {
            people.number[member.person]: member for member in opportunity.team if member.person in people.number
        }
        self.full = standings.full
        self.open_load = standings.open_load
        if self.counted:
            self._leave_out_this_opportunity()

    def _leave_out_this_opportunity(self) -> None:
        self.open_load = list(self.open_load)
        for number, member in self.counted.items():
            self.open_load[number] -= member.counted_open
            if not is_full(self.standings.of(number), member.counted_open):
                self.full &= ~(1 << number)

    def load(self, number: int, key: str) -> Amount:
        """The person's load of that kind without this opportunity."""
        load = self.standings.loads(key)[number]
        member = self.counted.get(number)
        return load if member is None else load - load_in(member.counted_load, key)

    def loads(self, key: str, numbers: Collection[int]) -> Sequence[Amount] | Mapping[int, Amount]:
        """The same for several people."""
        if self.counted:
            return {number: self.load(number, key) for number in numbers}
        return self.standings.loads(key)

    def tie_order(self, number: int) -> tuple[int, int, int]:
        """Least recently assigned first, then lowest load, then id."""
        return (self.standings.recency[number], self.open_load[number], number)


def source_of(rule: CompiledRule, scene: Scene) -> tuple[int, tuple[Share, ...]]:
    """The rule's candidates (without those never considered) and their own scores in the rule."""
    if rule.rule.source is Source.LISTED:
        bits, shares = rule.listed_at(scene.now)
        return bits & scene.eligible, shares
    return SOURCES[rule.rule.source](rule, scene) & scene.eligible, ()


def _channel_manager(rule: CompiledRule, scene: Scene) -> int:
    manager = scene.opportunity.channel_manager
    return 0 if manager is None else scene.people.bits((manager,))


def _territory(rule: CompiledRule, scene: Scene) -> int:
    territory = rule.rule.source_value or scene.opportunity.territory
    return 0 if territory is None else scene.people.by_territory.get(territory, 0)


def _role(rule: CompiledRule, scene: Scene) -> int:
    return scene.people.by_role.get(rule.rule.source_value, 0) if rule.rule.source_value else 0


def _account_team(rule: CompiledRule, scene: Scene) -> int:
    return scene.people.bits(scene.opportunity.account_team)


def _everybody(rule: CompiledRule, scene: Scene) -> int:
    return scene.people.everybody


SOURCES: dict[Source, Callable[[CompiledRule, Scene], int]] = {
    Source.CHANNEL_MANAGER: _channel_manager,
    Source.TERRITORY: _territory,
    Source.ROLE: _role,
    Source.ACCOUNT_TEAM: _account_team,
    Source.EVERYBODY: _everybody,
}
