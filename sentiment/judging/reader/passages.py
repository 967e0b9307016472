"""What the reader reads: an article's pieces with its quotations marked in place.

A passage is `[CLS] headline [SEP] text [SEP]`. A marker opens each quotation and
another closes it; every mention of the target is one marker, so that no opinion about
a name can be learned. Who spoke is for the network to read: it tells roles itself. Of a
long article only the lead and the paragraphs around its quotations are shown; what is
longer than the network's window even so is read in windows that overlap, each quotation
in the one that shows most of what surrounds it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from sentiment.judging.reader.wordpiece import Piece, tokenize, vocabulary
from sentiment.lexicons import lookup
from sentiment.models import Article, Quote, Span, Target
from sentiment.text import paragraphs

T = TypeVar("T")

# Positions that the network has, and how many of them a headline may take.
WINDOW = 512
HEADLINE = 48
# An article of more characters than this is long. Of a long one the paragraph before a
# quotation is shown, and so many characters of the one after it, which may begin with
# who spoke.
SHORT = 2_000
AFTER = 60
# Pieces with no more than so many characters between them are one stretch.
BLANKS = 8
# A window moves on by this share of its length where an article needs several.
STRIDE = 0.5

# Places of the vocabulary that its makers left unused, with a meaning of ours.
TARGET_MARKER = "[unused1]"
CLOSING_MARKER = "[unused2]"
OPENING_MARKER = "[unused3]"


@dataclass(frozen=True)
class Passage:
    """One input of the network: pieces, and where its quotations stand among them.

    `spans[k]` are the pieces of quotation `quotes[k]` with both markers; `origins[i]`
    is the stretch of the article that piece i stands for, None for headline and
    markers.
    """

    ids: tuple[int, ...]
    origins: tuple[Span | None, ...]
    quotes: tuple[int, ...]
    spans: tuple[Span, ...]

    def shown(self) -> tuple[Span, ...]:
        """The stretches of the article that are read, but for gaps of blanks."""
        found: list[Span] = []
        for origin in self.origins:
            if origin is None:
                continue
            if found and origin.start - found[-1].end <= BLANKS:
                found[-1] = Span(found[-1].start, max(origin.end, found[-1].end))
            else:
                found.append(origin)
        return tuple(found)

    def quoted(self) -> list[bool]:
        """Whether each piece stands within a quotation, with both markers.

        Of all quotations that are in sight, not only those that are judged here.
        """
        opening, closing = marker(OPENING_MARKER), marker(CLOSING_MARKER)
        markers = (opening, closing)
        # A window may begin within a quotation, whose closing marker comes first then.
        inside = next((one == closing for one in self.ids if one in markers), False)
        found = []
        for number, origin in zip(self.ids, self.origins, strict=True):
            inside = inside or number == opening
            found.append(inside and (origin is not None or number in markers))
            inside = inside and number != closing
        return found


@cache
def marker(name: str) -> int:
    """The number of a marker or special piece."""
    return vocabulary()[name]


def read_passages(
    article: Article, quotes: Sequence[Quote], target: Target | None
) -> list[Passage]:
    """Lay out an article for the network, every quotation in exactly one passage.

    `quotes` stand in text order and do not overlap.
    """
    if not quotes:
        return []
    names = target_pattern(target)
    shown = _shown(article.text, quotes)
    read = [piece for part in shown for piece in _masked(article.text, names, part)]
    body, spans = _marked(read, quotes)
    title = article.title or ""
    headline = _masked(title, names, Span(0, len(title)))[:HEADLINE]
    room = WINDOW - len(headline) - 3
    return [
        _passage(headline, body, window, spans, held)
        for window, held in _windows(len(body), spans, room)
    ]


def in_order(passages: Iterable[Passage], told: Iterable[Iterable[T]]) -> list[T]:
    """What is told of each passage's quotations, in the order of the article's."""
    found: dict[int, T] = {}
    for passage, values in zip(passages, told, strict=True):
        found.update(zip(passage.quotes, values, strict=True))
    return [found[at] for at in sorted(found)]


def _passage(
    headline: Sequence[Piece],
    body: Sequence[Piece],
    window: Span,
    spans: Sequence[Span],
    held: Sequence[int],
) -> Passage:
    separator = marker("[SEP]")
    shown = body[window.start : window.end]
    ids = [marker("[CLS]"), *(piece.id for piece in headline), separator]
    shift = len(ids) - window.start
    ids += [*(piece.id for piece in shown), separator]
    origins: list[Span | None] = [None] * (len(headline) + 2)
    origins += [_origin(piece) for piece in shown]
    cut = [
        Span(spans[at].start + shift, min(spans[at].end, window.end) + shift)
        for at in held
    ]
    return Passage(tuple(ids), (*origins, None), tuple(held), tuple(cut))


def _origin(piece: Piece) -> Span | None:
    return Span(piece.start, piece.end) if piece.start < piece.end else None


def _windows(
    length: int, spans: Sequence[Span], room: int
) -> Iterator[tuple[Span, list[int]]]:
    """The windows that hold quotations, each with the numbers of those it judges."""
    if length <= room:
        if spans:
            yield Span(0, length), list(range(len(spans)))
        return
    last = length - room
    starts = [*range(0, last, int(room * STRIDE)), last]
    held: dict[int, list[int]] = {}
    for number, span in enumerate(spans):
        middle = (span.start + min(span.end, span.start + room)) // 2
        best = min(starts, key=lambda start: abs(start + room // 2 - middle))
        # A long quotation is cut at its end, never at its opening marker.
        best = best if best <= span.start else max(s for s in starts if s <= span.start)
        held.setdefault(best, []).append(number)
    for start in sorted(held):
        yield Span(start, start + room), held[start]


def _shown(text: str, quotes: Sequence[Quote]) -> list[Span]:
    """The stretches of a text that are read, in order."""
    if len(text) <= SHORT:
        return [Span(0, len(text))]
    every = list(paragraphs(text))
    starts = [paragraph.start for paragraph in every]
    whole = {0}
    begun: set[int] = set()
    for quote in quotes:
        first = bisect_right(starts, quote.marks.start) - 1
        last = bisect_left(starts, quote.marks.end)
        whole.update(range(max(0, first - 1), last))
        if last < len(every):
            begun.add(last)
    return [
        every[number] if number in whole else _beginning(text, every[number])
        for number in sorted(whole | begun)
    ]


def _beginning(text: str, paragraph: Span) -> Span:
    """The first words of a paragraph."""
    start, end = paragraph
    if end - start <= AFTER:
        return paragraph
    blank = text.rfind(" ", start, start + AFTER)
    return Span(start, blank if blank > start else start + AFTER)


def _masked(text: str, names: re.Pattern[str] | None, part: Span) -> list[Piece]:
    """The pieces of a part of a text, each mention of the target as one marker."""
    if names is None:
        return _moved(tokenize(part.of(text)), part.start)
    pieces: list[Piece] = []
    at, end = part
    for mention in names.finditer(text, at, end):
        pieces += _moved(tokenize(text[at : mention.start()]), at)
        pieces.append(Piece(marker(TARGET_MARKER), *mention.span()))
        at = mention.end()
    return pieces + _moved(tokenize(text[at:end]), at)


def _moved(pieces: Sequence[Piece], by: int) -> list[Piece]:
    return [Piece(piece.id, piece.start + by, piece.end + by) for piece in pieces]


def _marked(
    pieces: Sequence[Piece], quotes: Sequence[Quote]
) -> tuple[list[Piece], list[Span]]:
    """Put the markers around the quotations; their spans count pieces."""
    starts = [piece.start for piece in pieces]
    opening, closing = marker(OPENING_MARKER), marker(CLOSING_MARKER)
    marked: list[Piece] = []
    spans: list[Span] = []
    done = 0
    for quote in quotes:
        opens = max(done, bisect_left(starts, quote.marks.start))
        closes = max(opens, bisect_left(starts, quote.marks.end))
        marked += pieces[done:opens]
        begin = len(marked)
        marked.append(Piece(opening, quote.marks.start, quote.marks.start))
        marked += pieces[opens:closes]
        marked.append(Piece(closing, quote.marks.end, quote.marks.end))
        spans.append(Span(begin, len(marked)))
        done = closes
    return marked + list(pieces[done:]), spans


def target_pattern(target: Target | None) -> re.Pattern[str] | None:
    """A pattern for every way in which a text may name the target.

    The whole name and its aliases in any case; the first and the last word of a
    name where they stand with a capital; tags and handles that hold the name.
    """
    if target is None:
        return None
    names = [part for part in _SEVERAL.split(target.name) if part.strip()]
    names += [alias for alias in target.aliases if alias != alias.lower()]
    words = {word for name in names for word in _telling(name)}
    ways = [rf"(?i:{_flexible(name)})" for name in sorted(names, key=_longest_first)]
    ways += [
        rf"[@#]\w*(?i:{re.escape(''.join(_WORD.findall(name)))})\w*" for name in names
    ]
    ways += [_capital(word) for word in sorted(words, key=_longest_first)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")


_SEVERAL = re.compile(r"\s+(?:and|&)\s+|\s*,\s+")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


def _flexible(name: str) -> str:
    return r"\s+".join(re.escape(part) for part in name.split())


def _capital(word: str) -> str:
    return rf"(?:{re.escape(word[0].upper() + word[1:])}|{re.escape(word.upper())})"


def _telling(name: str) -> set[str]:
    """First and last word of a name, titles and small words left out."""
    empty = _empty_words()
    words = [word for word in _WORD.findall(name) if word.lower() not in empty]
    return {word for word in (*words[:1], *words[-1:]) if len(word) > 2}


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(lookup("function_words", "kind")) | frozenset(
        title for title in lookup("honorifics", "gender")
    )
