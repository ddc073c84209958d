"""Forms of the administration around sign-in."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminEmailInputWidget

from prm.access.models import User
from prm.access.sign_in.actions import check_administrator_gets_in, check_not_own
from prm.core.administration.forms import RecordForm
from prm.directory.forms import PersonForm


class PersonWithSignInForm(PersonForm):
    """A person and, while there is none, the address of the sign-in to give."""

    sign_in_email = forms.EmailField(
        label=gettext_lazy("E-mail for sign-in"),
        required=False,
        widget=UnfoldAdminEmailInputWidget,
        help_text=gettext_lazy("On saving, a mail with the link to set a password goes there. Empty = no sign-in."),
    )

    def check_record(self) -> None:
        super().check_record()
        check_administrator_gets_in(self.instance)

    def clean_sign_in_email(self) -> str:
        email = str(self.cleaned_data["sign_in_email"]).lower()
        users, addresses = User.objects.filter(email__iexact=email), EmailAddress.objects.filter(email__iexact=email)
        if email and (users.exists() or addresses.exists()):
            raise ValidationError(_("Somebody else signs in with this address."))
        return email


class UserForm(RecordForm):
    """The only thing to change about a sign-in: whether it works."""

    instance: User
    acting_person_id: int | None = None

    def check_record(self) -> None:
        if not self.instance.is_active:
            check_not_own(self.instance, self.acting_person_id)
