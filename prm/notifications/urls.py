from django.urls import path

from prm.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("read/", views.read_all, name="read_all"),
    path("mail/", views.set_mail, name="set_mail"),
    path("stop/<str:token>/", views.stop_mail, name="stop_mail"),
    path("<key:key>/", views.open_notice, name="open_notice"),
]
