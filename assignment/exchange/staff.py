"""The brand owner's people as rule files name them: by name, with their key where two have the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from assignment.cases.nodes import Node
from assignment.cases.people import Cast
from prm.directory.models import Organization, Person


@dataclass(frozen=True, slots=True)
class Staff(Cast):
    """Everybody whom a rule may name, by what a file calls them."""

    ids: dict[str, int] = field(default_factory=dict)

    def known(self, node: Node | None) -> str | None:
        """What the file calls somebody. Raises CaseFileError for nobody's name."""
        if node is None:
            return None
        name = node.identity()
        if name not in self.ids:
            node.fail(f"a person of the brand owner by name; nobody is called {name[:80]}")
        return name

    def label(self, person_id: int | None) -> str | None:
        """What a file calls the person of that id; None for nobody, and for one who is gone."""
        return next((label for label, pk in self.ids.items() if pk == person_id), None)


def load_staff() -> Staff:
    """One statement."""
    people = Person.objects.filter(organization__kind=Organization.Kind.BRAND_OWNER).order_by("pk")
    rows = list(people.values_list("pk", "name", "key"))
    times = Counter(name for _pk, name, _key in rows)
    return Staff((), {}, ids={name if times[name] == 1 else f"{name} ({key})": pk for pk, name, key in rows})
