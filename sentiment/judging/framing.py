"""What the reporter's words around each quotation say about its stance.

The words outside the quotations are divided among them. Each quotation has its own
words (its sentence: who said it and how), the near ones (the sentence before), and
the rest of its lead (what stands between it and the quotation before, unless that is
far away). A cue tells more the nearer it stands. What a lead-in announces ("some
slammed...") is carried over the quotations that follow until a turn ("but others...")
or a new lead-in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from sentiment.judging.cues import (
    Edges,
    Hit,
    Tokens,
    find_cues,
    framing_index,
    tokenize,
    words_in,
    words_of,
)
from sentiment.models import Article, Quote, Role, Speaker, Target

# A cue that hits somebody names him within a few words: "slammed the online trolls".
AIM_REACH: Final = 4

# What a lead-in announced loses this share of its force with each quotation.
CARRY: Final = 0.85

# A turn that names no side probably means the other one: "But others wrote:".
TURNED: Final = -0.6

# A lead begins at most about so many characters before its quotation.
REACH: Final = 1_200

# The first line break after so many characters ends the opening of an article.
OPENING: Final = 80

# So many characters between two quotations are a change of subject.
FAR: Final = 400

# A cue of strength 1 moves what is announced by this share toward its own side.
RATE: Final = 0.2

_SENTENCE_END: Final = re.compile(r"[.!?;](?=[\s\"'”’])|\n")
_CLAUSE_END: Final = re.compile(r",\s|\s(?:while|with|but|and|as)\s")
_STOPS: Final = (". ", "! ", "? ", "\n", "; ")
_SIDES: Final = {"supportive": 1.0, "critical": -1.0}


REACTING: Final = frozenset((Role.COMMENTER, Role.INSIDER, Role.NAMED, Role.UNKNOWN))


# One reason: its name, its amount and where it stands; `light_weights.csv` gives its
# pull. A plain tuple, as an article has hundreds, which are made faster so.
Feature = tuple[str, float, Edges | None]


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
    return frozenset(word for word in words_in(target.name) if len(word) > 2)


def surroundings(
    text: str, quotes: Sequence[Quote]
) -> tuple[Tokens, list[Surroundings]]:
    """Divide the words of the article among its quotations, in text order.

    Returns the tokens of what is divided and of the opening, and the divisions.
    """
    found: list[tuple[int, ...]] = []
    parts = [(0, _opening(text))]
    done = 0
    for number, quote in enumerate(quotes):
        limit = (
            quotes[number + 1].marks.start if number + 1 < len(quotes) else len(text)
        )
        start = quote.marks.start
        stop = max(quote.marks.end, _clause_end(text, quote, limit))
        lead = _lead_start(text, done, start)
        own = _sentence_start(text, lead, start)
        near = _sentence_start(text, lead, own - 1) if own > lead else own
        found.append((lead, near, own, quote.span.start, quote.span.end, stop))
        if lead > parts[-1][1]:
            parts.append((lead, stop))
        else:
            parts[-1] = (parts[-1][0], max(stop, parts[-1][1]))
        done = stop
    tokens = tokenize(text, parts)
    return tokens, [
        Surroundings(*(bisect_left(tokens.starts, at) for at in edges))
        for edges in found
    ]


def _lead_start(text: str, done: int, start: int) -> int:
    """Where the lead of a quotation begins, `done` being the end of what is before."""
    if start - done <= REACH:
        return done
    line = text.find("\n", start - REACH, start - FAR)
    return line if line >= 0 else _word_start(text, start - REACH)


def _opening(text: str) -> int:
    """Where headline and first paragraph end."""
    end = text.find("\n", OPENING)
    return end if end > 0 else _word_start(text, OPENING * 4)


def _word_start(text: str, at: int) -> int:
    """The next blank, so that no word is cut in two."""
    blank = text.find(" ", at)
    return blank if blank >= 0 else len(text)


def _sentence_start(text: str, start: int, end: int) -> int:
    """Where the sentence that reaches `end` begins, at `start` at the earliest."""
    cut = max(text.rfind(mark, start, end) for mark in _STOPS)
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

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.index = framing_index()
        self.critics = words_of("critics")
        self.announced = 0.0

    def hits(self, first: int, last: int) -> list[Hit]:
        return find_cues(self.tokens, self.index, first, last) if first < last else []

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
        found: list[Feature] = []
        for hit in hits:
            side = self.side(hit)
            cue = hit.cue
            if side != "turn" and side != "same":
                name = _cue_feature(place, cue.scope, side, cue.strength)
                span = self.tokens.span(hit.first, hit.last)
                found.append((name, 1.0, span))
                if place in ("own", "near"):
                    found.append((cue.feature, 1.0, span))
        return found

    def announce(self, hits: Sequence[Hit]) -> None:
        """Take in the cues that lead up to a quotation, the last one counting most."""
        self.announced *= CARRY
        for hit in hits:
            side = self.side(hit)
            if side == "turn":
                if hit.cue.strength > 1:
                    self.announced *= TURNED
            elif side in _SIDES and hit.cue.scope == "run":
                rate = hit.cue.strength * RATE
                self.announced += rate * (_SIDES[side] - self.announced)


@cache
def _cue_feature(place: str, scope: str, side: str, strength: int) -> str:
    return f"{place}:{scope}:{side}:{strength}"


def read_framing(
    article: Article,
    quotes: Sequence[Quote],
    speakers: Sequence[Speaker],
    tokens: Tokens,
    places: Sequence[Surroundings],
) -> list[Framing]:
    """Read what surrounds each quotation: cues by distance, runs, turns, headline."""
    reader = _Reader(tokens)
    headline = _headline(article, reader, places[0].first if places else 0)
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
        speaker = speakers[number]
        ours = before if speaker.role in REACTING else []
        reader.announce(lead + near + ours)
        if reader.announced:
            side = "supportive" if reader.announced > 0 else "critical"
            found.append(
                (f"announced:{side}:{speaker.role}", abs(reader.announced), None)
            )
        found.append((f"role:{speaker.role}", 1.0, speaker.mention))
        links = _links(
            article.text, quotes, speakers, number, places, lead + near + before
        )
        framings.append(Framing(found, links))
    return framings


def _headline(article: Article, reader: _Reader, first: int) -> list[Feature]:
    """The cues of headline and first paragraph: they colour the article a little."""
    sums = {"supportive": 0.0, "critical": 0.0}
    hits = []
    if article.title:
        title = tokenize(article.title)
        hits = find_cues(title, reader.index, 0, len(title.words))
    stop = bisect_left(reader.tokens.starts, _opening(article.text))
    hits += reader.hits(0, min(first, stop))
    for hit in hits:
        side = hit.cue.stance
        if side in _SIDES and hit.cue.scope == "run":
            sums[side] += hit.cue.strength / 6
    return [
        (f"opening:{side}", min(total, 1.0), None)
        for side, total in sums.items()
        if total
    ]


def _links(
    text: str,
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
    gap = text[quotes[number - 1].marks.end : quotes[number].marks.start]
    if places[number].lead == places[number].first:
        links.append("link:listed" if "\n" in gap else "link:goes on")
    elif "\n" not in gap and places[number].own == places[number].lead:
        links.append("link:one sentence")
    elif len(gap) > FAR:
        links.append("link:far")
    if speaker.name is not None and speaker.name == last.name:
        links.append("link:one speaker")
    if speaker.role != last.role:
        links.append("link:other role")
    return links
