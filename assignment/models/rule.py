"""Assignment rules as administrators write them. The engine reads them through `assignment.facts`."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prm.core.actor import Actor, Role
from prm.core.keys import KeyField


class RuleGroupQuerySet(models.QuerySet["RuleGroup"]):
    def editable_by(self, actor: Actor) -> RuleGroupQuerySet:
        """All of them for administrators, for a channel manager those that they own."""
        if actor.role in (Role.ADMINISTRATOR, Role.SYSTEM):
            return self
        return self.filter(owner_id=actor.person_id) if actor.role == Role.CHANNEL_MANAGER else self.none()


class RuleGroup(models.Model):
    """Rules evaluated as one pass; the people found by all groups are united."""

    name = models.CharField(_("name"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    owner = models.ForeignKey(
        "directory.Person", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    add_scores = models.BooleanField(_("add scores of several rules"), default=False)
    replace = models.BooleanField(_("replace people who no longer qualify"), default=False)
    fallback = models.ForeignKey(
        "directory.Person", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("fallback person")
    )

    objects = RuleGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule group")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                name="rule_group_name_once",
                fields=["name"],
                violation_error_message=_("There is already a group of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Rule(models.Model):
    """Whom to add to the sales team of an opportunity, and when."""

    class Source(models.TextChoices):
        LISTED = "listed", _("people listed")
        CHANNEL_MANAGER = "channel_manager", _("channel manager of the partner")
        TERRITORY = "territory", _("people of a territory")
        ROLE = "role", _("brand-owner people with a role")
        ACCOUNT_TEAM = "account_team", _("team of the account’s other open opportunities")
        EVERYBODY = "everybody", _("everybody eligible")

    class Filter(models.TextChoices):
        ALL_ABOVE_MINIMUM = "all_above_minimum", _("all who reach the passing score")
        ALL_MUST_ASSIGN = "all_must_assign", _("all who reach it, else the best")
        ONE_BEST_FIT = "one_best_fit", _("the one best")
        ONE_RANDOM = "one_random", _("one at random of those who reach it")

    key = KeyField()
    group = models.ForeignKey(RuleGroup, models.CASCADE, related_name="rules", verbose_name=_("group"))
    name = models.CharField(_("name"), max_length=160)
    sequence = models.PositiveIntegerField(
        _("sequence"), default=0, help_text=_("Rules of the same number are tried together, lower numbers first")
    )
    active = models.BooleanField(_("active"), default=True)
    activation = models.DateTimeField(_("active from"), null=True, blank=True)
    expiration = models.DateTimeField(_("active until"), null=True, blank=True)
    exclusive = models.BooleanField(_("exclusive"), default=False)
    score = models.IntegerField(_("rule score"), default=0)
    passing_score = models.IntegerField(_("passing score"), default=0)
    filter = models.CharField(_("who of them"), max_length=20, choices=Filter, default=Filter.ALL_ABOVE_MINIMUM)
    source = models.CharField(_("candidates"), max_length=20, choices=Source, default=Source.LISTED)
    source_territory = models.ForeignKey(
        "directory.Territory",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
        help_text=_("Empty = the opportunity’s own territory"),
    )
    source_role = models.CharField(_("role"), max_length=20, blank=True)
    named_lead = models.ForeignKey(
        "directory.Person", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("named lead")
    )
    team_role = models.CharField(_("role given on the team"), max_length=80, blank=True)
    gives_lead = models.BooleanField(_("gives the brand-owner lead"), default=False)
    response_days = models.PositiveSmallIntegerField(
        _("days to answer"), null=True, blank=True, help_text=_("Empty = no answer asked")
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("assignment rule")
        ordering = ["group__order", "sequence", "id"]
        constraints = [
            models.UniqueConstraint(
                name="rule_name_once_a_group",
                fields=["group", "name"],
                violation_error_message=_("This group has already a rule of this name."),
            ),
            models.CheckConstraint(
                name="rule_dates_in_order",
                condition=Q(activation=None) | Q(expiration=None) | Q(expiration__gt=F("activation")),
                violation_error_message=_("A rule ends after it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    """A condition of a rule, or a source of points."""

    class Compare(models.TextChoices):
        OBJECT = "object", _("the opportunity with the values")
        PERSON = "person", _("the person with the values")
        ORGANIZATION = "organization", _("the person’s organization with the values")
        OBJECT_TO_PERSON = "object_to_person", _("the opportunity with the person")
        OBJECT_TO_ORGANIZATION = "object_to_organization", _("the opportunity with the person’s organization")

    class Inclusion(models.TextChoices):
        INCLUDE = "include", _("one of them")
        INCLUDE_ALL_MATCHING = "include_all_matching", _("one of them, points for each")
        INCLUDE_ALL = "include_all", _("all of them")
        EXCLUDE = "exclude", _("none of them")

    class Required(models.TextChoices):
        ALWAYS = "always", _("always")
        WHEN_AVAILABLE = "when_available", _("when the opportunity has it")
        NEVER = "never", _("never, only points")

    class Attribute(models.TextChoices):
        TERRITORY = "territory", _("territory")
        COUNTRY = "country", _("country")
        REGION = "region", _("region")
        POSTAL_CODE = "postal_code", _("postal code")
        INDUSTRY = "industry", _("industry")
        EMPLOYEES = "employees", _("employees of the account")
        PRODUCT = "product", _("product")
        PRODUCT_LINE = "product_line", _("product line")
        AMOUNT = "amount", _("amount")
        STAGE = "stage", _("stage")
        SOURCE = "source", _("source")
        TYPE = "type", _("type")
        HELP = "help", _("help needed")
        PARTNER = "partner", _("partner")
        PARTNER_TIER = "partner_tier", _("partner tier")
        PARTNER_TYPE = "partner_type", _("partner type")
        LANGUAGE = "language", _("language")
        CURRENCY = "currency", _("currency")
        ROLE = "role", _("role")
        CERTIFICATION = "certification", _("certification")
        TIER = "tier", _("tier of the organization")

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="criteria", verbose_name=_("rule"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    compare = models.CharField(_("compare"), max_length=24, choices=Compare)
    attribute = models.CharField(_("attribute"), max_length=20, choices=Attribute)
    inclusion = models.CharField(_("must match"), max_length=20, choices=Inclusion, default=Inclusion.INCLUDE)
    required = models.CharField(_("required"), max_length=16, choices=Required, default=Required.ALWAYS)
    score = models.IntegerField(_("score"), default=0)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.get_attribute_display()} ({self.get_compare_display()})"


class CriterionValue(models.Model):
    """A value, range or composite that a criterion lists: `{"value": …}`, `{"low": …, "high": …}` or `{"all": {…}}`."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="values", verbose_name=_("criterion"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    content = models.JSONField(_("value"))
    score = models.IntegerField(_("score"), default=0)
    minimum_level = models.ForeignKey(
        "assignment.ExpertiseLevel", models.PROTECT, null=True, blank=True, verbose_name=_("minimum expertise")
    )

    class Meta:
        verbose_name = _("value")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        content = self.content if isinstance(self.content, dict) else {}
        return str(content.get("value", content))


class RuleCandidate(models.Model):
    """A person listed by a rule, with an own score and own dates."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="candidates", verbose_name=_("rule"))
    person = models.ForeignKey("directory.Person", models.CASCADE, related_name="+", verbose_name=_("person"))
    score = models.IntegerField(_("score"), default=0)
    activation = models.DateTimeField(_("active from"), null=True, blank=True)
    expiration = models.DateTimeField(_("active until"), null=True, blank=True)

    class Meta:
        verbose_name = _("person listed")
        verbose_name_plural = _("people listed")
        constraints = [
            models.UniqueConstraint(
                name="rule_candidate_once",
                fields=["rule", "person"],
                violation_error_message=_("This person is listed already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
