from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from prm.access.forms import PersonWithSignInForm, UserForm
from prm.access.models import RoleRequirement, SignInRecord, User
from prm.access.second_factor.actions import reset_second_factor, save_requirement
from prm.access.sign_in.actions import follow_role, invite, send_password_link, set_sign_in_open
from prm.access.sign_in.words import in_words
from prm.core.administration.pages import KeptAdmin, ReadOnlyAdmin, actor_of
from prm.directory.admin import Fieldsets, PersonAdmin
from prm.directory.models import Person

NO_MAIL = gettext_lazy(
    "The mail to %(address)s could not be sent (%(problem)s). The sign-in is there: "
    "send the link again from the list of sign-ins once mail works."
)


@admin.register(Person)
class PersonWithSignInAdmin(PersonAdmin):
    """People, each with the sign-in they have or may get."""

    form = PersonWithSignInForm
    list_display = ["name", "organization", "role", "job_title", "reports_to", "sign_in", "active"]
    list_select_related = ["organization", "reports_to", "user"]
    search_fields = [*PersonAdmin.search_fields, "user__email"]

    def get_fieldsets(self, request: HttpRequest, obj: Person | None = None) -> Fieldsets:
        shown = "sign_in" if obj and hasattr(obj, "user") else "sign_in_email"
        return [*super().get_fieldsets(request, obj), (gettext_lazy("Sign-in"), {"fields": [shown]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "sign_in"]

    @admin.display(description=gettext_lazy("sign-in"), ordering="user__email")
    def sign_in(self, person: Person) -> str:
        user = getattr(person, "user", None)
        if user is None:
            return _("none")
        return user.email if user.is_active else _("%(email)s (ended)") % {"email": user.email}

    def save_model(self, request: HttpRequest, obj: Person, form: forms.ModelForm[Any], change: bool) -> None:
        super().save_model(request, obj, form, change)
        follow_role(obj, actor=actor_of(request))
        email = form.cleaned_data.get("sign_in_email")
        if email and not hasattr(obj, "user"):
            self._invite(request, obj, email)

    def _invite(self, request: HttpRequest, person: Person, email: str) -> None:
        try:
            invite(person, email=email, actor=actor_of(request), request=request)
        except OSError as problem:
            messages.error(request, NO_MAIL % {"address": email, "problem": problem})
        else:
            messages.success(request, _("The link to set a password went to %(email)s.") % {"email": email})


@admin.register(User)
class UserAdmin(KeptAdmin):
    """Who may sign in. A sign-in is given on the page of its person."""

    form = UserForm
    list_display = ["email", "person", "organization", "is_active", "last_login"]
    list_filter = ["is_active", "person__role"]
    list_select_related = ["person__organization"]
    search_fields = ["email", "person__name", "person__organization__name"]
    ordering = ["email"]
    fields = ["email", "person", "is_active", "last_login", "date_joined"]
    readonly_fields = ["email", "person", "last_login", "date_joined"]
    actions = ["send_links", "reset_second_factors"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_form(self, request: HttpRequest, obj: User | None = None, **options: Any) -> type[forms.ModelForm[Any]]:
        form: type[forms.ModelForm[Any]] = super().get_form(request, obj, **options)
        return type("UserForm", (form,), {"acting_person_id": actor_of(request).person_id})

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm[Any], change: bool) -> None:
        stored = User.objects.get(pk=obj.pk)
        set_sign_in_open(stored, is_open=obj.is_active, actor=actor_of(request))

    @admin.action(description=gettext_lazy("Reset the second factor"))
    def reset_second_factors(self, request: HttpRequest, users: QuerySet[User]) -> None:
        actor = actor_of(request)
        for user in users.exclude(person_id=actor.person_id):
            reset_second_factor(user, actor=actor)
            text = _("%(email)s has no second factor now and is signed out everywhere.")
            messages.success(request, text % {"email": user.email})
        if users.filter(person_id=actor.person_id).exists():
            messages.warning(request, _("Your own second factor is on your account’s page; it was left as it is."))

    @admin.display(description=gettext_lazy("organization"))
    def organization(self, user: User) -> str:
        return str(user.person.organization) if user.person else ""

    @admin.action(description=gettext_lazy("Mail the link to set a password"))
    def send_links(self, request: HttpRequest, users: QuerySet[User]) -> None:
        sent = 0
        for user in users.filter(is_active=True):
            try:
                send_password_link(user, actor=actor_of(request), request=request)
            except OSError as problem:
                messages.error(request, NO_MAIL % {"address": user.email, "problem": problem})
                break
            sent += 1
        if sent:
            messages.success(request, ngettext("%(n)d mail was sent.", "%(n)d mails were sent.", sent) % {"n": sent})


@admin.register(RoleRequirement)
class RoleRequirementAdmin(KeptAdmin):
    """Which roles need a second factor. Every role is there from the start."""

    list_display = ["role", "second_factor"]
    ordering = ["pk"]
    fields = ["role", "second_factor"]
    readonly_fields = ["role"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: RoleRequirement, form: forms.ModelForm[Any], change: bool) -> None:
        save_requirement(obj, actor=actor_of(request))


@admin.register(SignInRecord)
class SignInRecordAdmin(ReadOnlyAdmin):
    """Who came in, who did not, when and from where."""

    list_display = ["at", "email", "person", "outcome", "how", "ip", "user_agent"]
    list_filter = ["outcome", "at"]
    list_select_related = ["user__person"]
    search_fields = ["email", "user__person__name", "ip"]
    ordering = ["-at"]
    fields = ["at", "email", "person", "outcome", "how", "ip", "user_agent"]
    readonly_fields = ["person", "how"]
    show_full_result_count = False

    @admin.display(description=gettext_lazy("person"))
    def person(self, record: SignInRecord) -> str:
        return str(record.user.person or "") if record.user else ""

    @admin.display(description=gettext_lazy("by"))
    def how(self, record: SignInRecord) -> str:
        return in_words(record)
