import pytest
from django.urls import path

from prm.core.actor import Role
from prm.ui import navigation
from prm.ui.navigation import Item

OPPORTUNITIES = (
    [path("my/", print, name="my"), path("new/", print, name="enter"), path("one/", print, name="detail")],
    "opportunities",
)
urlpatterns = [path("opportunities/", (*OPPORTUNITIES, "opportunities"))]


@pytest.fixture(autouse=True)
def _few_pages(settings) -> None:
    """Only the pages above exist."""
    settings.ROOT_URLCONF = __name__


def labels(role: Role, view: str = "") -> list[str]:
    return [str(link.item.label) for _group, links in navigation.navigation(role, view) for link in links]


def test_an_item_appears_with_its_page_and_never_before() -> None:
    assert labels(Role.ADMINISTRATOR) == ["New opportunity", "My Opportunities"]
    assert navigation.address("admin:index") == ""


def test_an_executive_enters_nothing() -> None:
    assert labels(Role.CHANNEL_EXECUTIVE) == ["My Opportunities"]


@pytest.mark.parametrize(
    ("view", "current"),
    [
        ("opportunities:my", {"My Opportunities": "page", "New opportunity": ""}),
        ("opportunities:detail", {"My Opportunities": "true", "New opportunity": ""}),
        ("opportunities:enter", {"My Opportunities": "", "New opportunity": "page"}),
        ("", {"My Opportunities": "", "New opportunity": ""}),
    ],
)
def test_the_page_shown_is_marked(view: str, current: dict[str, str]) -> None:
    groups = navigation.navigation(Role.PARTNER_REP, view)
    assert {str(link.item.label): link.current for _group, links in groups for link in links} == current


def test_new_stands_in_the_middle_of_the_bottom_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = tuple(Item(name, "opportunities:my", "key", short=name) for name in ("One", "Two", "Three", "Four"))
    new = Item("New opportunity", "opportunities:enter", "plus", short="New", creates=True)
    monkeypatch.setattr(navigation, "NAVIGATION", (navigation.Group("Work", (new, *pages)),))
    bar = [str(link.item.short) for link in navigation.bottom_bar(Role.PARTNER_REP, "")]
    assert bar == ["One", "Two", "New", "Three", "Four"]


def test_without_a_role_every_existing_page_is_offered() -> None:
    items = (Item("Mine", "opportunities:my", "key", roles=()), Item("Later", "later:page", "key"))
    assert [link.url for link in navigation.links(items, None, "")] == ["/opportunities/my/"]


@pytest.mark.parametrize(
    ("role", "bar"),
    [
        (Role.PARTNER_MANAGER, ["Opportunities", "New", "My company"]),
        (Role.SALES_AGENT, ["Opportunities", "Accounts", "New", "Workload"]),
        (Role.CHANNEL_MANAGER, ["Opportunities", "Partners", "New", "Unassigned"]),
        (Role.ADMINISTRATOR, ["Opportunities", "Runs", "New", "Unassigned", "Rules"]),
    ],
)
def test_the_bottom_bar_has_what_a_role_does_most(settings, role: Role, bar: list[str]) -> None:
    settings.ROOT_URLCONF = "prm.urls"
    assert [str(link.item.short) for link in navigation.bottom_bar(role, "")] == bar
