"""Who: people and companies. A square is the brand owner, a circle a partner; solid leads for its side."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from prm.ui.marks.icons import icon, pair

SHAPES = {"brand_owner": "b", "partner": "p", "b": "b", "p": "p"}
SIZES = {"": "", "x": " x", "m": " m"}
LEADS = ("primary", "lead", "")
SHOWN_IN_CREW = 4


class Member(NamedTuple):
    """Somebody of a team, as plain values: `side` partner or brand_owner, `lead` primary, lead or empty."""

    name: str
    company: str
    side: str
    lead: str = ""


def initials(name: str) -> str:
    """The first letters of the first and the last word: PM for Pat Moreno, G for Gantry."""
    words = name.split()
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [name.strip()[:1]]
    return "".join(letters).upper()


def who(name: str, company: str, side: str, lead: str = "", size: str = "") -> SafeString:
    """An avatar whose label says name, company and lead; sizes `x` 22, none 28, `m` 36 pixels.

    Raises KeyError for a side or size that does not exist.
    """
    return _avatar(str(name), str(company), str(side), str(lead), str(size), get_language() or "")


@lru_cache(maxsize=8192)
def _avatar(name: str, company: str, side: str, lead: str, size: str, language: str) -> SafeString:
    words = {"primary": gettext("primary"), "lead": gettext("lead"), "": ""}
    label = ", ".join(part for part in (name, company, words[lead]) if part)
    classes = f"who {SHAPES[side]}{SIZES[size]}{' lead' if lead else ''}"
    shape = '<span class="{}" role="img" aria-label="{}" title="{}">{}</span>'
    return format_html(shape, classes, label, label, initials(name))


def plain_avatar(text: str, side: str, size: str = "", *, lead: bool = False) -> SafeString:
    """The shape beside a name that is written out, hidden from screen readers; `text` is up to two letters."""
    classes = f"who {SHAPES[side]}{SIZES[size]}{' lead' if lead else ''}"
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, text)


def crew(members: Iterable[Member | tuple[str, ...]], shown: int = SHOWN_IN_CREW) -> SafeString:
    """A whole team in one mark: leads first, four shown, then how many more.

    Members are plain (name, company, side, lead) tuples, since model instances cost more than the rest of a page.
    """
    language = get_language() or ""
    team = sorted(members, key=_lead_first)
    avatars = [f"<li>{_avatar(*map(str, member), '', language)}</li>" for member in team[:shown]]
    if (more := len(team) - shown) > 0:
        label = ngettext("%(count)d more", "%(count)d more", more) % {"count": more}
        avatars.append(
            format_html('<li><span class="who more" role="img" aria-label="{}">+{}</span></li>', label, more)
        )
    return mark_safe(f'<ul class="crew" aria-label="{gettext("Sales team")}">{"".join(avatars)}</ul>')  # noqa: S308


def _lead_first(member: Member | tuple[str, ...]) -> int:
    return LEADS.index(member[3])


def org(name: str, side: str) -> SafeString:
    """A company name with its mark."""
    mark = plain_avatar(initials(name), side, "x")
    return format_html('<span class="org">{}{}</span>', mark, name)


def audience(company: str = "") -> SafeString:
    """Who may see an entry: both companies, or only the `company` named."""
    if company:
        words = gettext("%(company)s only") % {"company": company}
        return format_html('<span class="aud own">{}{}</span>', icon("lock-closed", "s"), words)
    words = gettext("Visible to both companies")
    return format_html('<span class="aud" title="{}">{}<span class="vh">{}</span></span>', words, pair(), words)
