from __future__ import annotations

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from prm.access.actions import give_sign_in
from prm.access.models import User
from prm.catalog.actions import save_to_catalog
from prm.catalog.models import Currency
from prm.core.actor import SYSTEM, Role
from prm.core.rls import acting_as
from prm.directory.actions import save_organization, save_person
from prm.directory.models import Organization, Person


class Command(BaseCommand):
    help = (
        "Makes what a new installation needs before anybody can sign in: the brand owner, the company currency and an "
        "administrator, whose password is asked for. What is there already stays; again, it adds another administrator."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("company", help="name of the brand owner")
        parser.add_argument("name", help="name of the administrator")
        parser.add_argument("email", help="the address the administrator signs in with")
        parser.add_argument("--currency", default="USD", help="ISO 4217 code of the company currency")

    def handle(self, *arguments: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            validate_email(email)
            with transaction.atomic(), acting_as(SYSTEM):
                if User.objects.filter(email__iexact=email).exists():
                    raise CommandError(f"Somebody signs in with {email} already: choose another address.")
            password = self._password()
            with transaction.atomic(), acting_as(SYSTEM):
                company = self._company(options["company"])
                self._currency(options["currency"].upper())
                person = Person(name=options["name"], organization=company, role=Role.ADMINISTRATOR)
                give_sign_in(save_person(person, actor=SYSTEM), email=email, password=password, actor=SYSTEM)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write(f"{person.name} of {company.name} can sign in with {email} and finds Django admin there.")

    def _password(self) -> str:
        password = getpass("Password of the administrator: ")
        if password != getpass("The same again: "):
            raise CommandError("The two passwords differ. Nothing was made: start again.")
        validate_password(password)
        return password

    def _company(self, name: str) -> Organization:
        """The brand owner; there is one in an installation, and its name is not changed from here."""
        found = Organization.objects.filter(kind=Organization.Kind.BRAND_OWNER).first()
        if found is None:
            return save_organization(Organization(name=name, kind=Organization.Kind.BRAND_OWNER), actor=SYSTEM)
        if found.name != name:
            raise CommandError(f"The brand owner of this installation is {found.name}: give that name.")
        return found

    def _currency(self, code: str) -> None:
        if not Currency.objects.filter(is_company=True).exists():
            save_to_catalog(Currency(code=code, name=code, is_company=True), actor=SYSTEM)
