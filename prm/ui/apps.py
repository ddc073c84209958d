from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "prm.ui"
    label = "ui"
