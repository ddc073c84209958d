from __future__ import annotations

from pathlib import Path

import pytest

from prm.core.cache import ForgivingRedisCache
from tests.redis_server import RedisServer


def test_cache_keeps_and_forgets(redis_address: str) -> None:
    cache = ForgivingRedisCache(redis_address, {})
    cache.set("tries", 3)
    assert cache.get("tries") == 3
    assert cache.get_many(["tries", "other"]) == {"tries": 3}
    assert cache.delete("tries")
    assert cache.get("tries", "none") == "none"


def test_server_that_dies_leaves_an_empty_cache(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    server = RedisServer(tmp_path)
    server.start()
    cache = ForgivingRedisCache(server.address, {})
    cache.set("tries", 3)
    server.kill()
    assert cache.get("tries", 0) == 0
    assert cache.add("tries", 1)
    assert cache.get_many(["tries"]) == {}
    assert not cache.delete("tries")
    assert "cache unreachable" in caplog.text
    server.start()
    cache.set("tries", 4)
    assert cache.get("tries") == 4
    server.kill()
