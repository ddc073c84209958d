import pytest
from heroicons import IconDoesNotExist

from prm.ui.marks.icons import chip, icon, pair


def test_an_icon_goes_with_words_and_carries_no_style_of_its_own() -> None:
    html = icon("briefcase", "s")
    assert html.startswith('<svg aria-hidden="true"')
    assert 'class="i s"' in html
    assert "stroke" not in html
    assert html.count("aria-hidden") == 1


def test_an_unknown_icon_fails() -> None:
    with pytest.raises(IconDoesNotExist):
        icon("briefcases")


def test_chips_and_the_mark() -> None:
    assert chip("Approved", "good") == '<span class="chip good">Approved</span>'
    assert chip("<x>") == '<span class="chip">&lt;x&gt;</span>'
    assert 'class="pair"' in pair()
