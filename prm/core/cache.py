from __future__ import annotations

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

logger = logging.getLogger(__name__)

UNREACHABLE = (RedisConnectionError, RedisTimeoutError)


class ForgivingRedisCache(RedisCache):
    """Redis as a cache that may be away: then nothing is found and nothing kept, and sign-in still works.

    The rate limits live here, so they pause with it; the log says so.
    """

    def add(self, *args: Any, **options: Any) -> bool:
        return bool(self._or(super().add, True, args, options))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._or(super().get, default, (key, default, version), {})

    def set(self, *args: Any, **options: Any) -> None:
        self._or(super().set, None, args, options)

    def delete(self, *args: Any, **options: Any) -> bool:
        return bool(self._or(super().delete, False, args, options))

    def get_many(self, *args: Any, **options: Any) -> dict[Any, Any]:
        return dict(self._or(super().get_many, {}, args, options))

    def _or(self, method: Any, otherwise: Any, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        try:
            return method(*args, **options)
        except UNREACHABLE as error:
            logger.warning("cache unreachable: %s", error)
            return otherwise
