from django.urls import path

from prm.directory.accounts import views
from prm.directory.contacts import views as contacts
from prm.directory.duplicates import views as duplicates

app_name = "accounts"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("new/", views.enter_account, name="enter_account"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/<key:key>/different/", duplicates.mark_different, name="mark_different"),
    path("duplicates/<key:key>/possible/", duplicates.reopen_pair, name="reopen_pair"),
    path("<key:key>/", contacts.detail, name="detail"),
    path("<key:key>/edit/", views.edit_account, name="edit_account"),
    path("<key:key>/contacts/new/", contacts.enter_contact, name="enter_contact"),
]
