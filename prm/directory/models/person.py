from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prm.core.actor import BRAND_OWNER_ROLES, Actor, Role
from prm.core.keys import KeyField
from prm.core.sorting import sort_key
from prm.directory.names import plain_name


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> PersonQuerySet:
        return self.filter(active=True, organization__active=True)

    def visible_to(self, actor: Actor) -> PersonQuerySet:
        """Brand-owner people read everybody; a partner reads its own people and its channel manager.

        Team-mates of a shared opportunity are read through that opportunity's team, never by this list.
        """
        if actor.is_partner:
            own = Q(organization_id__in=actor.organizations)
            return self.filter(own | Q(managed_partners=actor.organization_id))
        return self


class Person(models.Model):
    """Somebody who works for exactly one organization. Credentials are `access.User`; working hours, skills and
    load are in `assignment`, where no partner can read them."""

    class PersonRole(models.TextChoices):
        PARTNER_REP = Role.PARTNER_REP.value, _("Partner rep")
        PARTNER_MANAGER = Role.PARTNER_MANAGER.value, _("Partner manager")
        SALES_AGENT = Role.SALES_AGENT.value, _("Sales agent")
        CHANNEL_MANAGER = Role.CHANNEL_MANAGER.value, _("Channel manager")
        CHANNEL_EXECUTIVE = Role.CHANNEL_EXECUTIVE.value, _("Channel executive")
        ADMINISTRATOR = Role.ADMINISTRATOR.value, _("Administrator")

    class Theme(models.TextChoices):
        SYSTEM = "", _("as the device")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")

    class Density(models.TextChoices):
        DENSE = "", _("dense")
        ROOMY = "roomy", _("roomy")

    key = KeyField()
    organization = models.ForeignKey(
        "directory.Organization", models.PROTECT, related_name="people", verbose_name=_("organization")
    )
    name = models.CharField(_("name"), max_length=200, validators=[plain_name])
    name_sort = models.CharField(max_length=240, editable=False)
    role = models.CharField(_("role"), max_length=20, choices=PersonRole)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    reports_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name=_("reports to")
    )
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    language = models.CharField(_("language of the portal"), max_length=8, default="en")
    theme = models.CharField(_("colors"), max_length=5, choices=Theme, default=Theme.SYSTEM, blank=True)
    density = models.CharField(_("height of rows"), max_length=5, choices=Density, default=Density.DENSE, blank=True)
    active = models.BooleanField(_("active"), default=True)
    # A partner manager does not take back what an administrator decided.
    deactivated_by_brand_owner = models.BooleanField(default=False, editable=False)
    # At another company they are somebody new: each company keeps its own past, and reads nothing of the other's.
    moved_to = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="moved_from")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                name="person_reports_to_somebody_else",
                condition=~Q(reports_to=F("id")),
                violation_error_message=_("Nobody reports to themselves."),
            ),
            models.CheckConstraint(
                name="person_moved_is_not_active",
                condition=Q(moved_to=None) | Q(active=False),
                violation_error_message=_("Whoever moved to another company cannot be active at the former one."),
            ),
            models.CheckConstraint(
                name="person_deactivated_is_not_active",
                condition=Q(deactivated_by_brand_owner=False) | Q(active=False),
                violation_error_message=_("Whom the brand owner deactivated only an administrator activates again."),
            ),
        ]
        indexes = [
            models.Index(name="person_of_organization", fields=["organization", "name_sort"]),
            GinIndex(OpClass(F("name_sort"), "gin_trgm_ops"), name="person_name_trigram"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def works_for_brand_owner(self) -> bool:
        return self.role in BRAND_OWNER_ROLES

    def fold_name(self) -> None:
        """Set the sort column from the name; the verbs call it before saving."""
        self.name_sort = sort_key(self.name)
