"""Imports go one way. ORDER is the chain: whoever stands to the right may import from the left, never the reverse.

`ui` imports core alone and serves everybody above it. Inside `opportunities` the nouns have an order too. Naming a
module, a model or an app by a string counts as importing it, and migrations count as everything else. An import inside
a function is a cycle in hiding and needs a reason.

The usual mistake is an app that calls what must happen next in an app above it. It declares an event in `events.py`
instead, and the app above registers a handler.
"""

from __future__ import annotations

import re

from tests.guards import walk
from tests.guards.imports import Import, all_imports, modules
from tests.guards.verdict import judge

ORDER = (
    "core",
    "directory",
    "access",
    "catalog",
    "opportunities",
    "service_requests",
    "assignment",
    "analytics",
    "programs",
    "notifications",
    "home",
    "api",
    "demo",
    "wiring",
)
NOT_YET = {
    "service_requests": "no page of it is built",
    "analytics": "no page of it is built",
    "programs": "no page of it is built",
    "api": "no program is served",
}
# What may import what inside `opportunities`; a noun's pages are drawn in the opportunity's frame and stand with it.
NOUNS = {
    "records": (
        "models",
        "migrations",
        "events",
        "permissions",
        "policies",
        "querysets",
        "sharing",
        "states",
        "worth",
        "kept_by_database",
    ),
    "history": ("history",),
    "team": ("team",),
    "stages": ("stages", "reference"),
    "the opportunity": (
        "frame",
        "restricted",
        "filters",
        "filtering",
        "functions",
        "rows",
        "scopes",
        "listing",
        "lists",
        "extracts",
    ),
    "entry": ("entry",),
    "editing": ("editing", "wins", "next_step"),
    "revenue": ("revenue", "rates"),
    "board, exports": ("board", "exports", "searches"),
    "pages": ("views", "urls", "of_account", "of_person", "of_partner", "admin", "forms", "retention", "personal_data"),
    "imports": ("imports", "management", "apps"),
}
UPWARD = {
    "prm.core.management.commands.stop_database → prm.embedded_postgres": "ends the server that only the wiring knows",
    "prm.core.grants → opportunities": "the one list of rights names the tables that no partner rewrites",
    "prm.core.grants → prm.directory": "the one list of rights names the tables that administrators keep",
    "prm.core.grants → prm.access": "the one list of rights names the table of `access` that companies write",
    "prm.core.grants → prm.catalog": "the one list of rights names a table that partners may not read",
    "prm.core.grants → assignment": "the one list of rights names a table that nobody rewrites",
    "opportunities.history.reading → opportunities.stages.shown": "a moved stage is named as on its path; reads only",
}
LATE = {
    "prm.celery → prm.core.connection_check": "the settings must be loaded",
    "prm.core.apps → prm.core.connection_check": "models exist only when apps are ready",
    "prm.core.apps → prm.core.grants": "models exist only when apps are ready",
    "prm.core.outbox.dispatch → prm.core.outbox.tasks": "the task sweeps with what dispatches it",
    "prm.core.apps → prm.core.protection": "models exist only when apps are ready",
    "prm.access.apps → prm.access.handlers": "registers handlers when apps are ready",
    "prm.access.apps → prm.access.second_factor.attempts": "hears of second factors when apps are ready",
    "opportunities.apps → opportunities.editing.handlers": "registers handlers when apps are ready",
    "opportunities.apps → opportunities.exports.jobs": "registers what makes a workbook when apps are ready",
    "prm.core.apps → prm.core.jobs.handlers": "registers handlers when apps are ready",
    "opportunities.apps → opportunities.of_account.business": "tells accounts of their business when apps are ready",
    "opportunities.apps → opportunities.searches.following": "takes searches along, once apps are ready",
    "opportunities.apps → opportunities.sharing": "tells whose contacts are seen when apps are ready",
    "opportunities.apps → opportunities.team.leaving": "hands work over when somebody leaves, once apps are ready",
    "opportunities.apps → opportunities.team.handlers": "registers handlers when apps are ready",
    "opportunities.apps → opportunities.rates.handlers": "registers handlers when apps are ready",
    "prm.notifications.apps → prm.notifications.handlers": "registers handlers when apps are ready",
    "prm.notifications.apps → prm.notifications.unread": "has unread notices counted when apps are ready",
    "assignment.apps → assignment.explanations": "registers words when apps are ready",
    "assignment.apps → assignment.handlers": "registers handlers when apps are ready",
    "assignment.apps → assignment.offers": "registers what the Sales Team offers when apps are ready",
}
MAP = walk.CHECKOUT / "docs" / "map.md"


def app_of(module: str) -> str:
    """`prm.core.rls` → core; what lies at the root of `prm`, and `manage`, is wiring."""
    parts = module.split(".")
    if parts[0] in walk.packages() and parts[0] != "prm":
        return parts[0]
    is_app = len(parts) > 1 and (walk.CHECKOUT / "prm" / parts[1]).is_dir()
    return parts[1] if is_app else "wiring"


def noun_of(module: str) -> str:
    """The step of `NOUNS` that a module of opportunities belongs to, empty for the package itself."""
    parts = module.split(".")[1:]
    if not parts:
        return ""
    name = parts[1] if len(parts) > 1 and parts[1] in ("views", "urls") else parts[0]
    found = [noun for noun, names in NOUNS.items() if name in names]
    assert found, f"{module} has no place in NOUNS of this file: say where it stands."
    return found[0]


def goes_up(found: Import) -> bool:
    importer, imported = app_of(found.importer), app_of(found.imported)
    if importer == imported == "opportunities":
        return noun_goes_up(found)
    if "ui" in (importer, imported):
        return importer != imported and (imported != "core" if importer == "ui" else importer == "core")
    return ORDER.index(importer) < ORDER.index(imported)


def noun_goes_up(found: Import) -> bool:
    importer, imported = noun_of(found.importer), noun_of(found.imported)
    steps = list(NOUNS)
    return bool(importer and imported) and steps.index(importer) < steps.index(imported)


def named(found: Import) -> str:
    return f"{found.importer} → {found.imported}"


def drawn(number: int) -> list[str]:
    """The chain in the drawing of that number below the map's heading."""
    section = MAP.read_text().split("## Import order", 1)[1].split("\n## ", 1)[0]
    blocks = re.findall(r"```\n(.*?)```", section, flags=re.DOTALL)
    return [name.strip() for name in blocks[number].replace("\n", " ").split("←")]


def test_imports_go_one_way() -> None:
    assert len(all_imports()) > 300
    judge((named(found) for found in all_imports() if goes_up(found)), walked=all_imports(), excused=UPWARD)


def test_imports_inside_functions_have_a_reason() -> None:
    # manage.py imports nothing at its head, so that it can say in one line what is missing.
    late = [found for found in all_imports() if found.late and found.importer != "manage"]
    judge(map(named, late), walked=all_imports(), excused=LATE)


def test_every_folder_has_its_place() -> None:
    built = {app_of(module) for module in modules()} - {"ui"}
    assert "ui" in {app_of(module) for module in modules()}
    judge((f"{app} is in no place of ORDER" for app in built - set(ORDER)), walked=built)
    judge(set(ORDER) - built, walked=built, excused=NOT_YET)


def test_every_noun_exists() -> None:
    folder = walk.CHECKOUT / "opportunities"
    names = [name for names in NOUNS.values() for name in names]
    judge(
        (name for name in names if not (folder / name).is_dir() and not (folder / f"{name}.py").exists()), walked=names
    )


def test_map_draws_this_order() -> None:
    assert drawn(0) == [app for app in ORDER if app not in NOT_YET]
    assert drawn(1) == list(NOUNS)
