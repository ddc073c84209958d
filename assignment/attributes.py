"""What rules can compare, and the lists their values are picked from: the spellings are those of `assignment.facts`."""

from __future__ import annotations

from collections.abc import Callable

from django.conf.locale import LANG_INFO
from django.db.models import QuerySet

from assignment.models import Criterion, PersonProfile, PersonSkill
from opportunities.models import HelpRequest, Opportunity, Source, Stage
from opportunities.models.reference import ReferenceQuerySet
from prm.catalog.models import Currency, Product, ProductLine
from prm.core.actor import BRAND_OWNER_ROLES
from prm.directory.models import Account, Organization, Person, Territory

Attribute = Criterion.Attribute
Compare = Criterion.Compare
Choices = list[tuple[str, str]]

RANGES = frozenset({Attribute.AMOUNT, Attribute.EMPLOYEES, Attribute.POSTAL_CODE})
NUMBERS = frozenset({Attribute.AMOUNT, Attribute.EMPLOYEES})
SKILLS = (Attribute.PRODUCT, Attribute.PRODUCT_LINE, Attribute.INDUSTRY)
LISTS_VALUES = frozenset({Compare.OBJECT, Compare.PERSON, Compare.ORGANIZATION})
COMPARABLE: dict[str, tuple[str, ...]] = {
    Compare.OBJECT: tuple(
        set(Attribute.values) - {Attribute.ROLE, Attribute.CERTIFICATION, Attribute.TIER, Attribute.LANGUAGE}
    ),
    Compare.PERSON: (
        Attribute.TERRITORY,
        Attribute.ROLE,
        Attribute.LANGUAGE,
        Attribute.CERTIFICATION,
        Attribute.COUNTRY,
        *SKILLS,
    ),
    Compare.ORGANIZATION: (Attribute.TIER, Attribute.TYPE, Attribute.COUNTRY),
    Compare.OBJECT_TO_PERSON: (*SKILLS, Attribute.TERRITORY),
    Compare.OBJECT_TO_ORGANIZATION: (*SKILLS, Attribute.TERRITORY, Attribute.COUNTRY),
}


def choices_of(attribute: str, compare: str = Compare.OBJECT) -> Choices:
    """The values an attribute can have now, each with what people read; empty for ranges, which are typed."""
    if attribute == Attribute.TYPE and compare == Compare.ORGANIZATION:
        return list(Organization.Type.choices)
    return LISTS[attribute]() if attribute in LISTS else []


def labels_of(attribute: str, compare: str = Compare.OBJECT) -> dict[str, str]:
    """Stored value → what people read."""
    return {value: str(label) for value, label in choices_of(attribute, compare)}


def language_names() -> Choices:
    """Languages people speak, by their English name as profiles store it."""
    known = {info["name"] for info in LANG_INFO.values() if "name" in info}
    return _same(known | {name for name, _label in spoken_languages()})


def spoken_languages() -> Choices:
    """Languages that somebody is noted to speak."""
    stored = PersonProfile.objects.exclude(languages=[]).values_list("languages", flat=True)
    return _same(name for names in stored for name in names)


def certifications() -> Choices:
    """Certifications that somebody has."""
    return _same(PersonSkill.objects.filter(kind=PersonSkill.Kind.CERTIFICATION).values_list("item", flat=True))


def industries() -> Choices:
    """Industries of the accounts in the book."""
    return _present(Account.objects.all(), "industry")


def _countries() -> Choices:
    return _same({*_names(Account.objects.all(), "country"), *_names(Organization.objects.all(), "country")})


def _roles() -> Choices:
    return [(role, str(Person.PersonRole(role).label)) for role in BRAND_OWNER_ROLES]


def _references(rows: ReferenceQuerySet) -> Choices:
    return [(row.code, row.label) for row in rows.with_labels()]


def _names(rows: QuerySet[Account] | QuerySet[Organization], field: str) -> set[str]:
    return set(rows.exclude(**{field: ""}).order_by().values_list(field, flat=True).distinct())


def _present(rows: QuerySet[Account], field: str) -> Choices:
    return _same(_names(rows, field))


def _same(names: object) -> Choices:
    return [(name, name) for name in sorted(set(names))]  # type: ignore[call-overload]


LISTS: dict[str, Callable[[], Choices]] = {
    Attribute.TERRITORY: lambda: _same(Territory.objects.values_list("name", flat=True)),
    Attribute.COUNTRY: _countries,
    Attribute.REGION: lambda: _present(Account.objects.all(), "region"),
    Attribute.INDUSTRY: industries,
    Attribute.PRODUCT: lambda: _same(Product.objects.values_list("name", flat=True)),
    Attribute.PRODUCT_LINE: lambda: _same(ProductLine.objects.values_list("name", flat=True)),
    Attribute.STAGE: lambda: _references(Stage.objects.all()),
    Attribute.SOURCE: lambda: _references(Source.objects.all()),
    Attribute.TYPE: lambda: list(Opportunity.Type.choices),
    Attribute.HELP: lambda: list(HelpRequest.Kind.choices),
    Attribute.PARTNER: lambda: _same(Organization.objects.values_list("name", flat=True)),
    Attribute.PARTNER_TIER: lambda: list(Organization.Tier.choices),
    Attribute.PARTNER_TYPE: lambda: list(Organization.Type.choices),
    Attribute.TIER: lambda: list(Organization.Tier.choices),
    Attribute.LANGUAGE: language_names,
    Attribute.CURRENCY: lambda: _same(Currency.objects.values_list("code", flat=True)),
    Attribute.ROLE: _roles,
    Attribute.CERTIFICATION: certifications,
}
