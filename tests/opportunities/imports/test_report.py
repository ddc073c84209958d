"""Broken rows: what is wrong is told with file and line, and the rest goes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from opportunities.entry import actions as entry_actions
from opportunities.imports import actions
from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from prm.directory.models import Account
from tests.opportunities.imports.pipeline_files import PIPELINE, run_import, write_files

pytestmark = pytest.mark.django_db

BROKEN = {
    "unknown product": ("X,Ira Novak,Gizmo,Wellmont,Won,2016-10-20,2017-03-01,1", "unknown product “Gizmo”"),
    "unknown agent": ("X,Nobody,GTX Pro,Wellmont,Won,2016-10-20,2017-03-01,1", "unknown sales_agent “Nobody”"),
    "unknown account": ("X,Ira Novak,GTX Pro,Elsewhere,Won,2016-10-20,2017-03-01,1", "unknown account “Elsewhere”"),
    "unknown stage": ("X,Ira Novak,GTX Pro,,Dreaming,2016-10-20,,", "unknown deal_stage “Dreaming”"),
    "no id": (",Ira Novak,GTX Pro,,Engaging,2016-10-20,,", "opportunity_id is empty"),
    "long id": (f"{'X' * 81},Ira Novak,GTX Pro,,Engaging,2016-10-20,,", "opportunity_id has more than 80"),
    "no value": ("X,Ira Novak,GTX Pro,,Won,2016-10-20,2017-03-01,", "close_value is empty"),
    "words for a value": ("X,Ira Novak,GTX Pro,,Won,2016-10-20,2017-03-01,much", "close_value “much” is not a number"),
    "below 0": ("X,Ira Novak,GTX Pro,,Won,2016-10-20,2017-03-01,-5", "close_value “-5” is not a number of 0 or more"),
    "endless": ("X,Ira Novak,GTX Pro,,Won,2016-10-20,2017-03-01,Infinity", "close_value “Infinity” is not a number"),
    "too much": ("X,Ira Novak,GTX Pro,,Won,2016-10-20,2017-03-01,1e15", "at most 14 digits"),
    "no such day": ("X,Ira Novak,GTX Pro,,Engaging,2017-02-30,,", "engage_date “2017-02-30” is not a day"),
    "ancient": ("X,Ira Novak,GTX Pro,,Engaging,0001-01-01,,", "engage_date “0001-01-01” is not a day"),
    "closed before engaged": ("X,Ira Novak,GTX Pro,,Won,2017-03-01,2016-10-20,1", "close_date 2016-10-20 is before"),
    "closed without a day": ("X,Ira Novak,GTX Pro,,Lost,2017-03-01,,", "close_date is empty though the deal is closed"),
    "engaged in the future": ("X,Ira Novak,GTX Pro,,Engaging,2999-01-01,,", "a day that has not come yet"),
    "closed in the future": ("X,Ira Novak,GTX Pro,,Won,2017-03-01,2999-01-01,5", "a day that has not come yet"),
    "too few columns": ("X,Ira Novak", "2 columns where the first line has 8"),
    "a stray character": ("X\x00,Ira Novak,GTX Pro,,Engaging,2017-03-01,,", "a character that cannot be stored"),
    "a stray quote": ('X,"Ira" Novak,GTX Pro,,Engaging,2017-03-01,,', "expected after"),
    "twice in the file": (PIPELINE[0], "“O1” stands in an earlier line already"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_row_stays_out_and_the_rest_goes_in(case: str, tmp_path: Path) -> None:
    row, reason = BROKEN[case]
    printed, refused, failure = run_import(write_files(tmp_path, *PIPELINE[:2], row, *PIPELINE[2:]))
    assert refused.startswith("sales_pipeline.csv:4: ")
    assert reason in refused
    assert len(refused.splitlines()) == 1
    assert failure == "1 rows were refused; the rest went in."
    assert "4 opportunities added" in printed


def test_row_that_only_the_verb_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse_one(entry: entry_actions.Entry, reference: object) -> None:
        if entry.external_id == "O3":
            raise ValidationError({"name": ["Too dull."]})

    monkeypatch.setattr(entry_actions, "check_entry", refuse_one)
    monkeypatch.setattr(actions, "CHUNK", 3)
    _printed, refused, failure = run_import(write_files(tmp_path))
    assert refused == "sales_pipeline.csv:4: name: Too dull.\n"
    assert failure == "1 rows were refused; the rest went in."
    with acting_as(SYSTEM):
        assert sorted(Opportunity.objects.values_list("external_id", flat=True)) == ["O1", "O2", "O4"]


@pytest.mark.parametrize(
    ("changed", "file", "reason"),
    [
        ({"teams": "sales_agent,manager,regional_office\nIra Novak,,Lakes\n"}, "sales_teams.csv:2", "manager is empty"),
        ({"products": "product,series,sales_price\nGTX Pro,GTX,dear\n"}, "products.csv:2", "sales_price “dear”"),
        ({"products": "product,series,sales_price\nGTX Pro,GTX,1\nGTX Pro,GTX,2\n"}, "products.csv:3", "earlier line"),
    ],
)
def test_broken_row_of_the_other_files(changed: dict[str, str], file: str, reason: str, tmp_path: Path) -> None:
    _printed, refused, failure = run_import(write_files(tmp_path, **changed))
    assert f"{file}: " in refused
    assert reason in refused
    assert "rows were refused" in failure


def test_broken_account(tmp_path: Path) -> None:
    header = "account,sector,revenue,employees,office_location,subsidiary_of\n"
    accounts = f"{header}Wellmont,,,many,,\nOakline,,12.5,,,Nowhere\n{'A' * 201},,,,,\n"
    _printed, refused, failure = run_import(write_files(tmp_path, PIPELINE[1], accounts=accounts))
    lines = refused.splitlines()
    assert lines[0] == "accounts.csv:2: employees “many” is not a whole number"
    assert lines[1].startswith("accounts.csv:4: name: ")
    assert lines[2] == "accounts.csv:3: its parent “Nowhere” is not among the accounts; it went in without"
    assert failure == "3 rows were refused; the rest went in."
    with acting_as(SYSTEM):
        assert Account.objects.get().parent is None
