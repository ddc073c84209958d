from django.urls import path

from prm.directory.partners import views

app_name = "partners"
urlpatterns = [
    path("", views.partners, name="partners"),
    path("<key:key>/", views.detail, name="detail"),
    path("<key:key>/edit/", views.edit_partner, name="edit_partner"),
    path("<key:key>/accounts/", views.accounts, name="accounts"),
]
