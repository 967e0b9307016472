"""Quotes to the phrases that name their speakers.

Every quote has candidates: the mentions near it, the speaker of the quote before
("carried"), and nobody. A linear model over what stands between quote and candidate
ranks them; quotes are decided in the order of the text, since a carried speaker
depends on the decision before. Its weights, their source and their figures:
`sentiment/data/README.md`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.finding.mentions import Mention
from sentiment.finding.words import Words
from sentiment.models import Evidence, Quote, Span
from sentiment.weights import Weights, read_weights, softmax, strongest, total

# 97 % of speakers stand in the quote's own paragraph; a few more candidates on
# either side hold nearly all of the rest.
_BEFORE, _AFTER = 7, 5
_LONGEST_PATTERN = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may have said a quote, with the features that speak for it.

    `mention` is None for nobody; `carried` is true for the speaker before.
    """

    mention: Mention | None
    carried: bool
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The candidate chosen for a quote, its cue word, and how sure the choice is."""

    mention: Mention | None
    carried: bool
    cue: Span | None
    probability: float
    evidence: tuple[Evidence, ...]


def attribute(
    words: Words, quotes: Sequence[Quote], mentions: Sequence[Mention]
) -> list[Attribution]:
    """Choose who said each quote.

    Args:
        words: the tokens that `quotes` stand among.
        quotes: spoken quotes only, in the order of the text.
        mentions: the candidates, in the order of the text.
    """
    scene = Scene(words, quotes, mentions)
    weights = read_weights("speaker")
    chosen: list[Attribution] = []
    previous: Attribution | None = None
    for number in range(len(quotes)):
        candidates = scene.candidates(number, previous.mention if previous else None)
        previous = _best(scene, number, candidates, weights)
        chosen.append(previous)
    return chosen


def _best(
    scene: Scene, number: int, candidates: Sequence[Candidate], weights: Weights
) -> Attribution:
    scores = [total(weights, candidate.features) for candidate in candidates]
    index = max(range(len(scores)), key=scores.__getitem__)
    best = candidates[index]
    pulls = strongest(weights, best.features)
    return Attribution(
        best.mention,
        best.carried,
        None if best.carried else scene.cue(number, best.mention),
        softmax(scores)[index],
        tuple(Evidence(f"speaker:{rule}", round(pull, 3)) for rule, pull in pulls),
    )


class Scene:
    """The quotes, mentions and words of one article, ready to be asked about."""

    def __init__(
        self, words: Words, quotes: Sequence[Quote], mentions: Sequence[Mention]
    ) -> None:
        self.words = words
        self.quotes = quotes
        self.mentions = mentions
        self._starts = [mention.first for mention in mentions]
        self._follows = [self._after_mention(mention) for mention in mentions]
        self._precedes = [self._before_mention(mention) for mention in mentions]

    def candidates(self, number: int, previous: Mention | None) -> list[Candidate]:
        """Who may have said quote `number`, where `previous` said the one before."""
        at = self.words.quote_at[number]
        form = self._form(number, at)
        split = bisect_left(self._starts, at)
        found = []
        for rank, index in enumerate(
            range(split - 1, max(-1, split - 1 - _BEFORE), -1)
        ):
            features = self._before_features(index, at, rank, form)
            if features is None:
                break
            found.append(Candidate(self.mentions[index], False, tuple(features)))
        for rank, index in enumerate(
            range(split, min(len(self.mentions), split + _AFTER))
        ):
            features = self._after_features(index, at, rank, form)
            if features is None:
                break
            found.append(Candidate(self.mentions[index], False, tuple(features)))
        found.append(Candidate(None, False, tuple(self._nobody(number, at, form))))
        if previous is not None:
            features = self._carried(number, at, previous, form)
            found.append(Candidate(previous, True, tuple(features)))
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

    def _form(self, number: int, at: int) -> list[str]:
        """What the quote and its immediate neighbours look like."""
        tags, size = self.words.tag, len(self.words.tag)
        before = tags[at - 1] if at else "/"
        after = tags[at + 1] if at + 1 < size else "/"
        kinds = "start" if before == "/" else before
        ends = "end" if after == "/" else after
        alone = kinds == "start" and ends == "end"
        marks, span = self.quotes[number].marks, self.quotes[number].span
        short = span.end - span.start < 40 and marks.start > 0
        closing = tags[at - 2] if at > 1 else "/"
        form = [f"l{kinds}", f"r{ends}", f"l{kinds}r{ends}", f"closing {closing}"]
        form.append("alone" if alone else "short" if short else "long")
        return form

    def _after_mention(self, mention: Mention) -> str:
        """The classes of what follows a mention: its verb, most of all."""
        return self._pattern(mention.last, min(mention.last + 4, len(self.words)), 3)

    def _before_mention(self, mention: Mention) -> str:
        first, tags = mention.first, self.words.tag
        if first == 0 or tags[first - 1] == "/":
            return "start"
        word = self.words.lower[first - 1]
        if tags[first - 1] == "p":
            return (
                "according"
                if word == "to"
                and first > 1
                and (self.words.lower[first - 2] == "according")
                else word
            )
        return tags[first - 1]

    def _pattern(self, low: int, high: int, most: int) -> str:
        """The classes of the tokens from `low` to `high`, plain words run together."""
        parts: list[str] = []
        for tag in self.words.tag[low:high]:
            if tag in "nNdsioa":
                tag = "o"
            if parts and parts[-1] == tag and tag in "o/":
                continue
            parts.append(tag)
        if len(parts) > most:
            return "".join([parts[0], "~", *parts[-(most - 2) :]])
        return "".join(parts)

    def _before_features(
        self, index: int, at: int, rank: int, form: Sequence[str]
    ) -> list[str] | None:
        mention = self.mentions[index]
        tags = self.words.tag[mention.last : at]
        paragraphs = tags.count("/")
        if paragraphs > 2:
            return None
        place = f"before{min(paragraphs, 2)}"
        gap = self._pattern(mention.last, at, _LONGEST_PATTERN)
        sentences = min(3, sum(tag in ".!?" for tag in tags))
        quotes = min(2, tags.count("Q"))
        where = f"{place}.{sentences}s{quotes}q"
        return self._features(index, place, where, gap, rank, form)

    def _after_features(
        self, index: int, at: int, rank: int, form: Sequence[str]
    ) -> list[str] | None:
        mention = self.mentions[index]
        tags = self.words.tag[at + 1 : mention.first]
        paragraphs = tags.count("/")
        if paragraphs > 1:
            return None
        place = f"after{paragraphs}"
        gap = self._pattern(at + 1, mention.first, _LONGEST_PATTERN)
        sentences = min(3, sum(tag in ".!?" for tag in tags))
        quotes = min(2, tags.count("Q"))
        where = f"{place}.{sentences}s{quotes}q"
        return self._features(index, place, where, gap, rank, form)

    def _features(
        self,
        index: int,
        place: str,
        where: str,
        gap: str,
        rank: int,
        form: Sequence[str],
    ) -> list[str]:
        mention = self.mentions[index]
        kind, category = mention.kind, mention.category or "none"
        follows, precedes = self._follows[index], self._precedes[index]
        first_follows = follows[:1]
        features = [
            where,
            f"{place}|rank{min(rank, 4)}",
            f"{place}|{kind}",
            f"{place}|gap {gap}",
            f"{place}|gap {gap}|{kind}",
            f"{place}|gap {gap}|follows {first_follows}",
            f"{place}|follows {follows}",
            f"{place}|follows {first_follows}|{kind}",
            f"{place}|precedes {precedes}",
            f"{where}|precedes {precedes}",
            f"noun {category}",
            f"{place}|noun {category}",
            f"{kind}|noun {category}",
            f"{where}|follows {first_follows}",
        ]
        features.extend(f"{place}|{part}" for part in form)
        features.extend(f"{where}|{part}" for part in form)
        # A lead-in: "Viewers were unmoved.", then comment after comment.
        leads = "leads" if precedes == "start" else "follows"
        features.append(f"{place}|{leads}|{kind}|{category}|{form[-1]}")
        features.append(f"{where}|{leads}|{form[3]}|{form[2]}")
        features.append(f"{place}|{form[2]}|gap {gap}")
        if mention.embedded:
            features.append(f"{place}|embedded")
        if kind == "pronoun":
            features.append(f"{place}|{mention.head}")
            features.append(f"pronoun {mention.head}")
        if kind == "other" or kind == "indefinite":
            features.append(f"{place}|head {self.words.lower[mention.first]}")
        return features

    def _nobody(self, number: int, at: int, form: Sequence[str]) -> list[str]:
        features = ["nobody"]
        features.extend(f"nobody|{part}" for part in form)
        features.append(f"nobody|before {self._pattern(max(0, at - 5), at, 5)}")
        size = len(self.words)
        after = self._pattern(at + 1, min(size, at + 5), 4)
        features.append(f"nobody|after {after}")
        if number == 0:
            features.append("nobody|first")
        return features

    def _carried(
        self, number: int, at: int, previous: Mention, form: Sequence[str]
    ) -> list[str]:
        before = self.words.quote_at[number - 1]
        tags = self.words.tag[before + 1 : at]
        paragraphs = min(tags.count("/"), 3)
        gap = self._pattern(before + 1, at, 6)
        kind = previous.kind
        sentences = min(3, sum(tag in ".!?" for tag in tags))
        side = "left" if previous.first < before else "right"
        heard = any(tag in "VW" for tag in tags)
        features = [
            f"carried|{paragraphs}",
            f"carried|{paragraphs}|{kind}",
            f"carried|{paragraphs}|{sentences}s",
            f"carried|gap {gap}",
            f"carried|gap {gap}|{kind}",
            f"carried|{paragraphs}|{side}",
            f"carried|{paragraphs}|heard {heard}",
            f"carried|{paragraphs}|{kind}|{side}",
        ]
        features.extend(f"carried|{paragraphs}|{part}" for part in form)
        features.extend(f"carried|{paragraphs}|{kind}|{part}" for part in form)
        return features
