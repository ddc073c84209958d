"""What assignment knows of a person: place, languages, skills, hours, absences, capacity. Partners cannot read it."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from prm.core.keys import KeyField

# The person as a range of one, since an index over ranges does not compare plain numbers.
WHOSE = Func(F("person"), F("person"), Value("[]"), function="int8range", output_field=BigIntegerRangeField())
# A range that ended before it began would be an error of its own, before the constraint on the order can say so.
UNTIL = Greatest(F("first_day"), F("last_day"))
DAYS = Func(F("first_day"), UNTIL, Value("[]"), function="daterange", output_field=DateRangeField())


class PersonProfile(models.Model):
    """Where somebody works and how much they can take; one row a person."""

    person = models.OneToOneField("directory.Person", models.CASCADE, related_name="profile", verbose_name=_("person"))
    territory = models.ForeignKey(
        "directory.Territory",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="profiles",
        verbose_name=_("territory"),
    )
    country = models.CharField(_("country"), max_length=60, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    languages = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("languages"))
    capacity = models.PositiveIntegerField(
        _("capacity"), null=True, blank=True, help_text=_("Most open opportunities given by rules; empty = no limit")
    )
    away = models.BooleanField(_("away"), default=False)
    substitute = models.ForeignKey(
        "directory.Person", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("substitute")
    )

    class Meta:
        verbose_name = _("assignment profile")
        constraints = [
            models.CheckConstraint(
                name="person_profile_substitute_is_another",
                condition=~Q(substitute=F("person")),
                violation_error_message=_("A substitute is another person."),
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class PersonLoad(models.Model):
    """When assignment last gave somebody an opportunity; apart from the profile, which changes rarely."""

    person = models.OneToOneField("directory.Person", models.CASCADE, related_name="load")
    last_assigned_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}: {self.last_assigned_at:%Y-%m-%d %H:%M}"


class PersonSkill(models.Model):
    """Expertise in an item of one kind, e.g. product "Router" or industry "medical"."""

    class Kind(models.TextChoices):
        PRODUCT = "product", _("product")
        PRODUCT_LINE = "product_line", _("product line")
        INDUSTRY = "industry", _("industry")
        TERRITORY = "territory", _("territory")
        LANGUAGE = "language", _("language")
        CERTIFICATION = "certification", _("certification")

    key = KeyField()
    person = models.ForeignKey("directory.Person", models.CASCADE, related_name="skills", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    item = models.CharField(_("item"), max_length=160)
    level = models.ForeignKey("assignment.ExpertiseLevel", models.PROTECT, verbose_name=_("expertise"))

    class Meta:
        verbose_name = _("skill")
        constraints = [
            models.UniqueConstraint(
                name="person_skill_once",
                fields=["person", "kind", "item"],
                violation_error_message=_("This skill is listed already."),
            )
        ]
        indexes = [models.Index(name="person_skill_item", fields=["kind", "item"])]

    def __str__(self) -> str:
        return f"{self.item}: {self.level}"


class WorkingHours(models.Model):
    """Hours of a weekday (Monday = 0) in the person's own time zone."""

    person = models.ForeignKey("directory.Person", models.CASCADE, related_name="working_hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))

    class Meta:
        verbose_name = _("working hours")
        verbose_name_plural = _("working hours")
        constraints = [
            models.CheckConstraint(
                name="working_hours_on_a_weekday",
                condition=Q(weekday__lte=6) & Q(ends__gt=F("starts")),
                violation_error_message=_("Working hours end after they start, on one of seven days."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.weekday}: {self.starts:%H:%M}–{self.ends:%H:%M}"


class TimeOff(models.Model):
    """Days on which somebody does not work, both included."""

    key = KeyField()
    person = models.ForeignKey("directory.Person", models.CASCADE, related_name="time_off")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    note = models.CharField(_("note"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("time off")
        verbose_name_plural = _("time off")
        constraints = [
            models.CheckConstraint(
                name="time_off_in_order",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day is not before the first."),
            ),
            ExclusionConstraint(
                name="time_off_does_not_overlap",
                expressions=[(WHOSE, RangeOperators.OVERLAPS), (DAYS, RangeOperators.OVERLAPS)],
                violation_error_message=_("These days overlap other time off. Change that one instead."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} – {self.last_day}"
