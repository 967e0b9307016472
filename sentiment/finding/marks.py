"""Quotation marks, paired paragraph by paragraph and by their context.

Marks come curly, straight, single, doubled (`''`), as guillemets, inverted, opened in
one style and closed in another, nested, and never closed. A mark that finds no partner
costs its own paragraph at most. Every step is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import Final, NamedTuple

from sentiment.lexicons import alternation, lookup
from sentiment.models import Span
from sentiment.text import fold, line_at, paragraphs, places

_MARK: Final = re.compile(r"''|``|[\"“”„‟«»'‘’‚‛`]")
_DOUBLE: Final = frozenset('"“”„‟«»')
_SINGLE: Final = frozenset("'‘’‚‛`")
_OPENING: Final = frozenset("“„‟«‘‚‛`")
_CLOSING: Final = frozenset("”»’")
_ALL_MARKS: Final = _DOUBLE | _SINGLE
# Single marks that stand for a double one where there are two of them.
_TWICE: Final = frozenset("'`")
_OPEN_AFTER: Final = frozenset("([{<>—–-―/:;=…*_~•|,.") | _ALL_MARKS
_CLOSE_BEFORE: Final = frozenset(")]}>—–-―/:;=….,!?*_~|%") | _ALL_MARKS
_SENTENCE_END: Final = frozenset(".!?…")
_INCHES: Final = re.compile(r"\d['’′]\d{1,2}\Z")
_DECADE: Final = re.compile(r"\d0s\b")
_DROPPED_G: Final = re.compile(r"\w\win\Z")
_FURTHER: Final = re.compile(r"\S")
_INDENT: Final = re.compile(r"[\s>*•·–—-]*")

# How many paragraphs without a mark a quote may run through that is marked only at
# its two ends; longer runs are far more often a mark that was forgotten.
_LONGEST_GAP: Final = 6


class Marked(NamedTuple):
    """A stretch between marks: `inner` without them, `outer` with them."""

    inner: Span
    outer: Span
    single: bool
    closed: bool = True


class _Mark(NamedTuple):
    start: int
    end: int
    single: bool
    opens: bool
    closes: bool
    # How surely a single mark closes: 0 by punctuation, 1 before a blank, 2 where an
    # apostrophe is as likely: a plural possessive (the fans' money), a dropped g.
    doubt: int = 0


def pair_marks(text: str) -> list[Marked]:
    """Find every outermost stretch of `text` between quotation marks, in order.

    Returns:
        Stretches that never overlap; nested ones belong to the outer one. `inner`
        is trimmed of blanks. One that was never closed ends with its paragraph.

    >>> [m.inner.of(m_text) for m_text in ['He said “no,” then "yes".']
    ...  for m in pair_marks(m_text)]
    ['no,', 'yes']
    """
    marked = list(_marked_paragraphs(text))
    if all(room.unclosed is None for room in marked):
        return [pair for room in marked for pair in room.pairs]
    known = {room.span.start: room for room in marked}
    return _continuing(
        text,
        [known.get(s.start) or _Paragraph(text, s, []) for s in paragraphs(text)],
    )


def _free_marks(text: str) -> list[tuple[int, str]]:
    """Where marks stand, and which; without apostrophes inside a word.

    One glyph is looked for after the other, as most texts have two or three.
    """
    found = [(at, glyph) for glyph in _DOUBLE for at in places(text, glyph)]
    for glyph in _SINGLE:
        done = 0
        for at in places(text, glyph):
            if at < done:
                continue
            if glyph in _TWICE and text[at + 1 : at + 2] == glyph:
                done = at + 2
                found.append((at, text[at:done]))
            elif not (text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()):
                found.append((at, glyph))
    found.sort()
    return found


def _marked_paragraphs(text: str) -> Iterator[_Paragraph]:
    """The paragraphs of `text` that hold a mark."""
    span = Span(0, 0)
    marks: list[tuple[int, str]] = []
    for at, glyph in _free_marks(text):
        if at >= span.end:
            if marks:
                yield _Paragraph(text, span, marks)
            span, marks = line_at(text, at), []
        marks.append((at, glyph))
    if marks:
        yield _Paragraph(text, span, marks)


def _continuing(text: str, rooms: Sequence[_Paragraph]) -> list[Marked]:
    """The stretches of all paragraphs, where some are left open."""
    found: list[Marked] = []
    number, done = 0, 0
    while number < len(rooms):
        room = rooms[number]
        found.extend(pair for pair in room.pairs if pair.outer.start >= done)
        number += 1
        if room.unclosed is None or room.unclosed[0] < done:
            continue
        start, single = room.unclosed
        end, number = _continued(text, rooms, number)
        closed = end is not None
        if end is None:
            if single and not (room.cut_off or room.opened_at_start):
                continue
            end = rooms[number - 1].span.end
        else:
            # The paragraph that holds the closing mark may go on with quotes.
            number, done = number - 1, end
        found.append(_marked(text, start, end, single)._replace(closed=closed))
    return found


def _continued(
    text: str, rooms: Sequence[_Paragraph], following: int
) -> tuple[int | None, int]:
    """Where a quote left open before paragraph `following` ends.

    Returns the offset after its closing mark (None where it was never closed), and
    the first paragraph after the ones that it runs through.
    """
    unclosed = rooms[following - 1].unclosed
    single = unclosed is not None and unclosed[1]
    number = following
    while number < len(rooms) and rooms[number].reopens(single):
        if _is_list(text, rooms, number):
            break
        if rooms[number].pairs:
            return rooms[number].pairs[0].outer.end, number + 1
        number += 1
    if number > following:
        return None, number
    for number in range(following, min(following + _LONGEST_GAP, len(rooms))):
        if rooms[number].stray_close is not None and not single:
            return rooms[number].stray_close, number + 1
        if rooms[number].marks:
            break
    return None, following


def _is_list(text: str, rooms: Sequence[_Paragraph], number: int) -> bool:
    """Tell comments listed one a paragraph, a closing mark forgotten, from one quote.

    A quote that goes on ends its paragraph with a sentence; and in a list the
    paragraph before is a whole comment too.
    """
    before = rooms[number - 1]
    if text[before.span.end - 1] not in _SENTENCE_END | {",", ";", ":", "-", "—"}:
        return True
    return (
        number >= 2
        and before.opened_at_start
        and not before.pairs
        and rooms[number - 2].is_whole_quote
        and rooms[number].is_whole_quote
    )


class _Paragraph:
    """The marks of one paragraph, and what they pair to on their own."""

    def __init__(self, text: str, span: Span, free: Sequence[tuple[int, str]]) -> None:
        self._text = text
        self.span = Span(span.start, span.start + len(span.of(text).rstrip()))
        self.marks = list(_marks(text, self.span, free))
        self.pairs: list[Marked] = []
        self.unclosed: tuple[int, bool] | None = None
        self.stray_close: int | None = None
        self._pair(text)

    @cached_property
    def cut_off(self) -> bool:
        """Sites that show the beginning only cut the last quote anywhere."""
        ended = self._text[self.span.end - 1] in _SENTENCE_END
        return not ended and not _FURTHER.search(self._text, self.span.end)

    @cached_property
    def begin(self) -> int:
        """Where the words begin, behind what indents or lists them."""
        indent = _INDENT.match(self._text, self.span.start, self.span.end)
        return indent.end() if indent else self.span.start

    @cached_property
    def _ahead(self) -> _Ahead:
        return _Ahead(self.marks)

    @property
    def opened_at_start(self) -> bool:
        starts = [pair.outer.start for pair in self.pairs[:1]]
        if self.unclosed is not None:
            starts.append(self.unclosed[0])
        return self.begin in starts

    @property
    def is_whole_quote(self) -> bool:
        return len(self.pairs) == 1 and self.pairs[0].outer == (
            self.begin,
            self.span.end,
        )

    def reopens(self, single: bool) -> bool:
        """Whether the paragraph begins with a mark of the same family."""
        if not self.marks or self.marks[0].start != self.begin:
            return False
        return self.opened_at_start and self.marks[0].single == single

    def _pair(self, text: str) -> None:
        marks = self.marks
        depth, start, number = 0, 0, 0
        while number < len(marks):
            mark = marks[number]
            number += 1
            if mark.single:
                if depth == 0:
                    number = self._pair_single(text, number - 1)
            elif depth == 0:
                if mark.opens:
                    depth, start = 1, mark.start
                elif self.stray_close is None and not self.pairs:
                    self.stray_close = mark.end
            elif mark.closes:
                depth -= 1
                if depth == 0:
                    self.pairs.append(_marked(text, start, mark.end, False))
                    # A single mark left open before gives way to the pair.
                    self.unclosed = None
            elif self._ahead.closers[number] > self._ahead.openers[number - 1]:
                depth += 1
            elif text[start : mark.start].rstrip()[-1:] not in _SENTENCE_END:
                start = mark.start
        if depth:
            self.unclosed = (start, False)

    def _pair_single(self, text: str, number: int) -> int:
        """Pair the single mark `number` if it opens a quote; the next mark to look at.

        A single mark may be an apostrophe, so it opens only where a mark that can
        close it follows in the paragraph, before the next one that can only open.
        """
        mark = self.marks[number]
        if not mark.opens:
            return number + 1
        partner = self._ahead.single_partner(number)
        if partner is None:
            tail = text[max(self.span.start, mark.start - 3) : mark.start].rstrip()
            if mark.start == self.begin or tail.endswith((":", ",")) or self.cut_off:
                self.unclosed = self.unclosed or (mark.start, True)
            return number + 1
        self.pairs.append(_marked(text, mark.start, self.marks[partner].end, True))
        self.unclosed = None
        return partner + 1


class _Ahead:
    """What follows each mark of a paragraph, counted once from its end."""

    def __init__(self, marks: Sequence[_Mark]) -> None:
        size = len(marks)
        self.closers, self.openers = [0] * (size + 1), [0] * (size + 1)
        # For each degree of doubt, the nearest single mark ahead that closes.
        self._nearest: list[list[int | None]] = [[None] * (size + 1) for _ in range(3)]
        for number in range(size - 1, -1, -1):
            mark = marks[number]
            self.closers[number] = self.closers[number + 1]
            self.openers[number] = self.openers[number + 1]
            if not mark.single:
                self.closers[number] += mark.closes and not mark.opens
                self.openers[number] += mark.opens and not mark.closes
            for doubt, nearest in enumerate(self._nearest):
                nearest[number] = nearest[number + 1]
                if mark.single and mark.opens and not mark.closes:
                    nearest[number] = None
                elif mark.single and mark.closes and mark.doubt == doubt:
                    nearest[number] = number

    def single_partner(self, number: int) -> int | None:
        """The mark that closes the single mark `number`: the nearest, but one that
        may be a possessive only where there is no other.
        """
        sure, likely, plural = (nearest[number + 1] for nearest in self._nearest)
        firm = [partner for partner in (sure, likely) if partner is not None]
        return min(firm) if firm else plural


def _marked(text: str, start: int, end: int, single: bool) -> Marked:
    opening = _MARK.match(text, start)
    inner_start = opening.end() if opening else start
    inner_end = end
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    if inner_end > inner_start and text[inner_end - 1] in _ALL_MARKS:
        inner_end -= 2 if text[inner_end - 2 : inner_end] in ("''", "``") else 1
    return Marked(_trimmed(text, inner_start, inner_end), Span(start, end), single)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, max(start, end))


def _marks(text: str, span: Span, free: Sequence[tuple[int, str]]) -> Iterator[_Mark]:
    """The marks of a paragraph that may open or close a quote."""
    for start, glyph in free:
        end = start + len(glyph)
        before = text[start - 1] if start > span.start else " "
        after = text[end] if end < span.end else " "
        behind_digit = glyph == '"' and before.isdigit()
        if behind_digit and _INCHES.search(text, max(span.start, start - 5), start):
            continue
        if glyph in _SINGLE:
            mark = _single_mark(text, start, before, after)
            if mark is not None:
                yield mark
            continue
        opens = _can_open(before, after)
        closes = _can_close(before, after)
        if glyph in _OPENING:
            opens, closes = opens or not closes, closes and not opens
        elif glyph in _CLOSING:
            opens = opens and not closes and before.isspace()
            closes = not opens
        elif opens == closes:
            opens = closes = True
        yield _Mark(start, end, False, opens, closes)


def _can_open(before: str, after: str) -> bool:
    free_after = not after.isspace() and after not in ",;:!?)]}"
    return (before.isspace() or before in _OPEN_AFTER) and free_after


def _can_close(before: str, after: str) -> bool:
    return not before.isspace() and (after.isspace() or after in _CLOSE_BEFORE)


def _single_mark(text: str, start: int, before: str, after: str) -> _Mark | None:
    glyph = text[start]
    opens = _can_open(before, after) and before not in ".," and glyph not in "’"
    closes = _can_close(before, after) and glyph not in _OPENING
    if glyph == "’" and not closes and _can_open(before, after):
        opens = True  # an opening mark that an editor turned round
    if opens and _DECADE.match(text, start + 1):
        opens = False
    if opens and glyph != "‘" and _elision().match(fold(text[start : start + 9])):
        opens = closes
    if not opens and not closes:
        return None
    doubt = 0
    if before == "n" and _DROPPED_G.search(text, max(0, start - 4), start):
        doubt = 2
    elif before.isalnum() and after.isspace():
        doubt = 2 if before in "sS" else 1
    return _Mark(start, start + 1, True, opens and not closes, closes, doubt)


@cache
def _elision() -> re.Pattern[str]:
    known = alternation(lookup("elisions", "form"))
    return re.compile(rf"(?:{known})\b", re.IGNORECASE)
