"""The portal's navigation, declared once: who is offered which page. An item appears with its page, never before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prm.core.actor import BRAND_OWNER_ROLES, PARTNER_ROLES, Role

EVERYBODY = (*PARTNER_ROLES, *BRAND_OWNER_ROLES)
ENTER = (*PARTNER_ROLES, Role.SALES_AGENT, Role.CHANNEL_MANAGER, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Item:
    """One page: `area` is the start of the view names it stands for, `short` its label in the phone's bottom bar."""

    label: str | Promise
    view: str
    icon: str
    roles: tuple[Role, ...] = EVERYBODY
    area: str = ""
    short: str | Promise = ""
    shortcut: str = ""
    creates: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Items under a heading; the first ones go without."""

    name: str | Promise
    items: tuple[Item, ...]
    titled: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """An item as one person sees it; `current` is page, true (a page of its area) or empty."""

    item: Item
    url: str
    current: str


NEW_OPPORTUNITY = Item(
    _("New opportunity"), "opportunities:enter", "plus", ENTER, short=_("New"), shortcut="n", creates=True
)
HOME = Item(_("Home"), "home", "home")
MY_OPPORTUNITIES = Item(
    _("My Opportunities"), "opportunities:my", "briefcase", area="opportunities:", short=_("Opportunities")
)
# The switch of the list leads there too; who mostly works with other people's deals finds them at once.
MY_TEAMS = Item(_("My Team’s"), "opportunities:team", "users", (Role.CHANNEL_MANAGER,))
ALL_OPPORTUNITIES = Item(
    _("All opportunities"),
    "opportunities:all",
    "rectangle-stack",
    (Role.PARTNER_MANAGER, Role.CHANNEL_MANAGER, Role.CHANNEL_EXECUTIVE, Role.ADMINISTRATOR),
)
ACCOUNTS = Item(
    _("Accounts"),
    "accounts:accounts",
    "building-office-2",
    (*PARTNER_ROLES, Role.CHANNEL_MANAGER, Role.ADMINISTRATOR),
    area="accounts",
)
# Whoever sells for the brand owner looks customers up on the way, so theirs is in the phone's bottom bar too.
AGENTS_ACCOUNTS = replace(ACCOUNTS, roles=(Role.SALES_AGENT,), short=ACCOUNTS.label)
RULES = Item(
    _("Rules"),
    "assignment:rules",
    "adjustments-horizontal",
    (Role.CHANNEL_MANAGER, Role.CHANNEL_EXECUTIVE),
    area="assignment:rule",
)
# Who keeps them has them in the phone's bottom bar too.
KEPT_RULES = replace(RULES, roles=(Role.ADMINISTRATOR,), short=RULES.label)
PEOPLE = Item(_("People"), "people:people", "users", BRAND_OWNER_ROLES, area="people")
COLLEAGUES = replace(PEOPLE, label=_("Colleagues"), roles=PARTNER_ROLES)
MY_WORKLOAD = Item(
    _("My workload"), "my_workload", "clock", (Role.SALES_AGENT,), area="assignment:availability", short=_("Workload")
)
PARTNERS = Item(
    _("Partners"),
    "partners:partners",
    "building-storefront",
    (Role.SALES_AGENT, Role.CHANNEL_EXECUTIVE, Role.ADMINISTRATOR),
    area="partners",
)
# Whose job they are has them in the phone's bottom bar.
MY_PARTNERS = replace(PARTNERS, roles=(Role.CHANNEL_MANAGER,), short=PARTNERS.label)
MY_COMPANY = Item(_("My company"), "company", "building-storefront", (Role.PARTNER_REP,), area="partners")
MANAGED_COMPANY = replace(MY_COMPANY, roles=(Role.PARTNER_MANAGER,), short=MY_COMPANY.label)
# Channel managers find somebody for their partners' deals, administrators answer for the rules that found nobody.
UNASSIGNED = Item(
    _("Unassigned"),
    "assignment:unassigned",
    "user-plus",
    (Role.CHANNEL_MANAGER, Role.ADMINISTRATOR),
    short=_("Unassigned"),
)
RUNS = Item(_("Runs"), "assignment:runs", "clock", (Role.ADMINISTRATOR,), area="assignment:run", short=_("Runs"))
WORK = (
    HOME,
    MY_OPPORTUNITIES,
    MY_TEAMS,
    ALL_OPPORTUNITIES,
    ACCOUNTS,
    AGENTS_ACCOUNTS,
    MY_WORKLOAD,
    PARTNERS,
    MY_PARTNERS,
    MY_COMPANY,
    MANAGED_COMPANY,
    PEOPLE,
    COLLEAGUES,
)
NAVIGATION = (
    Group(_("Create"), (NEW_OPPORTUNITY,), titled=False),
    Group(_("Work"), WORK, titled=False),
    Group(_("Assignment"), (RUNS, UNASSIGNED)),
    Group(
        _("Administration"),
        (RULES, KEPT_RULES, Item(_("Django admin"), "admin:index", "cog-6-tooth", (Role.ADMINISTRATOR,))),
    ),
)
ACCOUNT = (
    Item(_("Settings"), "save_preferences", "cog-6-tooth"),
    Item(_("E-mail addresses"), "account_email", "envelope"),
    Item(_("Password"), "account_change_password", "key"),
    Item(_("Second factor"), "mfa_index", "shield-check", area="mfa_"),
    Item(_("Signed-in devices"), "usersessions_list", "computer-desktop"),
)


def navigation(role: Role, view: str) -> list[tuple[Group, list[Link]]]:
    """The groups a role is offered, seen from the page `view`; a group without items is left out."""
    groups = [(group, links(group.items, role, view)) for group in NAVIGATION]
    return [(group, offered) for group, offered in groups if offered]


def bottom_bar(role: Role, view: str) -> list[Link]:
    """The phone's bottom bar: what has a short label, with what creates in the middle."""
    offered = [link for _group, group_links in navigation(role, view) for link in group_links if link.item.short]
    pages = [link for link in offered if not link.item.creates]
    middle = (len(pages) + 1) // 2
    return [*pages[:middle], *(link for link in offered if link.item.creates), *pages[middle:]]


def links(items: tuple[Item, ...], role: Role | None, view: str) -> list[Link]:
    """The items whose page exists and which `role` is offered; without a role all of them."""
    exact = {item.view for item in items} & {view}
    offered = []
    for item in items:
        url = address(item.view)
        if url and (role is None or role in item.roles):
            offered.append(Link(item, url, _current(item, view, exact=bool(exact))))
    return offered


def _current(item: Item, view: str, *, exact: bool) -> str:
    if item.view == view:
        return "page"
    inside = bool(item.area) and view.startswith(item.area) and not exact and view != NEW_OPPORTUNITY.view
    return "true" if inside else ""


def address(view: str) -> str:
    """The address of a view, empty as long as there is none."""
    return _address(view, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@cache
def _address(view: str, urlconf: str, prefix: str) -> str:
    try:
        return reverse(view, urlconf=urlconf)
    except NoReverseMatch:
        return ""


def view_name(request: HttpRequest) -> str:
    """The name of the page being shown, empty on an error page."""
    return request.resolver_match.view_name if request.resolver_match else ""
