"""Builders for constraints that Django has no class for."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.ddl_references import Statement


class CompositeForeignKey(models.BaseConstraint):
    """A foreign key over several columns: the database keeps a child's tenant equal to its parent's.

    `columns` of this table point at `references` of `to_table`, where a unique constraint must cover them.
    It is added after all tables of the migration exist. `ON UPDATE CASCADE` moves children with their parent.
    """

    def __init__(
        self,
        *,
        columns: tuple[str, ...],
        to_table: str,
        references: tuple[str, ...],
        name: str,
        on_update: str = "CASCADE",
        violation_error_message: str | None = None,
    ) -> None:
        self.columns, self.to_table, self.references = tuple(columns), to_table, tuple(references)
        self.on_update = on_update
        super().__init__(name=name, violation_error_message=violation_error_message)

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Nothing inside CREATE TABLE: the key is added when all tables of the migration exist."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        quote = schema_editor.quote_name
        return Statement(
            "ALTER TABLE %(table)s ADD CONSTRAINT %(name)s FOREIGN KEY (%(columns)s) "
            "REFERENCES %(to)s (%(references)s) ON UPDATE %(on_update)s DEFERRABLE INITIALLY DEFERRED",
            table=quote(model._meta.db_table),
            name=quote(self.name),
            columns=", ".join(map(quote, self.columns)),
            to=quote(self.to_table),
            references=", ".join(map(quote, self.references)),
            on_update=self.on_update,
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=schema_editor.quote_name(model._meta.db_table),
            name=schema_editor.quote_name(self.name),
        )

    def validate(self, *args: Any, **options: Any) -> None:
        """Nothing to check in Python: the database does."""

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, _, options = super().deconstruct()
        own = {"columns": self.columns, "to_table": self.to_table, "references": self.references}
        return path, (), options | own | ({} if self.on_update == "CASCADE" else {"on_update": self.on_update})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CompositeForeignKey) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.columns, self.to_table, self.references))


def tenant_of(parent_table: str, *, name: str) -> CompositeForeignKey:
    """The composite key of a child of an opportunity: (opportunity_id, partner_id) → parent (id, partner_id)."""
    return CompositeForeignKey(
        columns=("opportunity_id", "partner_id"), to_table=parent_table, references=("id", "partner_id"), name=name
    )
