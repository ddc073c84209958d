"""Pages rendered in a language that puts every translated text in brackets have no word outside them, but for data.

The usual mistakes are those that no reading of the source finds: a sentence put together from pieces, a choice whose
label is its code, a message of a library in English.
"""

from __future__ import annotations

import pytest
from django.db import models
from django.http import HttpResponse

from opportunities.models import Opportunity
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.guards.pseudo_locale import brackets, outside
from tests.guards.records import own_models
from tests.guards.verdict import judge
from tests.guards.visits import NOBODY, client_of
from tests.opportunities.entering import typed
from tests.opportunities.scene import Scene

__all__ = ["brackets"]

DATA_FIELDS = {
    "name", "city", "region", "country", "job_title", "description", "what", "next_step", "competitor", "email",
    "industry", "team_role", "rule_name", "code", "item",
}  # fmt: skip
# Word → why it is no text to translate.
ALLOWED = {"Ctrl": "a key, as it stands on the keyboard", "Enter": "a key, as it stands on the keyboard"}
PAGES = (
    "/opportunities/",
    "/opportunities/?stage=any&search=deal",
    "/opportunities/?search=nothing-like-it",
    "/opportunities/new/",
    "/opportunities/new/accounts/?typed=Customer",
    "/opportunities/{deal}/",
    "/opportunities/{deal}/history/",
    "/opportunities/{deal}/stage/?stage=lost",
    "/opportunities/{deal}/stage/?stage=negotiation",
    "/opportunities/aaaaaaaaaa/",
    "/sign-in/email/",
    "/sign-in/2fa/",
    "/sign-in/2fa/totp/activate/",
    "/sign-in/2fa/recovery-codes/generate/",
    "/sign-in/2fa/webauthn/",
    "/sign-in/sessions/",
    "/sign-in/logout/",
    "/sign-in/password/set/",
)
PAGES_BEFORE_SIGN_IN = ("/sign-in/", "/sign-in/password/reset/", "/sign-in/password/reset/done/", "/sign-in/signup/")


def data_of_the_scene() -> list[str]:
    """Whatever stands in records, the longest first, with initials as avatars show them."""
    found: set[str] = set()
    with acting_as(SYSTEM):
        for model in own_models():
            for field in model._meta.concrete_fields:
                if field.name in DATA_FIELDS and isinstance(field, models.CharField | models.TextField):
                    found |= set(model._default_manager.order_by().values_list(field.name, flat=True))
    initials = {"".join(word[0] for word in name.split()).upper() for name in found if name}
    short = {name.split()[0] for name in found if name}
    return sorted({value for value in found | initials | short if value}, key=len, reverse=True)


def refused_forms(scene: Scene, name: str, deal: str) -> list[HttpResponse]:
    client = client_of(scene, name)
    wrong = typed(scene, lines=[("Mast Router", "-1", "x")], name="", close_date="1999-01-01", email="nowhere")
    return [
        client.post("/opportunities/new/", wrong),
        client.post("/opportunities/new/", {}),
        client.post(f"/opportunities/{deal}/stage/", {"stage": "lost", "version": "1"}),
        client.post("/sign-in/email/", {"action_add": "", "email": "nowhere"}),
    ]


def bare(response: HttpResponse, what: str, data: list[str]) -> set[str]:
    assert response.status_code in (200, 404, 422), f"{what}: {response.status_code}"
    return {f"{word} on {what}" for word in outside(response.content.decode(), data)}


@pytest.mark.parametrize("name", ["pia", "bea", "ada"])
def test_pages_have_no_bare_words(populated: Scene, scene: Scene, brackets: None, name: str) -> None:
    data, client = data_of_the_scene(), client_of(populated, name)
    with acting_as(SYSTEM):
        deal = Opportunity.objects.get(name="Open deal of pia").key
    found: set[str] = set()
    for page in PAGES:
        found |= bare(client.get(page.format(deal=deal)), page, data)
    for response in refused_forms(populated, name, deal):
        found |= bare(response, f"refused {response.request['PATH_INFO'].replace(deal, '{deal}')}", data)
    words = {text.split(" on ")[0] for text in found}
    judge({text for text in found if text.split(" on ")[0] not in ALLOWED}, walked=PAGES)
    judge(words, walked=PAGES, excused=ALLOWED)


def test_sign_in_has_no_bare_words(populated: Scene, scene: Scene, brackets: None) -> None:
    data, client = data_of_the_scene(), client_of(populated, NOBODY)
    found: set[str] = set()
    for page in PAGES_BEFORE_SIGN_IN:
        found |= bare(client.get(page), page, data)
    found |= bare(client.post("/sign-in/", {"login": "x", "password": "y"}), "refused /sign-in/", data)
    judge(found, walked=PAGES_BEFORE_SIGN_IN)


def test_every_page_is_in_brackets_at_all(populated: Scene, scene: Scene, brackets: None) -> None:
    """Without the patch nothing would be found, so that the guard would pass for the wrong reason."""
    html = client_of(populated, "pia").get("/opportunities/").content.decode()
    assert "⟦My Opportunities⟧" in html
    assert outside("<p title='Close'>⟦Save⟧ Harbor <b>now</b></p>", ["Harbor"]) == {"Close", "now"}
