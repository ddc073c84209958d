from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "prm.ui"
    label = "ui"

    def ready(self) -> None:
        from prm.ui.field_messages import speak_our_way

        speak_our_way()
