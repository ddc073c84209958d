import pytest

from prm.core.jobs import downloads
from prm.core.jobs.downloads import Download, download_of, signed
from prm.core.jobs.models import Job

JOB = Job(file="exports/a.xlsx", file_name="list.xlsx", person_id=7)


def test_a_token_stands_for_a_file_and_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    token = signed(JOB)
    assert download_of(token, 7) == Download("exports/a.xlsx", "list.xlsx")
    assert [download_of(token, 8), download_of(token, None), download_of(token[:-1], 7)] == [None, None, None]
    assert download_of("nonsense", 7) is None
    monkeypatch.setattr(downloads, "VALID", 0)
    assert download_of(token, 7) is None
