from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "prm.directory"
    label = "directory"
    verbose_name = _("People and companies")
    default_auto_field = "django.db.models.BigAutoField"
