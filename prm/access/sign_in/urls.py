from allauth.socialaccount.views import login_error
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from prm.access.joining.views import accept_invitation
from prm.access.sign_in import views

urlpatterns = [
    path("sessions/<int:pk>/end/", views.end_session, name="end_session"),
    path("invitation/<str:token>/", login_not_required(accept_invitation), name="accept_invitation"),
    # Before allauth's own, which only somebody signed in would see.
    path("3rdparty/login/error/", login_not_required(login_error), name="socialaccount_login_error"),
]
