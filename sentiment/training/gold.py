"""Annotated articles, and how what we find is matched to them.

The format is one JSON object a line: `id`, `text`, `target`, `title`, `published` and
`quotes`, each with `start`, `end`, `kind`, and for speech `speaker`,
`speaker_resolved`, `role`, `stance`.
"""

from __future__ import annotations

import json
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sentiment.models import Article, Dating, Span

# Two spans are the same quote where they share this much of what either covers.
SAME_SPAN = 0.8

_TRIM = (
    string.whitespace + string.punctuation.replace("#", "").replace("@", "") + "‘’“”…–—"
)
_EMPTY_WORDS = frozenset(
    {"the", "a", "an", "one", "our", "of", "to", "who", "another", "other"}
)


@dataclass(frozen=True)
class GoldArticle:
    """An article with what annotators found in it."""

    article: Article
    quotes: tuple[dict[str, Any], ...]
    part: str


def read_gold(paths: Iterable[Path | str]) -> list[GoldArticle]:
    """Read annotated articles from JSONL files."""
    return [
        GoldArticle(
            Article(
                record["id"],
                record["text"],
                Dating(None, None, "annotated"),
                title=record.get("title"),
                target=record.get("target"),
            ),
            tuple(record["quotes"]),
            record.get("part") or Path(path).stem,
        )
        for path in paths
        for record in map(json.loads, Path(path).read_text("utf-8").splitlines())
    ]


def trimmed(text: str, span: Span) -> Span:
    """A span without marks, blanks and punctuation at its ends."""
    start, end = span
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return Span(start, end)


def overlap(one: Span, other: Span) -> float:
    """Intersection over union of two spans."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    whole = max(one.end, other.end) - min(one.start, other.start)
    return shared / whole if whole > 0 else float(one == other)


def match(
    text: str, gold: Sequence[dict[str, Any]], found: Sequence[Span]
) -> Iterator[tuple[int, int]]:
    """Pairs of annotated and found quotes that are the same, each used once."""
    free = {number: trimmed(text, span) for number, span in enumerate(found)}
    for number, quote in enumerate(gold):
        wanted = trimmed(text, Span(quote["start"], quote["end"]))
        near = [k for k, span in free.items() if span.start < wanted.end]
        best = max(near, key=lambda k: overlap(wanted, free[k]), default=None)
        if best is not None and overlap(wanted, free[best]) >= SAME_SPAN:
            del free[best]
            yield number, best


def telling_words(phrase: str | None) -> set[str]:
    """The words of a speaker's phrase that tell who it is."""
    kept = (
        character.lower() if character.isalnum() or character in "@_" else " "
        for character in phrase or ""
    )
    return set("".join(kept).split()) - _EMPTY_WORDS


def same_speaker(quote: dict[str, Any], phrase: str | None, name: str | None) -> bool:
    """Whether a found phrase or name is the annotated speaker.

    It is where it shares a telling word with the annotated resolution, or stands
    word for word; where nobody is annotated, nobody may be found.
    """
    said = telling_words(phrase) | telling_words(name)
    annotated = [quote.get("speaker"), quote.get("speaker_resolved")]
    if not any(annotated):
        return not said
    plain = {entry.strip().lower() for entry in annotated if entry}
    if {str(phrase).strip().lower(), str(name).strip().lower()} & plain:
        return True
    return bool(said & telling_words(annotated[1] or annotated[0]))
