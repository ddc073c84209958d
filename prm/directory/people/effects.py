"""What becomes of somebody's work when they go, in sentences for the page that asks whether it is meant."""

from __future__ import annotations

from django.utils.translation import ngettext

from prm.directory.leaving import How, Work, next_channel_manager
from prm.directory.models import Organization, Person


def effects(person: Person, work: Work, follows: str, how: How) -> list[str]:
    """Opportunities, partners and reports, each as far as there are any; `follows` leads what they led."""
    return [*of_work(work, follows), *_of_partners(person, how), *_of_reports(person, how)]


def of_work(work: Work, follows: str) -> list[str]:
    """What changes on sales teams."""
    led_open = ngettext(
        "%(count)d open opportunity goes to %(name)s.", "%(count)d open opportunities go to %(name)s.", work.led_open
    )
    led_closed = ngettext(
        "%(count)d closed opportunity goes to %(name)s.",
        "%(count)d closed opportunities go to %(name)s.",
        work.led_closed,
    )
    on_teams = ngettext(
        "They leave the sales team of %(count)d other opportunity.",
        "They leave the sales teams of %(count)d other opportunities.",
        work.on_teams,
    )
    told = ((led_open, work.led_open), (led_closed, work.led_closed), (on_teams, work.on_teams))
    return [words % {"count": count, "name": follows} for words, count in told if count]


def _of_partners(person: Person, how: How) -> list[str]:
    count = Organization.objects.filter(channel_manager=person).count() if person.works_for_brand_owner else 0
    if not count:
        return []
    follows = next_channel_manager(person)
    if follows is not None:
        words = ngettext(
            "%(name)s looks after %(count)d partner of theirs from then on.",
            "%(name)s looks after %(count)d partners of theirs from then on.",
            count,
        )
        return [words % {"count": count, "name": follows.name}]
    if how == How.MOVED:
        words = ngettext(
            "%(count)d partner has no channel manager then: name one in Django admin.",
            "%(count)d partners have no channel manager then: name one in Django admin.",
            count,
        )
    else:
        words = ngettext(
            "%(count)d partner keeps them as channel manager until you name another one in Django admin.",
            "%(count)d partners keep them as channel manager until you name another one in Django admin.",
            count,
        )
    return [words % {"count": count}]


def _of_reports(person: Person, how: How) -> list[str]:
    count = Person.objects.active().filter(reports_to=person).count()
    if not count or (person.reports_to is None and how != How.MOVED):
        return []
    if person.reports_to is None:
        words = ngettext(
            "%(count)d person who reports to them reports to nobody then.",
            "%(count)d people who report to them report to nobody then.",
            count,
        )
        return [words % {"count": count}]
    words = ngettext(
        "%(count)d person who reports to them reports to %(name)s then.",
        "%(count)d people who report to them report to %(name)s then.",
        count,
    )
    return [words % {"count": count, "name": person.reports_to.name}]
