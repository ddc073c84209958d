import pytest

from prm.ui.marks.stages import bar, stage, stage_progress


def test_no_open_stage_looks_finished() -> None:
    assert [stage_progress(position, 4) for position in (1, 2, 3, 4)] == [20, 40, 60, 80]


def test_the_pie_grows_clockwise_from_the_top() -> None:
    assert "A3.9 3.9 0 0 1 11.90 8.00Z" in stage("Qualification", 25)
    assert "A3.9 3.9 0 1 1 4.10 8.00Z" in stage("Negotiation", 75)
    assert "<path" not in stage("Prospecting", 0)
    assert "<path" not in stage("Ready", 100)


def test_only_won_has_a_color() -> None:
    assert 'class="stage good"' in stage("Won", outcome="won")
    assert 'class="stage"' in stage("Lost", outcome="lost")


def test_an_unknown_outcome_fails() -> None:
    with pytest.raises(KeyError):
        stage("Paused", outcome="paused")


def test_a_bar_stays_within_its_ground() -> None:
    assert 'class="f-b" width="30"' in bar(6, 20, "brand_owner")
    assert 'class="f-i" width="100"' in bar(30, 20)
    assert 'class="f-i" width="0"' in bar(3, 0)
