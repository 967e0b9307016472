"""Who may have said a quote, and what stands between them and it.

Every candidate bears a few clues. A clue is a short tuple of classes, met again and
again in other articles, that stands for the features made from it; so a ranker looks
up what a clue is worth instead of adding up the features each time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from sentiment.finding.mentions import Mention
from sentiment.finding.words import Words
from sentiment.models import Quote, Span

# 97 % of speakers stand in the quote's own paragraph; a few more candidates on
# either side hold nearly all of the rest.
_BEFORE, _AFTER = 7, 5
_LONGEST_PATTERN = 5
# A name first in its paragraph and a quote two paragraphs on: a lead-in at the most.
_PARAGRAPHS_BEFORE, _PARAGRAPHS_AFTER = 2, 1
SHORT = 40

Clue = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may have said a quote, with the clues that speak for it.

    `mention` is None for nobody; `carried` is true for the speaker before.
    """

    mention: Mention | None
    carried: bool
    clues: tuple[Clue, ...]

    @property
    def features(self) -> list[str]:
        """All features of the clues."""
        return list(chain.from_iterable(map(features_of, self.clues)))


class Form(NamedTuple):
    """What a quote and its immediate neighbours look like."""

    left: str
    right: str
    sides: str
    closing: str
    size: str


def features_of(clue: Clue) -> list[str]:
    """The features that a clue stands for; its first part names the kind of clue."""
    return _FEATURES[clue[0]](*clue[1:])


def _of_place(
    place: str, where: str, rank: str, kind: str, category: str, embedded: str
) -> list[str]:
    return [
        where,
        f"{place}|rank{rank}",
        f"{place}|{kind}",
        f"noun {category}",
        f"{place}|noun {category}",
        f"{kind}|noun {category}",
        *([f"{place}|embedded"] if embedded else ()),
    ]


def _of_gap(place: str, gap: str, kind: str, verb: str, sides: str) -> list[str]:
    return [
        f"{place}|gap {gap}",
        f"{place}|gap {gap}|{kind}",
        f"{place}|gap {gap}|follows {verb}",
        f"{place}|{sides}|gap {gap}",
    ]


def _of_sentence(
    place: str, where: str, follows: str, precedes: str, kind: str
) -> list[str]:
    return [
        f"{place}|follows {follows}",
        f"{place}|follows {follows[:1]}|{kind}",
        f"{where}|follows {follows[:1]}",
        f"{place}|precedes {precedes}",
        f"{where}|precedes {precedes}",
    ]


def _of_form(place: str, where: str, leads: str, *form: str) -> list[str]:
    closing, sides = form[3], form[2]
    return [
        *[f"{place}|{part}" for part in form],
        *[f"{where}|{part}" for part in form],
        f"{where}|{leads}|{closing}|{sides}",
    ]


def _of_lead(place: str, leads: str, kind: str, category: str, size: str) -> list[str]:
    # A lead-in: "Viewers were unmoved.", then comment after comment.
    return [f"{place}|{leads}|{kind}|{category}|{size}"]


def _of_word(place: str, kind: str, word: str) -> list[str]:
    if kind == "pronoun":
        return [f"{place}|{word}", f"pronoun {word}"]
    return [f"{place}|head {word}"]


def _of_nobody(before: str, after: str, first: str, *form: str) -> list[str]:
    return [
        "nobody",
        *[f"nobody|{part}" for part in form],
        f"nobody|before {before}",
        f"nobody|after {after}",
        *(["nobody|first"] if first else ()),
    ]


def _of_carried(
    paragraphs: str, gap: str, kind: str, sentences: str, side: str, heard: str,
    *form: str,
) -> list[str]:  # fmt: skip
    lead = f"carried|{paragraphs}"
    return [
        lead,
        f"{lead}|{kind}",
        f"{lead}|{sentences}s",
        f"carried|gap {gap}",
        f"carried|gap {gap}|{kind}",
        f"{lead}|{side}",
        f"{lead}|{heard}",
        f"{lead}|{kind}|{side}",
        *[f"{lead}|{part}" for part in form],
        *[f"{lead}|{kind}|{part}" for part in form],
    ]


_FEATURES: Mapping[str, Callable[..., list[str]]] = {
    "place": _of_place,
    "gap": _of_gap,
    "sentence": _of_sentence,
    "form": _of_form,
    "lead": _of_lead,
    "word": _of_word,
    "nobody": _of_nobody,
    "carried": _of_carried,
}


class Scene:
    """The quotes, mentions and words of one article, ready to be asked about."""

    def __init__(
        self, words: Words, quotes: Sequence[Quote], mentions: Sequence[Mention]
    ) -> None:
        self.words = words
        self.quotes = quotes
        self.mentions = mentions
        self._tags = words.tag
        self._starts = [mention.first for mention in mentions]

    def candidates(self, number: int, previous: Mention | None) -> list[Candidate]:
        """Who may have said quote `number`, where `previous` said the one before."""
        at = self.words.quote_at[number]
        form = self._form(number, at)
        split = bisect_left(self._starts, at)
        found = []
        for rank, index in enumerate(
            range(split - 1, max(-1, split - 1 - _BEFORE), -1)
        ):
            mention = self.mentions[index]
            between = self._tags[mention.last : at]
            paragraphs = between.count("/")
            if paragraphs > _PARAGRAPHS_BEFORE:
                break
            clues = self._clues(mention, f"before{paragraphs}", between, rank, form)
            found.append(Candidate(mention, False, clues))
        for rank, index in enumerate(
            range(split, min(len(self.mentions), split + _AFTER))
        ):
            mention = self.mentions[index]
            between = self._tags[at + 1 : mention.first]
            paragraphs = between.count("/")
            if paragraphs > _PARAGRAPHS_AFTER:
                break
            clues = self._clues(mention, f"after{paragraphs}", between, rank, form)
            found.append(Candidate(mention, False, clues))
        found.append(Candidate(None, False, (self._nobody(number, at, form),)))
        if previous is not None:
            clue = self._carried(number, at, previous, form)
            found.append(Candidate(previous, True, (clue,)))
        return found

    def cue(self, number: int, mention: Mention | None) -> Span | None:
        """The reporting verb between a quote and its speaker, or after the speaker."""
        if mention is None:
            return None
        at, tags = self.words.quote_at[number], self.words.tag
        low, high = min(mention.core, at), max(mention.first, at)
        nearby = [*range(low, high), *range(mention.core, mention.last + 4)]
        for index in nearby:
            if index < len(tags) and tags[index] in "VWCw":
                return Span(self.words.start[index], self.words.end[index])
        return None

    def _form(self, number: int, at: int) -> Form:
        tags = self._tags
        left = tags[at - 1] if at and tags[at - 1] != "/" else "start"
        right = tags[at + 1 : at + 2]
        right = right if right and right != "/" else "end"
        marks, span = self.quotes[number].marks, self.quotes[number].span
        size = "short" if span.end - span.start < SHORT and marks.start > 0 else "long"
        if left == "start" and right == "end":
            size = "alone"
        closing = tags[at - 2] if at > 1 else "/"
        return Form(
            f"l{left}", f"r{right}", f"l{left}r{right}", f"closing {closing}", size
        )

    def _clues(
        self, mention: Mention, place: str, between: str, rank: int, form: Form
    ) -> tuple[Clue, ...]:
        gap, sentences, quotes = _pattern(between, _LONGEST_PATTERN), *_counts(between)
        where = f"{place}.{sentences}s{min(2, quotes)}q"
        kind, category = mention.kind, mention.category or "none"
        follows = _pattern(self._tags[mention.last : mention.last + 4], 3)
        precedes = self._before(mention)
        leads = "leads" if precedes == "start" else "follows"
        clues: list[Clue] = [
            ("place", place, where, str(min(rank, 4)), kind, category,
             "embedded" if mention.embedded else ""),
            ("gap", place, gap, kind, follows[:1], form.sides),
            ("sentence", place, where, follows, precedes, kind),
            ("form", place, where, leads, *form),
            ("lead", place, leads, kind, category, form.size),
        ]  # fmt: skip
        if kind == "pronoun":
            clues.append(("word", place, kind, mention.head))
        elif kind in ("other", "indefinite", "someone"):
            clues.append(("word", place, kind, self.words.lower[mention.first]))
        return tuple(clues)

    def _before(self, mention: Mention) -> str:
        """The class of the word before a mention, a preposition itself."""
        first, lower = mention.first, self.words.lower
        if first == 0 or self._tags[first - 1] == "/":
            return "start"
        if self._tags[first - 1] != "p":
            return self._tags[first - 1]
        according = lower[first - 1] == "to" and lower[first - 2] == "according"
        return "according" if according and first > 1 else lower[first - 1]

    def _nobody(self, number: int, at: int, form: Form) -> Clue:
        before = _pattern(self._tags[max(0, at - 5) : at], 5)
        after = _pattern(self._tags[at + 1 : at + 5], 4)
        return ("nobody", before, after, "" if number else "first", *form)

    def _carried(self, number: int, at: int, previous: Mention, form: Form) -> Clue:
        before = self.words.quote_at[number - 1]
        between = self._tags[before + 1 : at]
        sentences, _ = _counts(between)
        heard = "heard" if "V" in between or "W" in between else "unheard"
        return (
            "carried",
            str(min(between.count("/"), 3)),
            _pattern(between, 6),
            previous.kind,
            str(sentences),
            "left" if previous.first < before else "right",
            heard,
            *form,
        )


@lru_cache(maxsize=1 << 16)
def _pattern(tags: str, most: int) -> str:
    """Classes of tokens in a row, plain words run together, the middle left out."""
    parts: list[str] = []
    for tag in tags:
        kept = "o" if tag in "nNdsioa" else tag
        if not parts or parts[-1] != kept or kept not in "o/":
            parts.append(kept)
    if len(parts) > most:
        return "".join([parts[0], "~", *parts[-(most - 2) :]])
    return "".join(parts)


@lru_cache(maxsize=1 << 16)
def _counts(tags: str) -> tuple[int, int]:
    """The ends of sentences, three at the most, and the quotes."""
    return min(3, sum(map(tags.count, ".!?"))), tags.count("Q")
