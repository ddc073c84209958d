"""Sales stages: a pie filled by progress, then the name; won is a check, lost an x. A stage is never color-coded."""

from __future__ import annotations

from functools import lru_cache
from math import cos, sin, tau

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

OPENING = '<svg viewBox="0 0 16 16" aria-hidden="true">'
RING = '<circle cx="8" cy="8" r="6.25" fill="none" stroke-width="1.5"/>'
WON = f'{OPENING}<circle cx="8" cy="8" r="7" stroke="none"/><path class="tick" d="m5 8.2 2.2 2.2L11 6"/></svg>'
LOST = f'{OPENING}{RING}<path d="m6 6 4 4M10 6l-4 4" fill="none" stroke-width="1.5"/></svg>'
PIE_RADIUS = 3.9


def stage_progress(position: int, open_stages: int) -> int:
    """How full the pie of the open stage number `position` (from 1) is, in percent, so that none looks finished."""
    return round(100 * position / (open_stages + 1))


@lru_cache(maxsize=512)
def stage(name: str, progress: int = 0, outcome: str = "") -> SafeString:
    """A stage's glyph and name: `progress` 0 to 100 for an open one, `outcome` won or lost for a closed one."""
    glyphs = {"won": WON, "lost": LOST, "": f"{OPENING}{RING}{_pie(int(progress))}</svg>"}
    classes = "stage good" if outcome == "won" else "stage"
    return format_html('<span class="{}">{}{}</span>', classes, mark_safe(glyphs[outcome]), name)  # noqa: S308


def _pie(progress: int) -> str:
    if progress <= 0:
        return ""
    if progress >= 100:
        return f'<circle cx="8" cy="8" r="{PIE_RADIUS}" stroke="none"/>'
    angle = tau * progress / 100
    x, y = 8 + PIE_RADIUS * sin(angle), 8 - PIE_RADIUS * cos(angle)
    large = int(progress > 50)
    return f'<path stroke="none" d="M8 8V{8 - PIE_RADIUS:.1f}A{PIE_RADIUS} {PIE_RADIUS} 0 {large} 1 {x:.2f} {y:.2f}Z"/>'


@lru_cache(maxsize=512)
def bar(value: float, most: float, side: str = "") -> SafeString:
    """A bar of `value` out of `most` in ink, or in the color of a side; the number stands beside it in words."""
    fill = {"": "f-i", "b": "f-b", "brand_owner": "f-b", "p": "f-p", "partner": "f-p"}[side]
    width = min(100.0, max(0.0, 100 * float(value) / float(most))) if most else 0.0
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="f-s" width="100" height="8"/><rect class="{}" width="{}" height="8"/></svg>',
        fill,
        f"{width:g}",
    )
