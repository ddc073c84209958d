import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from prm.core.actor import Actor, Role, Side

PAT = Actor(
    Role.PARTNER_REP, Side.PARTNER, name="Pat Moreno", organization_name="Cardinal Systems", brand_owner_name="Gantry"
)
ABE = Actor(
    Role.SALES_AGENT, Side.BRAND_OWNER, name="Abe Lindqvist", organization_name="Gantry", brand_owner_name="Gantry"
)


def drawn(source: str, actor: Actor | None, unread: int = 0) -> str:
    request = RequestFactory().get("/")
    request.actor, request.resolver_match = actor, None  # type: ignore[attr-defined]
    request.frame_counts = {"notices": unread}  # type: ignore[attr-defined]
    return Template("{% load navigation %}" + source).render(Context({"request": request}))


def test_each_side_has_its_portal() -> None:
    assert drawn("{% portal_name %}", PAT) == "Gantry Partner Portal"
    assert drawn("{% portal_name %}", ABE) == "Gantry Channel Portal"
    assert drawn("{% portal_name %}", None) == "Partner Portal"


def test_the_sidebar_names_person_and_company() -> None:
    html = drawn('{% frame_part "sidebar" %}', PAT)
    assert "Pat Moreno<small>Cardinal Systems</small>" in html
    assert 'class="who p m"' in html


def test_what_is_kept_for_one_person_is_not_shown_to_another() -> None:
    assert "Pat Moreno" in drawn('{% frame_part "sidebar" %}', PAT)
    html = drawn('{% frame_part "sidebar" %}', ABE)
    assert "Abe Lindqvist" in html
    assert "Pat Moreno" not in html


def test_without_an_actor_the_frame_leads_back() -> None:
    html = drawn('{% frame_part "top" %}', None)
    assert "Back to the portal" in html
    assert 'role="search"' not in html


@pytest.mark.parametrize(
    ("unread", "label"),
    [(0, "Notices"), (1, "Notices, 1 unread"), (9, "Notices, 9 unread"), (10, "Notices, more than 9 unread")],
)
def test_the_bell_says_how_many_wait(unread: int, label: str) -> None:
    assert f'aria-label="{label}"' in drawn('{% frame_part "top" %}', PAT, unread)
    assert "bell" not in drawn('{% frame_part "top" %}', None, unread)


def test_tags_stand_a_missing_request() -> None:
    source = "{% load navigation %}{% portal_name %}{% current_actor as actor %}{{ actor|default_if_none:'-' }}"
    assert Template(source).render(Context()) == "Partner Portal-"


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404", "429", "500"])
def test_error_pages_need_nothing_and_say_what_to_do(page: str) -> None:
    html = render_to_string(f"{page}.html")
    assert "<h1>" in html
    assert 'href="/"' in html
    assert "<style" not in html
