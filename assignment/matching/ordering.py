"""The last word in ties: identities in a fixed order, numbers as numbers and before texts."""


def identity_order(identity: int | str | None) -> tuple[int, int, str]:
    """Sort key of a person's, rule's or group's id; None first."""
    if identity is None:
        return (0, 0, "")
    return (1, identity, "") if isinstance(identity, int) else (2, 0, identity)
