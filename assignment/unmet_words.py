"""A requirement that somebody or an opportunity did not meet, in words for the brand owner's people."""

from django.utils.translation import gettext as _

from assignment.phrases import Label, Stored, attribute_name, listed, plain_label

SKILLS = ("product", "product_line", "industry", "certification")


def unmet_in_words(unmet: Stored, label: Label | None = None) -> str:
    """A requirement that took somebody out, or dropped a rule: "needs expertise in Routers; has none".

    For the brand owner's people alone. Requirements stored before values were told with them have none.
    """
    told = {"attribute": attribute_name(unmet["attribute"]), "what": _asked_for(unmet, label or plain_label)}
    if unmet["missing"] == "direct":
        return _("is for deals of partners, and this one is direct")
    if unmet["missing"] == "opportunity":
        return _("asks for the %(attribute)s, which the opportunity does not say") % told
    if unmet.get("compare") == "object":
        return _("is for %(what)s") % told
    return _("needs %(what)s; %(has)s") % (told | {"has": _has_instead(unmet)})


def _has_instead(unmet: Stored) -> str:
    if unmet["missing"] == "candidate":
        return _("has none")
    if unmet.get("inclusion") == "exclude":
        return _("has one of these")
    if unmet.get("inclusion") == "include_all":
        return _("has not all of it")
    return _("has less or another") if "level" in unmet else _("has another")


def _asked_for(unmet: Stored, label: Label) -> str:
    """ "expertise in Routers or Switches (expert at least)", "language other than German"."""
    attribute = attribute_name(unmet["attribute"])
    wanted = [label(unmet["attribute"], value) for value in unmet.get("wanted", ())]
    if not wanted:
        return attribute
    if more := unmet.get("more"):
        wanted.append(_("%(count)d more") % {"count": more})
    told = {"attribute": attribute, "values": _joined(wanted, unmet.get("inclusion", ""))}
    if unmet.get("inclusion") == "exclude":
        return _("%(attribute)s other than %(values)s") % told
    if "level" in unmet:
        told["level"] = label("expertise", unmet["level"])
        return _("expertise in %(values)s (%(level)s at least)") % told
    if unmet["compare"] == "object_to_person" and unmet["attribute"] in SKILLS:
        return _("expertise in %(values)s") % told
    if "organization" in unmet["compare"]:
        return _("a company with %(attribute)s %(values)s") % told
    return _("%(attribute)s %(values)s") % told


def _joined(values: list[str], inclusion: str) -> str:
    """ "A, B or C"; "A, B and C" where all of them are asked for."""
    if len(values) == 1:
        return values[0]
    told = {"first": listed(values[:-1]), "last": values[-1]}
    return _("%(first)s and %(last)s") % told if inclusion == "include_all" else _("%(first)s or %(last)s") % told
