from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    label = "opportunities"
    verbose_name = _("Sales lists")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers handlers of events, jobs, and what accounts tell of opportunities."""
        from opportunities.exports import jobs
        from opportunities.of_account import business
        from opportunities.rates import handlers

        self.registered = (handlers, business, jobs)
