"""A walk through all that a page offers to one visitor, a few of each kind."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.guards.offered import Offer, Offers, view_of

START = "/"
# So many of one kind: the second may be a record in another state.
MOST_OF_A_KIND = 2
NOT_FOLLOWED = {
    "account_logout": "signs the visitor out",
}
# Walked by tests/guards/test_admin_addresses.py.
ADMIN = "/admin/"


def follow(client: Client, offer: Offer) -> HttpResponse:
    """What comes back; what a form wrote is undone."""
    with transaction.atomic():
        if offer.method == "post":
            response = client.post(offer.address, offer.fields)
        else:
            response = client.get(offer.address, offer.fields or None)
        transaction.set_rollback(True)
    return response


def pages_of(response: HttpResponse, address: str) -> list[Offer]:
    if response.status_code in (302, 303):
        return [Offer("get", response.headers["Location"].split("#")[0])]
    if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
        return []
    return Offers(response.content.decode(), address).found


def walk(client: Client) -> Iterator[tuple[Offer, HttpResponse, str]]:
    """Each offer with what came back and the page that made it."""
    waiting, seen = deque([(Offer("get", START), "the beginning")]), Counter[tuple[str, ...]]()
    done: set[str] = set()
    while waiting:
        offer, source = waiting.popleft()
        told = told_of(offer)
        if told in done or not _to_follow(offer) or seen[offer.kind] >= MOST_OF_A_KIND:
            continue
        done.add(told)
        seen[offer.kind] += 1
        response = follow(client, offer)
        yield offer, response, source
        if offer.method == "get":
            waiting.extend((found, offer.address) for found in pages_of(response, offer.address))


def told_of(offer: Offer) -> str:
    return f"{offer.method} {offer.address} {offer.fields if offer.method == 'get' else sorted(offer.fields)}"


def _to_follow(offer: Offer) -> bool:
    path = offer.address.split("?")[0]
    return view_of(path) not in NOT_FOLLOWED and not path.startswith(ADMIN)
