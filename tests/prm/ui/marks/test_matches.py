import pytest

from prm.ui.marks.matches import matched


@pytest.mark.parametrize(
    ("name", "text", "html"),
    [
        ("Harbor Foods", "foo", "Harbor <mark>Foo</mark>ds"),
        ("Käse & Brot", "KASE &", "<mark>Käse &amp;</mark> Brot"),
        ("Cafe\u0301 Nord", "cafe", "<mark>Cafe\u0301</mark> Nord"),
        ("Straße 9", "strass", "<mark>Straß</mark>e 9"),
        ("ﬁne print", "fi", "<mark>ﬁ</mark>ne print"),
        ("Two  words", "two words", "<mark>Two  words</mark>"),
        ("  Two", "two", "  <mark>Two</mark>"),
        ("שלום עולם", "עולם", "שלום <mark>עולם</mark>"),
        ("Go 🚀 now", "🚀", "Go <mark>🚀</mark> now"),
        ("Harbor Foods", "mill", "Harbor Foods"),
        ("<b>", "", "&lt;b&gt;"),
        ("", "x", ""),
    ],
)
def test_the_first_place_that_matches_is_marked(name: str, text: str, html: str) -> None:
    assert matched(name, text) == html
