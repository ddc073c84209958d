from django import forms

from prm.ui.refusals import refused_fields, refused_sentences
from prm.ui.widgets import Picks


class Person(forms.Form):
    name = forms.CharField(label="Full name")
    source = forms.ChoiceField(label="Source", choices=[("web", "Web")], widget=Picks)
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        raise forms.ValidationError("These two do not fit.")


class Line(forms.Form):
    quantity = forms.IntegerField(label="Quantity")


Lines = forms.formset_factory(Line, extra=0, max_num=1, validate_max=True)


def lines(*quantities: str) -> forms.BaseFormSet:
    typed = {f"lines-{number}-quantity": quantity for number, quantity in enumerate(quantities)}
    return Lines({"lines-TOTAL_FORMS": len(quantities), "lines-INITIAL_FORMS": 0, **typed}, prefix="lines")


def test_each_refused_field_has_a_target_that_can_be_focused() -> None:
    form = Person({})
    form.is_valid()
    assert refused_fields(form) == [("id_name", "full name"), ("id_source_0", "source")]


def test_lines_follow_the_form() -> None:
    form, formset = Person({"source": "web", "name": "Pat"}), lines("three")
    assert (form.is_valid(), formset.is_valid()) == (False, False)
    assert refused_fields(form, formset) == [("id_lines-0-quantity", "quantity")]


def test_sentences_are_about_the_whole_or_what_nobody_sees() -> None:
    form, formset = Person({"source": "web", "name": "Pat"}), lines("1", "2")
    assert (form.is_valid(), formset.is_valid()) == (False, False)
    whole, hidden, together = refused_sentences(form, formset)
    assert whole == "These two do not fit."
    assert hidden == "This is needed. Fill it in."
    assert "1 form" in together
