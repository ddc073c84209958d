from __future__ import annotations

from importlib import import_module

from django.apps import apps
from django.db import connection

from assignment.models import CriterionValue, ExpertiseLevel, Rule, RuleVersion
from assignment.versions.content import content_of, draft, groups_in
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World

migration = import_module("assignment.migrations.0008_first_version")


def test_a_new_installation_starts_with_what_is_in_its_editor(world: World) -> None:
    with acting_as(SYSTEM):
        assert RuleVersion.objects.get().content == draft()


def test_one_that_has_rules_already_goes_on_with_them(world: World) -> None:
    """Whatever stands in the editor: what the migration writes reads as what publishing would write."""
    written: list[object] = []
    with acting_as(SYSTEM):
        rule = Rule.objects.get(source="territory")
        rule.candidates.create(person=world.abe, score=7)
        rule.workload_rules.create(maximum=12, score=8)
        criterion = rule.criteria.create(compare="person", attribute="product", position=9)
        expert = ExpertiseLevel.objects.get(name="Expert")
        CriterionValue.objects.create(criterion=criterion, content={"value": "Mast 200"}, minimum_level=expert)
        with connection.schema_editor() as editor:
            migration.publish_first(Numbered(written), editor)
        (content,) = written
        assert content_of(groups_in(content)) == draft()


class Numbered:
    """The models as they are, with a table of versions that only takes down what it is given."""

    def __init__(self, written: list[object]) -> None:
        self.written = written

    def get_model(self, app: str, name: str) -> object:
        return self if name == "RuleVersion" else apps.get_model(app, name)

    @property
    def objects(self) -> Numbered:
        return self

    def using(self, alias: str) -> Numbered:
        return self

    def create(self, *, content: object, **_fields: object) -> None:
        self.written.append(content)
