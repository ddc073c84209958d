"""Every address of the portal × every role: allowed, refused or not there, as the tables beside this file say.

A new address fails until it stands in a table with what each visitor gets. The usual mistakes are a page that forgot
`visible_to` (an outsider gets 200), one that answers 403 for a record which the outsider must not know of, a page
reachable without signing in, and a page that writes while it is only looked at.
"""

from __future__ import annotations

import pytest

from assignment.models import AssignmentRun, PersonSkill, Rule, TimeOff
from opportunities.models import Opportunity, RevenueLine
from prm.access.models import Invitation
from prm.core.actor import SYSTEM
from prm.core.jobs.models import Job
from prm.core.rls import acting_as
from prm.core.saved_searches.models import SavedSearch
from prm.directory.models import AccountPair, Organization, Person
from prm.notifications.models import Notice
from tests.guards.addresses import Address, every_address
from tests.guards.admin_pages import admin_page
from tests.guards.people_pages import PEOPLE
from tests.guards.portal_pages import PORTAL
from tests.guards.profile_pages import PROFILE
from tests.guards.sign_in_pages import SIGN_IN
from tests.guards.verdict import judge
from tests.guards.visits import ROLES, VISITORS, Visit, client_of, go, wrong
from tests.guards.work_pages import WORK
from tests.opportunities.scene import CARDINAL, HARBORLINE, NAMES, Scene

IN_TABLES = PORTAL | WORK | PEOPLE | PROFILE | SIGN_IN
RECORDS = {"deal": "Open deal of pia", "secret": "Secret deal of olga"}
# What fills the routes of allauth: no such key, person or company is there.
VALUES = {"uidb36": "a", "pk": 1, "provider_id": "nowhere", "key": "a-b"}


def keys() -> dict[str, str]:
    """Keys of both deals, of their accounts and contacts, and of a pair of accounts, by what the tables call them."""
    with acting_as(SYSTEM):
        deals = {
            record: Opportunity.objects.select_related("account", "contact").get(name=name)
            for record, name in RECORDS.items()
        }
        found = {record: deal.key for record, deal in deals.items()}
        for record, prefix in (("deal", ""), ("secret", "secret_")):
            account, contact = deals[record].account, deals[record].contact
            assert account
            assert contact
            found |= {f"{prefix}account": account.key, f"{prefix}contact": contact.key}
        for record, name in (("person", "pia"), ("secret_person", "olga"), ("agent", "abe"), ("own", "ivo")):
            found[record] = Person.objects.get(name=NAMES.get(name, f"{name.title()} Extra")).key
        for record, company in (("partner", CARDINAL), ("secret_partner", HARBORLINE)):
            found[record] = Organization.objects.get(name=company).key
            found[f"{record}_invitation"] = Invitation.objects.get(organization__name=company).key
        pats = {"organization_id": deals["deal"].partner_id, "person_id": Person.objects.get(name=NAMES["pat"]).pk}
        found |= {
            "search": SavedSearch.objects.get(**pats, shared=False).key,
            "rule": Rule.objects.get(source="territory").key,
            "shared_search": SavedSearch.objects.get(**pats, shared=True).key,
            "job": Job.objects.get(**pats).key,
            "notice": Notice.objects.get(**pats, opportunity=deals["deal"]).key,
        }
        found["time_off"] = TimeOff.objects.get(person__key=found["agent"]).key
        found["skill"] = PersonSkill.objects.get(person__key=found["agent"]).key
        found["line"] = RevenueLine.objects.filter(opportunity=deals["deal"])[0].key
        for record, prefix in (("deal", ""), ("secret", "secret_")):
            found[f"{prefix}run"] = AssignmentRun.objects.get(opportunity=deals[record]).key
        found |= {name: Person.objects.get(name=NAMES[name]).key for name in ("bea", "olga")}
        return found | {"pair": AccountPair.objects.order_by("pk")[0].key}


def on_the_record(visit: Visit, known: dict[str, str]) -> Visit:
    """The visit with the key in place of the record's name in the table."""
    values = {name: known.get(str(value), value) for name, value in visit.values.items()}
    return Visit(visit.expected, visit.query, values, visit.post)


def visits(address: Address, known: dict[str, str]) -> list[Visit]:
    """By route first: allauth's own sign-in stands behind a redirect to ours."""
    found = IN_TABLES.get(address.route, IN_TABLES.get(address.name, ()))
    return [on_the_record(visit, known) for visit in found]


def test_every_address_is_known() -> None:
    unknown = {
        address.name for address in every_address() if address.name not in IN_TABLES and admin_page(address) is None
    }
    judge(unknown, walked=every_address())
    judge(set(IN_TABLES) - {address.name for address in every_address()}, walked=IN_TABLES)


@pytest.mark.parametrize("name", VISITORS)
def test_everybody_gets_what_the_tables_say(populated: Scene, scene: Scene, name: str) -> None:
    client, known = client_of(populated, name), keys()
    found, walked = [], []
    for address in every_address():
        if address.name in SIGN_IN and name not in ROLES:
            continue
        for visit in visits(address, known):
            walked.append(address)
            found += wrong(name, visit, address, go(client, visit, address, VALUES))
    judge(found, walked=walked)
