from allauth.account.views import login
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from assignment.availability.views import my_workload
from opportunities.of_account.views import of_account
from opportunities.of_partner.views import of_partner
from opportunities.of_person.views import of_person
from prm.access.invitations.views import enter_partner
from prm.core import health
from prm.directory.partners.views import company
from prm.directory.preferences.views import save_preferences
from prm.home.search.views import search
from prm.home.views import home

to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", home, name="home"),
    path("search/", search, name="search"),
    path("opportunities/", include("opportunities.urls")),
    path("accounts/", include("prm.directory.accounts.urls")),
    path("accounts/<key:key>/opportunities/", of_account, name="accounts_opportunities"),
    path("people/", include("prm.access.invitations.urls")),
    path("people/", include("prm.directory.people.urls")),
    path("people/<key:key>/opportunities/", of_person, name="people_opportunities"),
    path("people/<key:key>/", include("assignment.urls")),
    path("workload/", my_workload, name="my_workload"),
    path("partners/new/", enter_partner, name="partners_enter"),
    path("partners/", include("prm.directory.partners.urls")),
    path("partners/<key:key>/opportunities/", of_partner, name="partners_opportunities"),
    path("company/", company, name="company"),
    path("contacts/", include("prm.directory.contacts.urls")),
    path("notices/", include("prm.notifications.urls")),
    path("mail/", include("prm.demo.mail.urls")),
    path("settings/", save_preferences, name="save_preferences"),
    path("admin/", admin.site.urls),
    path("ui/", include("prm.ui.urls")),
    # Customers will be at /accounts/, so allauth's pages are below the sign-in.
    path(f"{settings.SIGN_IN_PATH}login/", login_not_required(to_sign_in)),
    path(settings.SIGN_IN_PATH, include("prm.access.sign_in.urls")),
    path(settings.SIGN_IN_PATH, include("allauth.urls")),
    # After allauth's own, so that its name leads here.
    path(settings.SIGN_IN_PATH, login, name="account_login"),
]
