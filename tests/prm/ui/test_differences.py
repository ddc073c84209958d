from __future__ import annotations

from datetime import date

from django import forms

from prm.ui.differences import Difference, differences


class Sample(forms.Form):
    name = forms.CharField(label="Name")
    day = forms.DateField(label="Day", required=False)
    stage = forms.ChoiceField(label="Stage", choices=[("a", "First"), ("b", "Second")])
    many = forms.MultipleChoiceField(label="Help", choices=[("x", "Expert"), ("y", "Price")], required=False)
    counted = forms.BooleanField(label="Counted", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


STORED = {"name": "One", "day": date(2026, 9, 30), "stage": "a", "many": ["x"], "counted": True, "version": 2}
SAME = {"name": "One", "day": "2026-09-30", "stage": "a", "many": ["x"], "counted": "on", "version": "1"}


def test_nothing_differs_but_what_nobody_sees() -> None:
    assert differences(Sample(SAME, initial=STORED)) == []


def test_each_kind_in_words() -> None:
    typed = {"name": "Two", "day": "2026-10-01", "stage": "b", "many": ["x", "y"], "version": "1"}
    assert differences(Sample(typed, initial=STORED)) == [
        Difference("Name", "One", "Two"),
        Difference("Day", "Sep 30, 2026", "Oct 1, 2026"),
        Difference("Stage", "First", "Second"),
        Difference("Help", "Expert", "Expert, Price"),
        Difference("Counted", "yes", "no"),
    ]


def test_what_is_no_value_at_all() -> None:
    typed = SAME | {"name": "", "day": "soon", "many": []}
    assert differences(Sample(typed, initial=STORED)) == [
        Difference("Name", "One", "—"),
        Difference("Day", "Sep 30, 2026", "soon"),
        Difference("Help", "Expert", "—"),
    ]
