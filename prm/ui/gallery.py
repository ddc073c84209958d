"""What the gallery shows of each component: what it declares, an example and the example's source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template import Engine
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils.timezone import localdate, now

from prm.core.keyset import Sort
from prm.ui import components
from prm.ui.marks.people import Member
from prm.ui.widgets import ComboInput, DayInput, Picks

EXAMPLES = "ui/examples"
MARKS = "marks"
TEAM = (
    Member("Pat Moreno", "Cardinal Systems", "partner", "primary"),
    Member("Abe Lindqvist", "Gantry", "brand_owner", "lead"),
    Member("Rosa Delgado", "Cardinal Systems", "partner"),
    Member("Bea Aldous", "Gantry", "brand_owner"),
    Member("Vera Holt", "Gantry", "brand_owner"),
)


class ExampleForm(forms.Form):
    """One field of each kind, refused once so that the errors show."""

    name = forms.CharField(label="Name", help_text="What you would call it in a meeting.")
    account = forms.CharField(label="Customer account", widget=ComboInput(reverse_lazy("ui:find_options")))
    account_key = forms.CharField(widget=forms.HiddenInput, required=False)
    source = forms.ChoiceField(
        label="Source", widget=Picks, choices=[("show", "Trade show"), ("web", "Web"), ("referral", "Referral")]
    )
    close_date = forms.DateField(label="Close date", widget=DayInput)
    restricted = forms.BooleanField(label="Only the team may see it", required=False)
    description = forms.CharField(label="Description", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_close_date(self) -> date:
        day: date = self.cleaned_data["close_date"]
        if day < localdate():
            raise forms.ValidationError("This day is in the past. Choose today or a later day.")
        return day


class ExampleLine(forms.Form):
    """A line of products."""

    product = forms.ChoiceField(choices=[("", ""), ("1", "Lathe 200"), ("2", "Press 40")])
    quantity = forms.IntegerField()
    unit_price = forms.DecimalField()


@dataclass(frozen=True, slots=True)
class Step:
    """A stage on the path: done, now or next."""

    name: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """One component of a score."""

    label: str
    points: int
    most: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a combo box."""

    key: str
    name: str
    place: str = ""
    note: str = ""


STEPS = [
    Step("Prospecting", "done", "Aug 12 · 3 days"),
    Step("Qualification", "done", "Aug 15 · 13 days"),
    Step("Proposal", "now", "since Aug 28 · 12 days"),
    Step("Negotiation", "next"),
    Step("Won", "next", "confirmed by Gantry"),
]
SCORES = [
    Score("Territory", 20, 20, "Columbus is in Central"),
    Score("Product expertise", 12, 30, "Lathe 200: basic level"),
    Score("Workload", 6, 20, "14 of 20 open opportunities"),
]
OPTIONS = [
    Option("A1", "Harbor Foods", "Columbus, OH", "food, 2 open opportunities"),
    Option("A2", "Harmon Tools", "Dayton, OH", "manufacturing"),
]
ExampleLines = forms.formset_factory(ExampleLine, extra=1, can_delete=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """A component in the gallery; the marks together are one more entry, which declares nothing."""

    name: str
    parameters: list[str]
    slots: list[str]
    html: str
    source: str


def shown(request: HttpRequest) -> list[Shown]:
    """The marks, then every component by name. Raises TemplateDoesNotExist for one without an example."""
    values = example_values()
    return [draw(name, request, values) for name in (MARKS, *components.names())]


def draw(name: str, request: HttpRequest, values: dict[str, Any]) -> Shown:
    """One entry of the gallery."""
    path = f"{EXAMPLES}/{name}.html"
    component = components.load(name) if name != MARKS else None
    return Shown(
        name=name,
        parameters=_declared_parameters(component) if component else [],
        slots=[f"{slot}{'' if required else '?'}" for slot, required in component.slots.items()] if component else [],
        html=render_to_string(path, values, request),
        source=Engine.get_default().get_template(path).source.strip(),
    )


def _declared_parameters(component: components.Component) -> list[str]:
    defaults = component.parameters.items()
    return [name if default is None else f"{name}={default.token}" for name, default in defaults]


def example_values() -> dict[str, Any]:
    """What the examples show, as values a view would give."""
    today = localdate()
    form = ExampleForm({"name": "Lathe for the new hall", "close_date": today - timedelta(days=18), "source": "show"})
    typed = {"name": "Lathe for hall 2", "close_date": today, "source": "web"}
    return {
        "form": form,
        "conflict": ExampleForm(typed, initial={"name": "Lathe for the new hall", "close_date": today}),
        "formset": ExampleLines(
            prefix="lines", initial=[{"product": "1", "quantity": 12, "unit_price": Decimal(4821)}]
        ),
        "team": TEAM,
        "sort": Sort("closes", "close_date"),
        "steps": STEPS,
        "scores": SCORES,
        "options": OPTIONS,
        "typed": "Har",
        "today": today,
        "soon": today + timedelta(days=10),
        "over": today - timedelta(days=4),
        "now": now(),
        "amount": Decimal("186571.40"),
    }
