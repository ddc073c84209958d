from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "prm.access"
    label = "access"
    verbose_name = _("Sign-in")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers handlers of events and what is noted of second factors."""
        from prm.access import handlers
        from prm.access.second_factor import attempts

        self.registered = (handlers, attempts)
