from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    """Django's admin with our own site; listed in INSTALLED_APPS in place of `django.contrib.admin`."""

    default_site = "prm.core.administration.site.AdministrationSite"
