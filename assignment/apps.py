from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssignmentConfig(AppConfig):
    name = "assignment"
    label = "assignment"
    verbose_name = _("Assignment")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers handlers of events, words of reasons and what the Sales Team offers."""
        from assignment import explanations, handlers, offers

        self.registered = (explanations, handlers, offers)
