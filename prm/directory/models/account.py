from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Actor
from prm.core.keys import KeyField
from prm.core.sorting import sort_key
from prm.directory.contacts.sight import known_beyond_its_company


class AccountQuerySet(models.QuerySet["Account"]):
    def visible_to(self, actor: Actor) -> AccountQuerySet:
        """The brand owner reads its whole book; a partner the accounts that it (or a company below it) is linked to."""
        if actor.is_partner:
            return self.filter(Exists(AccountPartner.objects.visible_to(actor).filter(account=OuterRef("pk"))))
        return self


class Account(models.Model):
    """An end customer in the brand owner's book; partners see it through their link."""

    key = KeyField()
    name = models.CharField(_("name"), max_length=200)
    name_sort = models.CharField(max_length=240, editable=False)
    industry = models.CharField(_("industry"), max_length=60, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    annual_revenue_millions = models.DecimalField(
        _("annual revenue, millions"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("In the company currency"),
    )
    country = models.CharField(_("country"), max_length=60, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    domain = models.CharField(_("web domain"), max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="subsidiaries", verbose_name=_("parent account")
    )
    entered_by = models.ForeignKey(
        "directory.Organization", models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    external_id = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account")
        constraints = [
            models.CheckConstraint(
                name="account_not_its_own_parent",
                condition=~Q(parent=F("id")),
                violation_error_message=_("An account cannot be its own parent."),
            )
        ]
        indexes = [
            GinIndex(OpClass(F("name_sort"), "gin_trgm_ops"), name="account_name_trigram"),
            models.Index(name="account_by_name", fields=["name_sort", "key"]),
            models.Index(name="account_by_place", fields=["city", "key"]),
            models.Index(name="account_by_domain", fields=["domain"], condition=Q(domain__gt="")),
            models.Index(name="account_by_postal_code", fields=["postal_code"], condition=Q(postal_code__gt="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """City and region, or the country: "Columbus, OH"."""
        return ", ".join(filter(None, [self.city, self.region])) or self.country

    def fold_name(self) -> None:
        """Set the sort column from the name; the verbs call it before saving."""
        self.name_sort = sort_key(self.name)


class AccountPartnerQuerySet(models.QuerySet["AccountPartner"]):
    def visible_to(self, actor: Actor) -> AccountPartnerQuerySet:
        return self.filter(partner_id__in=actor.organizations) if actor.is_partner else self


class AccountPartner(models.Model):
    """That a partner works with an account: it entered it or has an opportunity with it."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="links", db_index=False)
    partner = models.ForeignKey("directory.Organization", models.PROTECT, related_name="account_links", db_index=False)

    objects = AccountPartnerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="account_partner_once",
                fields=["partner", "account"],
                violation_error_message=_("This partner is already linked to the account."),
            )
        ]
        # For the policy, which asks of one account after the other.
        indexes = [models.Index(name="account_partner_of_account", fields=["account", "partner"])]

    def __str__(self) -> str:
        return f"{self.partner_id} – {self.account_id}"


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, actor: Actor) -> ContactQuerySet:
        """A company's own contacts; of others the brand owner's people, and a distributor's managers of those below,
        those put on an unrestricted opportunity, or on a restricted one of theirs."""
        if actor.is_system:
            return self
        own = Q(partner_id=actor.organization_id)
        if actor.is_brand_owner:
            return self.filter(own | known_beyond_its_company(actor))
        below = [pk for pk in actor.organizations if pk != actor.organization_id]
        return self.filter(own | (Q(partner_id__in=below) & known_beyond_its_company(actor)) if below else own)

    def known_as(self, name: str, email: str, *, account_id: int, partner_id: int) -> Contact | None:
        """The company's own contact at the account whom a typed name and e-mail mean; the oldest where several fit.

        An e-mail, whatever its case, decides, the name only between several of one; without an e-mail the name does,
        case and accents aside.
        """
        own = self.filter(account_id=account_id, partner_id=partner_id)
        if not email:
            return own.filter(name_sort=sort_key(name)).order_by("pk").first()
        found = list(own.filter(email__iexact=email).order_by("pk"))
        return next((row for row in found if row.name_sort == sort_key(name)), found[0] if found else None)


class Contact(models.Model):
    """Somebody at an account. Belongs to the company that entered it and is never shown to another partner."""

    key = KeyField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="contacts", verbose_name=_("account"))
    partner = models.ForeignKey(
        "directory.Organization", models.PROTECT, related_name="contacts", verbose_name=_("entered by")
    )
    # True: put on an unrestricted opportunity, and known to the brand owner. None: on restricted ones only, and known
    # to those who see one of them. False: known to its company alone.
    shared = models.BooleanField(null=True, default=False)
    name = models.CharField(_("name"), max_length=200)
    name_sort = models.CharField(max_length=240, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        indexes = [
            models.Index(name="contact_of_account", fields=["partner", "account"]),
            models.Index(name="contact_by_name", fields=["partner", "name_sort", "key"]),
            GinIndex(OpClass(F("name_sort"), "gin_trgm_ops"), name="contact_name_trigram"),
        ]

    def __str__(self) -> str:
        return self.name

    def fold_name(self) -> None:
        """Set the sort column from the name; the verbs call it before saving."""
        self.name_sort = sort_key(self.name)
