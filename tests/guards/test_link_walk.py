"""Whatever a page offers to somebody works for them: every link, every form as it is shown, whatever htmx asks for.

Starting at Home each visitor follows all of it, a few of each kind, and nothing may come to 403, 404, 405 or a failure.
The usual mistake is a button shown by another condition than the one its view asks.
"""

from __future__ import annotations

import pytest

from tests.guards.offered import view_of
from tests.guards.verdict import judge
from tests.guards.visits import client_of
from tests.guards.walking import told_of, walk
from tests.opportunities.scene import Scene

WALKERS = ("pia", "pat", "pam", "dana", "ivo", "bea", "eve", "ada", "olga")
WORKS = (200, 302, 303, 422)


@pytest.mark.parametrize("name", WALKERS)
def test_all_that_is_offered_works(populated: Scene, scene: Scene, name: str) -> None:
    complaints, walked = [], []
    for offer, response, source in walk(client_of(populated, name)):
        walked.append(view_of(offer.address.split("?")[0]))
        if response.status_code not in WORKS:
            complaints.append(f"{response.status_code}: {told_of(offer)}, offered by {source}")
    assert {"opportunities:my", "opportunities:detail"} <= set(walked)
    judge(complaints, walked=walked)
