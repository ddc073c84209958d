from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.test import Client, override_settings

from prm import celery_app
from prm.core import health


def test_healthz_needs_no_database(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content == b"ok\n"


@pytest.mark.django_db
def test_ready(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"ready": True, "missing": []})


@pytest.mark.django_db
def test_open_migrations_are_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def plan(self: object, targets: object) -> list[str]:
        return ["opportunities.0099_later"]

    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", plan)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["missing"]) == (503, ["migrations"])


def test_database_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "connection", SimpleNamespace(cursor=refuse))
    response = client.get("/readyz")
    assert (response.status_code, response.json()["missing"]) == (503, ["database"])


@pytest.mark.django_db
def test_broker_is_there(client: Client, redis_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(celery_app.conf, "broker_write_url", redis_address)
    with override_settings(REDIS_ADDRESS=redis_address):
        assert client.get("/readyz").json()["missing"] == []


@pytest.mark.django_db
def test_broker_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(celery_app.conf, "broker_write_url", nobody)
    with override_settings(REDIS_ADDRESS=nobody):
        response = client.get("/readyz")
    assert (response.status_code, response.json()["missing"]) == (503, ["broker"])
