from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "prm.home"
    label = "home"
