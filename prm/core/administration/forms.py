from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import BaseConstraint, CheckConstraint, Q, UniqueConstraint

from prm.core.refusals import add_refusals


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form whose every message stands at the field it is about: those of database constraints and of verbs too.

    `derived` names columns that nobody types, each with the field it follows, so that constraints on them are checked.
    """

    derived: ClassVar[dict[str, str]] = {}

    def check_record(self) -> None:
        """Raise ValidationError, by field, for what the saving verb would refuse. The instance holds the new values."""

    def derive(self) -> None:
        """Fill derived columns of the instance from the typed ones."""

    def _post_clean(self) -> None:
        # Django would put every constraint's message above the form.
        self.instance.validate_constraints = lambda exclude: None
        try:
            super()._post_clean()  # type: ignore[misc]
        finally:
            del self.instance.validate_constraints
        self.derive()
        self._check_constraints()
        if not self.errors:
            try:
                self.check_record()
            except ValidationError as refused:
                add_refusals(self, refused)

    def _check_constraints(self) -> None:
        exclude = self._excluded()
        for constraint in self.instance._meta.constraints:
            try:
                constraint.validate(type(self.instance), self.instance, exclude=exclude)
            except ValidationError as refused:
                self.add_error(self._field_of(constraint), refused)

    def _excluded(self) -> set[str]:
        exclude: set[str] = set(self._get_validation_exclusions())  # type: ignore[attr-defined]
        return exclude - {column for column, field in self.derived.items() if field not in self.errors}

    def _field_of(self, constraint: BaseConstraint) -> str | None:
        """The last visible field that the constraint speaks of: the one that people correct."""
        names = [self.derived.get(name, name) for name in _names_in(constraint)]
        shown = [name for name in names if name in self.fields and not self.fields[name].widget.is_hidden]
        return shown[-1] if shown else None


def _names_in(constraint: BaseConstraint) -> Iterator[str]:
    if isinstance(constraint, UniqueConstraint):
        yield from constraint.fields
    elif isinstance(constraint, CheckConstraint) and isinstance(constraint.condition, Q):
        yield from _names_in_condition(constraint.condition)


def _names_in_condition(condition: Q) -> Iterator[str]:
    for child in condition.children:
        if isinstance(child, Q):
            yield from _names_in_condition(child)
        elif isinstance(child, tuple):
            yield child[0].split("__")[0]


def above_form(message: Any) -> ValidationError:
    """A refusal that no single field can mend."""
    return ValidationError({NON_FIELD_ERRORS: message})
