from django.urls import path

from assignment.runs import views as runs
from assignment.suggestions import views as suggestions
from assignment.unassigned import views as unassigned

app_name = "assignment"
urlpatterns = [
    path("assignment/runs/", runs.runs, name="runs"),
    path("assignment/runs/<key:key>/", runs.run, name="run"),
    path("assignment/unassigned/", unassigned.unassigned, name="unassigned"),
    path("opportunities/<key:key>/suggest/", suggestions.suggest, name="suggest"),
    path("opportunities/<key:key>/run/", runs.newest_run, name="newest_run"),
    path("opportunities/<key:key>/considered/<key:person_key>/", runs.considered, name="considered"),
]
