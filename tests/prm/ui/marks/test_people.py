import pytest

from prm.ui.marks.people import Member, audience, crew, initials, org, plain_avatar, who

PAT = Member("Pat Moreno", "Cardinal Systems", "partner", "primary")
ABE = Member("Abe Lindqvist", "Gantry", "brand_owner", "lead")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Pat Moreno", "PM"), ("Gantry", "G"), ("Ana de la Cruz", "AC"), (" ", ""), ("日本 太郎", "日太")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_shape_and_fill_say_side_and_lead() -> None:
    assert 'class="who p lead"' in who(*PAT)
    assert 'class="who b m"' in who("Bea Aldous", "Gantry", "brand_owner", size="m")


def test_the_label_says_everything() -> None:
    assert 'aria-label="Pat Moreno, Cardinal Systems, primary"' in who(*PAT)
    assert 'aria-label="Abe Lindqvist, Gantry, lead"' in who(*ABE)


@pytest.mark.parametrize("wrong", [("Pat", "Cardinal", "customer"), ("Pat", "Cardinal", "partner", "boss")])
def test_an_unknown_side_or_lead_fails(wrong: tuple[str, ...]) -> None:
    with pytest.raises(KeyError):
        who(*wrong)


def test_names_are_escaped() -> None:
    html = who("<b>Eve</b> Stone", 'Gan"try', "brand_owner")
    assert "<b>" not in html
    assert "&quot;" in html


def test_a_crew_shows_leads_first_and_four_people() -> None:
    others = [Member(f"Rosa {letter}", "Cardinal Systems", "partner") for letter in "ABCD"]
    html = crew([*others, ABE, PAT])
    assert html.count("<li>") == 5
    assert html.index("Pat Moreno") < html.index("Abe Lindqvist") < html.index("Rosa A")
    assert 'aria-label="2 more">+2<' in html


def test_a_small_crew_says_nothing_of_more() -> None:
    assert "more" not in crew([PAT, ABE])


def test_a_crew_takes_plain_tuples() -> None:
    assert crew([tuple(PAT)]) == crew([PAT])


def test_companies() -> None:
    assert 'aria-hidden="true">CS</span>Cardinal Systems' in org("Cardinal Systems", "partner")
    assert 'class="who b x lead"' in plain_avatar("G", "brand_owner", "x", lead=True)


def test_an_audience_is_quiet_when_it_is_both_companies() -> None:
    assert 'class="vh">Visible to both companies' in audience()
    assert 'class="aud own"' in audience("Cardinal Systems")
    assert "Cardinal Systems only" in audience("Cardinal Systems")
