from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from prm.directory.models import Person


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user row with its hashed password. People get theirs through `access.actions.give_sign_in`."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Credentials of a person. Partner and brand-owner database roles cannot read this table."""

    email = models.EmailField(_("e-mail"), unique=True)
    person = models.OneToOneField(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="user", verbose_name=_("person")
    )
    is_staff = models.BooleanField(_("may open Django admin"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("user")

    def __str__(self) -> str:
        return self.email


class TypedForm(models.Model):
    """A form refused because the session had expired, kept for 30 minutes and given back to the same person only."""

    token_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, models.CASCADE)
    path = models.CharField(max_length=500)
    fields = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.path} until {self.expires_at:%H:%M}"


class RoleRequirement(models.Model):
    """What a role must have to work here; every role has its row from the start."""

    role = models.CharField(_("role"), max_length=20, choices=Person.PersonRole)
    second_factor = models.BooleanField(
        _("second factor required"),
        default=False,
        help_text=_(
            "An authenticator app or a passkey. Whoever has none is led to set one up at the next click, "
            "and can do nothing else until then."
        ),
    )

    class Meta:
        verbose_name = _("requirement of a role")
        verbose_name_plural = _("requirements of roles")
        constraints = [
            models.UniqueConstraint(
                name="role_requirement_once",
                fields=["role"],
                violation_error_message=_("This role has its row already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_role_display())


class SignInRecord(models.Model):
    """Who tried to sign in or changed how they do, when, from where and with what outcome. Administrators read it."""

    class Outcome(models.TextChoices):
        SIGNED_IN = "signed_in", _("signed in")
        REFUSED = "refused", _("wrong e-mail or password")
        CODE_REFUSED = "code_refused", _("wrong second factor")
        LIMITED = "limited", _("too many attempts")
        CLOSED = "closed", _("sign-in is closed")
        NOT_INVITED = "not_invited", _("came by company sign-in and is not invited")
        PASSWORD_SET = "password_set", _("set a new password")
        FACTOR_RESET = "factor_reset", _("second factor was reset")

    ADDRESS_LENGTH: ClassVar = 254

    at = models.DateTimeField(_("when"), auto_now_add=True)
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("sign-in"))
    email = models.CharField(_("e-mail"), max_length=ADDRESS_LENGTH, blank=True, help_text=_("As it was typed"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    # Codes such as password,totp; the key of the person who reset a second factor.
    ways = models.CharField(_("by"), max_length=80, blank=True)
    ip = models.GenericIPAddressField(_("address"), null=True, blank=True)
    user_agent = models.CharField(_("browser"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("sign-in record")
        indexes = [
            models.Index(name="sign_in_record_at", fields=["-at"]),
            models.Index(name="sign_in_record_of_user", fields=["user", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.at:%Y-%m-%d %H:%M}"
