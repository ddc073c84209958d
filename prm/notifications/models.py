from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Actor
from prm.core.keys import KeyField

Row = TypeVar("Row", bound=models.Model)


class PersonalQuerySet(models.QuerySet[Row]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, of the company one works for now."""
        if actor.is_system:
            return self
        return self.filter(organization_id=actor.organization_id, person_id=actor.person_id)


class NoticeQuerySet(PersonalQuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(models.Model):
    """What somebody is told about an opportunity, as a code with parameters: words are made on reading.

    It holds ids and no names, so that it says nothing about an opportunity which its reader may no longer open.
    """

    class Kind(models.TextChoices):
        ADDED = "added", _("added to a sales team")
        PRIMARY = "primary", _("primary now")
        NO_LONGER_PRIMARY = "no_longer_primary", _("no longer primary")
        WIN_ASKED = "win_asked", _("win to confirm")
        WIN_CONFIRMED = "win_confirmed", _("win confirmed")
        WIN_RETURNED = "win_returned", _("win returned")
        WON = "won", _("won")
        LOST = "lost", _("lost")
        NOBODY = "nobody", _("nobody found")

    key = KeyField()
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+", db_index=False)
    organization = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+", db_index=False)
    opportunity = models.ForeignKey("opportunities.Opportunity", models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=Kind)
    parameters = models.JSONField(default=dict)
    outbox_id = models.BigIntegerField(help_text="Of the event it tells of, so that a repeated task tells nobody twice")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True, help_text="When a mail server took the mail")
    mail_refused = models.CharField(max_length=200, blank=True, help_text="What the mail server said instead")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        constraints = [
            models.UniqueConstraint(
                name="notice_once_an_event",
                fields=["person", "outbox_id"],
                violation_error_message=_("This person was told already."),
            ),
            models.CheckConstraint(
                name="notice_mailed_or_refused",
                condition=Q(mailed_at=None) | Q(mail_refused=""),
                violation_error_message=_("A mail that went out was not refused."),
            ),
        ]
        indexes = [
            models.Index(name="notice_of_person", fields=["person", "-created_at", "-key"]),
            models.Index(name="notice_unread", fields=["person"], condition=Q(read_at=None)),
            models.Index(name="notice_created", fields=["created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id} about {self.opportunity_id}"


class NoticePreference(models.Model):
    """Whether somebody also gets notices by mail; without a row they do."""

    person = models.OneToOneField("directory.Person", models.PROTECT, related_name="+")
    organization = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+", db_index=False)
    by_mail = models.BooleanField(_("also by e-mail"), default=True)

    objects = PersonalQuerySet["NoticePreference"].as_manager()

    class Meta:
        verbose_name = _("preference for notices")

    def __str__(self) -> str:
        return f"{self.person_id}: {'with' if self.by_mail else 'without'} mail"
