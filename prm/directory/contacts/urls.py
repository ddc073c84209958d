from django.urls import path

from prm.directory.contacts import views

app_name = "contacts"
urlpatterns = [path("<key:key>/edit/", views.edit_contact, name="edit_contact")]
