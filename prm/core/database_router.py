from __future__ import annotations

from typing import Any

OWNER_ALIAS = "owner"


class OwnerMigrates:
    """Only the alias of prm_owner migrates; everything else happens on `default`, as prm_app."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == OWNER_ALIAS
