"""Django's settings. What differs between installations comes from `environment.py`."""

from __future__ import annotations

from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from prm import administration, embedded_folders, embedded_postgres, sign_in
from prm.addresses import database, database_from, email_from
from prm.environment import CHECKOUT, LOCAL, EnvironmentProblem, demo_secret_key, read

try:
    ENVIRONMENT = read()
except EnvironmentProblem as problem:
    raise ImproperlyConfigured(str(problem)) from problem
PRODUCTION = ENVIRONMENT.production
DEMO = ENVIRONMENT.demo
DEBUG = ENVIRONMENT.debug

SECRET_KEY = ENVIRONMENT.secret_key or demo_secret_key()
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts or ["localhost", "127.0.0.1", "[::1]"]
PORTAL_ADDRESS = ENVIRONMENT.portal_address

# Applications

INSTALLED_APPS = [
    "prm.core",
    "prm.ui",
    "prm.directory",
    "prm.access",
    "prm.catalog",
    "opportunities",
    "assignment",
    "prm.notifications",
    "prm.home",
    "prm.demo",
    # Basic: the site is our own, not the one that unfold would put in its place.
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "prm.core.administration.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "anymail",
    "django_filters",
    "django_htmx",
    "storages",
]

MIDDLEWARE = [
    "prm.core.http.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "prm.core.http.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "prm.access.typed_forms.KeepTypedForm",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "opportunities.restricted.middleware.LeadToReading",
    "prm.access.middleware.ActorTransaction",
]

ROOT_URLCONF = "prm.urls"
WSGI_APPLICATION = "prm.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [CHECKOUT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "prm.ui.renderer.PortalForms"

# Database: `default` is prm_app, `owner` is prm_owner and serves migrations only

SOCKETS = str(embedded_folders.socket_folder())
EMBEDDED = not ENVIRONMENT.database_url
DATABASES = {
    "default": database(name=embedded_postgres.DATABASE, user="prm_app", host=SOCKETS)
    if EMBEDDED
    else database_from(ENVIRONMENT.database_url)
}
if EMBEDDED:
    DATABASES["owner"] = DATABASES["default"] | {"USER": "prm_owner"}
elif ENVIRONMENT.database_owner_url:
    DATABASES["owner"] = database_from(ENVIRONMENT.database_owner_url)
DATABASE_ADMIN_ADDRESS = (
    f"host={SOCKETS} user={embedded_postgres.SUPERUSER} dbname=postgres" if EMBEDDED else ENVIRONMENT.database_admin_url
)
DATABASE_ROUTERS = ["prm.core.database_router.OwnerMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SIGN_IN_PATH = "sign-in/"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_ADAPTER = "prm.access.sign_in.adapter.InvitedOnly"
ACCOUNT_FORMS = {
    "login": "prm.access.sign_in.forms.SignInForm",
    "reset_password": "prm.access.sign_in.forms.PasswordLinkForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.https else "http"
ACCOUNT_RATE_LIMITS = sign_in.RATE_LIMITS
MFA_ADAPTER = "prm.access.second_factor.adapter.RequiredByRole"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Partner Portal"
OIDC_ISSUER = ENVIRONMENT.oidc_issuer
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_ADAPTER = "prm.access.sign_in.company.InvitedFromCompany"
SOCIALACCOUNT_PROVIDERS = sign_in.providers(ENVIRONMENT)
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies

# For so many days an invitation's link works.
INVITATION_DAYS = 7

# Safety

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENVIRONMENT.https
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.https
SECURE_REFERRER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if ENVIRONMENT.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Language and time

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("ja", _("Japanese")),
]
LOCALE_PATHS = [CHECKOUT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Files

STATIC_URL = "static/"
STATICFILES_DIRS = [CHECKOUT / "static"]
STATIC_ROOT = LOCAL / "static" if DEMO else CHECKOUT / "staticfiles"
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = ENVIRONMENT.files_dir
S3_OPTIONS = {
    "bucket_name": ENVIRONMENT.s3_bucket,
    "endpoint_url": ENVIRONMENT.s3_endpoint or None,
    "region_name": ENVIRONMENT.s3_region or None,
    "access_key": ENVIRONMENT.s3_access_key or None,
    "secret_key": ENVIRONMENT.s3_secret_key or None,
    "default_acl": None,
    "file_overwrite": False,
    "querystring_auth": True,
    "querystring_expire": 300,
}
STORAGES = {
    "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": S3_OPTIONS}
    if ENVIRONMENT.s3_bucket
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Mail

DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.email_from
DEMO_MAIL = LOCAL / "mail"
globals().update(email_from(ENVIRONMENT.email_url or ("smtp://localhost" if PRODUCTION else "demo:")))

# Tasks and cache

REDIS_ADDRESS = ENVIRONMENT.redis_url
CELERY_BROKER_URL = REDIS_ADDRESS or "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {"socket_connect_timeout": 0.2, "socket_timeout": 5, "max_retries": 0}
    if REDIS_ADDRESS
    else {"polling_interval": 0.05}
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_IMPORTS = ["prm.core.outbox.tasks", "prm.core.retention.tasks"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "prm"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
OUTBOX_SWEEP_SECONDS = 5
CELERY_BEAT_SCHEDULE = {
    "sweep the outbox": {"task": "prm.core.outbox.tasks.sweep_outbox", "schedule": OUTBOX_SWEEP_SECONDS},
    "purge what is old enough": {"task": "prm.core.retention.tasks.purge", "schedule": crontab(hour="3", minute="10")},
}
CACHES = {
    "default": {"BACKEND": "prm.core.cache.ForgivingRedisCache", "LOCATION": REDIS_ADDRESS}
    if REDIS_ADDRESS
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# How many days what piles up is kept

KEEP_DAYS = ENVIRONMENT.keep_days

# Logging

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "prm.core.logs.WithRequestId"}},
    "formatters": {
        "text": {"format": "%(asctime)s %(levelname)s [%(request_id)s] %(name)s: %(message)s"},
        "json": {"()": "prm.core.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": ENVIRONMENT.log_format,
        }
    },
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # It warns that memory:// names no host.
        "kombu.connection": {"level": "ERROR"},
    },
}

# Opportunities

# An open one without an activity or a change that moves it for so many days is idle.
IDLE_DAYS = 14

# Demo

DEMO_PASSWORD = ENVIRONMENT.demo_password
DEMO_PORT = ENVIRONMENT.port

# Administration

UNFOLD = administration.UNFOLD
