from django.urls import path

from prm.directory.people import views

app_name = "people"
urlpatterns = [
    path("", views.people, name="people"),
    path("<key:key>/", views.detail, name="detail"),
]
