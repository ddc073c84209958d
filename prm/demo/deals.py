"""The opportunities of the demo: entries for the verb, made from a seller's market and a course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from opportunities.entry.records import Entry, HelpEntry, LineEntry, PassedStage
from prm.demo import phrases
from prm.demo.accounts import Customer
from prm.demo.catalog import RIGGING, Listed
from prm.demo.courses import Course, course, expected_close


@dataclass(frozen=True, slots=True)
class Known:
    """A customer that a company sells to, with the ids of its contacts there."""

    customer: Customer
    contacts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Seller:
    """Somebody who enters deals; `colleagues` are ids of people of the same company."""

    partner_id: int
    person_id: int
    currency: str
    customers: Sequence[Known]
    colleagues: Sequence[int]
    is_direct: bool = False


class Deals:
    """Makes entries, every one with its own number as external id."""

    def __init__(self, products: Sequence[Listed], random: Random, today: date) -> None:
        self.products, self.random, self.today = products, random, today
        self.made = 0
        self.named: set[tuple[int, str]] = set()

    def of(self, seller: Seller, *, still_open: int, closed: int) -> list[Entry]:
        """So many deals of a seller, open and closed."""
        wanted = [True] * still_open + [False] * closed
        return [self._entry(seller, course(self.random, self.today, is_open=is_open)) for is_open in wanted]

    def _entry(self, seller: Seller, path: Course) -> Entry:
        random = self.random
        self.made += 1
        known = random.choice(seller.customers)
        offers = self._offers()
        return Entry(
            name=self._name(offers[0], known, seller.partner_id),
            partner_id=seller.partner_id,
            person_id=seller.person_id,
            account=known.customer.account.pk,
            contact=random.choice(known.contacts) if known.contacts and random.random() < 0.8 else None,
            currency=seller.currency,
            source=random.choice(phrases.SOURCES),
            type=random.choices(("new", "renewal", "expansion"), (6, 2, 2))[0],
            lines=self._lines(offers, seller.currency, path),
            people=(random.choice(seller.colleagues),) if seller.colleagues and random.random() < 0.12 else (),
            description=random.choice(phrases.DESCRIPTIONS) if random.random() < 0.3 else "",
            restricted=random.random() < 0.01,
            external_id=f"demo-{self.made:04}",
            help=() if seller.is_direct else self._help(path),
            **self._course(path),
            **self._outlook(path),
        )

    def _course(self, path: Course) -> dict[str, Any]:
        close_date = path.closed_on or expected_close(self.random, path, self.today)
        return {
            "stage": path.stage,
            "passed": tuple(PassedStage(stage, since) for stage, since in path.stages[:-1]),
            "entered_on": path.entered_on,
            "stage_since": path.stages[-1][1],
            "closed_on": path.closed_on,
            "close_date": close_date,
        }

    def _outlook(self, path: Course) -> dict[str, Any]:
        """Next step of an open deal, competitor and reason of a lost one."""
        random = self.random
        competitor = random.choice(phrases.COMPETITORS) if random.random() < 0.25 else ""
        if path.is_open:
            if random.random() < 0.15:
                return {"competitor": competitor}
            day = self.today + timedelta(days=random.randint(1, 14))
            return {"competitor": competitor, "next_step": f"{random.choice(phrases.NEXT_STEPS)}, {day:%b} {day.day}"}
        if path.stage != "lost":
            return {"competitor": competitor}
        reason = random.choice(phrases.LOSS_REASONS)
        lost_to = random.choice(phrases.COMPETITORS) if reason == "competitor" else competitor
        return {"competitor": lost_to, "loss_reason": reason}

    def _offers(self) -> list[Listed]:
        """One to three products of which the first is what the deal is about; services come on top of others."""
        count = self.random.choices((1, 2, 3), (5, 3, 2))[0]
        offers = self.random.sample(self.products, count)
        services_alone = self.random.random() < 0.4
        return sorted(offers, key=lambda listed: listed.offer.line == RIGGING and not services_alone)

    def _lines(self, offers: Sequence[Listed], currency: str, path: Course) -> tuple[LineEntry, ...]:
        lines = []
        for listed in offers:
            quantity = self.random.randint(listed.offer.least, listed.offer.most)
            late = path.stage in ("proposal", "negotiation", "won")
            discount = self.random.choice((0, 0, 5, 8, 10, 15)) if late else 0
            price = listed.prices[currency]
            lines.append(LineEntry(listed.product_id, Decimal(quantity), price, Decimal(discount)))
        return tuple(lines)

    def _name(self, listed: Listed, known: Known, partner_id: int) -> str:
        """What it is about, twice at the same company only where nothing else is left to say."""
        subjects = list(phrases.SUBJECTS[listed.offer.line])
        self.random.shuffle(subjects)
        additions = ["", *self.random.sample((*phrases.ADDITIONS, known.customer.city.name), 2)]
        names = [f"{subject}, {addition}" if addition else subject for addition in additions for subject in subjects]
        name = next((name for name in names if (partner_id, name) not in self.named), names[-1])
        self.named.add((partner_id, name))
        return name

    def _help(self, path: Course) -> tuple[HelpEntry, ...]:
        if self.random.random() > (0.28 if path.is_open else 0.1):
            return ()
        kind = self.random.choice(list(phrases.HELP))
        start = max(path.stages[-1][1], self.today - timedelta(days=5)) if path.is_open else path.entered_on
        return (HelpEntry(kind, phrases.HELP[kind], start + timedelta(days=self.random.randint(6, 20))),)
