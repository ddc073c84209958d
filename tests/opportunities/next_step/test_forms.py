from __future__ import annotations

import pytest

from opportunities.next_step.forms import NextStepForm


@pytest.mark.parametrize("step", ["x" * 201, "x" * 10_000, "a\x00b"])
def test_bad_step_is_told_at_its_field(step: str) -> None:
    assert list(NextStepForm({"next_step": step, "version": "1"}).errors) == ["next_step"]


@pytest.mark.parametrize("step", ["", "Call عمر tomorrow 🚢", "x" * 200])
def test_what_may_be_said(step: str) -> None:
    form = NextStepForm({"next_step": step, "version": "1"})
    assert form.is_valid()
    assert form.cleaned_data["next_step"] == step
