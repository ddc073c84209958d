"""A list of opportunities as a file: CSV as it is read, a workbook at once or, of a long list, as a job."""

from __future__ import annotations

from io import BytesIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from opportunities.exports.actions import MOST_ROWS, ask_for_workbook
from opportunities.exports.columns import headings
from opportunities.exports.files import WORKBOOK, csv_pieces, file_name, write_workbook
from opportunities.exports.jobs import WORKBOOK_OF_LIST
from opportunities.exports.reading import chunks, count_up_to
from opportunities.lists import List, address, list_of, scope_of, title
from prm.access.middleware import own_transaction
from prm.core.jobs.actions import cancel_job
from prm.core.jobs.downloads import download_of, signed
from prm.core.jobs.models import Job
from prm.core.jobs.permissions import may_cancel, may_download
from prm.core.requests import PortalRequest
from prm.core.rls import acting_as

AT_ONCE = 5000


@require_safe
@own_transaction
def export_csv(request: PortalRequest, list_name: str) -> HttpResponseBase:
    """The whole list as CSV, streamed while it is read."""
    scope_of(list_name, request.actor)
    pieces = csv_pieces(headings(), chunks(list_name, request.GET.urlencode(), request.actor, get_language() or "en"))
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    return _attached(response, file_name(list_name, timezone.localdate(), "csv"))


@require_http_methods(["GET", "HEAD", "POST"])
@own_transaction
def export_workbook(request: PortalRequest, list_name: str) -> HttpResponseBase:
    """The list as a workbook; above 5,000 rows a page whose button starts a job."""
    asking = request.method == "POST"
    with acting_as(request.actor):
        asked = list_of(list_name, request.GET, request.actor)
        count = count_up_to(MOST_ROWS if asking else AT_ONCE, asked)
        if asking or count > AT_ONCE:
            return _workbook_later(request, asked, count)
    return _workbook_now(request, list_name)


@require_safe
def export_job(request: PortalRequest, key: str) -> HttpResponse:
    """How far a workbook is; it asks for itself until it is there."""
    job = _job(request, key)
    template = "opportunities/exports/_job.html" if request.htmx else "opportunities/exports/job.html"
    asked = job.parameters
    back = address(reverse(f"opportunities:{asked['list']}"), asked["query"])
    return render(request, template, {"job": job, "back": back, "list_title": title(asked["list"])})


@require_POST
def cancel_export(request: PortalRequest, key: str) -> HttpResponse:
    """Stop making a workbook."""
    job = _job(request, key)
    if not may_cancel(request.actor, job):
        raise PermissionDenied
    cancel_job(job, actor=request.actor)
    return redirect("opportunities:export_job", key=job.key)


@require_safe
def download_export(request: PortalRequest, key: str) -> HttpResponse:
    """To the signed address of a workbook, which is good for five minutes."""
    job = _job(request, key)
    if not job.file or not may_download(request.actor, job):
        raise Http404
    return redirect("opportunities:export_file", token=signed(job))


@require_safe
@own_transaction
def export_file(request: PortalRequest, token: str) -> HttpResponseBase:
    """The file that a signed address stands for, for the person it was signed for."""
    found = download_of(token, request.actor.person_id)
    if found is None or not default_storage.exists(found.file):
        raise Http404
    return _attached(FileResponse(default_storage.open(found.file), content_type=WORKBOOK), found.file_name)


def _workbook_now(request: PortalRequest, list_name: str) -> HttpResponseBase:
    file = BytesIO()
    write_workbook(file, chunks(list_name, request.GET.urlencode(), request.actor, get_language() or "en"))
    response = HttpResponse(file.getvalue(), content_type=WORKBOOK)
    return _attached(response, file_name(list_name, timezone.localdate(), "xlsx"))


def _workbook_later(request: PortalRequest, asked: List, count: int) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        try:
            job = ask_for_workbook(asked, actor=request.actor, user_id=request.user.pk or 0, total=count)
            return redirect("opportunities:export_job", key=job.key)
        except ValidationError as refused:
            problem = " ".join(refused.messages)
    context = {
        "asked": asked,
        "back": address(asked.url, asked.searched_for),
        "list_title": title(asked.scope.name),
        "problem": problem,
    }
    return render(request, "opportunities/exports/long.html", context, status=422 if problem else 200)


def _job(request: PortalRequest, key: str) -> Job:
    jobs = Job.objects.visible_to(request.actor).filter(kind=WORKBOOK_OF_LIST)
    return get_object_or_404(jobs, key=key)


def _attached(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
