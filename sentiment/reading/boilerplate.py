"""Pages on which nobody is quoted, told from their bytes alone.

Extracting an article takes some forty times as long as this look at the page, and most
pages of a web archive hold none that is of use here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sentiment.lexicons import lookup

# What a browser does not show: from each of these to its end.
_UNSEEN = re.compile(rb"<(?:!--|script\b|style\b|svg\b|noscript\b)", re.IGNORECASE)
_ENDS = {
    b"<!--": b"-->", b"<script": b"</script", b"<style": b"</style", b"<svg": b"</svg",
    b"<noscript": b"</noscript",
}  # fmt: skip
_TAG = re.compile(rb"<[^<>]*>")
# Marks as typed, in UTF-8, in Windows-1252 and as entities; a straight single one is
# an apostrophe unless a blank stands before it.
_MARK = re.compile(
    rb"\"|(?<=\s)'|\xe2\x80[\x98\x9c-\x9f]|\xc2[\xab\xbb]|[\x84\x91\x93]"
    rb"|&(?:quot|[lrb]dquo|lsquo|laquo|#34|#8216|#822[0-2]|#x201[8c-f]);",
    re.IGNORECASE,
)
_WORD = re.compile(rb"[a-z]+")
# A cue stands at one end of a quotation, which may run over some sentences.
REACH = 400


def quotes_nobody(page: bytes) -> bool:
    """Whether no quotation mark has a reporting word near it.

    >>> quotes_nobody(b'<p class="x">Sign up for the letter, she said.</p>')
    True
    >>> quotes_nobody(b"<p>&ldquo;Enough,&rdquo; she said.</p>")
    False
    """
    if b"\0" in page[:REACH]:
        return False  # two bytes a letter: too rare to be worth a look
    seen = _TAG.sub(b" ", b" ".join(_shown(page.lower())))
    looked = 0
    for mark in _MARK.finditer(seen):
        start = max(looked, mark.start() - REACH)
        looked = mark.end() + REACH
        if not _reporting().isdisjoint(_WORD.findall(seen, start, looked)):
            return False
    return True


def _shown(page: bytes) -> Iterator[bytes]:
    """The stretches of a page in lower case between what is not shown."""
    start = 0
    unclosed: set[bytes] = set()
    while found := _UNSEEN.search(page, start):
        end = _ENDS[found.group()]
        # What is never closed hides nothing, and is not searched for again.
        stop = -1 if end in unclosed else page.find(end, found.end())
        if stop < 0:
            unclosed.add(end)
        yield page[start : found.start()]
        start = found.end() if stop < 0 else stop + len(end)
    yield page[start:]


@cache
def _reporting() -> frozenset[bytes]:
    return frozenset(form.encode() for form in lookup("reporting_verbs", "kind"))
