"""The same lesson never twice: words and paragraphs hidden by chance.

A few hundred articles are soon known by heart. What the network sees of each differs
from pass to pass, so that it has to read.
"""

from __future__ import annotations

import random
from dataclasses import replace

from sentiment.judging.reader.passages import Passage, marker
from sentiment.models import Span
from sentiment.training.reader_lessons import NO_PARAGRAPH, Lesson

# How often a word's piece is hidden, and how often a paragraph is left out.
HIDDEN_WORD, LEFT_OUT = 0.05, 0.1
# Pieces with lower numbers are markers, no words.
FIRST_WORD = 1000


def vary(lesson: Lesson, chance: random.Random) -> Lesson:
    """A lesson with some of its words and paragraphs hidden."""
    ids = list(lesson.passage.ids)
    for at, number in enumerate(ids):
        if number >= FIRST_WORD and chance.random() < HIDDEN_WORD:
            ids[at] = marker("[MASK]")
    hidden = replace(lesson, passage=replace(lesson.passage, ids=tuple(ids)))
    return _without(hidden, _left_out(lesson, chance))


def _left_out(lesson: Lesson, chance: random.Random) -> set[int]:
    """Paragraphs to leave out, none of which shares a quotation with one that stays."""
    numbers = sorted(set(lesson.paragraphs) - {NO_PARAGRAPH})
    dropped = {number for number in numbers if chance.random() < LEFT_OUT}
    for start, end in lesson.passage.spans:
        touched = set(lesson.paragraphs[start:end]) - {NO_PARAGRAPH}
        if not touched <= dropped:
            dropped -= touched
    return dropped


def _without(lesson: Lesson, dropped: set[int]) -> Lesson:
    """The lesson without these paragraphs, or whole where no quotation would stay."""
    places = [at for at, own in enumerate(lesson.paragraphs) if own not in dropped]
    moved = {place: at for at, place in enumerate(places)}
    spans = lesson.passage.spans
    stays = [at for at, span in enumerate(spans) if span.start in moved]
    if not dropped or not stays:
        return lesson
    passage = lesson.passage
    return Lesson(
        Passage(
            tuple(passage.ids[at] for at in places),
            tuple(passage.origins[at] for at in places),
            tuple(passage.quotes[at] for at in stays),
            tuple(
                Span(moved[spans[at].start], moved[spans[at].end - 1] + 1)
                for at in stays
            ),
        ),
        tuple(lesson.stances[at] for at in stays),
        tuple(lesson.weights[at] for at in stays),
        tuple(lesson.doubts[at] for at in stays),
        tuple(lesson.roles[at] for at in stays),
        tuple(lesson.speakers[at] for at in stays),
        tuple(lesson.paragraphs[at] for at in places),
    )
