"""The reader: a small trained network that reads each quotation in its article.

What the network says of who spoke is a hint for the finder; what it says of a speaker
joins what the finder says, see `roles`; what it says of the stance joins the evidence
of the light judge. `reader_weights.csv` tells how far either's leaning counts, and how
neighbours are tied; so each reason of the light judge keeps its own weight, as far as
it is trusted beside the network, and the verdicts give the same reasons, the network's
among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from sentiment.judging.framing import Feature, Framing
from sentiment.judging.light import LightJudge, collect, parse_weights
from sentiment.judging.reader.network import (
    Impression,
    load,
    network_digest,
    score_passage,
)
from sentiment.judging.reader.passages import Passage, in_order, read_passages
from sentiment.judging.reader.roles import settle_roles
from sentiment.judging.weighing import BASELINE, Triple, Weights
from sentiment.lexicons import data_digest, data_text
from sentiment.models import LEAST, Article, Hint, Quote, Score, Speaker, Target
from sentiment.weights import read_table

WEIGHTS_FILE = "reader_weights.csv"
ROLE_WEIGHTS, ROLE_WEIGHTS_FILE = "reader_role", "reader_role_weights.csv"
SPEAKER_WEIGHTS_FILE = "reader_speaker_weights.csv"

# Two numbers hold what three scores say: for or against, and how little of either.
SIDE, NEUTRAL = "reader:side", "reader:neutral"
LIGHT_SIDE, LIGHT_NEUTRAL = "light:side", "light:neutral"
LINK = "link:"


@cache
def joining_weights() -> Weights:
    """The weights of both leanings, as trained by `training/train_reader.py`."""
    return parse_weights(WEIGHTS_FILE, data_text(WEIGHTS_FILE))


def join(joining: Weights, light: Weights) -> Weights:
    """Weights of all evidence, from those of both judges' leanings.

    The sums of the light judge are linear in its features, so that a weight for its
    leaning gives each of its features one.
    """
    side, neutral = joining[LIGHT_SIDE], joining[LIGHT_NEUTRAL]
    joined = dict(joining)
    for name, triple in light.items():
        if not name.startswith(LINK):
            one, other = contrast(triple)
            joined[name] = _plus(_times(one, side), _times(other, neutral))
    joined[BASELINE] = _plus(joining[BASELINE], joined[BASELINE])
    return joined


def contrast(scores: Triple) -> tuple[float, float]:
    """How far three scores lean to support, and how far to neither side."""
    supportive, critical, neutral = scores
    return (supportive - critical) / 2, neutral - (supportive + critical) / 2


def _times(factor: float, triple: Triple) -> Triple:
    return factor * triple[0], factor * triple[1], factor * triple[2]


def _plus(one: Triple, other: Triple) -> Triple:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


class _Read(NamedTuple):
    """What the network said of the quotations of the article it was asked about."""

    asked: tuple[Article, tuple[Quote, ...], Target | None]
    impressions: list[Impression]
    hints: list[Hint]


class ReaderJudge(LightJudge):
    """Judges by what the network read and by the evidence of the light judge.

    Raises:
        JudgeUnavailable: the network cannot be run on this machine.
    """

    name = "reader"

    def __init__(self, light: LightJudge | None = None, threads: int = 1) -> None:
        load(threads)
        light = light or LightJudge()
        lists = data_digest(WEIGHTS_FILE, ROLE_WEIGHTS_FILE, SPEAKER_WEIGHTS_FILE)
        parts = light.digest + lists + network_digest()
        digest = sha256(parts.encode()).hexdigest()[:12]
        super().__init__(join(joining_weights(), light.weights), digest)
        self.threads = threads
        self._last: _Read | None = None

    def hint(
        self, article: Article, quotes: Sequence[Quote], target: Target | None
    ) -> Sequence[Hint] | None:
        """Where the network sees the speakers of the quotations named."""
        return self._read(article, quotes, target).hints

    def settle(
        self,
        article: Article,
        quotes: Sequence[Quote],
        speakers: Sequence[Speaker],
        target: Target | None,
    ) -> Sequence[Speaker]:
        """The speakers with the roles that finder and network come to together."""
        read = self._read(article, quotes, target)
        return settle_roles(speakers, read.impressions, read_table(ROLE_WEIGHTS))

    def collect(
        self,
        article: Article,
        quotes: Sequence[Quote],
        speakers: Sequence[Speaker],
        target: Target | None,
        scores: Sequence[Score],
    ) -> list[Framing]:
        """What is weighed for each quotation: the light evidence and the network's."""
        framings = collect(article, quotes, speakers, target, scores, self.known)
        impressions = self._read(article, quotes, target).impressions
        for framing, impression, quote in zip(
            framings, impressions, quotes, strict=True
        ):
            framing.features.extend(features_of(impression, quote))
        return framings

    def _read(
        self, article: Article, quotes: Sequence[Quote], target: Target | None
    ) -> _Read:
        """What the network says of each quotation: asked thrice, read once."""
        asked = (article, tuple(quotes), target)
        # Threads share a judge: what another has read meanwhile is not ours.
        last = self._last
        if last is None or last.asked != asked:
            passages = read_passages(article, quotes, target)
            found = [score_passage(passage, self.threads) for passage in passages]
            hints = map(hints_of, passages, found)
            last = self._last = _Read(
                asked, in_order(passages, found), in_order(passages, hints)
            )
        return last


def hints_of(passage: Passage, impressions: Sequence[Impression]) -> Iterator[Hint]:
    """The stretches of the article that the network points at as speakers."""
    shown = passage.shown()
    for impression in impressions:
        nobody, told = LEAST, []
        for at, chance in impression.pointed:
            origin = passage.origins[at]
            if origin is not None:
                told.append((origin, chance))
            elif at == 0:
                nobody = chance
        stretches = tuple(origin for origin, _ in told)
        yield Hint(nobody, stretches, tuple(chance for _, chance in told), shown)


def features_of(impression: Impression, quote: Quote) -> tuple[Feature, Feature]:
    """What the network thinks of a quotation, as features of a log-linear judge."""
    side, neutral = contrast(impression.stance)
    return (SIDE, side, quote.span), (NEUTRAL, neutral, quote.span)
