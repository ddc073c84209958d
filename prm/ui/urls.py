from django.urls import path

from prm.ui import views

app_name = "ui"
urlpatterns = [
    path("gallery/", views.show_gallery, name="gallery"),
    path("gallery/options/", views.find_options, name="find_options"),
]
