"""The demo's settings with pages that measure what the least effort would cost."""

from prm.settings import *

ROOT_URLCONF = "tests.bench.urls"
