from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Actor, Side
from prm.core.keys import KeyField
from prm.core.sorting import sort_key


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def visible_to(self, actor: Actor) -> OrganizationQuerySet:
        """The brand owner reads every partner; a partner reads itself, those below it and the brand owner."""
        if actor.is_partner:
            return self.filter(Q(pk__in=actor.organizations) | Q(pk=actor.brand_owner_id))
        return self

    def partners(self) -> OrganizationQuerySet:
        return self.filter(kind=Organization.Kind.PARTNER)

    def brand_owner(self) -> Organization:
        """The one brand owner of this installation. Raises DoesNotExist before it is set up."""
        return self.get(kind=Organization.Kind.BRAND_OWNER)


class Organization(models.Model):
    """The brand owner or one of its partner companies."""

    class Kind(models.TextChoices):
        BRAND_OWNER = Side.BRAND_OWNER.value, _("brand owner")
        PARTNER = Side.PARTNER.value, _("partner")

    class Tier(models.TextChoices):
        SILVER = "silver", _("Silver")
        GOLD = "gold", _("Gold")
        PLATINUM = "platinum", _("Platinum")

    class Type(models.TextChoices):
        RESELLER = "reseller", _("Reseller")
        DISTRIBUTOR = "distributor", _("Distributor")
        INTEGRATOR = "integrator", _("Integrator")

    key = KeyField()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PARTNER)
    name = models.CharField(_("name"), max_length=200)
    name_sort = models.CharField(max_length=240, editable=False)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="below", verbose_name=_("parent")
    )
    tier = models.CharField(_("tier"), max_length=10, choices=Tier, blank=True)
    type = models.CharField(_("type"), max_length=12, choices=Type, blank=True)
    territory = models.ForeignKey(
        "directory.Territory", models.PROTECT, null=True, blank=True, verbose_name=_("territory")
    )
    country = models.CharField(_("country"), max_length=60, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    channel_manager = models.ForeignKey(
        "directory.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="managed_partners",
        verbose_name=_("channel manager"),
    )
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    active = models.BooleanField(_("active"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        constraints = [
            models.UniqueConstraint(
                name="organization_one_brand_owner",
                fields=["kind"],
                condition=Q(kind="brand_owner"),
                violation_error_message=_("This installation already has its brand owner."),
            ),
            models.UniqueConstraint(
                name="organization_name_once",
                fields=["name_sort"],
                violation_error_message=_("There is already an organization of this name."),
            ),
            models.CheckConstraint(
                name="organization_brand_owner_on_top",
                condition=Q(kind="partner") | Q(parent=None, channel_manager=None),
                violation_error_message=_("The brand owner has neither a parent nor a channel manager."),
            ),
            models.CheckConstraint(
                name="organization_not_its_own_parent",
                condition=~Q(parent=F("id")),
                violation_error_message=_("An organization cannot be its own parent."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def side(self) -> Side:
        return Side(self.kind)

    def fold_name(self) -> None:
        """Set the sort column from the name; the verbs call it before saving."""
        self.name_sort = sort_key(self.name)
