from allauth.account.views import login
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from opportunities.of_account.views import of_account
from prm.core import health

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", RedirectView.as_view(pattern_name="opportunities:my"), name="home"),
    path("opportunities/", include("opportunities.urls")),
    path("assignment/", include("assignment.urls")),
    path("accounts/", include("prm.directory.accounts.urls")),
    path("accounts/<key:key>/opportunities/", of_account, name="accounts_opportunities"),
    path("contacts/", include("prm.directory.contacts.urls")),
    path("admin/", admin.site.urls),
    path("ui/", include("prm.ui.urls")),
    # Customers will be at /accounts/, so allauth's pages are below the sign-in.
    path(f"{settings.SIGN_IN_PATH}login/", login_not_required(to_sign_in)),
    path(settings.SIGN_IN_PATH, include("prm.access.sign_in.urls")),
    path(settings.SIGN_IN_PATH, include("allauth.urls")),
    # After allauth's own, so that its name leads here.
    path(settings.SIGN_IN_PATH, login, name="account_login"),
]
