from django import forms

from prm.ui.renderer import PortalForms


class Note(forms.Form):
    default_renderer = PortalForms
    title = forms.CharField(label="Title", help_text="In a few words.")
    body = forms.CharField(label="Body", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        if self.cleaned_data.get("title") == "no":
            raise forms.ValidationError("Say more than no.")


def test_a_field_is_linked_with_its_hint_and_its_error() -> None:
    html = str(Note({}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext">In a few words.' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_only_what_is_optional_is_marked() -> None:
    html = str(Note())
    assert html.count("(optional)") == 1
    assert html.index("Body") < html.index("(optional)")
    assert '<input type="hidden" name="key"' in html


def test_what_is_wrong_with_the_whole_form_stands_above() -> None:
    html = str(Note({"title": "no"}))
    assert html.index("Say more than no.") < html.index("Title")
