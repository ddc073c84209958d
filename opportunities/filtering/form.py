"""Every filter of a list as one form; their choices are read only here."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from opportunities.filtering.fields import ManyKeys
from opportunities.filtering.records import Records
from opportunities.filters import OpportunityFilter
from opportunities.lists import List
from prm.ui.widgets import DayInput, ManyPicks

# More of them are a list that scrolls.
MOST_PICKS = 40


def all_filters(asked: List) -> forms.Form:
    """The filter form of a list with its choices; a partner without companies below has no filter by partner."""
    whole = OpportunityFilter(
        asked.query, actor=asked.actor, stages=asked.stages.values(), whole_book=True, complete=True
    )
    form: forms.Form = whole.form
    if asked.actor.is_partner and len(asked.actor.organizations) < 2:
        del form.fields["partner"]
    form.full_clean()
    # Checked before: a filter may always be left empty, so that no label needs to say it.
    form.use_required_attribute = False
    for name, field in form.fields.items():
        field.required = True
        if isinstance(field, ManyKeys):
            _offer(field, field.rows(asked.actor), set(asked.query.getlist(name)))
        elif isinstance(field, forms.MultipleChoiceField):
            field.widget = ManyPicks(choices=list(field.choices))  # type: ignore[arg-type]
        elif isinstance(field, forms.DateField):
            field.widget = DayInput()
    return form


def _offer(field: ManyKeys, records: Records, asked: set[str]) -> None:
    """List what is offered, and what is asked for though it is offered no more."""
    choices = {each.key: each.name for each in records.choices()}
    if missing := asked - set(choices):
        choices |= {each.key: each.name for each in records.by_key({key for key in missing if key.isascii()})}
    if len(choices) <= MOST_PICKS:
        field.widget = ManyPicks(choices=list(choices.items()))
    else:
        field.widget = forms.SelectMultiple(choices=list(choices.items()), attrs={"size": 8})
        field.help_text = _("With Ctrl, or on a Mac Command, you choose several.")
