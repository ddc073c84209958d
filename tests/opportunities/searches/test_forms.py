import pytest

from opportunities.searches.forms import SearchForm


@pytest.mark.parametrize(
    ("name", "valid"),
    [
        ("Won ones", True),
        ("مرحبا ❤️", True),
        ("x" * 60, True),
        ("x" * 61, False),
        ("", False),
        (" ", False),
        ("\x00", False),
    ],
)
def test_which_names_are_taken(name: str, valid: bool) -> None:
    assert SearchForm({"name": name}).is_valid() is valid
