"""Refuse to work as a database role that row-level security does not bind."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from prm.core import roles

logger = logging.getLogger(__name__)

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


def look_at_start(**options: Any) -> None:
    """Connect once while a process starts, so that a wrong role stops it. A database that is away may come later."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        logger.warning("the database does not answer yet: %s", error)
    finally:
        connection.close()
