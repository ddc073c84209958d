from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.writer import MigrationWriter
from django.utils import timezone

from opportunities.models import Member, Opportunity
from opportunities.models.child import new
from prm.core.actor import SYSTEM
from prm.core.constraints import CompositeForeignKey, tenant_of
from prm.core.rls import acting_as
from tests.guards.records import own_models
from tests.opportunities.entering import entered
from tests.opportunities.scene import Scene

TENANT = tenant_of("opportunities_opportunity", name="box_of_partner")


def keys() -> list[CompositeForeignKey]:
    """Every composite key that a model declares."""
    return [
        constraint
        for model in own_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CompositeForeignKey)
    ]


def test_tenant_key_points_at_parent_and_partner() -> None:
    assert (TENANT.columns, TENANT.references) == (("opportunity_id", "partner_id"), ("id", "partner_id"))
    assert TENANT.on_update == "CASCADE"


@pytest.mark.django_db
def test_sql_to_add_and_to_remove() -> None:
    with connection.schema_editor(collect_sql=True) as editor:
        added, removed = str(TENANT.create_sql(Member, editor)), str(TENANT.remove_sql(Member, editor))
    assert added == (
        'ALTER TABLE "opportunities_member" ADD CONSTRAINT "box_of_partner" FOREIGN KEY ("opportunity_id", '
        '"partner_id") REFERENCES "opportunities_opportunity" ("id", "partner_id") ON UPDATE CASCADE '
        "DEFERRABLE INITIALLY DEFERRED"
    )
    assert removed == 'ALTER TABLE "opportunities_member" DROP CONSTRAINT "box_of_partner"'


@pytest.mark.django_db
def test_new_table_gets_it_when_all_tables_are_there() -> None:
    with connection.schema_editor(collect_sql=True) as editor:
        assert TENANT.constraint_sql(Member, editor) is None
        assert [str(statement) for statement in editor.deferred_sql] == [str(TENANT.create_sql(Member, editor))]


def test_migration_writes_what_the_model_says() -> None:
    primary = next(key for key in keys() if key.name == "opportunity_primary_is_member")
    for key in (TENANT, primary):
        path, arguments, options = key.deconstruct()
        assert path == "prm.core.constraints.CompositeForeignKey"
        assert CompositeForeignKey(*arguments, **options) == key
        assert repr(key.name) in MigrationWriter.serialize(key)[0]


def test_change_is_seen() -> None:
    assert tenant_of("opportunities_opportunity", name="box_of_partner") == TENANT
    assert hash(TENANT) == hash(tenant_of("opportunities_opportunity", name="box_of_partner"))
    assert tenant_of("opportunities_opportunity", name="another") != TENANT
    assert tenant_of("directory_account", name="box_of_partner") != TENANT
    assert TENANT != "box_of_partner"


@pytest.mark.django_db
def test_database_has_every_key_and_checks_it_at_the_end() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, confupdtype FROM pg_constraint WHERE contype = 'f' AND condeferred AND conname = ANY (%s)",
            [[key.name for key in keys()]],
        )
        stored = dict(cursor.fetchall())
    assert stored == {key.name: "c" if key.on_update == "CASCADE" else "a" for key in keys()}
    assert len(stored) > 5


class TestThePrimary:
    """Exactly one primary, always on the team: kept by the database, whoever writes."""

    pytestmark = pytest.mark.django_db

    def test_cannot_leave_the_team(self, scene: Scene) -> None:
        deal = entered(scene, "pam")
        refused = pytest.raises(IntegrityError, match="opportunity_primary_is_member")
        with acting_as(SYSTEM), refused, transaction.atomic():
            Member.objects.filter(opportunity=deal, person=scene.people["pam"]).delete()
            connection.check_constraints()

    def test_cannot_be_a_stranger(self, scene: Scene) -> None:
        deal = Opportunity.objects.filter(pk=entered(scene, "pam").pk)
        refused = pytest.raises(IntegrityError, match="opportunity_primary_is_member")
        with acting_as(SYSTEM), refused, transaction.atomic():
            deal.update(primary_person=scene.people["olga"])
            connection.check_constraints()

    def test_may_hand_over_and_leave_in_one_transaction(self, scene: Scene) -> None:
        deal, bea = entered(scene, "pam"), scene.people["bea"]
        with acting_as(SYSTEM):
            Member.objects.filter(opportunity=deal).delete()
            new(Member, deal, person=bea, how=Member.How.BY_HAND, added_at=timezone.now()).save()
            Opportunity.objects.filter(pk=deal.pk).update(primary_person=bea)
            connection.check_constraints()
            assert Opportunity.objects.get(pk=deal.pk).primary_person == bea
