"""The lines around a quotation, so that a reader can judge it without the article."""

from __future__ import annotations

from typing import Final

from sentiment.models import Span
from sentiment.text import paragraphs, sentences

# Characters on either side: two or three sentences of news.
ROOM: Final = 240


def context_span(text: str, marks: Span) -> Span:
    """Where the surroundings of a quotation stand in its article.

    Args:
        text: the article's.
        marks: the quotation with its marks.

    Returns:
        The paragraph, or as many whole sentences of it as lie within `ROOM` characters
        on either side. A quotation that is a paragraph by itself has the one before it
        too, which usually announces it.

    >>> context_span("He spoke:\\n“Why?”\\nAll left.", Span(10, 16))
    Span(start=0, end=16)
    """
    start = max(text.rfind("\n", 0, marks.start) + 1, marks.start - ROOM)
    found = text.find("\n", marks.end)
    end = min(len(text) if found < 0 else found, marks.end + ROOM)
    if not text[start : marks.start].strip() and not text[marks.end : end].strip():
        return Span(_announced(text, marks), marks.end)
    return Span(_sentence_start(text, start, marks.start), _cut(text, marks.end, end))


def _announced(text: str, marks: Span) -> int:
    least = max(0, marks.start - ROOM)
    before = list(paragraphs(text[least : marks.start]))
    if not before:
        return marks.start
    return _sentence_start(text, least + before[-1].start, marks.start)


def _sentence_start(text: str, start: int, end: int) -> int:
    """The first place from `start` on where a sentence begins, else a word."""
    if start == 0 or text[start - 1] == "\n":
        return start
    begins = [span.start for span in sentences(text, start, end)][1:]
    if begins:
        return begins[0]
    blank = text.find(" ", start, end)
    return end if blank < 0 else blank + 1


def _cut(text: str, start: int, end: int) -> int:
    """The last place up to `end` where a sentence ends, else a word."""
    if end == len(text) or text[end] == "\n":
        return start + len(text[start:end].rstrip())
    ends = [span.end for span in sentences(text, start, end)][:-1]
    if ends:
        return ends[-1]
    blank = text.rfind(" ", start, end)
    return start if blank < 0 else blank
