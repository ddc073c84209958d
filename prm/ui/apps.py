from django.apps import AppConfig

from prm.ui.field_messages import speak_our_way


class UiConfig(AppConfig):
    name = "prm.ui"
    label = "ui"

    def ready(self) -> None:
        speak_our_way()
