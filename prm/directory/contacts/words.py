"""Who knows a contact, in words; `contacts/sight.py` decides it."""

from __future__ import annotations

from django.utils.translation import gettext as _


def only_for(shared: bool | None, company: str) -> str:
    """Who alone knows a contact of the `company`; empty where the brand owner does too."""
    if shared:
        return ""
    if shared is None:
        return _("%(company)s and the teams of restricted opportunities") % {"company": company}
    return company


def known_at_first(company: str) -> str:
    """What becomes of a contact that the `company` enters."""
    words = _(
        "People you enter here are known to %(company)s alone, until you put them on an opportunity: then the brand "
        "owner knows them too, of a restricted one its team alone."
    )
    return words % {"company": company}
