from __future__ import annotations

from pathlib import Path

import pytest

from prm.environment import EnvironmentProblem, demo_secret_key, is_bare, read
from prm.sign_in import providers

INSTALLATION = {
    "DATABASE_URL": "postgres://prm_app:secret@db.example:5432/prm",
    "REDIS_URL": "redis://redis.example:6379/0",
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "portal.example, www.portal.example",
}


def problem_of(**changes: str | None) -> str:
    """What `read` says about an installation with some variables changed; None takes one away."""
    environ = {name: value for name, value in (INSTALLATION | changes).items() if value is not None}
    with pytest.raises(EnvironmentProblem) as caught:
        read(environ)
    return str(caught.value)


def test_installation_is_production_by_default() -> None:
    found = read(INSTALLATION)
    assert found.production
    assert found.https
    assert found.allowed_hosts == ["portal.example", "www.portal.example"]


@pytest.mark.parametrize("name", INSTALLATION)
def test_missing_variable_is_named(name: str) -> None:
    assert problem_of(**{name: None}).startswith(f"{name} is missing: ")


def test_all_problems_are_told_at_once() -> None:
    assert len(problem_of(REDIS_URL=None, SECRET_KEY=None, HTTPS="maybe").splitlines()) == 3


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("HTTPS", "ja", "write true or false"),
        ("TRUSTED_PROXIES", "many", "write a whole number from 0 to 9"),
        ("TRUSTED_PROXIES", "10", "write a whole number from 0 to 9"),
        ("PORT", "0", "write a whole number from 1 to 65535"),
        ("PORT", "²", "write a whole number from 1 to 65535"),
        ("LOG_LEVEL", "LOUD", "write one of DEBUG, INFO, WARNING, ERROR"),
        ("DATABASE_URL", "mysql://db.example/prm", "does not start with postgres: or postgresql:"),
        ("DATABASE_OWNER_URL", "postgres://db.example:54x2/prm", "check its port"),
        ("REDIS_URL", "redis.example:6379", "does not start with redis:"),
        ("EMAIL_URL", "mail.example", "does not start with smtp:"),
        ("SECRET_KEY", "short", "too short"),
        ("S3_ACCESS_KEY", "key", "S3_SECRET_KEY is missing"),
    ],
)
def test_mistyped_value_is_refused_with_its_name(name: str, value: str, words: str) -> None:
    problem = problem_of(**{name: value})
    assert name in problem
    assert words in problem


def test_message_does_not_repeat_a_secret() -> None:
    assert "hunter2" not in problem_of(DATABASE_URL="mysql://prm:hunter2@db.example/prm")


@pytest.mark.parametrize(
    ("typo", "meant"), [("REDIS_ULR", "REDIS_URL"), ("ALOWED_HOSTS", "ALLOWED_HOSTS"), ("EMAIL_URI", "EMAIL_URL")]
)
def test_mistyped_name_is_refused(typo: str, meant: str) -> None:
    assert f"did you mean {meant}?" in problem_of(**{meant: None, typo: "redis://redis.example/0"})


def test_unknown_name_with_our_prefix_is_refused() -> None:
    assert "PRM_COLOR is not a variable of this program" in problem_of(PRM_COLOR="blue")


def test_names_of_other_programs_are_left_alone() -> None:
    assert read(INSTALLATION | {"HOME": "/", "HTTP_PROXY": "x", "PORTS": "1", "EDITOR": "ed"}).production


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({}, "https://portal.example"),
        ({"HTTPS": "false"}, "http://portal.example"),
        ({"PORTAL_URL": "https://sales.example/"}, "https://sales.example"),
        ({"PORTAL_URL": "https://sales.example", "ALLOWED_HOSTS": ".sales.example"}, "https://sales.example"),
    ],
)
def test_links_in_mails_lead_to_the_portal(changes: dict[str, str], address: str) -> None:
    assert read(INSTALLATION | changes).portal_address == address


@pytest.mark.parametrize("hosts", ["*", ".portal.example, portal.example"])
def test_a_pattern_is_no_place_for_links(hosts: str) -> None:
    assert "PORTAL_URL is missing" in problem_of(ALLOWED_HOSTS=hosts)


def test_demo_needs_nothing() -> None:
    found = read({"PRM_DEMO": "true", "PORT": "8001"})
    assert found.portal_address == "http://localhost:8001"
    found = read({"PRM_DEMO": "true"})
    assert not found.production
    assert not found.https
    assert found.port == 8000


@pytest.mark.parametrize("name", ["ALLOWED_HOSTS", "DATABASE_URL"])
def test_no_installation_runs_as_the_demo(name: str) -> None:
    with pytest.raises(EnvironmentProblem, match=f"^{name} is set together with PRM_DEMO") as caught:
        read({"PRM_DEMO": "true", name: INSTALLATION[name]})
    assert "secret" not in str(caught.value)
    assert len(problem_of(PRM_DEMO="true").splitlines()) == 2


@pytest.mark.parametrize("host", ["localhost:5432", "127.0.0.1", "[::1]:5432", "%2Frun%2Fpostgresql", ""])
def test_the_demo_may_use_a_database_of_this_machine(host: str) -> None:
    assert read({"PRM_DEMO": "true", "DATABASE_URL": f"postgres://prm_app@{host}/prm"}).demo
    with pytest.raises(EnvironmentProblem, match="DATABASE_URL is set together"):
        read({"PRM_DEMO": "true", "DATABASE_URL": f"postgres://prm_app@{host}/prm?host=db.example"})


@pytest.mark.parametrize(
    ("environ", "bare"), [({}, True), ({"REDIS_URL": "redis://r/0"}, True), ({"SECRET_KEY": "k"}, False)]
)
def test_bare_environment_means_the_embedded_database(environ: dict[str, str], bare: bool) -> None:
    assert is_bare(environ) is bare


def test_demo_key_is_made_once_and_private(tmp_path: Path) -> None:
    first = demo_secret_key(tmp_path / "local")
    assert demo_secret_key(tmp_path / "local") == first
    assert len(first) >= 50
    assert [file.stat().st_mode & 0o777 for file in (tmp_path / "local").iterdir()] == [0o600]


def test_company_sign_in_needs_what_the_provider_gave() -> None:
    told = problem_of(OIDC_ISSUER="https://login.example/", OIDC_CLIENT_ID="portal")
    assert "OIDC_CLIENT_SECRET is missing" in told
    assert "OIDC_ISSUER does not start with" in problem_of(OIDC_ISSUER="login.example")
    given = {"OIDC_ISSUER": "https://login.example/", "OIDC_CLIENT_ID": "portal", "OIDC_CLIENT_SECRET": "s"}
    found = read(INSTALLATION | given)
    assert (found.oidc_issuer, found.oidc_name) == ("https://login.example", "Company account")
    assert providers(found)["openid_connect"]["APPS"][0]["client_id"] == "portal"
    assert providers(read(INSTALLATION))["openid_connect"]["APPS"] == []


def test_days_kept() -> None:
    assert read(INSTALLATION).keep_days == {"runs": 400, "notices": 180, "sign_ins": 400, "deleted": 30, "events": 30}
    assert read(INSTALLATION | {"KEEP_RUNS_DAYS": "7"}).keep_days["runs"] == 7
    assert "KEEP_EVENTS_DAYS is '0'" in problem_of(KEEP_EVENTS_DAYS="0")
