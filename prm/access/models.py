from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Actor, Role
from prm.core.keys import KeyField
from prm.directory.models import Person
from prm.directory.names import plain_name


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


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> InvitationQuerySet:
        """A partner's people see their company's; a channel manager those to the partners managed by them or by
        their reports; of the rest administrators alone."""
        if actor.is_partner:
            return self.filter(organization_id__in=actor.organizations)
        if actor.role == Role.CHANNEL_MANAGER:
            return self.filter(organization__channel_manager_id__in=(actor.person_id, *actor.reports))
        return self if actor.role in (Role.ADMINISTRATOR, Role.SYSTEM) else self.none()

    def open(self) -> InvitationQuerySet:
        """Neither accepted nor withdrawn; its link may be too old."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """That somebody may make themselves a sign-in at a company, by a link mailed to them. Only the link's hash is
    stored; the person is made when they accept."""

    class State(models.TextChoices):
        SENDING = "sending", _("being sent")
        OPEN = "open", _("sent, not accepted yet")
        EXPIRED = "expired", _("too old")
        ACCEPTED = "accepted", _("accepted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    key = KeyField()
    organization = models.ForeignKey(
        "directory.Organization", models.PROTECT, related_name="invitations", verbose_name=_("company")
    )
    name = models.CharField(_("name"), max_length=200, validators=[plain_name])
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=20, choices=Person.PersonRole)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    invited_by = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    token_hash = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    person = models.OneToOneField("directory.Person", models.PROTECT, null=True, blank=True, related_name="invitation")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        constraints = [
            models.UniqueConstraint(
                name="invitation_once_open",
                fields=["organization", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                violation_error_message=_(
                    "This address is invited already. Send that invitation again from the list of invitations."
                ),
            ),
            models.UniqueConstraint(
                name="invitation_token_once",
                fields=["token_hash"],
                condition=Q(token_hash__gt=""),
                violation_error_message=_("There is already an invitation with this link."),
            ),
            models.CheckConstraint(
                name="invitation_ends_once",
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                violation_error_message=_("An accepted invitation cannot be withdrawn."),
            ),
            models.CheckConstraint(
                name="invitation_accepted_whole",
                condition=Q(person=None) | Q(accepted_at__isnull=False),
                violation_error_message=_("Who accepted an invitation belongs to when."),
            ),
            models.CheckConstraint(
                name="invitation_sent_whole",
                condition=Q(token_hash="", sent_at=None, expires_at=None)
                | Q(token_hash__gt="", sent_at__isnull=False, expires_at__gt=models.F("sent_at")),
                violation_error_message=_("A sent invitation has a link, and a time until which it works."),
            ),
        ]
        indexes = [models.Index(name="invitation_of_company", fields=["organization", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.email} to {self.organization_id}"

    def state(self, now: datetime | None = None) -> State:
        """How far it is, at `now`."""
        if self.accepted_at is not None:
            return self.State.ACCEPTED
        if self.withdrawn_at is not None:
            return self.State.WITHDRAWN
        if self.expires_at is None:
            return self.State.SENDING
        return self.State.OPEN if (now or timezone.now()) < self.expires_at else self.State.EXPIRED
