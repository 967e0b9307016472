"""Letters garbled by a wrong encoding (“Itâ€™s”); the only module that knows ftfy."""

from __future__ import annotations

from sentiment.text import places

# What UTF-8 turns into when it is read as Windows-1252 begins with one of these. Most
# texts have none, and need not be looked at any closer.
_SUSPECT = "\u00c2\u00c3\u00c5\u00d0\u00d1\u00e2\u00f0"
# A few words around the first fault tell as much as the whole text.
_AROUND = 200


def is_garbled(text: str) -> bool:
    """Whether letters of a text were read in a wrong encoding before it came to us."""
    looked_at = -1
    for at in places(text, *_SUSPECT):
        if at > looked_at:
            from ftfy.badness import is_bad

            looked_at = at + _AROUND
            if is_bad(text[max(0, at - _AROUND) : looked_at]):
                return True
    return False


def repaired(text: str) -> str:
    """The text with its letters set right and everything else left as it is."""
    from ftfy import fix_encoding

    return fix_encoding(text)
