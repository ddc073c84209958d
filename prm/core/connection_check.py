"""Refuse to work as a database role that row-level security does not bind."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper

from prm.core import roles

_checked: set[tuple[str, str, str]] = set()


def refuse_wrong_role(connection: BaseDatabaseWrapper, **options: Any) -> None:
    """Receiver of connection_created: looks once per process at each database that `default` signs in to.

    Raises ImproperlyConfigured for a superuser, the owner, inherited rights or the wrong order of text.
    """
    settings = connection.settings_dict
    place = (str(settings["HOST"]), str(settings["NAME"]), str(settings["USER"]))
    if connection.alias != DEFAULT_DB_ALIAS or place in _checked:
        return
    problem = roles.problem_of(connection.connection)
    if problem:
        connection.close()
        raise ImproperlyConfigured(problem)
    _checked.add(place)
