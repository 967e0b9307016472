"""A quotation within its lines, cut into parts with the reasons that each bears."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sentiment.lexicons import small_words
from sentiment.models import Span

# More colour than this in two or three sentences hides what decided.
MAX_MARKED = 4
MIN_MARKED = 0.25
# A weaker pull moves no probability by as much as two points.
MIN_PULL = 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text that looks the same throughout."""

    text: str
    quoted: bool = False
    side: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a stance was judged: in words, where, and toward which side how hard.

    `pull` of the neutral `side` is toward neither; see `reasons_aside`.
    """

    rule: str
    words: str
    pull: float
    span: Span | None
    side: str


def reasons(row: Mapping[str, Any]) -> list[Reason]:
    """The reasons for a row's side, strongest first, without what hardly counts."""
    return _strongest(row, "pull")


def reasons_aside(row: Mapping[str, Any]) -> list[Reason]:
    """The reasons why a row's stance is neither side, likewise."""
    return _strongest(row, "aside")


def _strongest(row: Mapping[str, Any], toward: str) -> list[Reason]:
    found = [
        _reason(row, reason, toward)
        for reason in row.get("evidence") or ()
        if reason.get("about") == "stance" and abs(reason.get(toward) or 0) >= MIN_PULL
    ]
    return sorted(found, key=lambda reason: -abs(reason.pull))


def _reason(row: Mapping[str, Any], reason: Mapping[str, Any], toward: str) -> Reason:
    start, end, pull = reason.get("start"), reason.get("end"), reason[toward]
    side = "supportive" if reason["pull"] > 0 else "critical"
    if toward == "aside" and pull > 0:
        side = "neutral"
    if start is None or end is None:
        return Reason(reason["rule"], "", pull, None, side)
    span = Span(int(start), int(end))
    first = int(row.get("context_start") or 0)
    words = Span(span.start - first, span.end - first)
    whole = span == (row["start"], row["end"]) or words.start < 0
    said = "" if whole else words.of(row.get("context") or "")
    return Reason(reason["rule"], said, pull, span, side)


def passage(row: Mapping[str, Any], marked: Iterable[Reason]) -> list[Part]:
    """The lines around a row's quotation in parts; nothing where they are not known."""
    context, first = row.get("context"), int(row.get("context_start") or 0)
    if not context:
        return []
    quoted = Span(int(row["start"]) - first, int(row["end"]) - first)
    spots = _spots(marked, quoted, first, len(context))
    edges = {0, len(context), *(edge for spot, _ in spots for edge in spot)}
    edges |= {max(0, quoted.start), min(len(context), quoted.end)}
    order = sorted(edges)
    return [_part(context, Span(*pair), quoted, spots) for pair in pairwise(order)]


def _spots(
    marked: Iterable[Reason], quoted: Span, first: int, length: int
) -> list[tuple[Span, Reason]]:
    """Where reasons stand in the context, strongest first, none over another."""
    spots: list[tuple[Span, Reason]] = []
    for reason in marked:
        if reason.span is None or not reason.words or abs(reason.pull) < MIN_MARKED:
            continue
        spot = Span(reason.span.start - first, reason.span.end - first)
        inside = 0 <= spot.start < spot.end <= length
        free = all(spot.end <= o.start or o.end <= spot.start for o, _ in spots)
        # Who speaks is told beside the quotation; it would colour half the line. That
        # an "in" stands there tells a reader nothing.
        telling = not reason.rule.startswith("role") and (
            reason.words.lower() not in small_words()
        )
        if inside and free and telling and spot != quoted:
            spots.append((spot, reason))
    return spots[:MAX_MARKED]


def _part(
    context: str, span: Span, quoted: Span, spots: Sequence[tuple[Span, Reason]]
) -> Part:
    inside = quoted.start <= span.start and span.end <= quoted.end
    for spot, reason in spots:
        if spot.start <= span.start and span.end <= spot.end:
            return Part(span.of(context), inside, reason.side, reason.rule)
    return Part(span.of(context), inside)
