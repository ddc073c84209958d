from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "prm.access"
    label = "access"
    verbose_name = _("Sign-in")
    default_auto_field = "django.db.models.BigAutoField"
