"""The journeys' settings; no browser looks at these pages, so that nobody has to collect their style and scripts."""

from tests.journeys.settings import *
from tests.journeys.settings import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
