from django.urls import path

from assignment.availability import views as availability
from assignment.rules import views as rules
from assignment.runs import views as runs
from assignment.skills import views as skills
from assignment.suggestions import views as suggestions
from assignment.time_off import views as time_off
from assignment.unassigned import views as unassigned

TIME_OFF = "people/<key:key>/availability/time-off/"

app_name = "assignment"
urlpatterns = [
    path("assignment/rules/", rules.rules, name="rules"),
    path("assignment/rules/<key:key>/", rules.rule, name="rule"),
    path("assignment/runs/", runs.runs, name="runs"),
    path("assignment/runs/<key:key>/", runs.run, name="run"),
    path("assignment/unassigned/", unassigned.unassigned, name="unassigned"),
    path("opportunities/<key:key>/suggest/", suggestions.suggest, name="suggest"),
    path("opportunities/<key:key>/run/", runs.newest_run, name="newest_run"),
    path("opportunities/<key:key>/considered/<key:person_key>/", runs.considered, name="considered"),
    path("people/<key:key>/skills/", skills.skills, name="skills"),
    path("people/<key:key>/skills/add/", skills.add_skill, name="add_skill"),
    path("people/<key:key>/skills/place/", skills.set_place, name="set_place"),
    path("people/<key:key>/skills/<key:skill_key>/", skills.change_skill, name="change_skill"),
    path("people/<key:key>/skills/<key:skill_key>/remove/", skills.remove_skill, name="remove_skill"),
    path("people/<key:key>/availability/", availability.availability, name="availability"),
    path("people/<key:key>/availability/away/", availability.set_away, name="set_away"),
    path("people/<key:key>/availability/hours/", availability.set_hours, name="set_hours"),
    path("people/<key:key>/availability/languages/", availability.set_languages, name="set_languages"),
    path("people/<key:key>/availability/capacity/", availability.set_capacity, name="set_capacity"),
    path(TIME_OFF, time_off.add_time_off, name="add_time_off"),
    path(f"{TIME_OFF}<key:time_off_key>/", time_off.change_time_off, name="change_time_off"),
    path(
        f"{TIME_OFF}<key:time_off_key>/remove/",
        time_off.remove_time_off,
        name="remove_time_off",
    ),
]
