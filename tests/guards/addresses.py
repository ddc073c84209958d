"""Every address of the portal, as the URLconf has them, and how to write one down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()\\]|\\.|\[[^\]]*\]|\([^()]*\))*\)")


@dataclass(frozen=True, slots=True)
class Address:
    """`name` is the view's name with its namespaces; what has none goes by its route. `view` is what answers."""

    name: str
    route: str
    view: str

    @property
    def parameters(self) -> set[str]:
        return {found[1] or found[2] for found in PARAMETER.finditer(self.route)}

    def path(self, values: Mapping[str, object]) -> str:
        """The route with its parameters filled in. Raises KeyError for one without a value."""
        filled = PARAMETER.sub(lambda found: str(values[found[1] or found[2]]), self.route)
        return "/" + re.sub(r"[\^$]", "", filled)


@cache
def every_address() -> tuple[Address, ...]:
    return tuple(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, prefix: str, namespaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            view = f"{pattern.callback.__module__}.{pattern.callback.__name__}"
            yield Address(":".join([*namespaces, pattern.name]) if pattern.name else route, route, view)
        else:
            yield from _walk(pattern, route, (*namespaces, pattern.namespace) if pattern.namespace else namespaces)
