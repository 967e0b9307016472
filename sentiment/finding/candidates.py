"""Who may have said a quote, and what stands between them and it.

Every candidate bears a few clues: where it stands, who it is, what stands beside it
and between it and the quote, and how the quote stands among its neighbours.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from sentiment.finding.mentions import Mention
from sentiment.finding.words import Words
from sentiment.models import Quote, Span
from sentiment.weights import AND, Clue

# 97 % of speakers stand in the quote's own paragraph; of 6,239 annotated ones 3
# stood further off than this.
_BEFORE, _AFTER = 7, 3
# Whoever gives a hint has read all of it.
_BEFORE_HINTED: Final = 16
# These are looked at first.
_NEAR_BEFORE, _NEAR_AFTER = 3, 1
# Nobody further off than so many tokens is asked: keeps the search linear.
_FURTHEST: Final = 1_000
# The gap between a mention and a quote is told by a pattern of so many classes.
_LONGEST_GAP: Final = 4
# A name first in its paragraph and a quote two paragraphs on: a lead-in at the most.
_PARAGRAPHS_BEFORE, _PARAGRAPHS_AFTER = 2, 1
SHORT: Final = 40

# The classes of plain words, which stand for one another, and the one for all.
_PLAIN, _ANY = "nNdsia", "o"
_WORDS: Final = ord(_ANY)
_BREAKS: Final = ord("/")
_CUE: Final = re.compile("[VWCw]")
# A verb of saying soon behind a quote, before its sentence ends: whoever said it is
# likely to be found there.
_SAID_BEHIND: Final = re.compile("[^.!?/Q:;VW]{0,10}[VW]")
# Ranks of candidates are told apart up to the fifth.
_RANKS: Final = f"0123{'4' * (_BEFORE_HINTED - 4)}"

# Somebody who may have said a quote, whether as the speaker before, and the clues.
Clued = tuple[Mention | None, bool, tuple[Clue, ...]]


class Candidate(NamedTuple):
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
    """What a quote and its immediate neighbours look like.

    `sides` are the neighbours and how the quoted words begin and end, `parts` all that
    is told of the quote, `leading` and `following` the same for a candidate that begins
    its paragraph and for another.
    """

    size: str
    sides: str
    parts: str
    leading: str
    following: str


@lru_cache(maxsize=1 << 12)
def _formed(left: str, right: str, closing: str, size: str, inner: str) -> Form:
    sides = f"l{left}r{right}"
    parts = AND.join(
        (f"l{left}", f"r{right}", sides, f"closing {closing}", size, inner)
    )
    return Form(
        size,
        f"{sides}{AND}{inner}",
        parts,
        f"leads{AND}{parts}",
        f"follows{AND}{parts}",
    )


def features_of(clue: Clue) -> list[str]:
    """The features that a clue stands for; its first part names the kind of clue."""
    told = clue.split(AND)
    return _FEATURES[told[0]](*told[1:])


def _of_place(where: str, rank: str, turns: str, kind: str, verb: str) -> list[str]:
    place = _place(where)
    return [
        where,
        f"{place}|rank{rank}",
        f"{where}|turns {turns}",
        f"{place}|{kind}|turns {turns}",
        f"{where}|follows {verb}",
        f"{place}|follows {verb}|{kind}",
    ]


def _of_who(
    place: str, size: str,
    kind: str, category: str, embedded: str, leads: str, word: str,
) -> list[str]:  # fmt: skip
    features = [
        f"{place}|{kind}",
        f"noun {category}",
        f"{place}|noun {category}",
        f"{kind}|noun {category}",
        # A lead-in: "Viewers were unmoved.", then comment after comment.
        f"{place}|{leads}|{kind}|{category}|{size}",
    ]
    if embedded:
        features.append(f"{place}|embedded")
    if kind == "pronoun":
        features += [f"{place}|{word}", f"pronoun {word}"]
    elif word:
        features.append(f"{place}|head {word}")
    return features


def _of_gap(place: str, gap: str, kind: str, verb: str) -> list[str]:
    return [
        f"{place}|gap {gap}",
        f"{place}|gap {gap}|{kind}",
        f"{place}|gap {gap}|follows {verb}",
        f"{place}|gap {gap}|follows {verb}|{kind}",
    ]


def _of_spoken(place: str, gap: str, beside: str, inner: str) -> list[str]:
    return [
        f"{place}|{beside}|gap {gap}",
        f"{place}|{inner}|gap {gap}",
        f"{place}|{beside}|{inner}|gap {gap}",
    ]


def _of_following(place: str, follows: str) -> list[str]:
    return [f"{place}|follows {follows}"]


def _of_preceding(where: str, precedes: str) -> list[str]:
    return [f"{_place(where)}|precedes {precedes}", f"{where}|precedes {precedes}"]


def _place(where: str) -> str:
    """The side and the paragraphs, of where a mention stands."""
    return where.partition(".")[0]


def _of_form(where: str, leads: str, *form: str) -> list[str]:
    place = _place(where)
    _, _, sides, closing, _, _ = form
    return [
        *[f"{place}|{part}" for part in form],
        f"{where}|{leads}|{closing}|{sides}",
    ]


def _of_nobody(before: str, after: str, first: str) -> list[str]:
    return [
        "nobody",
        f"nobody|before {before}",
        f"nobody|after {after}",
        *(["nobody|first"] if first else ()),
    ]


def _of_unsaid(*form: str) -> list[str]:
    return [f"nobody|{part}" for part in form]


def _of_carried(
    paragraphs: str, gap: str, kind: str, sentences: str, side: str, heard: str
) -> list[str]:
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
    ]


def _of_going_on(paragraphs: str, kind: str, *form: str) -> list[str]:
    lead = f"carried|{paragraphs}"
    return [
        *[f"{lead}|{part}" for part in form],
        *[f"{lead}|{kind}|{part}" for part in form],
    ]


_FEATURES: Final[Mapping[str, Callable[..., list[str]]]] = {
    "place": _of_place,
    "who": _of_who,
    "gap": _of_gap,
    "spoken": _of_spoken,
    "following": _of_following,
    "preceding": _of_preceding,
    "form": _of_form,
    "nobody": _of_nobody,
    "unsaid": _of_unsaid,
    "carried": _of_carried,
    "going on": _of_going_on,
}


class Scene:
    """The quotes, mentions and words of one article, ready to be asked about."""

    def __init__(
        self,
        text: str,
        words: Words,
        quotes: Sequence[Quote],
        mentions: Sequence[Mention],
    ) -> None:
        self.text = text
        self.words = words
        self.quotes = quotes
        self.mentions = mentions
        self._tags = words.tag
        self._plain = words.tag
        for one in _PLAIN:
            self._plain = self._plain.replace(one, _ANY)
        # Sooner compared than one-letter strings; what is beyond ASCII is never run
        # together.
        self._kinds = self._plain.encode("ascii", "replace")
        self._starts = [mention.first for mention in mentions]
        self._looks: list[_Look | None] = [None] * len(mentions)

    def candidates(self, number: int, previous: Mention | None) -> list[Candidate]:
        """Who may have said quote `number`, where `previous` said the one before."""
        every = self.near(number, previous) + self.further(number)
        return [Candidate(*one) for one in every]

    def near(self, number: int, previous: Mention | None) -> list[Clued]:
        """Who said most quotes: the nearest mentions, the speaker before, nobody.

        Plain tuples, as they are made by the million.
        """
        at = self.words.quote_at[number]
        form = self._form(number, at)
        found = self._mentioned(at, form, (0, _NEAR_BEFORE), (0, _NEAR_AFTER))
        found.append((None, False, self._nobody(number, at, form)))
        if previous is not None:
            found.append((previous, True, self._carried(number, at, previous, form)))
        return found

    def further(self, number: int, hinted: bool = False) -> list[Clued]:
        """The other mentions that may have said quote `number`; more with a hint."""
        at = self.words.quote_at[number]
        form = self._form(number, at)
        most = _BEFORE_HINTED if hinted else _BEFORE
        return self._mentioned(at, form, (_NEAR_BEFORE, most), (_NEAR_AFTER, _AFTER))

    def _mentioned(
        self, at: int, form: Form, before: tuple[int, int], after: tuple[int, int]
    ) -> list[Clued]:
        """The mentions from and up to so many places before the quote, and after."""
        looks = self._looks
        found: list[Clued] = []
        split = bisect_left(self._starts, at)
        for rank in range(before[0], min(before[1], split)):
            look = looks[split - 1 - rank] or self._look(split - 1 - rank)
            if at - look.mention.last > _FURTHEST:
                break
            stretch = self._stretch("before", look.mention.last, at)
            if stretch[0] > _PARAGRAPHS_BEFORE:
                break
            clues = _clues(look, stretch, _RANKS[rank], form)
            found.append((look.mention, False, clues))
        for rank in range(after[0], min(after[1], len(looks) - split)):
            look = looks[split + rank] or self._look(split + rank)
            if look.mention.first - at > _FURTHEST:
                break
            stretch = self._stretch("after", at + 1, look.mention.first)
            if stretch[0] > _PARAGRAPHS_AFTER:
                break
            clues = _clues(look, stretch, _RANKS[rank], form)
            found.append((look.mention, False, clues))
        return found

    def cue(self, number: int, mention: Mention | None) -> Span | None:
        """The reporting verb between a quote and its speaker, or after the speaker."""
        if mention is None:
            return None
        at, tags = self.words.quote_at[number], self.words.tag
        low, high = min(mention.core, at), max(mention.first, at)
        cue = _CUE.search(tags, low, high)
        cue = cue or _CUE.search(tags, mention.core, mention.last + 4)
        if cue is None:
            return None
        return Span(self.words.start[cue.start()], self.words.end(cue.start()))

    def _form(self, number: int, at: int) -> Form:
        tags = self._tags
        left = tags[at - 1] if at and tags[at - 1] != "/" else "start"
        right = tags[at + 1 : at + 2]
        right = right if right and right != "/" else "end"
        if _SAID_BEHIND.match(tags, at + 1):
            right += "said"
        marks, span = self.quotes[number].marks, self.quotes[number].span
        size = "short" if span.end - span.start < SHORT and marks.start > 0 else "long"
        if left == "start" and right == "end":
            size = "alone"
        closing = tags[at - 2] if at > 1 else "/"
        return _formed(left, right, closing, size, self._inner(span))

    def _inner(self, span: Span) -> str:
        """How the quoted words begin and end: a comma says that somebody follows."""
        first, last = self.text[span.start], self.text[span.end - 1]
        begins = "lower" if first.islower() else "upper"
        ends = last if last in ",.!?" else "word" if last.isalnum() else "other"
        return f"{begins} {ends}"

    def _stretch(self, side: str, first: int, last: int) -> _Stretch:
        """What classes of tokens in a row come to.

        The number of paragraphs; the place, which is that and the side; where, with the
        numbers of sentences and quotes too; how often a clause begins (", but the
        report said"); and the pattern of the tokens.
        """
        between = self._tags[first:last]
        paragraphs, quotes = between.count("/"), min(2, between.count("Q"))
        number = (min(paragraphs, 3) * 4 + _sentences(between)) * 3 + quotes
        place, where = _WHERE[side][number]
        turns = str(min(2, between.count(",c")))
        gap = self._pattern(first, last, _LONGEST_GAP)
        return paragraphs, place, where, turns, gap

    def _pattern(self, first: int, last: int, most: int) -> str:
        """Classes of tokens in a row, the middle left out where there are too many.

        Plain words in a row count as one, and so do the ends of lines.
        """
        plain, kinds = self._plain, self._kinds
        runs, count, at = "", 0, min(last, len(kinds))
        while at > first and count <= most:
            at -= 1
            kind = kinds[at]
            if kind in (_WORDS, _BREAKS):
                while at > first and kinds[at - 1] == kind:
                    at -= 1
            count += 1
            if count <= most:
                runs = plain[at] + runs
        return runs if count <= most else f"{plain[first]}~{runs[2:]}"

    def _look(self, index: int) -> _Look:
        """What a mention looks like from any quote, found out once."""
        mention = self.mentions[index]
        kind, first = mention.kind, mention.first
        follows = self._pattern(mention.last, mention.last + 4, 3)
        precedes = self._before(mention)
        leads = "leads" if precedes == "start" else "follows"
        word = ""
        if kind == "pronoun":
            word = mention.head
        elif kind in ("other", "indefinite", "someone"):
            word = self.words.lower[first]
        embedded = "embedded" if mention.embedded else ""
        category = mention.category or "none"
        who = f"{kind}{AND}{category}{AND}{embedded}{AND}{leads}{AND}{word}"
        look = self._looks[index] = _Look(
            mention, kind, who, follows, precedes, leads == "leads"
        )
        return look

    def _before(self, mention: Mention) -> str:
        """The class of the word before a mention, a preposition itself."""
        first, lower = mention.first, self.words.lower
        if first == 0 or self._tags[first - 1] == "/":
            return "start"
        if self._tags[first - 1] != "p":
            return self._tags[first - 1]
        according = lower[first - 1] == "to" and lower[first - 2] == "according"
        return "according" if according and first > 1 else lower[first - 1]

    def _nobody(self, number: int, at: int, form: Form) -> tuple[Clue, ...]:
        before = self._pattern(max(0, at - 5), at, 5)
        after = self._pattern(at + 1, at + 5, 4)
        first = "" if number else "first"
        return (
            f"nobody{AND}{before}{AND}{after}{AND}{first}",
            f"unsaid{AND}{form.parts}",
        )

    def _carried(
        self, number: int, at: int, previous: Mention, form: Form
    ) -> tuple[Clue, ...]:
        before = self.words.quote_at[number - 1]
        between = self._tags[before + 1 : at]
        paragraphs, kind = str(min(between.count("/"), 3)), previous.kind
        side = "left" if previous.first < before else "right"
        heard = "heard" if "V" in between or "W" in between else "unheard"
        gap = self._pattern(before + 1, at, 6)
        sentences = str(_sentences(between))
        told = f"{gap}{AND}{kind}{AND}{sentences}{AND}{side}{AND}{heard}"
        return (
            f"carried{AND}{paragraphs}{AND}{told}",
            f"going on{AND}{paragraphs}{AND}{kind}{AND}{form.parts}",
        )


class _Look:
    """What a mention looks like: who, and what stands beside it, in classes."""

    # No tuple: an article has dozens, which are made faster so.
    def __init__(
        self,
        mention: Mention,
        kind: str,
        who: str,
        follows: str,
        precedes: str,
        leads: bool,
    ) -> None:
        self.mention = mention
        self.kind = kind
        self.who = who
        self.follows = follows
        self.precedes = precedes
        self.leads = leads


# What stands between a mention and a quote, see `Scene._stretch`.
_Stretch = tuple[int, str, str, str, str]


# The places of mentions and where they stand, by side: the same strings each time.
_WHERE: Final = {
    side: [
        (f"{side}{paragraphs}", f"{side}{paragraphs}.{sentences}s{quotes}q")
        for paragraphs in range(4)
        for sentences in range(4)
        for quotes in range(3)
    ]
    for side in ("before", "after")
}


def _clues(look: _Look, stretch: _Stretch, rank: str, form: Form) -> tuple[Clue, ...]:
    _, place, where, turns, gap = stretch
    kind, follows = look.kind, look.follows
    verb = follows[:1]
    formed = form.leading if look.leads else form.following
    return (
        f"place{AND}{where}{AND}{rank}{AND}{turns}{AND}{kind}{AND}{verb}",
        f"who{AND}{place}{AND}{form.size}{AND}{look.who}",
        f"following{AND}{place}{AND}{follows}",
        f"preceding{AND}{where}{AND}{look.precedes}",
        f"gap{AND}{place}{AND}{gap}{AND}{kind}{AND}{verb}",
        f"spoken{AND}{place}{AND}{gap}{AND}{form.sides}",
        f"form{AND}{where}{AND}{formed}",
    )


def _sentences(tags: str) -> int:
    """The ends of sentences, three at the most."""
    return min(3, tags.count(".") + tags.count("!") + tags.count("?"))
