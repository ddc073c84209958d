"""A file's text, if it is text and not too much of it."""

from pathlib import Path

from .errors import CaseFileError
from .yaml_text import SIZE_LIMIT


def read_text(file: Path) -> str:
    """Raises CaseFileError, and OSError where the file cannot be read at all."""
    if file.stat().st_size > 4 * SIZE_LIMIT:
        raise CaseFileError(f"expected at most {SIZE_LIMIT:,} characters, the file is larger")
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CaseFileError("expected text in UTF-8") from error
