from datetime import date
from decimal import Decimal

from opportunities.rows import Stored, people_of, row_of, team_of
from opportunities.stages.shown import ShownStage
from prm.ui.marks.people import Member

TEAM = '[[7, "Pat Moreno", "Cardinal", "partner", false], [9, "Abe Sato", "Gantry", "brand_owner", true]]'
DAY = date(2026, 9, 15)
STAGE = ShownStage(3, "proposal", "Proposal", 60, "open")


def stored(**changed: object) -> Stored:
    values = Stored(
        "abcdefghij", "Line 3", "line 3", Decimal(5), Decimal(5), "USD", 50, 3, 30, date(2026, 9, 1), DAY, "Call",
        False, None, 1, 1, 7, None, "Ashgrove", "Toledo", "OH", "United States", "Cardinal", None, TEAM,
    )  # fmt: skip
    return values._replace(**changed)


def test_a_team_is_plain_values() -> None:
    assert team_of(TEAM, 7) == (
        Member("Pat Moreno", "Cardinal", "partner", "primary"),
        Member("Abe Sato", "Gantry", "brand_owner", "lead"),
    )
    assert people_of(TEAM) == {7, 9}
    assert (team_of(None, 7), people_of(None)) == ((), set())


def test_where_a_customer_is() -> None:
    assert stored().customer == "Ashgrove · Toledo, OH"
    assert stored(city="", region="").customer == "Ashgrove · United States"
    assert stored(account=None, city=None, region=None, country=None).customer == ""


def test_a_row_counts_days_and_knows_what_waits() -> None:
    row = row_of(stored(win_asked_at=DAY, restricted=True), {3: STAGE}, DAY)
    assert (row.days_in_stage, row.stage, row.win_asked, row.restricted) == (14, STAGE, True, True)
    assert row_of(stored(stage_since=date(2026, 9, 16)), {3: STAGE}, DAY).days_in_stage == 0
    assert hash(row) == hash(row_of(stored(win_asked_at=DAY, restricted=True), {3: STAGE}, DAY))


def test_the_day_it_closed_is_the_stored_one() -> None:
    won = ShownStage(4, "won", "Won", 100, "won")
    closed = stored(stage_id=4, stage_since=date(2026, 9, 14), closed_on=DAY)
    assert row_of(closed, {4: won}, DAY).closed_on == DAY
    assert row_of(stored(), {3: STAGE}, DAY).closed_on is None
