from django.urls import path

from assignment.rules import views as rules

app_name = "assignment"
urlpatterns = [
    path("rules/", rules.rules, name="rules"),
    path("rules/<key:key>/", rules.rule, name="rule"),
]
