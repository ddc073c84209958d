from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from opportunities.models.child import ChildQuerySet
from prm.core.constraints import tenant_of


class MemberQuerySet(ChildQuerySet["Member"]):
    def still_open(self, people: Iterable[int]) -> Self:
        """Memberships of these people on open opportunities: what they have to do."""
        return self.filter(still_open=True, person_id__in=list(people))


class Member(models.Model):
    """A person on the sales team of an opportunity now, and how and why they came.

    `reason` holds codes and parameters of the assignment, without a reference upward; words are made on reading.
    """

    class How(models.TextChoices):
        ENTERED = "entered", _("entered")
        RULE = "rule", _("rule")
        BY_HAND = "by_hand", _("by hand")

    class Answer(models.TextChoices):
        NOT_ASKED = "", _("not asked")
        PENDING = "pending", _("pending")
        ACCEPTED = "accepted", _("accepted")
        NO_ANSWER = "no_answer", _("no answer in time")

    opportunity = models.ForeignKey(
        "opportunities.Opportunity", models.CASCADE, related_name="members", db_constraint=False, db_index=False
    )
    partner = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, related_name="memberships", db_index=False, verbose_name=_("person")
    )
    how = models.CharField(max_length=8, choices=How)
    team_role = models.CharField(_("role on the team"), max_length=80, blank=True)
    is_lead = models.BooleanField(_("leads for the brand owner"), default=False)
    lead_by_hand = models.BooleanField(default=False)
    rule_name = models.CharField(max_length=160, blank=True)
    rule_version = models.PositiveIntegerField(null=True)
    score = models.CharField(max_length=40, blank=True, help_text="Exact points as text, e.g. 90 or 72 1/3")
    reason = models.JSONField(default=dict)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.NOT_ASKED, blank=True)
    still_open = models.BooleanField(
        default=False, editable=False, help_text="The opportunity is open and valid; the database keeps it"
    )
    added_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    added_at = models.DateTimeField()

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("team member")
        constraints = [
            models.UniqueConstraint(
                name="member_once",
                fields=["opportunity", "person"],
                violation_error_message=_("This person is on the sales team already."),
            ),
            models.UniqueConstraint(
                name="member_one_lead",
                fields=["opportunity"],
                condition=models.Q(is_lead=True),
                violation_error_message=_("One person leads for the brand owner."),
            ),
            tenant_of("opportunities_opportunity", name="member_of_partner"),
        ]
        indexes = [
            models.Index(name="member_of_person", fields=["person", "opportunity"]),
            # How much everybody has to do, counted without the table.
            models.Index(
                name="member_still_open",
                fields=["person", "opportunity"],
                include=["how"],
                condition=models.Q(still_open=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.opportunity_id}"


class MemberPeriod(models.Model):
    """From when until when somebody was on a team; the present ones have no end."""

    opportunity = models.ForeignKey(
        "opportunities.Opportunity", models.CASCADE, related_name="member_periods", db_constraint=False
    )
    partner = models.ForeignKey("directory.Organization", models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=Member.How)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects = ChildQuerySet["MemberPeriod"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="member_period_one_present",
                fields=["opportunity", "person"],
                condition=models.Q(until=None),
                violation_error_message=_("This person is on the sales team already."),
            ),
            models.CheckConstraint(
                name="member_period_ends_after_start",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                violation_error_message=_("A membership cannot end before it began."),
            ),
            tenant_of("opportunities_opportunity", name="member_period_of_partner"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.opportunity_id} since {self.since:%Y-%m-%d}"
