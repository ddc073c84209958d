from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Actor
from prm.core.keys import KeyField


class AccountPairQuerySet(models.QuerySet["AccountPair"]):
    def visible_to(self, actor: Actor) -> AccountPairQuerySet:
        """The brand owner's people alone: a pair may join accounts of two partners."""
        return self.none() if actor.is_partner else self

    def open(self) -> AccountPairQuerySet:
        return self.filter(judged_at=None)

    def judged_different(self) -> AccountPairQuerySet:
        return self.filter(judged_at__isnull=False)


class AccountPair(models.Model):
    """Two accounts that may be the same customer, noted by `directory_compare_account`.

    Somebody may have judged that they are not; that stays, also where they are compared again.
    """

    key = KeyField()
    first = models.ForeignKey("directory.Account", models.CASCADE, related_name="+")
    second = models.ForeignKey("directory.Account", models.CASCADE, related_name="+")
    same_domain = models.BooleanField()
    same_postal_code = models.BooleanField()
    likeness = models.PositiveSmallIntegerField(help_text="Of the names, in percent")
    strength = models.PositiveSmallIntegerField(help_text="What the list is sorted by")
    judged_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True, help_text="When somebody said that these are two customers")

    objects = AccountPairQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair of accounts")
        constraints = [
            models.UniqueConstraint(
                name="account_pair_once",
                fields=["first", "second"],
                violation_error_message=_("These two accounts are a pair already."),
            ),
            models.CheckConstraint(
                name="account_pair_in_order",
                condition=Q(first__lt=F("second")),
                violation_error_message=_("A pair names the older account first."),
            ),
            models.CheckConstraint(
                name="account_pair_judged_whole",
                condition=Q(judged_by=None, judged_at=None) | Q(judged_by__isnull=False, judged_at__isnull=False),
                violation_error_message=_("Who judged a pair belongs to when."),
            ),
        ]
        indexes = [
            models.Index(name="account_pair_open", fields=["strength", "key"], condition=Q(judged_at=None)),
            models.Index(name="account_pair_judged", fields=["judged_at", "key"], condition=Q(judged_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} – {self.second_id}"
