from django.urls import path

from prm.demo.mail import views

app_name = "mail"
urlpatterns = [
    path("", views.mails, name="mails"),
    path("<key:key>/", views.mail, name="mail"),
    path("<key:key>/html/", views.html, name="html"),
]
