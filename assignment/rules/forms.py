"""Forms of the rule editor. Everything is picked from the lists as they are now; nothing is typed by identifier."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget

from assignment.attributes import COMPARABLE
from assignment.models import Criterion, Rule
from prm.core.actor import BRAND_OWNER_ROLES
from prm.core.administration.choices import Choices
from prm.core.administration.forms import RecordForm
from prm.directory.models import Person


def brand_owner_roles() -> Choices:
    """Roles whose people a rule may consider."""
    return [("", "—"), *((role.value, str(Person.PersonRole(role).label)) for role in BRAND_OWNER_ROLES)]


class RuleForm(RecordForm):
    """A rule; what its source does not use is emptied."""

    source_role = forms.ChoiceField(
        label=gettext_lazy("Role"), required=False, choices=brand_owner_roles, widget=UnfoldAdminSelectWidget
    )
    instance: Rule

    def derive(self) -> None:
        if self.instance.source != Rule.Source.ROLE:
            self.instance.source_role = ""
        if self.instance.source != Rule.Source.TERRITORY:
            self.instance.source_territory = None

    def check_record(self) -> None:
        if self.instance.source == Rule.Source.ROLE and not self.instance.source_role:
            raise ValidationError({"source_role": _("Choose the role whose people are candidates.")})


class CriterionForm(RecordForm):
    """A criterion compares something that both sides have; its values belong to one attribute."""

    instance: Criterion

    def check_record(self) -> None:
        comparable = COMPARABLE[self.instance.compare]
        if self.instance.attribute not in comparable:
            known = [str(label) for value, label in Criterion.Attribute.choices if value in comparable]
            text = _("There is nothing to compare here. This comparison knows: %(attributes)s.")
            raise ValidationError({"attribute": text % {"attributes": ", ".join(known)}})
        changed = {"compare", "attribute"} & set(self.changed_data)
        if changed and self.instance.pk and self.instance.values.exists():
            text = _("Its values belong to the former choice. Remove them first, on the criterion’s own page.")
            raise ValidationError({changed.pop(): text})
