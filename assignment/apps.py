from django.apps import AppConfig


class AssignmentConfig(AppConfig):
    name = "assignment"
    label = "assignment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers handlers of events and words of reasons."""
        from assignment import explanations, handlers

        self.registered = (explanations, handlers)
