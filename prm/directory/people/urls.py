from django.urls import path

from prm.directory.people import views

app_name = "people"
urlpatterns = [
    path("", views.people, name="people"),
    path("<key:key>/", views.detail, name="detail"),
    path("<key:key>/deactivate/", views.deactivate, name="deactivate"),
    path("<key:key>/activate/", views.activate, name="activate"),
    path("<key:key>/move/", views.move, name="move"),
]
