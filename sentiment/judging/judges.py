"""The judges by name: who decides whether a quotation supports or criticises."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from sentiment.errors import JudgeUnavailable, UsageError
from sentiment.judging.judge import Judge
from sentiment.judging.light import LightJudge, light_judge
from sentiment.lexicons import data_digest
from sentiment.models import (
    Article,
    Evidence,
    Judgement,
    Probabilities,
    Quote,
    Score,
    Speaker,
    Target,
)

# VADER's authors call a text positive or negative from here on.
VADER_THRESHOLD = 0.05


class VaderJudge(Judge):
    """What others do: the compound at its usual thresholds, for comparison."""

    name = "vader"

    def __init__(self) -> None:
        self.digest = data_digest()

    def judge(
        self,
        article: Article,
        quotes: Sequence[Quote],
        speakers: Sequence[Speaker],
        target: Target | None,
        scores: Sequence[Score],
    ) -> list[Judgement]:
        """Judge each quotation by its own compound alone."""
        return [
            _by_compound(quote, score)
            for quote, score in zip(quotes, scores, strict=True)
        ]


def _by_compound(quote: Quote, score: Score) -> Judgement:
    probabilities = compound_probabilities(score.compound)
    evidence = Evidence("vader:compound", score.compound, quote.span)
    return Judgement(probabilities.stance(), probabilities, (evidence,))


def compound_probabilities(compound: float) -> Probabilities:
    """Turn a compound into probabilities that decide for VADER's own stance.

    The compound's side gets one half at the threshold and rises in a straight line to
    one; below the threshold neutral holds at least a half. The other side gets
    nothing. VADER says nothing about certainty, so these are no measured odds.

    >>> compound_probabilities(0.05).supportive > 0.5
    True
    >>> compound_probabilities(0.0)
    Probabilities(supportive=0.0, critical=0.0, neutral=1.0)
    """
    size = min(abs(compound), 1.0)
    if size < VADER_THRESHOLD:
        side = 0.5 * size / VADER_THRESHOLD
    else:
        side = 0.5 + 0.5 * (size - VADER_THRESHOLD) / (1 - VADER_THRESHOLD)
        side = max(side, 0.5001)  # the stance is decided at the very threshold
    if compound > 0:
        return Probabilities(side, 0.0, 1.0 - side)
    return Probabilities(0.0, side, 1.0 - side)


def _reader(light: LightJudge | None, threads: int) -> Judge:
    # Its network is loaded by those only who ask for it.
    from sentiment.judging.reader.judge import ReaderJudge

    return ReaderJudge(light, threads)


# Made of the light judge with other weights, if there are any, and of threads.
_JUDGES: Mapping[str, Callable[[LightJudge | None, int], Judge]] = {
    "reader": _reader,
    "light": lambda light, _: light or LightJudge(),
    "vader": lambda *_: VaderJudge(),
}
JUDGES = tuple(_JUDGES)
# The most accurate on articles that none was fitted on; the slowest, too.
DEFAULT_JUDGE = "reader"
# What judges where the one asked for cannot work.
FALLBACK = "light"


@cache
def get_judge(name: str, weights: str | None = None, threads: int = 1) -> Judge:
    """The judge called `name`.

    Args:
        name: one of `JUDGES`.
        weights: a file of weights for the light evidence.
        threads: on how many cores the reader's network runs; says the same on any.

    Raises:
        UsageError: there is none of that name, or it has no weights.
        MissingInput: there is no such file.
        LexiconError: it holds no weights, naming line and column.
        JudgeUnavailable: it cannot work on this machine; the message says why.
    """
    if name not in _JUDGES:
        raise UsageError(f"no judge {name!r}; choose one of: {', '.join(JUDGES)}")
    if weights is not None and name == VaderJudge.name:
        raise UsageError(f"judge {name!r} takes no weights; reader and light do")
    light = None if weights is None else light_judge(Path(weights))
    return _JUDGES[name](light, threads)


def signature(judge: Judge) -> str:
    """The judge's name and the digest of its data, as every output bears them."""
    return f"{judge.name}:{judge.digest}"


def choose_judge(
    name: str, weights: str | None = None, threads: int = 1
) -> tuple[Judge, str | None]:
    """The judge called `name`, or the light one and why it has to stand in.

    Raises:
        UsageError, MissingInput, LexiconError: as `get_judge`.
    """
    try:
        return get_judge(name, weights, threads), None
    except JudgeUnavailable as error:
        return get_judge(FALLBACK, weights), f"the {FALLBACK} judge stands in: {error}"
