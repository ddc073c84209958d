from __future__ import annotations

from random import Random

from prm.demo import accounts, names, partners, staff
from prm.demo.market import MARKETS
from prm.demo.names import CUSTOMERS, Names
from tests.real_data import real_names


def test_no_person_twice() -> None:
    given = Names(Random(7))
    people = [given.person("nordic") for _ in range(60)]
    assert len(set(people)) == 60


def test_there_are_more_customers_than_the_demo_takes() -> None:
    for language in CUSTOMERS:
        wanted = accounts.A_MARKET * sum(market.language == language for market in MARKETS)
        assert len(set(CUSTOMERS[language])) > wanted


def test_customers_begin_differently() -> None:
    given = Names(Random(7))
    first = [given.customer("german")[0].split()[0] for _ in range(9)]
    assert len(set(first)) == 9


def test_words_share_nothing_with_the_real_data() -> None:
    """Not even the last name of a person or the first word of a customer."""
    real = {word for name in real_names() for word in name.lower().split() if len(word) > 3}
    pools = (names.FIRST, names.LAST, names.CUSTOMERS)
    ours = {word.lower() for pool in pools for words in pool.values() for word in words}
    ours |= {word.lower() for post in staff.POSTS for word in post.name.split()}
    ours |= {word.lower() for row in partners.PARTNERS for word in row[0].split()}
    assert ours & real == set()
