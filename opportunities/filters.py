"""What an address may ask of a list of opportunities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from opportunities.filtering.fields import ManyKeys, RangesForm
from opportunities.filtering.periods import PERIODS, period
from opportunities.filtering.records import Chosen, members, partners, products, sources, territories, with_those_below
from opportunities.filtering.searching import contacts_kept, in_rows, in_the_book
from opportunities.models import Member, Opportunity, RevenueLine
from opportunities.permissions import may_confirm_wins
from opportunities.querysets import OpportunityQuerySet
from opportunities.stages.shown import ShownStage
from prm.core.actor import Actor
from prm.core.keyset import LONGEST_SEARCH
from prm.core.money import MAX_AMOUNT
from prm.core.sorting import folded
from prm.ui.fields import NumberField

ANY = "any"
YES = "yes"
ASKED, MINE = "asked", "mine"
WINS = [(ASKED, _("to be confirmed")), (MINE, _("for me to confirm"))]
# These have buttons of their own.
ALWAYS_SHOWN = ("search", "stage", "closes", "closes_from", "closes_to", "amount_from", "amount_to")


class ManyKeysFilter(django_filters.Filter):
    field_class = ManyKeys


class AmountFilter(django_filters.Filter):
    field_class = NumberField


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter in use that has no button of its own: what it says, and the address without it."""

    name: str
    label: str
    value: str
    values: tuple[str, ...]
    address_without: str


class OpportunityFilter(django_filters.FilterSet):
    """`?search=…&stage=proposal&stage=won&partner=…`; without a stage the open ones, `stage=any` for all.

    Only what the address names is built and read, since most pages are asked for without any filter.
    """

    search = django_filters.CharFilter(
        method="filter_search", max_length=LONGEST_SEARCH, label=_("Name, account or contact")
    )
    stage = django_filters.MultipleChoiceFilter(
        method="filter_stage", widget=forms.CheckboxSelectMultiple, label=_("Stage")
    )
    closes = django_filters.ChoiceFilter(
        method="filter_closes", choices=PERIODS, empty_label=_("any time"), label=_("Closes")
    )
    closes_from = django_filters.DateFilter("close_date", "gte", label=_("Closes from"))
    closes_to = django_filters.DateFilter("close_date", "lte", label=_("Closes until"))
    amount_from = AmountFilter("amount_company", "gte", min_value=0, max_value=MAX_AMOUNT, label=_("Amount from"))
    amount_to = AmountFilter("amount_company", "lte", min_value=0, max_value=MAX_AMOUNT, label=_("Amount up to"))
    partner = ManyKeysFilter(method="filter_partner", rows=partners, label=_("Partner"))
    territory = ManyKeysFilter(method="filter_territory", rows=territories, label=_("Territory"))
    product = ManyKeysFilter(method="filter_product", rows=products, label=_("Product"))
    source = ManyKeysFilter(method="filter_source", rows=sources, label=_("Source"))
    type = django_filters.MultipleChoiceFilter(method="filter_type", choices=Opportunity.Type.choices, label=_("Type"))
    member = ManyKeysFilter(method="filter_member", rows=members, label=_("Team member"))
    idle = django_filters.ChoiceFilter(
        method="filter_idle", choices=[(YES, _("idle ones only"))], empty_label=_("all"), label=_("Idle")
    )
    unassigned = django_filters.ChoiceFilter(
        method="filter_unassigned",
        choices=[(YES, _("nobody of the brand owner"))],
        empty_label=_("anybody"),
        label=_("Sales team"),
    )
    win = django_filters.ChoiceFilter(
        method="filter_win",
        choices=WINS,
        empty_label=_("all"),
        label=_("Win"),
    )

    class Meta:
        form = RangesForm

    def __init__(
        self, data: QueryDict, *, actor: Actor, stages: Iterable[ShownStage], whole_book: bool, complete: bool = False
    ) -> None:
        """`whole_book` where the list is more than the teams of some people; `complete` builds every filter."""
        self.actor, self.stages, self.whole_book = actor, list(stages), whole_book
        self.base_filters = {
            name: each for name, each in type(self).base_filters.items() if complete or data.get(name, "") != ""
        }
        super().__init__(data, queryset=Opportunity.objects.none())
        self.data = data
        if "stage" in self.filters:
            choices = [(stage.code, stage.label) for stage in self.stages]
            self.form.fields["stage"].choices = [*choices, (ANY, _("any"))]  # type: ignore[attr-defined]
        if "win" in self.filters and not may_confirm_wins(actor):
            self.form.fields["win"].choices = WINS[:1]  # type: ignore[attr-defined]
        for each in self.form.fields.values() if self.filters else ():
            if isinstance(each, ManyKeys):
                each.actor = actor

    @cached_property
    def values(self) -> dict[str, Any]:
        """What was asked for by name, without what nobody can mean."""
        if not self.filters:
            return {}
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "", [])}

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(filter, what is wrong with it) of those that were left out."""
        if not self.filters:
            return []
        errors = self.form.errors.items()
        return [(str(self.form.fields[name].label), message) for name, messages in errors for message in messages]

    @cached_property
    def chosen(self) -> list[str]:
        """Codes of the stages shown."""
        asked = self.values.get("stage")
        if asked and ANY in asked:
            return [stage.code for stage in self.stages]
        return list(asked or (stage.code for stage in self.stages if stage.is_open))

    @property
    def shows_open(self) -> bool:
        """Whether the stages shown are those of a list that nobody has filtered."""
        return set(self.chosen) == {stage.code for stage in self.stages if stage.is_open}

    @property
    def only_open(self) -> bool:
        """Whether nothing closed is asked for."""
        return all(stage.is_open for stage in self.stages if stage.code in self.chosen)

    @property
    def searched(self) -> str:
        """The text searched for, as it was typed."""
        return str(self.data.get("search", ""))

    @property
    def is_changed(self) -> bool:
        """Whether anything else is shown than what is open."""
        others = (text for name in type(self).base_filters if name != "stage" for text in self.data.getlist(name))
        return not self.shows_open or any(text.strip() for text in others)

    @property
    def only_stages(self) -> bool:
        """Whether nothing but the stage is asked for: then counting restricted ones tells nothing about any of them."""
        return not set(self.filters) - {"stage"}

    def narrow(self, rows: OpportunityQuerySet) -> OpportunityQuerySet:
        """The rows asked for."""
        rows = self._in_stages(rows)
        for name, value in self.values.items():
            rows = self.filters[name].filter(rows, value)
        return rows

    def narrowings(self) -> list[Narrowing]:
        """The filters in use that have no button of their own."""
        named = [name for name in self.values if name not in ALWAYS_SHOWN]
        return [self._narrowing(name) for name in named]

    def _narrowing(self, name: str) -> Narrowing:
        field, value = self.form.fields[name], self.values[name]
        labels = dict(field.choices) if hasattr(field, "choices") else {}  # type: ignore[attr-defined]
        values = value if isinstance(value, list) else [value]
        words = ", ".join(each.name if isinstance(each, Chosen) else str(labels[each]) for each in values)
        query = self.data.copy()
        for dropped in (name, "cursor"):
            query.pop(dropped, None)
        keys = tuple(each.key if isinstance(each, Chosen) else str(each) for each in values)
        return Narrowing(name, str(field.label), words, keys, f"?{query.urlencode()}")

    @cached_property
    def _search(self) -> Q:
        text = folded(self.values["search"])
        found = in_the_book(text) if self.whole_book else in_rows(text)
        return found & contacts_kept(text, self.actor)

    def _in_stages(self, rows: OpportunityQuerySet) -> OpportunityQuerySet:
        stages = [stage for stage in self.stages if stage.code in self.chosen]
        if len(stages) == len(self.stages):
            return rows
        if self.only_open:
            rows = rows.open()
        if self.shows_open:
            return rows
        return rows.filter(stage_id__in=[stage.pk for stage in stages])

    def filter_stage(self, rows: OpportunityQuerySet, name: str, value: list[str]) -> OpportunityQuerySet:
        """Done before, since without a stage the open ones are meant."""
        return rows

    def filter_search(self, rows: OpportunityQuerySet, name: str, value: str) -> OpportunityQuerySet:
        return rows.filter(self._search) if folded(value) else rows

    def filter_closes(self, rows: OpportunityQuerySet, name: str, value: str) -> OpportunityQuerySet:
        return period(value, timezone.localdate()).of(rows)

    def filter_partner(self, rows: OpportunityQuerySet, name: str, value: list[Chosen]) -> OpportunityQuerySet:
        return rows.filter(partner_id__in=[each.pk for each in value])

    def filter_territory(self, rows: OpportunityQuerySet, name: str, value: list[Chosen]) -> OpportunityQuerySet:
        return rows.filter(territory_id__in=with_those_below(value))

    def filter_product(self, rows: OpportunityQuerySet, name: str, value: list[Chosen]) -> OpportunityQuerySet:
        lines = RevenueLine.objects.kept().filter(product_id__in=[each.pk for each in value])
        return rows.filter(Exists(lines.filter(opportunity_id=OuterRef("pk"), partner_id=OuterRef("partner_id"))))

    def filter_source(self, rows: OpportunityQuerySet, name: str, value: list[Chosen]) -> OpportunityQuerySet:
        return rows.filter(source_id__in=[each.pk for each in value])

    def filter_type(self, rows: OpportunityQuerySet, name: str, value: list[str]) -> OpportunityQuerySet:
        return rows.filter(type__in=value)

    def filter_member(self, rows: OpportunityQuerySet, name: str, value: list[Chosen]) -> OpportunityQuerySet:
        on_team = Member.objects.filter(person_id__in=[each.pk for each in value])
        return rows.filter(Exists(on_team.filter(opportunity_id=OuterRef("pk"), partner_id=OuterRef("partner_id"))))

    def filter_idle(self, rows: OpportunityQuerySet, name: str, value: str) -> OpportunityQuerySet:
        return rows.idle(timezone.localdate())

    def filter_unassigned(self, rows: OpportunityQuerySet, name: str, value: str) -> OpportunityQuerySet:
        return rows.unattended() if self.only_open else rows.without_brand_owner(self.actor)

    def filter_win(self, rows: OpportunityQuerySet, name: str, value: str) -> OpportunityQuerySet:
        return rows.to_confirm(self.actor) if value == MINE else rows.win_asked()
