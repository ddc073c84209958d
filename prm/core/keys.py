"""Random keys for addresses, so that nobody can count another company's business."""

from __future__ import annotations

from typing import Any

from django.db import models

KEY_LENGTH = 10
KEY_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
KEY_PATTERN = f"[{KEY_ALPHABET}]{{{KEY_LENGTH}}}"


class RandomKey(models.Func):
    """`prm_random_key()`: ten random characters of a 32-letter alphabet without l, o, 0 and 1."""

    function = "prm_random_key"
    output_field = models.CharField(max_length=KEY_LENGTH)


class KeyField(models.CharField):  # type: ignore[type-arg]
    """The name of a record in every address; made by the database, never by the application."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {
            "max_length": KEY_LENGTH,
            "unique": True,
            "editable": False,
            "db_default": RandomKey(),
        }
        super().__init__(**defaults | options)

    def db_type(self, connection: Any) -> str:
        """By its long name: for a `varchar` Django makes a second index, for patterns, beside the unique one."""
        return f"character varying({self.max_length})"


class KeyConverter:
    """Keys in addresses: anything else is no page at all."""

    regex = KEY_PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
