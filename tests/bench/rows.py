"""What is measured, each beside the least it could cost."""

from __future__ import annotations

import subprocess

import psutil

from tests.bench import engine, pages, work
from tests.bench.client import Client
from tests.bench.row import Row

MEGABYTE = 1024 * 1024


def all_rows(port: int, running: dict[str, subprocess.Popen[bytes]]) -> list[Row]:
    """Measure one after the other; nothing runs beside the measured work but what serves it."""
    readers = {
        "rep": Client(port, pages.REP),
        "partner manager of 5 % of all": Client(port, pages.PARTNER_MANAGER),
        "channel manager": Client(port, pages.CHANNEL_MANAGER),
        "executive": Client(port, pages.EXECUTIVE),
        "administrator": Client(port, pages.ADMINISTRATOR),
    }
    rep, administrator = readers["rep"], readers["administrator"]
    found = pages.list_rows(rep, [Client(port, pages.REP) for _ in range(8)])
    found += [*pages.large_list_rows(readers), *pages.filter_rows(administrator), *pages.other_rows(readers)]
    found += [*pages.search_rows(readers), *pages.detail_rows(rep), *work.entering_rows(rep), *work.visible_rows(rep)]
    return [*found, *work.batch_rows(), work.export_row(administrator), *engine.rows(), *memory_rows(running)]


def memory_rows(running: dict[str, subprocess.Popen[bytes]]) -> list[Row]:
    """The largest process of each kind."""
    found = []
    for kind, process in running.items():
        parent = psutil.Process(process.pid)
        largest = max(one.memory_info().rss for one in [parent, *parent.children(recursive=True)])
        found.append(Row(f"Memory of the largest {kind} process", largest / MEGABYTE, "MB", None, "≤ 150"))
    return found
