"""Forms of the administration for the lists that opportunities use."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminSelectWidget

from opportunities.models import Opportunity, Stage
from opportunities.reference.actions import check_stage
from prm.core.administration.choices import Choices, languages, with_present
from prm.core.administration.forms import RecordForm


def requirable_fields() -> Choices:
    """What a stage can ask for, in words."""
    lines = gettext_lazy("revenue lines")
    names = {
        field.name: field.verbose_name for field in Opportunity._meta.get_fields() if hasattr(field, "verbose_name")
    }
    return [(name, str(names.get(name, lines)).capitalize()) for name in Stage.REQUIRABLE]


class StageForm(RecordForm):
    """A stage; there is always one in use to enter a deal, to win it and to lose it."""

    required_fields = forms.MultipleChoiceField(
        label=gettext_lazy("Required fields"),
        required=False,
        choices=requirable_fields,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=gettext_lazy("Must be filled before an opportunity enters this stage."),
    )
    instance: Stage

    def check_record(self) -> None:
        check_stage(self.instance)


class TranslatedNameForm(RecordForm):
    """A name in one of the portal's languages."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=languages, widget=UnfoldAdminSelectWidget)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        language: Any = self.fields["language"]
        language.choices = with_present(languages(), self.instance.language)
