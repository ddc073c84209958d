from datetime import date

from django import forms
from django.utils import translation

from prm.ui.renderer import PortalForms
from prm.ui.widgets import ComboInput, DayInput, ManyPicks, Picks, PricedSelect

CHOICES = [("web", "Web"), ("show", "Trade <show>")]


class Sources(forms.Form):
    default_renderer = PortalForms
    one = forms.ChoiceField(widget=Picks, choices=CHOICES)
    many = forms.MultipleChoiceField(widget=ManyPicks, choices=CHOICES, initial=["show"])


def test_picks_are_radio_buttons_and_boxes_in_labels() -> None:
    form = Sources()
    one, many = str(form["one"]), str(form["many"])
    assert one.count('type="radio"') == 2
    assert many.count('type="checkbox"') == 2
    assert 'for="id_one_1"' in one
    assert "Trade &lt;show&gt;" in one
    assert many.count(" checked") == 1


def test_a_day_is_written_as_the_browser_wants_it_in_every_language() -> None:
    with translation.override("de"):
        html = DayInput().render("day", date(2026, 9, 30))
    assert 'type="date"' in html
    assert 'value="2026-09-30"' in html


def test_a_combo_names_its_list_and_its_address() -> None:
    html = ComboInput("/accounts/find/").render("account", "Harbor", {"id": "id_account"})
    assert 'aria-controls="id_account_options"' in html
    assert 'data-combobox="/accounts/find/"' in html
    assert 'role="combobox"' in html


def test_products_carry_their_price() -> None:
    select = PricedSelect(choices=[("1", "Lathe"), ("2", "Press")])
    select.prices = {"1": "4821.00"}
    html = select.render("product", "2")
    assert '<option value="1" data-price="4821.00">' in html
    assert '<option value="2" selected>' in html
