from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssignmentConfig(AppConfig):
    name = "assignment"
    label = "assignment"
    verbose_name = _("Assignment")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers handlers of events and words of reasons."""
        from assignment import explanations, handlers

        self.registered = (explanations, handlers)
