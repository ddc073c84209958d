"""The last word in ties."""

from assignment.matching.ordering import identity_order


def test_numbers_go_as_numbers_and_before_texts() -> None:
    assert sorted(["b", 10, "a", 9, None], key=identity_order) == [None, 9, 10, "a", "b"]
