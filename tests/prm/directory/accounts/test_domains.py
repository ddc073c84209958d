import pytest
from django.core.exceptions import ValidationError

from prm.directory.accounts.domains import check_domain, plain_domain


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("https://www.Larkspur.example/", "larkspur.example"),
        ("http://larkspur.example:8080/about?x=1#top", "larkspur.example"),
        (" WWW.larkspur.example. ", "larkspur.example"),
        ("info@larkspur.example", "larkspur.example"),
        ("https://ana:secret@shop.larkspur.example", "shop.larkspur.example"),
        ("müller-käse.example", "müller-käse.example"),
        ("wwwater.example", "wwwater.example"),
        ("", ""),
    ],
)
def test_what_people_type_comes_to_one_form(typed: str, plain: str) -> None:
    assert plain_domain(typed) == plain
    if plain:
        check_domain(plain)


@pytest.mark.parametrize(
    "domain", ["larkspur", "two words.example", "a..example", "-a.example", "x" * 119 + ".io", "1.2"]
)
def test_what_is_no_domain_is_refused(domain: str) -> None:
    with pytest.raises(ValidationError, match="A web domain looks like"):
        check_domain(domain)
