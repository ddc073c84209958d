from django.urls import path

from assignment.availability import views as availability
from assignment.skills import views as skills
from assignment.time_off import views as time_off

app_name = "assignment"
urlpatterns = [
    path("skills/", skills.skills, name="skills"),
    path("skills/add/", skills.add_skill, name="add_skill"),
    path("skills/place/", skills.set_place, name="set_place"),
    path("skills/<key:skill_key>/", skills.change_skill, name="change_skill"),
    path("skills/<key:skill_key>/remove/", skills.remove_skill, name="remove_skill"),
    path("availability/", availability.availability, name="availability"),
    path("availability/away/", availability.set_away, name="set_away"),
    path("availability/hours/", availability.set_hours, name="set_hours"),
    path("availability/languages/", availability.set_languages, name="set_languages"),
    path("availability/capacity/", availability.set_capacity, name="set_capacity"),
    path("availability/time-off/", time_off.add_time_off, name="add_time_off"),
    path("availability/time-off/<key:time_off_key>/", time_off.change_time_off, name="change_time_off"),
    path("availability/time-off/<key:time_off_key>/remove/", time_off.remove_time_off, name="remove_time_off"),
]
