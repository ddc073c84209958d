from __future__ import annotations

import pytest

from prm.access.models import SignInRecord
from prm.access.sign_in.words import in_words
from prm.core.actor import SYSTEM
from prm.core.rls import acting_as
from tests.cast import World


@pytest.mark.parametrize(
    ("ways", "words"), [("password,totp", "password, authenticator app"), ("company", "company account"), ("", "")]
)
def test_ways(ways: str, words: str) -> None:
    assert in_words(SignInRecord(outcome="signed_in", ways=ways)) == words


def test_reset_names_who_did_it(world: World) -> None:
    with acting_as(SYSTEM):
        assert in_words(SignInRecord(outcome="factor_reset", ways=world.ada.key)) == world.ada.name
        assert in_words(SignInRecord(outcome="factor_reset")) == "command on the server"
