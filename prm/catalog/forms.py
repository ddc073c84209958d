"""Forms of the administration; what the lists need to stay usable is said at the field."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prm.catalog.models import Currency
from prm.core.administration.forms import RecordForm

ISO_4217 = RegexValidator(r"^[A-Z]{3}$", gettext_lazy("A currency code has three capital letters, for example EUR."))


class CurrencyForm(RecordForm):
    """A currency; the company's own stays in use."""

    instance: Currency

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).upper()
        ISO_4217(code)
        if self.instance._state.adding and Currency.objects.filter(pk=code).exists():
            raise ValidationError(_("There is already a currency of this code."))
        return code

    def check_record(self) -> None:
        if self.instance.is_company and not self.instance.active:
            raise ValidationError({"active": _("All totals are in the company currency, so it stays in use.")})
