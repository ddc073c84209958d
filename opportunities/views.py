"""Lists of opportunities: mine, my team's, all that I may see; as a list or as a board."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opportunities.board.reading import board
from opportunities.listing import list_page
from opportunities.lists import List, list_of
from opportunities.permissions import may_enter
from prm.core.requests import PortalRequest


@require_safe
def my(request: PortalRequest) -> HttpResponse:
    """My Opportunities: those on whose sales team the reader is."""
    return _shown(request, list_of("my", request.GET, request.actor))


@require_safe
def team(request: PortalRequest) -> HttpResponse:
    """My Team's: those of the people who report to the reader; 403 where nobody does."""
    return _shown(request, list_of("team", request.GET, request.actor))


@require_safe
def everything(request: PortalRequest) -> HttpResponse:
    """All that the reader's role sees; 403 for a role that sees no more than its teams'."""
    return _shown(request, list_of("all", request.GET, request.actor))


def _shown(request: PortalRequest, asked: List) -> HttpResponse:
    if asked.is_board:
        return render(request, "opportunities/board/board.html", board_context(asked))
    return render(request, "opportunities/list.html", list_context(asked))


def list_context(asked: List) -> dict[str, Any]:
    """What the list shows: filter, page of rows, totals."""
    listing = list_page(asked.found, asked.sort, asked.cursor, asked.stages)
    return asked.context() | {"listing": listing, "may_enter": may_enter(asked.actor)}


def board_context(asked: List) -> dict[str, Any]:
    """What the board shows: filter, columns of cards."""
    return asked.context() | {"board": board(asked), "may_enter": may_enter(asked.actor)}
