"""What a workload rule counts, and how much each counts, in words for administrators."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from assignment.attributes import labels_of
from assignment.criterion_words import LabelsOf, content_words, marked
from assignment.models import Criterion, WorkloadRule, WorkloadWeight
from assignment.phrases import listed

Attribute = Criterion.Attribute


def workload_words(workload: WorkloadRule, labels: LabelsOf = labels_of) -> str:
    """Points for room left, and whether it is required."""
    values = {"score": workload.score, "maximum": workload.maximum, "what": _counted(workload, labels)}
    words = _("up to %(score)s for room left, of at most %(maximum)s %(what)s") % values
    return marked(words, [_("nobody above that")] if workload.required else [])


def weights_words(workload: WorkloadRule, labels: LabelsOf = labels_of) -> str:
    """ "10,000 or less counts 0.5, 100,000 or more counts 3": in the order in which they are tried."""
    return listed(_weight(weight, labels) for weight in workload.weights.all()) or _("no weights yet")


def _counted(workload: WorkloadRule, labels: LabelsOf) -> str:
    what = str(workload.get_counts_display())
    if not workload.weighted_by:
        return what
    told = {"what": what, "by": workload.get_weighted_by_display(), "weights": weights_words(workload, labels)}
    return _("%(what)s, weighted by %(by)s: %(weights)s") % told


def _weight(weight: WorkloadWeight, labels: LabelsOf) -> str:
    if weight.stage:
        place = labels(Attribute.STAGE, Criterion.Compare.OBJECT).get(weight.stage, weight.stage)
    else:
        ends = {"low": _end(weight.low), "high": _end(weight.high)}
        place = content_words(ends, Attribute.AMOUNT, {})
    return _("%(place)s counts %(weight)s") % {"place": place, "weight": number_format(_end(weight.weight))}


def _end(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount.normalize(), "f")
