"""How Django admin looks and what its menu leads to: the setting UNFOLD."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Page = tuple[Promise, str, str]

# Title, name of the list page, icon (Material Symbols).
NAVIGATION: list[tuple[Promise, list[Page]]] = [
    (
        _("Assignment"),
        [
            (_("Rules"), "assignment_rule", "rule"),
            (_("Rule groups"), "assignment_rulegroup", "format_list_numbered"),
            (_("Rule cases"), "assignment_rulecase", "fact_check"),
            (_("Published versions"), "assignment_ruleversion", "published_with_changes"),
            (_("Skills and availability"), "assignment_personprofile", "person_check"),
            (_("Expertise levels"), "assignment_expertiselevel", "workspace_premium"),
            (_("Runs"), "assignment_assignmentrun", "manage_search"),
        ],
    ),
    (
        _("People and companies"),
        [
            (_("Organizations"), "directory_organization", "domain"),
            (_("People"), "directory_person", "group"),
            (_("Sign-ins"), "access_user", "key"),
            (_("Sign-in log"), "access_signinrecord", "history"),
            (_("Second factors"), "access_rolerequirement", "security"),
            (_("Territories"), "directory_territory", "map"),
            (_("Accounts"), "directory_account", "apartment"),
        ],
    ),
    (
        _("Catalog"),
        [
            (_("Products"), "catalog_product", "deployed_code"),
            (_("Product lines"), "catalog_productline", "category"),
            (_("Currencies"), "catalog_currency", "currency_exchange"),
        ],
    ),
    (
        _("Sales lists"),
        [
            (_("Stages"), "opportunities_stage", "flag"),
            (_("Sources"), "opportunities_source", "campaign"),
            (_("Loss reasons"), "opportunities_lossreason", "thumb_down"),
        ],
    ),
    (_("Behind the scenes"), [(_("Outbox"), "core_outboxevent", "outbox")]),
]


# What channel managers find there too: assignment.admin.delegation.
DELEGATED = ("assignment_rule", "assignment_rulegroup")


def administrators(request: HttpRequest) -> bool:
    return not getattr(request, "is_delegate", False)


def everybody(request: HttpRequest) -> bool:
    return True


def icon(request: HttpRequest) -> str:
    return static("portal.svg")


def stylesheet(request: HttpRequest) -> str:
    return static("css/administration.css")


INK = {  # the grays of static/css/tokens.css, from canvas to ink
    "50": "#f6f5f2", "100": "#f1efeb", "200": "#e8e5df", "300": "#d5d1c9", "400": "#9c958a", "500": "#6b665d",
    "600": "#57524a", "700": "#3f3b35", "800": "#302d29", "900": "#1c1a17", "950": "#121110",
}  # fmt: skip
UNFOLD: dict[str, Any] = {
    "SITE_TITLE": _("Partner Portal administration"),
    "SITE_HEADER": _("Partner Portal"),
    "SITE_SUBHEADER": _("Administration"),
    "SITE_SYMBOL": "join_inner",
    "SITE_URL": "/",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": icon}],
    "STYLES": [stylesheet],
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": False,
    "BORDER_RADIUS": "6px",
    "COLORS": {
        "base": INK,
        "primary": INK | {"500": "#bbb5ab", "600": "#1c1a17", "700": "#302d29"},
        "font": {
            "subtle-light": "var(--color-base-500)",
            "subtle-dark": "var(--color-base-400)",
            "default-light": "var(--color-base-600)",
            "default-dark": "var(--color-base-300)",
            "important-light": "var(--color-base-900)",
            "important-dark": "var(--color-base-100)",
        },
    },
    "ACCOUNT": {"navigation": [{"title": _("Password"), "link": reverse_lazy("account_change_password")}]},
    "SIDEBAR": {
        "show_search": True,
        "navigation": [
            {
                "title": group,
                "separator": True,
                "items": [
                    {
                        "title": title,
                        "icon": icon,
                        "link": reverse_lazy(f"admin:{model}_changelist"),
                        "permission": everybody if model in DELEGATED else administrators,
                    }
                    for title, model, icon in pages
                ],
            }
            for group, pages in NAVIGATION
        ],
    },
}
