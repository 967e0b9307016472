"""The reader: a small trained network that reads each quotation in its article.

What the network says joins the evidence of the light judge as two more features, and
all are weighed and smoothed along the article together, with weights of their own in
`reader_weights.csv`. So its verdicts give the same reasons, the network's among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from sentiment.judging.framing import Feature, Framing
from sentiment.judging.light import (
    DATA_FILES,
    LightJudge,
    Triple,
    Weights,
    collect,
    parse_weights,
)
from sentiment.judging.reader.network import load, network_digest, score_passage
from sentiment.judging.reader.passages import read_passages
from sentiment.lexicons import data_digest, data_text
from sentiment.models import Article, Quote, Score, Speaker, Target

WEIGHTS_FILE = "reader_weights.csv"

# What the network says: for or against, and with how little of either.
SIDE, NEUTRAL = "reader:side", "reader:neutral"


@cache
def shipped_weights() -> Weights:
    """The weights in `sentiment/data/`, as trained by `training/train_reader.py`."""
    return parse_weights(WEIGHTS_FILE, data_text(WEIGHTS_FILE))


class ReaderJudge(LightJudge):
    """Judges by what the network read and the light judge's evidence.

    Raises:
        JudgeUnavailable: the network cannot be run on this machine.
    """

    name = "reader"

    def __init__(self, weights: Weights | None = None, threads: int = 1) -> None:
        load(threads)
        files = (*(file for file in DATA_FILES if "weights" not in file), WEIGHTS_FILE)
        both = data_digest(*files) + network_digest()
        digest = sha256(both.encode()).hexdigest()[:12]
        super().__init__(shipped_weights() if weights is None else weights, digest)
        self.threads = threads

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
        for passage in read_passages(article, quotes, speakers, target):
            found = score_passage(passage, self.threads)
            for at, triple in zip(passage.quotes, found, strict=True):
                framings[at].features.extend(features_of(triple, quotes[at]))
        return framings


def features_of(triple: Triple, quote: Quote) -> tuple[Feature, Feature]:
    """The network's scores of a quotation as features of a log-linear judge."""
    supportive, critical, neutral = triple
    side = (supportive - critical) / 2
    between = neutral - (supportive + critical) / 2
    return Feature(SIDE, side, quote.span), Feature(NEUTRAL, between, quote.span)
