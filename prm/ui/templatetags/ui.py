"""`{% load ui %}`: components and leaf marks. Marks are pure functions; here they meet the clock and the address."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.forms import BaseForm, BoundField
from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from prm.core.keyset import Sort
from prm.ui import assets, component_tags, differences, refusals
from prm.ui.marks import amounts, days, devices, icons, matches, people, stages

CURRENT = mark_safe(' aria-current="page"')

register = Library()
register.tags.update(component_tags.register.tags)

for mark in (
    icons.icon,
    icons.pair,
    icons.chip,
    people.who,
    people.plain_avatar,
    people.crew,
    people.org,
    people.audience,
    stages.stage,
    stages.bar,
    amounts.money,
    amounts.percent,
    amounts.delta,
    devices.device,
    matches.matched,
    assets.stylesheets,
    assets.scripts,
    refusals.refused_fields,
    refusals.refused_sentences,
):
    register.simple_tag(mark)


@register.simple_tag
def day(value: date | None) -> SafeString:
    """`Sep 30`, with the year where it is not this one."""
    return days.time_element(value, days.day(value, timezone.localdate()))


@register.simple_tag
def full_day(value: date | None) -> SafeString:
    """`Sep 30, 2026`."""
    return days.time_element(value, days.full_day(value))


@register.simple_tag
def from_today(value: date | None) -> str:
    """`in 10 days`."""
    return days.from_today(value, timezone.localdate())


@register.simple_tag
def moment(value: datetime | None) -> SafeString:
    """`today, 2:00 PM`."""
    words = days.moment(value, timezone.localdate(), timezone.get_current_timezone())
    return days.time_element(value, words)


@register.simple_tag
def due(value: date | None, matters: bool = True) -> SafeString:
    """A date and how far it is, red when it is over and still `matters`."""
    return days.due(value, timezone.localdate(), matters=matters)


@register.simple_tag
def tab(label: str, url: str, current: bool = False, count: int | str | None = None, icon: str = "") -> SafeString:
    """One link of `tabs` or `segmented`."""
    number = format_html(' <span class="n">{}</span>', count) if count is not None else ""
    here = CURRENT if current else ""
    sign = icons.icon(icon, "s") if icon else ""
    return format_html('<a href="{}"{}>{}{}{}</a>', url, here, sign, label, number)


@register.simple_tag(takes_context=True)
def sort_head(
    context: Context, label: str, column: str, sort: Sort, number: bool = False, priority: str = ""
) -> SafeString:
    """A column head that sorts by `column` and keeps the rest of the address; numbers first sort from the top.

    `priority` p2 or p3 hides the column on narrow screens.
    """
    now = sort.name == column
    descending = not sort.descending if now else number
    query = context["request"].GET.copy()
    query.pop("cursor", None)
    query["sort"] = Sort(column, sort.field, descending).in_address
    state = format_html(' aria-sort="{}"', "descending" if sort.descending else "ascending") if now else ""
    arrow = format_html(' <span aria-hidden="true">{}</span>', "↓" if sort.descending else "↑") if now else ""
    classes = " ".join(name for name in ("num" if number else "", priority) if name)
    shape = '<th scope="col" class="{}"{}><a href="?{}">{}{}</a></th>'
    return format_html(shape, classes, state, query.urlencode(), label, arrow)


@register.simple_tag(takes_context=True)
def page_address(context: Context, cursor: str) -> str:
    """The address of another page of the same list."""
    query = context["request"].GET.copy()
    query["cursor"] = cursor
    return f"?{query.urlencode()}"


@register.simple_tag
def form_differences(form: BaseForm) -> list[differences.Difference]:
    """Where a refused form differs from what somebody else stored meanwhile."""
    return differences.differences(form)


@register.simple_tag
def list_row(template: str, row: Hashable, **also: Hashable) -> SafeString:
    """One row of a list by its own template, drawn once and kept: it is made from nothing but `row` (plain frozen
    values), `also`, the language and the day, so that what was kept is never out of date."""
    return _list_row(template, row, tuple(also.items()), get_language() or "", timezone.localdate())


@lru_cache(maxsize=4096)
def _list_row(
    template: str, row: Hashable, also: tuple[tuple[str, Hashable], ...], language: str, today: date
) -> SafeString:
    return mark_safe(render_to_string(template, {"row": row, **dict(also)}))  # noqa: S308


@register.simple_tag
def control(field: BoundField, placeholder: str | None = None, **attributes: Any) -> SafeString:
    """The input of a form field, with more attributes (`data_x` becomes `data-x`); a `placeholder` replaces its own."""
    more = {name.replace("_", "-"): value for name, value in attributes.items() if value not in (None, "", False)}
    if placeholder is not None:
        more["placeholder"] = placeholder or False
    return field.as_widget(attrs=more)
