from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _


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
