from __future__ import annotations

import pytest

from prm.core.outbox import tasks
from prm.core.outbox.dispatch import dispatch, held_back


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    found: list[int] = []
    monkeypatch.setattr(tasks.handle_event, "apply_async", lambda arguments, **options: found.append(arguments[0]))
    return found


def test_nothing_is_queued_meanwhile(queued: list[int]) -> None:
    with held_back():
        assert not dispatch([1, 2])
    assert queued == []
    assert dispatch([3])
    assert queued == [3]


def test_an_error_ends_it_too(queued: list[int]) -> None:
    with pytest.raises(RuntimeError), held_back():
        raise RuntimeError
    assert dispatch([1])
    assert queued == [1]
