from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    label = "opportunities"
    verbose_name = _("Sales lists")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers handlers of events, jobs, what accounts tell of opportunities, whose contacts they show, and what
        becomes of them when somebody leaves."""
        from opportunities import sharing
        from opportunities.editing import handlers as editing
        from opportunities.exports import jobs
        from opportunities.of_account import business
        from opportunities.rates import handlers
        from opportunities.searches import following
        from opportunities.team import handlers as team
        from opportunities.team import leaving

        self.registered = (editing, handlers, business, following, jobs, sharing, team, leaving)
