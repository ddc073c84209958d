import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from prm.core.actor import Actor, Role, Side
from prm.ui.views import find_options, show_gallery

ADA = Actor(
    Role.ADMINISTRATOR, Side.BRAND_OWNER, name="Ada Brandt", organization_name="Gantry", brand_owner_name="Gantry"
)
PAT = Actor(Role.PARTNER_REP, Side.PARTNER, name="Pat Moreno", organization_name="Cardinal Systems")


def asked(address: str, actor: Actor | None) -> HttpRequest:
    request = RequestFactory().get(address)
    request.user, request.actor = AnonymousUser(), actor  # type: ignore[attr-defined]
    request.resolver_match = None
    return request


def test_an_administrator_sees_the_gallery_in_the_frame() -> None:
    page = show_gallery(asked("/ui/gallery/", ADA)).content.decode()
    assert 'id="timeline_entry"' in page
    assert "Channel Portal" in page
    assert "Ada Brandt" in page


@pytest.mark.parametrize("view", [show_gallery, find_options])
@pytest.mark.parametrize("actor", [PAT, None])
def test_for_everybody_else_there_is_no_gallery(view, actor: Actor | None) -> None:
    with pytest.raises(Http404):
        view(asked("/ui/gallery/", actor))


def test_options_are_found_by_what_is_typed() -> None:
    page = find_options(asked("/ui/gallery/options/?typed=harb", ADA)).content.decode()
    assert "Harbor Foods" in page
    assert "Harmon Tools" not in page
    assert 'data-status="1 match"' in page
