"""Words that stand in a template without a mark for translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
COMPONENT = re.compile(r"{%\s*component\s+([^%]*?)/?\s*%}")
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
HTML = re.compile(r"<[^<>]*>", re.DOTALL)
ENTITY = re.compile(r"&\w+;|&#\w+;")
SPOKEN = re.compile(r"\b(?:title|alt|placeholder|aria-label|aria-description|label)=\"([^\"]*)\"")
WORD = re.compile(r"[^\W\d_]{2,}")
# An argument of a component that is text for people: it has a capital or several words, and no code's underscore.
ARGUMENT = re.compile(r"\b(\w+)=\"([^\"]*)\"")
SENTENCE = re.compile(r"^[^_]*([A-Z][a-z]|\w \w)[^_]*$")


def bare_text(template: str) -> Iterator[str]:
    """Pieces of text, spoken attributes and arguments of components that no reader of another language understands."""
    text = SCRIPT.sub(" ", TRANSLATED.sub(" ", COMMENT.sub(" ", template)))
    for arguments in COMPONENT.findall(text):
        yield from (value for _, value in ARGUMENT.findall(arguments) if SENTENCE.search(value))
    text = TAG.sub("\x00", text)
    for tag in HTML.findall(text):
        yield from filter(WORD.search, SPOKEN.findall(tag))
    for piece in re.split("[\x00\n]", HTML.sub("\x00", text)):
        if WORD.search(ENTITY.sub("", piece)):
            yield piece.strip()
