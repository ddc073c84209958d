"""The one error of a case file: where, and what was expected there."""


class CaseFileError(Exception):
    """A file that doesn't fit the format; its text names the case, the path and what was expected."""
