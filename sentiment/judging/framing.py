"""What the reporter's words around each quotation say about its stance.

The words outside the quotations are divided among them. Each quotation has its own
words (its sentence: who said it and how), the near ones (the sentence before), and
the rest of its lead (everything since the quotation before it). A cue tells more
the nearer it stands. What a lead-in announces ("some slammed...") is carried over
the quotations that follow until a turn ("but others...") or a new lead-in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sentiment.judging.cues import (
    Hit,
    Tokens,
    find_cues,
    framing_index,
    tokenize,
    words_of,
)
from sentiment.models import Article, Quote, Role, Span, Speaker, Target

# A cue that hits somebody names him within a few words: "slammed the online trolls".
AIM_REACH = 4

# What a lead-in announced loses this share of its force with each quotation.
CARRY = 0.85

# A turn that names no side probably means the other one: "But others wrote:".
TURNED = -0.6

_SENTENCE_END = re.compile(r"[.!?;](?=[\s\"'”’])|\n")
_CLAUSE_END = re.compile(r",\s|\s(?:while|with|but|and|as)\s")
_SIDES = {"supportive": 1.0, "critical": -1.0}


class Feature(NamedTuple):
    """One reason, its amount and where it stands; `light_weights.csv` gives its pull."""

    name: str
    value: float
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The token offsets that part a quotation's surroundings.

    lead | near | own words | quotation | own words again; the own words end at `stop`.
    """

    lead: int
    near: int
    own: int
    first: int
    last: int
    stop: int


@dataclass(frozen=True, slots=True)
class Framing:
    """What stands around one quotation, and how it is tied to the one before it."""

    features: list[Feature]
    links: list[str]


def name_words(target: Target | None) -> frozenset[str]:
    """The words of the target's name by which a text may call it."""
    if target is None:
        return frozenset()
    return frozenset(word for word in tokenize(target.name).words if len(word) > 2)


def surroundings(text: str, quotes: Sequence[Quote], tokens: Tokens) -> list[Surroundings]:
    """Divide the words of the article among its quotations, in text order."""
    found = []
    lead = 0
    for number, quote in enumerate(quotes):
        limit = quotes[number + 1].marks.start if number + 1 < len(quotes) else len(text)
        stop = max(quote.marks.end, _clause_end(text, quote, limit))
        own = _sentence_start(text, lead, quote.marks.start)
        near = _sentence_start(text, lead, own - 1) if own > lead else own
        edges = (lead, near, own, quote.span.start, quote.span.end, stop)
        found.append(Surroundings(*(bisect_left(tokens.starts, at) for at in edges)))
        lead = stop
    return found


def _sentence_start(text: str, start: int, end: int) -> int:
    """Where the sentence that reaches `end` begins, at `start` at the earliest."""
    cut = max(text.rfind(mark, start, end) for mark in (". ", "! ", "? ", "\n", ": "))
    return start if cut < 0 else cut + 1


def _clause_end(text: str, quote: Quote, limit: int) -> int:
    """Where the words that attribute `quote` end, after it and before `limit`."""
    begin = quote.marks.end
    follow = text[begin : begin + 2].lstrip()
    ended = text[quote.span.end - 1] in ".!?…" or text[begin - 1] in ".!?"
    if not follow or (ended and follow[0].isupper()):
        return begin
    match = _SENTENCE_END.search(text, begin, limit)
    if match:
        return match.start()
    match = _CLAUSE_END.search(text, begin + 1, limit)
    return match.start() if match else limit


class _Reader:
    """Reads the cues of one article; holds what a lead-in has announced so far."""

    def __init__(self, tokens: Tokens, target: Target | None) -> None:
        self.tokens = tokens
        self.names = name_words(target)
        self.index = framing_index()
        self.critics = words_of("critics")
        self.announced = 0.0

    def hits(self, first: int, last: int) -> list[Hit]:
        return find_cues(self.tokens.words, self.index, first, last)

    def side(self, hit: Hit) -> str:
        """The stance that a cue speaks for, once it is clear whom it hits."""
        stance = hit.cue.stance
        if stance not in _SIDES:
            return stance
        words = self.tokens.words
        flipped = hit.negated
        if stance == "critical" and hit.cue.scope == "run":
            ahead = words[hit.last : hit.last + AIM_REACH]
            flipped ^= not self.critics.isdisjoint(ahead)
        if not flipped:
            return stance
        return "supportive" if stance == "critical" else "critical"

    def features(self, place: str, hits: Sequence[Hit]) -> list[Feature]:
        found = []
        for hit in hits:
            side = self.side(hit)
            cue = hit.cue
            if side != "turn" and side != "same":
                name = f"{place}:{cue.scope}:{side}:{cue.strength:.0f}"
                found.append(Feature(name, 1.0, self.tokens.span(hit.first, hit.last)))
        return found

    def announce(self, hits: Sequence[Hit]) -> list[Feature]:
        """What is announced for this quotation, the cues of its lead taken in."""
        total, turn = 0.0, False
        for hit in hits:
            side = self.side(hit)
            if side in _SIDES and hit.cue.scope == "run":
                total += _SIDES[side] * hit.cue.strength
            turn = turn or (side == "turn" and hit.cue.strength > 1)
        self.announced *= CARRY
        if total:
            self.announced = max(-1.0, min(1.0, total / 3))
        elif turn:
            self.announced *= TURNED
        if not self.announced:
            return []
        side = "supportive" if self.announced > 0 else "critical"
        return [Feature(f"announced:{side}", abs(self.announced))]


def read_framing(
    article: Article,
    quotes: Sequence[Quote],
    speakers: Sequence[Speaker],
    target: Target | None,
    tokens: Tokens,
    places: Sequence[Surroundings],
) -> list[Framing]:
    """Read what surrounds each quotation: cues by distance, runs, turns, headline."""
    reader = _Reader(tokens, target)
    headline = _headline(article, reader)
    framings = []
    for number, place in enumerate(places):
        lead = reader.hits(place.lead, place.near)
        near = reader.hits(place.near, place.own)
        before = reader.hits(place.own, place.first)
        after = reader.hits(place.last, place.stop)
        found = list(headline)
        found += reader.features("lead" if number else "open", lead)
        found += reader.features("near", near)
        found += reader.features("own", before + after)
        found += reader.announce(lead + near + before)
        speaker = speakers[number]
        found.append(Feature(f"role:{speaker.role}", 1.0, speaker.mention))
        links = _links(quotes, speakers, number, places, lead + near + before)
        framings.append(Framing(found, links))
    return framings


def _headline(article: Article, reader: _Reader) -> list[Feature]:
    """The cues of the headline, which colour the whole article a little."""
    if not article.title:
        return []
    tokens = tokenize(article.title)
    found = []
    for hit in find_cues(tokens.words, reader.index, 0, len(tokens.words)):
        if hit.cue.stance in _SIDES:
            found.append(Feature(f"headline:{hit.cue.stance}", hit.cue.strength / 3))
    return found


def _links(
    quotes: Sequence[Quote],
    speakers: Sequence[Speaker],
    number: int,
    places: Sequence[Surroundings],
    hits: Sequence[Hit],
) -> list[str]:
    """Name what ties a quotation to the one before it, or parts them."""
    if not number:
        return []
    links = ["link:always"]
    speaker, last = speakers[number], speakers[number - 1]
    stances = {hit.cue.stance for hit in hits}
    strong = any(hit.cue.stance == "turn" and hit.cue.strength > 2 for hit in hits)
    if strong:
        links.append("link:turn")
    elif "turn" in stances:
        links.append("link:weak turn")
    if "same" in stances:
        links.append("link:same")
    if not _SIDES.keys().isdisjoint(stances):
        links.append("link:announced")
    if places[number].lead == places[number].first:
        links.append("link:side by side")
    elif places[number].own == places[number].lead:
        links.append("link:one sentence")
    elif quotes[number].marks.start - quotes[number - 1].marks.end > 400:
        links.append("link:far")
    if speaker.name is not None and speaker.name == last.name:
        links.append("link:one speaker")
    if speaker.role != last.role:
        links.append("link:other role")
    return links


REACTING = frozenset((Role.COMMENTER, Role.INSIDER, Role.NAMED, Role.UNKNOWN))
