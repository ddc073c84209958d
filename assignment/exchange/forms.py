"""The file that an administrator brings."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminFileFieldWidget

from assignment.cases.yaml_text import SIZE_LIMIT


class RuleFileForm(forms.Form):
    """One YAML file; `text` holds what it says once the form is valid."""

    file = forms.FileField(label=gettext_lazy("File"), widget=UnfoldAdminFileFieldWidget)
    text: str = ""

    def clean_file(self) -> UploadedFile:
        """Refused by its size before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is None or file.size > SIZE_LIMIT:
            told = {"size": round((file.size or 0) / 1_000_000), "limit": SIZE_LIMIT // 1_000_000}
            text = _("The file was not read: it has %(size)d MB and a file of rules at most %(limit)d MB.")
            raise ValidationError(text % told)
        try:
            self.text = file.read().decode("utf-8")
        except UnicodeDecodeError as wrong:
            text = _("The file was not read: it is no text in UTF-8. Save it as YAML in UTF-8 and choose it again.")
            raise ValidationError(text) from wrong
        return file
