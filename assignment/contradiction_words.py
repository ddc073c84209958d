"""Why a stored rule is left out of every assignment, in words for administrators."""

from __future__ import annotations

from django.utils.translation import gettext as _

from assignment.models import Criterion


def contradiction_in_words(code: str, attribute: str = "") -> str:
    """The reason of a contradiction, for the middle of a sentence. Raises KeyError for an unknown code."""
    labels = {value: str(label) for value, label in Criterion.Attribute.choices}
    told = {"attribute": labels.get(attribute, attribute)}
    if code == "unreadable" and not attribute:
        return _("something stored in it cannot be read")
    return {
        "no_values": _("its criterion on the %(attribute)s lists no values"),
        "values_unused": _("its criterion on the %(attribute)s lists values, but compares the opportunity’s own"),
        "no_maximum": _("its workload has no maximum"),
        "no_weights": _("its workload is weighted and does not say what counts how much"),
        "not_counted": _("its workload counts service requests, which the portal does not keep yet"),
        "unreadable": _("a value of its criterion on the %(attribute)s cannot be read"),
    }[code] % told
