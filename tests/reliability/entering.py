"""Entering opportunities while something breaks: through the verb in this process, or as a browser sends the form."""

from __future__ import annotations

import http.client
import uuid
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from opportunities.entry.actions import enter_opportunity
from opportunities.entry.records import LineEntry
from prm.core.rls import acting_as
from tests.bench.client import Client
from tests.journeys.portal import Portal
from tests.world import World

NEW = "/opportunities/new/"
SERVER_ERROR = 500


def enter(world: World, name: str) -> UUID:
    """Pat enters an opportunity; the key of its form, committed."""
    pat, key = world.actor("pat"), uuid.uuid4()
    lines = (LineEntry(world.product.pk, Decimal(2), Decimal(1000)),)
    with acting_as(pat):
        enter_opportunity(world.entry(name=name, entry_key=key, lines=lines), actor=pat)
    return key


def typed(world: World, name: str, entry_key: UUID) -> dict[str, str]:
    """What a browser sends for a form that is filled in rightly."""
    return {
        "entry_key": str(entry_key),
        "name": name,
        "account": world.account.name,
        "account_key": world.account.key,
        "source": "web",
        "type": "new",
        "currency": "USD",
        "close_date": (date.today() + timedelta(days=30)).isoformat(),
        "lines-TOTAL_FORMS": "1",
        "lines-INITIAL_FORMS": "0",
        "lines-0-product": world.product.key,
        "lines-0-quantity": "2",
        "lines-0-unit_price": "1000",
    }


class Seller(Client):
    """Pat at a browser, who sends the form and looks whether it was taken."""

    def __init__(self, portal: Portal, world: World) -> None:
        super().__init__(portal.port, "pat@cardinal.example")
        self.world = world

    def close(self) -> None:
        self.connection.close()

    def save(self, name: str, entry_key: UUID) -> bool:
        """True where the answer leads to the opportunity; False where there was none, or an error of the server."""
        fields = typed(self.world, name, entry_key) | {"csrfmiddlewaretoken": self.cookies["csrftoken"]}
        self.connection.close()  # its other end may have been killed
        try:
            status, body, _ = self._send("POST", NEW, urlencode(fields))
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return False
        assert status == http.client.FOUND or status >= SERVER_ERROR, f"{status}: {body}"
        return status == http.client.FOUND
