"""Below /people/, whose other pages are the directory's; the names begin like theirs, so that the navigation knows."""

from django.urls import path

from prm.access.invitations import views

urlpatterns = [
    path("invite/", views.invite, name="people_invite"),
    path("invitations/", views.invitations, name="people_invitations"),
    path("invitations/<key:key>/send-again/", views.send_again, name="people_send_again"),
    path("invitations/<key:key>/withdraw/", views.withdraw, name="people_withdraw"),
]
