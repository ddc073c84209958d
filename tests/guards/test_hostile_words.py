"""Whatever is written into a form of the portal is stored, or refused with the words kept: never a failure.

Each form that the walk of links finds is sent with the same unkind text in all fields that are written into. The usual
mistakes: a length that only the database knows, a null character, a sentence that shows a key or a stack.
"""

from __future__ import annotations

import html

import pytest

from tests.guards.offered import Offer
from tests.guards.verdict import judge
from tests.guards.visits import client_of
from tests.guards.walking import follow, told_of, walk
from tests.opportunities.scene import Scene

WRITERS = ("pia", "bea")
UNKIND = {
    "long": "Larkspur " * 1_200,
    "three hundred": "n" * 300,
    "right to left": "\u202e\u05d0\u05d1 \u202c \u0639\u0645\u0631 \U0001f6a2\U0001f469\u200d\U0001f527",
    "null": "a\x00b",
    "quotes": "Robert'); DROP TABLE opportunities_opportunity;-- {{ 7|add:7 }}{% now %} <script>alert(1)</script>",
    "number": "1e400",
    "negative": "-1",
    "empty": "   ",
}
ANSWERS = (200, 302, 303, 403, 422, 429)
# Passwords are never given back.
SECRET = {"password", "oldpassword", "password1", "password2", "code"}


def unkind(offer: Offer, words: str) -> Offer:
    return Offer("post", offer.address, offer.fields | {name: [words] for name in offer.typed}, offer.typed)


def lost(page: str, offer: Offer, words: str) -> set[str]:
    """Fields of a refused form whose words are not there any more."""
    if "\x00" in words or not words.strip():
        return set()
    kept = page.count(html.escape(words.strip())) or page.count(html.escape(words))
    shown = {name for name in offer.typed - SECRET if f'name="{name}"' in page}
    return set() if kept >= len(shown) else shown


@pytest.mark.parametrize("name", WRITERS)
def test_unkind_words_are_stored_or_given_back(populated: Scene, scene: Scene, name: str) -> None:
    client = client_of(populated, name)
    forms = {offer.kind: offer for offer, _, _ in walk(client) if offer.method == "post" and offer.typed}
    complaints = []
    for offer in forms.values():
        for what, words in UNKIND.items():
            response = follow(client, unkind(offer, words))
            if response.status_code not in ANSWERS:
                complaints.append(f"{what}: {response.status_code} from {told_of(offer)}")
            elif response.status_code == 422 and (gone := lost(response.content.decode(), offer, words)):
                complaints.append(f"{what}: {told_of(offer)} lost {sorted(gone)}")
    judge(complaints, walked=forms)
