from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "prm.core"
    label = "core"
    verbose_name = _("Behind the scenes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from prm.core import connection_check, grants, protection
        from prm.core.jobs import handlers

        self.registered = (handlers,)
        post_migrate.connect(grants.grant_after_migrate, dispatch_uid="grants")
        post_migrate.connect(protection.protect_after_migrate, dispatch_uid="protection")
        connection_created.connect(connection_check.refuse_wrong_role, dispatch_uid="wrong role")
