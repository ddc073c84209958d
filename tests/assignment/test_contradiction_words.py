import pytest

from assignment.contradiction_words import contradiction_in_words


@pytest.mark.parametrize(
    ("code", "attribute", "words"),
    [
        ("no_values", "amount", "its criterion on the amount lists no values"),
        ("no_values", "product_line", "its criterion on the product line lists no values"),
        (
            "values_unused",
            "product",
            "its criterion on the product lists values, but compares the opportunity’s own",
        ),
        ("no_maximum", "", "its workload has no maximum"),
        ("no_weights", "", "its workload is weighted and does not say what counts how much"),
        ("not_counted", "", "its workload counts service requests, which the portal does not keep yet"),
        ("unreadable", "stage", "a value of its criterion on the stage cannot be read"),
        ("unreadable", "", "something stored in it cannot be read"),
        ("unreadable", "moon phase", "a value of its criterion on the moon phase cannot be read"),
    ],
)
def test_what_is_wrong_is_told(code: str, attribute: str, words: str) -> None:
    assert contradiction_in_words(code, attribute) == words
