"""Operations on running text that keep every character in its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from sentiment.lexicons import alternation, lookup
from sentiment.models import Span

# One character for one, so that offsets hold.
_FOLDED: Final = {
    "‘": "'",
    "’": "'",
    "‛": "'",
    "′": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "″": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "―": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u200b": " ",
    "…": ".",
}

_PARAGRAPH: Final = re.compile(r"[^\n]*\S[^\n]*")
# Led by one class of characters, which is what patterns are found fastest by.
_SENTENCE_END: Final = re.compile(
    r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[.!?…]*[\"'”’»)\]]*(?=\s|$))"
)


def fold(text: str) -> str:
    """Typographic marks, dashes and blanks as typed ones, length kept.

    >>> fold("It isn’t “good” — no…")
    'It isn\\'t "good" - no.'
    """
    if text.isascii():
        return text.replace("`", "'")
    # Faster by far than translating: most of them are in no text.
    for mark, typed in _FOLDED.items():
        text = text.replace(mark, typed)
    return text


# Several rooms fold an article one after the other.
fold_article = lru_cache(maxsize=1)(fold)


def places(text: str, *parts: str, start: int = 0) -> list[int]:
    """Where any of `parts` stands in `text` from `start` on, in order.

    Many times faster than a pattern, for what is rare.

    >>> places("an inch is an inch", "inch", "an")
    [0, 3, 11, 14]
    """
    found = []
    for part in parts:
        at = text.find(part, start)
        while at >= 0:
            found.append(at)
            at = text.find(part, at + len(part))
    found.sort()
    return found


def token_spans(chunk: str, token: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the tokens of what stands between two blanks begin and end.

    >>> token_spans("one-two,", re.compile(r"\\w+"))
    [(0, 3), (4, 7)]
    """
    # Most are plain words, which no pattern is needed for.
    if chunk.isalnum():
        return [(0, len(chunk))]
    return [match.span() for match in token.finditer(chunk)]


def line_at(text: str, at: int) -> Span:
    """The line that a character stands in.

    >>> line_at("one\\ntwo\\nthree", 5).of("one\\ntwo\\nthree")
    'two'
    """
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text))


def one_blank_each(text: str, blanks: Iterable[str]) -> str:
    """The text with one typed blank in place of each run of `blanks`.

    >>> one_blank_each("a \\t b", ["\\t"])
    'a b'
    """
    for blank in blanks:
        text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def paragraphs(text: str) -> Iterator[Span]:
    """The lines of `text` that hold more than blanks."""
    for match in _PARAGRAPH.finditer(text):
        yield Span(match.start(), match.end())


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of `text[start:end]`, without the blanks around them.

    A full stop after a known abbreviation or a single capital does not end one.

    >>> [span.of("Mr. Fox ran. Why?") for span in sentences("Mr. Fox ran. Why?")]
    ['Mr. Fox ran.', 'Why?']
    """
    end = len(text) if end is None else end
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.group().startswith(".") and _abbreviated().search(
            text, max(begin, match.start() - 12), match.start()
        ):
            continue
        span = _stripped(text, begin, match.end())
        if span:
            yield span
        begin = match.end()
    span = _stripped(text, begin, end)
    if span:
        yield span


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


@cache
def _abbreviated() -> re.Pattern[str]:
    known = alternation(lookup("abbreviations", "form"))
    return re.compile(rf"\b(?:{known}|[A-Za-z])\Z", re.IGNORECASE)


def printable(text: str) -> str:
    """`text` on one line, without anything a terminal or a chart could obey.

    >>> printable("a\\x1b[31m\\tred\\u202e\\nline")
    'a\ufffd[31m red line'
    """
    return " ".join("".join(_harmless(char) for char in text).split())


def _harmless(char: str) -> str:
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    return "\ufffd" if category[0] == "C" else char
