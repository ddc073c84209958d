from __future__ import annotations

from collections.abc import Iterator

import pytest

from prm.core.outbox import dispatch
from tests.prm.core.outbox.happened import Told


@pytest.fixture(autouse=True)
def nothing_told(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Handlers do as they are told anew by each test, and the breaker is closed."""
    monkeypatch.setattr(dispatch, "_broker_down_until", 0.0)
    yield
    Told.forget()
