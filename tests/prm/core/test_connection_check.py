from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from prm.core import connection_check, roles


@pytest.fixture(autouse=True)
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_check, "_checked", set())


def connection_of(alias: str = "default") -> SimpleNamespace:
    """What the receiver looks at of a Django connection, and whether it was closed."""
    found = SimpleNamespace(alias=alias, connection=object(), closed=False)
    found.settings_dict = {"HOST": "db.example", "NAME": "prm", "USER": "postgres"}
    found.close = lambda: setattr(found, "closed", True)
    return found


def test_wrong_role_is_refused_and_disconnected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "problem_of", lambda raw: "signs in as postgres")
    connection = connection_of()
    for _ in range(2):
        with pytest.raises(ImproperlyConfigured, match="signs in as postgres"):
            connection_check.refuse_wrong_role(connection)
    assert connection.closed


def test_each_database_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(roles, "problem_of", lambda raw: asked.append(raw) or "")
    connection_check.refuse_wrong_role(connection_of())
    connection_check.refuse_wrong_role(connection_of())
    assert len(asked) == 1


def test_owner_alias_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "problem_of", lambda raw: "would be refused")
    connection_check.refuse_wrong_role(connection_of("owner"))
