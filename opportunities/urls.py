from django.urls import path, register_converter

from opportunities import views
from opportunities.entry import views as entry
from opportunities.history import views as history
from opportunities.stages import views as stages
from opportunities.team import views as team
from prm.core.keys import KeyConverter

register_converter(KeyConverter, "key")

app_name = "opportunities"
urlpatterns = [
    path("", views.my, name="my"),
    path("new/", entry.enter, name="enter"),
    path("new/accounts/", entry.accounts, name="accounts"),
    path("<key:key>/", team.detail, name="detail"),
    path("<key:key>/history/", history.history, name="history"),
    path("<key:key>/stage/", stages.move_stage, name="move_stage"),
]
