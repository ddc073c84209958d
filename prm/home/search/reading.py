"""What a search finds of everything that the reader may see, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prm.core.actor import Actor
from prm.core.keyset import COUNTED
from prm.core.sorting import folded
from prm.home.search.directory import find_accounts, find_contacts, find_people
from prm.home.search.hits import Found
from prm.home.search.opportunities import find_opportunities

SHORTEST, LONGEST = 2, 200


@dataclass(frozen=True, slots=True)
class Search:
    """What was typed and what it found by kind; `problem` says why nothing was searched for."""

    text: str
    kinds: Sequence[Found] = ()
    problem: str = ""

    @property
    def url(self) -> str:
        """The page of this search."""
        return f"{reverse('search')}?{urlencode({'q': self.text})}"

    @property
    def title(self) -> str:
        """How much was found, in words."""
        if self.problem:
            return _("Search")
        if not self.kinds:
            return _("Nothing found for “%(text)s”") % {"text": self.text}
        count = sum(min(found.count, COUNTED) for found in self.kinds)
        more = "+" if any(found.count > COUNTED for found in self.kinds) else ""
        words = ngettext("%(number)s match for “%(text)s”", "%(number)s matches for “%(text)s”", count)
        return words % {"number": number_format(count, force_grouping=True) + more, "text": self.text}


def search_for(typed: str, actor: Actor) -> Search:
    """Opportunities, accounts, contacts and people that the actor may see; nothing for what nobody can mean."""
    text = " ".join(typed.replace("\x00", "").split())
    wanted = folded(text)
    if len(text) > LONGEST:
        problem = _("A search has at most %(longest)d characters. Shorten it to a part of the name.")
        return Search(text[:LONGEST], problem=problem % {"longest": LONGEST})
    if len(wanted) < SHORTEST:
        return Search(text, problem=_("Type at least two characters of a name."))
    finders = (find_opportunities, find_accounts, find_contacts, find_people)
    kinds = [find(text, actor) for find in finders]
    return Search(text, [found for found in kinds if found.hits])
