"""The models of our own apps, as the guards walk them."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db import models

from tests.guards import walk


@cache
def own_models() -> tuple[type[models.Model], ...]:
    """Every model with a table, in the order of the apps."""
    configs = [app for app in apps.get_app_configs() if app.name.split(".")[0] in walk.packages()]
    return tuple(model for app in configs for model in app.get_models(include_auto_created=True))


def columns(model: type[models.Model]) -> set[str]:
    return {field.column for field in model._meta.concrete_fields}
