"""The 8,800 real opportunities: the known sums hold, and every deal gets its two people."""

from __future__ import annotations

import pytest
from django.db.models import Count, F, Q, Sum

from opportunities.models import Member, Opportunity
from prm.core.actor import SYSTEM
from prm.core.outbox.models import OutboxEvent
from prm.core.rls import acting_as
from prm.directory.models import Organization
from tests.opportunities.imports.pipeline_files import run_import
from tests.real_data import real_data_folder


@pytest.mark.django_db
def test_real_pipeline() -> None:
    folder = real_data_folder()
    assert run_import(folder)[1:] == ("", "")
    with acting_as(SYSTEM):
        sums_hold()
        everybody_is_on_the_team()
        outbox_is_done()
        before = counts()
    printed, refused, failure = run_import(folder)
    assert "0 opportunities added, 8,800 were there already" in printed
    assert (refused, failure) == ("", "")
    with acting_as(SYSTEM):
        assert counts() == before


def sums_hold() -> None:
    by_stage = dict(Opportunity.objects.values_list("stage__code").annotate(Count("id")).order_by())
    assert by_stage == {"won": 4238, "lost": 2473, "qualification": 1589, "prospecting": 500}
    won = Opportunity.objects.filter(stage__code="won")
    assert won.aggregate(Sum("amount_company"))["amount_company__sum"] == 10_005_534
    selling = Organization.objects.partners().annotate(deals=Count("opportunities")).values_list("deals", flat=True)
    assert (len(selling), sum(deals > 0 for deals in selling)) == (35, 30)


def everybody_is_on_the_team() -> None:
    """Its partner's person as primary and the partner's channel manager, whom a rule added: nobody else."""
    primary = Q(how=Member.How.ENTERED, person__organization=F("partner"), person=F("opportunity__primary_person"))
    managed = Q(how=Member.How.RULE, person=F("opportunity__partner__channel_manager"))
    assert Member.objects.filter(primary).count() == 8800
    assert Member.objects.filter(managed).exclude(rule_name="").exclude(reason={}).count() == 8800
    assert Member.objects.count() == 17600


def outbox_is_done() -> None:
    assert OutboxEvent.objects.exists()
    assert not OutboxEvent.objects.exclude(state=OutboxEvent.State.DONE).exists()


def counts() -> list[int]:
    return [model.objects.count() for model in (Opportunity, Member, Organization, OutboxEvent)]
