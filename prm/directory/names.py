"""What a person's name may hold. It stands in mails that the portal sends to people who don't know it yet."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# The points that programs take for the one of a web address, and it.
POINTS = str.maketrans("\u3002\uff61\uff0e", "...")
# An initial may stand before a name without a space (J.Smith), as no web address is written. Each way is looked for at
# its point, never by words of any length: some type ten thousand letters.
ADDRESS = re.compile(r"//|\bwww\.|(?<=\w[\w-])\.(?=\w[\w-])|\b\w\.(?=[a-z]{2}|[A-Z]{2})|\d\.\d")
BREAKS = ("Cc", "Zl", "Zp")


def plain_name(name: str) -> None:
    """Raise ValidationError for a name with a web or mail address or a line break: a mail would show either."""
    if any(unicodedata.category(letter) in BREAKS for letter in name):
        raise ValidationError(_("A name is one line of letters. Take out what breaks it."))
    for word in name.translate(POINTS).split():
        if ADDRESS.search(word):
            words = _("A name has no web or mail address in it. Take out “%(found)s”; after a point goes a space.")
            raise ValidationError(words % {"found": word[:60]})
