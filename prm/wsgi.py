import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prm.settings")

application = get_wsgi_application()

from prm.core.connection_check import look_at_start  # noqa: E402 - needs the application's settings

look_at_start()
