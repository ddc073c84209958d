"""Every address of the administration × every role: administrators alone get in, and looking changes nothing.

The usual mistake is a page registered by a package, which brings its own idea of who may see it.
"""

from __future__ import annotations

import re

import pytest
from django.apps import apps

from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.guards.addresses import Address, every_address
from tests.guards.admin_pages import ADDED_ELSEWHERE, KEPT_FOR_EVER, OF_A_RECORD, admin_page
from tests.guards.verdict import judge
from tests.guards.visits import ROLES, client_of, go, wrong
from tests.opportunities.scene import Scene

VALUES = {"app_label": "directory", "url": "nowhere", "content_type_id": 1, "object_id": 1}


def addresses() -> list[Address]:
    return [address for address in every_address() if address.route.startswith("admin/")]


def values(address: Address) -> dict[str, object]:
    """The route's parameters; a record's page is visited on the first record there is."""
    match = re.match(r"admin/(\w+)/(\w+)/<path:object_id>/", address.route)
    if match is None:
        return VALUES
    with acting_as(SYSTEM):
        first = apps.get_model(match[1], match[2])._default_manager.order_by("pk").first()
    assert first is not None, f"{match[2]} has no record: add one to populated.py"
    return VALUES | {"object_id": first.pk}


@pytest.mark.parametrize("name", ROLES)
def test_administrators_alone_get_in(populated: Scene, scene: Scene, name: str) -> None:
    client, found = client_of(populated, name), []
    for address in addresses():
        for visit in admin_page(address) or ():
            found += wrong(name, visit, address, go(client, visit, address, values(address)))
    judge(found, walked=addresses())


def test_rules_name_records_that_exist() -> None:
    models = {match[2] for address in addresses() if (match := OF_A_RECORD.match(address.route))}
    judge((ADDED_ELSEWHERE | KEPT_FOR_EVER) - models, walked=models)
