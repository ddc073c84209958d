"""Template components: one small template each, with declared parameters and slots, rendered in isolation.

A name that the template does not declare, a required one left out and a variable nobody set all fail, instead of
leaving a hole in the page. Parameters and slots are checked when a page's template is compiled, variables when it is
rendered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template import Context, Engine, Template, TemplateSyntaxError, Variable, VariableDoesNotExist
from django.template.base import FilterExpression, Node

FOLDER = "ui/components"
PASSED_THROUGH = ("csrf_token", "request")


class UndefinedVariable(Exception):
    """A component, or the page that uses one, names a variable which nobody set."""


class ParametersNode(Node):
    """What `{% parameters title intro="" %}` declares: name to default, None where there is none."""

    def __init__(self, defaults: Mapping[str, FilterExpression | None]) -> None:
        self.defaults = defaults

    def render(self, context: Context) -> str:
        return ""


class SlotsNode(Node):
    """What `{% slots body actions? %}` declares: name to whether it must be filled."""

    def __init__(self, required: Mapping[str, bool]) -> None:
        self.required = required

    def render(self, context: Context) -> str:
        return ""


class StrictContext(Context):
    """A context in which an unknown name fails.

    The names are also kept, since `{% if a and b %}` swallows every exception of its operands.
    """

    def __init__(self, values: Mapping[str, Any], outer: Context) -> None:
        passed = {name: outer[name] for name in PASSED_THROUGH if name in outer}
        super().__init__(
            {**passed, **values}, autoescape=outer.autoescape, use_l10n=outer.use_l10n, use_tz=outer.use_tz
        )
        self.undefined: list[str] = []
        if request := getattr(outer, "request", passed.get("request")):
            self.request = request

    def __getitem__(self, key: Any) -> Any:
        for values in reversed(self.dicts):
            if key in values:
                return values[key]
        self.undefined.append(key)
        raise UndefinedVariable(key)


@dataclass(frozen=True, slots=True)
class Component:
    """A component's template with what it declares."""

    name: str
    template: Template
    parameters: Mapping[str, FilterExpression | None]
    slots: Mapping[str, bool]

    def check(self, parameters: set[str], filled: set[str]) -> None:
        """Refuses names that are not declared and asks for those without a default."""
        wanted = {name for name, default in self.parameters.items() if default is None}
        slots = {name for name, required in self.slots.items() if required}
        self._refuse("parameter", parameters - set(self.parameters), wanted - parameters)
        self._refuse("slot", filled - set(self.slots), slots - filled)

    def _refuse(self, kind: str, unknown: set[str], missing: set[str]) -> None:
        if unknown:
            raise TemplateSyntaxError(f"Component {self.name!r} has no {kind} {', '.join(sorted(unknown))}.")
        if missing:
            raise TemplateSyntaxError(f"Component {self.name!r} needs the {kind} {', '.join(sorted(missing))}.")

    def render(self, values: Mapping[str, Any], slots: Mapping[str, str], outer: Context) -> str:
        """The component's HTML; `values` and `slots` were checked before."""
        context = StrictContext({**dict.fromkeys(self.slots, ""), **values, **slots}, outer)
        for name, default in self.parameters.items():
            if name not in values and default is not None:
                context[name] = default.resolve(context)
        html = self.template.render(context)
        if context.undefined:
            raise UndefinedVariable(f"{', '.join(context.undefined)} in component {self.name!r}")
        return html


def load(name: str) -> Component:
    """The component of that name; TemplateDoesNotExist where there is none."""
    template = Engine.get_default().get_template(f"{FOLDER}/{name}.html")
    parameters: Mapping[str, FilterExpression | None] = {}
    slots: Mapping[str, bool] = {}
    for node in template.nodelist:
        if isinstance(node, ParametersNode):
            parameters = node.defaults
        elif isinstance(node, SlotsNode):
            slots = node.required
    if both := set(parameters) & set(slots):
        raise TemplateSyntaxError(f"Component {name!r} declares {', '.join(sorted(both))} twice.")
    return Component(name=name, template=template, parameters=parameters, slots=slots)


def resolve(expression: FilterExpression, context: Context) -> Any:
    """The value of an argument; UndefinedVariable instead of an empty string for a name that nobody set."""
    variable = expression.var
    if not isinstance(variable, Variable):
        return expression.resolve(context)
    try:
        value = variable.resolve(context)
    except VariableDoesNotExist as error:
        raise UndefinedVariable(str(error)) from error
    return expression.resolve(context) if expression.filters else value


def names() -> list[str]:
    """The components that pages use, in alphabetical order; those that begin with `_` are parts of others."""
    folders = [Path(folder) / FOLDER for folder in Engine.get_default().dirs]
    return sorted(path.stem for folder in folders for path in folder.glob("[!_]*.html"))
