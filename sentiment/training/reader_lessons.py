"""What the reader learns from: passages with the stances and roles that readers gave.

Articles are read as our own finder reads them, so that its slips are part of the
lessons; a quotation that it makes up stands marked in the passage with neither.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sentiment.judging.reader.passages import Passage, read_passages
from sentiment.models import (
    RANKED,
    REACTION_ROLES,
    Article,
    Dating,
    Kind,
    Quote,
    Role,
    Span,
    Stance,
    Target,
)
from sentiment.training.labelled import Labelled
from sentiment.training.train_light import IRONIC_PARTS

STANCES = (Stance.SUPPORTIVE, Stance.CRITICAL, Stance.NEUTRAL)
UNLABELLED = -1

# Reactions are what the charts show; what others say is practice.
OTHER_ROLE = 0.4
# Some parts are ironic through and through, which is rarer in the world than here: on
# their own they teach distrust of plain words.
HARD_PART = 0.5

# How much of a stance is taken for chance: readers differ, full certainty is never
# right, and less so where the annotators themselves were not sure.
DOUBT, GREAT_DOUBT = 0.05, 0.3

# NewsMTSC stands in document order: its last documents are held back for a check.
SENTENCES_TAUGHT = 7 / 8

# The paragraph of pieces that stand in none: the headline's and the separators.
NO_PARAGRAPH = -1
_BREAK = re.compile(r"\n\s*")

# Where the speaker of each of an article's quotations is named; nowhere is nobody.
Places = Mapping[int, Sequence[Span]]

# A name that no sentence holds, to stand for a target whose mentions are known.
_STAND_IN = "Xqzarget"


@dataclass(frozen=True)
class Lesson:
    """A passage and the stance of each of its quotations as an index into `STANCES`
    (`UNLABELLED` where nobody knows), how much each counts, and which part of it is
    taken for chance; the role of each as an index into `RANKED`. `speakers` are the
    stretches of the pieces that name who said it, none for nobody and None where that
    is not known. `paragraphs` has the number of each piece's paragraph.
    """

    passage: Passage
    stances: tuple[int, ...]
    weights: tuple[float, ...]
    doubts: tuple[float, ...]
    roles: tuple[int, ...]
    speakers: tuple[frozenset[Span] | None, ...]
    paragraphs: tuple[int, ...]


def lessons(one: Labelled, places: Places | None = None) -> list[Lesson]:
    """The lessons of one annotated article; most fit into a single passage.

    `places` are where the speakers of its quotations stand, as far as that is known.
    """
    passages = read_passages(one.article, one.quotes, one.target)
    known = places or {}
    return [_lesson(passage, one, known) for passage in passages if passage.quotes]


def _lesson(passage: Passage, one: Labelled, places: Places) -> Lesson:
    stances, weights, doubts, roles, speakers = [], [], [], [], []
    for at in passage.quotes:
        speakers.append(_pieces(passage, places.get(at)))
        stance = one.stances[at]
        stances.append(UNLABELLED if stance is None else STANCES.index(stance))
        weights.append(0.0 if stance is None else _weight(one.roles[at], one.part))
        doubts.append(GREAT_DOUBT if at in one.doubtful else DOUBT)
        role = one.roles[at]
        roles.append(RANKED.index(role) if role in RANKED else UNLABELLED)
    return Lesson(
        passage,
        tuple(stances),
        tuple(weights),
        tuple(doubts),
        tuple(roles),
        tuple(speakers),
        _paragraphs(passage, one.article.text),
    )


def _pieces(passage: Passage, places: Sequence[Span] | None) -> frozenset[Span] | None:
    """The stretches of the pieces that lie within places; None where no piece does."""
    if not places:
        return None if places is None else frozenset()
    found = frozenset(
        origin
        for origin in passage.origins
        if origin is not None
        and any(one.start < origin.end and origin.start < one.end for one in places)
    )
    return found or None


def speaker_pieces(lesson: Lesson) -> list[list[int]]:
    """The pieces that name each quotation's speaker, the first piece for nobody.

    None where that is not known, or where they are hidden.
    """
    outside = [
        (at, origin)
        for at, (origin, quoted) in enumerate(
            zip(lesson.passage.origins, lesson.passage.quoted(), strict=True)
        )
        if not quoted
    ]
    found = []
    for speaker in lesson.speakers:
        if speaker:
            found.append([at for at, origin in outside if origin in speaker])
        else:
            found.append([] if speaker is None else [0])
    return found


def _weight(role: Role | None, part: str) -> float:
    return (HARD_PART if part in IRONIC_PARTS else 1.0) * (
        1.0 if role in REACTION_ROLES else OTHER_ROLE
    )


def _paragraphs(passage: Passage, text: str) -> tuple[int, ...]:
    """The paragraph of each piece; a quotation's markers belong to its words'."""
    breaks = [found.start() for found in _BREAK.finditer(text)]
    found = [
        NO_PARAGRAPH if origin is None else bisect_left(breaks, origin.start)
        for origin in passage.origins
    ]
    for start, end in passage.spans:
        inner = [number for number in found[start:end] if number != NO_PARAGRAPH]
        for at in (start, end - 1):
            if inner and found[at] == NO_PARAGRAPH:
                found[at] = inner[0 if at == start else -1]
    return tuple(found)


def read_sentences(path: Path) -> Iterator[Lesson]:
    """Lessons from NewsMTSC: sentences, a target in each, and how it is portrayed.

    The target is masked where the corpus says that it is mentioned.
    """
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        passage = sentence_passage(row["text"], _mentions(row))
        stance = STANCES.index(Stance(row["label"]))
        nowhere = (NO_PARAGRAPH,) * len(passage.ids)
        yield Lesson(
            passage, (stance,), (1.0,), (DOUBT,), (UNLABELLED,), (None,), nowhere
        )


def _mentions(row: dict[str, Any]) -> list[Span]:
    further = [Span(*pair) for pair in row["further"]]
    return sorted([Span(row["from"], row["to"]), *further])


def sentence_passage(text: str, mentions: Iterable[Span]) -> Passage:
    """Lay out a bare sentence as if it were all one quotation.

    `mentions` are the spans of the target, in order.
    """
    masked, at = "", 0
    for mention in mentions:
        if mention.start >= at:
            masked += text[at : mention.start] + _STAND_IN
            at = mention.end
    masked += text[at:]
    article = Article("", masked, Dating(None, None, "not asked for"))
    whole = Span(0, len(masked))
    quote = Quote("", whole, whole, Kind.SPEECH)
    (passage,) = read_passages(article, [quote], Target(_STAND_IN))
    return passage
