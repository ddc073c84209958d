from __future__ import annotations

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str | None:
    """PRM_CHROMIUM, else the first Chromium on the PATH, else None: then the journeys are skipped."""
    return os.environ.get("PRM_CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)
