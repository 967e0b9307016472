"""The light judge: a log-linear combination of evidence, smoothed along the article.

Every feature that `wording` and `framing` find adds its weights from
`light_weights.csv` to the three stances. Neighbouring reactions share their stance
three times in four, so a chain ties each to the one before it: a link adds its weight
of a stance where both neighbours take it. Summing over all paths of the chain gives
probabilities that have heard the neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from math import exp, log
from pathlib import Path
from typing import NamedTuple

from sentiment.errors import InputError, LexiconError, MissingInput
from sentiment.judging.framing import (
    REACTING,
    Feature,
    Framing,
    name_words,
    read_framing,
    surroundings,
)
from sentiment.judging.setting import read_setting
from sentiment.judging.vocabulary import Vocabulary, vocabulary
from sentiment.judging.wording import read_wording
from sentiment.lexicons import SCHEMAS, checked_rows, data_digest, data_text
from sentiment.models import (
    Article,
    Evidence,
    Judgement,
    Probabilities,
    Quote,
    Score,
    Span,
    Speaker,
    Target,
)

# The stances in the order of the columns of the weights file.
Triple = tuple[float, float, float]
Weights = Mapping[str, Triple]

WEIGHTS_FILE = "light_weights.csv"
DATA_FILES = (
    "framing_cues.csv",
    "light_weights.csv",
    "stance_phrases.csv",
    "stance_words.csv",
    "vader_changes.csv",
)

# Reasons that pull less than this to a side, and less than that toward neither, are
# summed up in one; a reader of the evidence wants the strong ones.
FAINT, ASIDE = 0.2, 0.6

NEIGHBOURS, BASELINE, FURTHER = "neighbours", "baseline", "further"


def parse_weights(file: str, text: str) -> Weights:
    """Read weights: a CSV of feature and its weight for each of the three stances.

    Raises:
        LexiconError: naming file, line, column and what is wrong there.
    """
    weights = {
        row["feature"]: (
            float(row["supportive"]),
            float(row["critical"]),
            float(row["neutral"]),
        )
        for row in checked_rows(file, text, SCHEMAS["light_weights"])
    }
    if BASELINE not in weights:
        raise LexiconError(file, 1, "feature", f"there is no row {BASELINE!r}")
    return weights


@cache
def shipped_weights() -> Weights:
    """The weights in `sentiment/data/`, as trained by `training/train_light.py`."""
    return parse_weights(WEIGHTS_FILE, data_text(WEIGHTS_FILE))


def collect(
    article: Article,
    quotes: Sequence[Quote],
    speakers: Sequence[Speaker],
    target: Target | None,
    scores: Sequence[Score],
    known: Vocabulary,
) -> list[Framing]:
    """Everything the light judge looks at, for each quotation."""
    tokens, places = surroundings(article.text, quotes)
    framings = read_framing(article, quotes, speakers, tokens, places)
    settings = read_setting(speakers, tokens, places, known)
    names = name_words(target)
    for quote, place, score, framing, setting in zip(
        quotes, places, scores, framings, settings, strict=True
    ):
        framing.features.extend(setting)
        framing.features.extend(
            read_wording(
                article.text,
                quote.span,
                tokens,
                place.first,
                place.last,
                score.adjusted,
                names,
                known,
            )
        )
    return framings


class Reason(NamedTuple):
    """What a feature of value 1 adds to the sums, and its two pulls.

    `told` is whether it pulls hard enough for the evidence.
    """

    supportive: float
    critical: float
    neutral: float
    pull: float
    aside: float
    told: bool


def _reason(weights: Triple) -> Reason:
    pull, aside = _pulls(weights)
    return Reason(*weights, pull, aside, abs(pull) > FAINT or abs(aside) > ASIDE)


class LightJudge:
    """Judges by weighted evidence; see the module's docstring."""

    name = "light"

    def __init__(self, weights: Weights | None = None, digest: str = "") -> None:
        self.weights = shipped_weights() if weights is None else weights
        self.known = vocabulary(self.weights)
        self._reasons = {name: _reason(row) for name, row in self.weights.items()}
        self.digest = digest or data_digest(*DATA_FILES)

    def collect(
        self,
        article: Article,
        quotes: Sequence[Quote],
        speakers: Sequence[Speaker],
        target: Target | None,
        scores: Sequence[Score],
    ) -> list[Framing]:
        """What is weighed for each quotation."""
        return collect(article, quotes, speakers, target, scores, self.known)

    def judge(
        self,
        article: Article,
        quotes: Sequence[Quote],
        speakers: Sequence[Speaker],
        target: Target | None,
        scores: Sequence[Score],
    ) -> list[Judgement]:
        """Judge the quotations of one article by what stands in and around them."""
        framings = self.collect(article, quotes, speakers, target, scores)
        weighed = [self._weigh(framing.features) for framing in framings]
        judgements: list[Judgement | None] = [None] * len(quotes)
        for chain in chains(speakers):
            links = [self._links(framings[at].links) for at in chain]
            marginals = smooth([weighed[at][0] for at in chain], links)
            for at, marginal in zip(chain, marginals, strict=True):
                sums, told = weighed[at]
                chances = Probabilities(*marginal)
                reasons = _with_neighbours(told, sums, marginal)
                judgements[at] = Judgement(chances.stance(), chances, reasons)
        return [judgement for judgement in judgements if judgement is not None]

    def _weigh(self, features: Sequence[Feature]) -> tuple[Triple, list[Evidence]]:
        """The sums of a quotation's weights, and the evidence that adds up to them."""
        known = self._reasons
        held = [(known[one[0]], one) for one in features if one[0] in known]
        supportive, critical, neutral = baseline = self.weights[BASELINE]
        told = []
        for (for_, against, neither, pull, aside, strong), (name, value, span) in held:
            supportive += value * for_
            critical += value * against
            neutral += value * neither
            if strong:
                pull, aside = value * pull, value * aside
                if abs(pull) > FAINT or abs(aside) > ASIDE:
                    where = Span(*span) if span else None
                    told.append(Evidence(name, pull, where, aside))
        sums = (supportive, critical, neutral)
        pull, aside = _pulls(baseline)
        told.append(Evidence(BASELINE, pull, None, aside))
        pull, aside = _pulls(sums)
        pull -= sum([one.pull for one in told])
        aside -= sum([one.aside for one in told])
        told.append(Evidence(FURTHER, pull, None, aside))
        return sums, told

    def _links(self, links: Sequence[str]) -> Triple:
        weights = [self.weights[link] for link in links if link in self.weights]
        if not weights:
            return 0.0, 0.0, 0.0
        supportive, critical, neutral = zip(*weights, strict=True)
        return sum(supportive), sum(critical), sum(neutral)


def _with_neighbours(
    told: list[Evidence], alone: Triple, marginal: Triple
) -> tuple[Evidence, ...]:
    """The evidence with what the chain adds, strongest first."""
    supportive, critical, neutral = map(log, marginal)
    pull, aside = _pulls((supportive, critical, neutral))
    alone_pull, alone_aside = _pulls(alone)
    beside = Evidence(NEIGHBOURS, pull - alone_pull, None, aside - alone_aside)
    return tuple(sorted([*told, beside], key=_strength, reverse=True))


def _pulls(sums: Triple) -> tuple[float, float]:
    """Toward support rather than criticism, and toward neither rather than a side."""
    supportive, critical, neutral = sums
    return supportive - critical, neutral - (supportive + critical) / 2


def _strength(reason: Evidence) -> float:
    return abs(reason.pull)


def light_judge(path: Path) -> LightJudge:
    """The light judge with weights from a file, as `sentiment tune` writes them.

    Raises:
        MissingInput: there is no such file.
        LexiconError: it holds no weights, naming line and column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise MissingInput(path, "there is no such weights file") from None
    except (OSError, ValueError) as error:
        raise InputError(path, f"cannot be read as weights ({error})") from None
    lists = data_digest(*(file for file in DATA_FILES if file != WEIGHTS_FILE))
    digest = sha256(f"{lists}\0{text}".encode()).hexdigest()[:12]
    return LightJudge(parse_weights(path.name, text), digest)


def chains(speakers: Sequence[Speaker]) -> list[list[int]]:
    """The positions that share a chain: all reactions, and each other voice alone."""
    reactions = [at for at, who in enumerate(speakers) if who.role in REACTING]
    others = [[at] for at, who in enumerate(speakers) if who.role not in REACTING]
    return [reactions, *others] if reactions else others


def smooth(alone: Sequence[Triple], links: Sequence[Triple]) -> list[Triple]:
    """Probabilities of the three stances along a chain, by forward and backward sums.

    `alone` holds each position's own sums of weights, `links` the bonus of a stance
    where a position and the one before it share it (the first one's is not used).
    """
    own = [_scaled(sums) for sums in alone]
    bonus = [(exp(a), exp(b), exp(c)) for a, b, c in links]
    forward = [own[0]]
    for at in range(1, len(own)):
        forward.append(_product(own[at], _passed(forward[-1], bonus[at])))
    backward: Triple = (1.0, 1.0, 1.0)
    marginals = [forward[-1]]
    for at in range(len(own) - 1, 0, -1):
        backward = _passed(_product(own[at], backward), bonus[at])
        marginals.append(_product(forward[at - 1], backward))
    return [_normal(marginal) for marginal in reversed(marginals)]


def _scaled(sums: Triple) -> Triple:
    top = max(sums)
    return _normal((exp(sums[0] - top), exp(sums[1] - top), exp(sums[2] - top)))


def _normal(triple: Triple) -> Triple:
    # A floor keeps the logarithms of the evidence finite.
    a, b, c = (max(value, 1e-12) for value in triple)
    total = a + b + c
    return a / total, b / total, c / total


def _product(left: Triple, right: Triple) -> Triple:
    return _normal((left[0] * right[0], left[1] * right[1], left[2] * right[2]))


def _passed(message: Triple, bonus: Triple) -> Triple:
    """Carry a message over a link: the same stance counts `bonus` times."""
    total = sum(message)
    return (
        total + message[0] * (bonus[0] - 1.0),
        total + message[1] * (bonus[1] - 1.0),
        total + message[2] * (bonus[2] - 1.0),
    )
