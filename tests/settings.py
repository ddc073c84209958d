"""The demo's settings, made quick and strict for tests: still prm_app on real PostgreSQL."""

import os

os.environ["PRM_DEMO"] = "true"
for production_only in ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "S3_BUCKET", "EMAIL_URL"):
    os.environ.pop(production_only, None)

from prm.settings import *
from prm.settings import LOGGING, STORAGES, TEMPLATES
from tests.undefined_names import UndefinedName

SECRET_KEY = "only for tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
STORAGES = STORAGES | {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedName("%s")

# Tests that need Redis start their own; the others see a broker in memory.
REDIS_ADDRESS = ""
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {"polling_interval": 0.02}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
LOGGING = LOGGING | {"root": {"handlers": [], "level": "WARNING"}}
