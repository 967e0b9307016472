"""The light judge: a log-linear combination of evidence, smoothed along the article.

Every feature that `wording` and `framing` find adds its weights from
`light_weights.csv` to the three stances. Neighbouring reactions share their stance
three times in four, so a chain ties each to the one before it: a link adds its weight
of a stance where both neighbours take it. Summing over all paths of the chain gives
probabilities that have heard the neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

from sentiment.errors import InputError, LexiconError, MissingInput
from sentiment.judging.framing import Framing, name_words, read_framing, surroundings
from sentiment.judging.judge import Judge
from sentiment.judging.setting import read_setting
from sentiment.judging.vocabulary import Vocabulary, vocabulary
from sentiment.judging.weighing import (
    BASELINE,
    Reason,
    Weights,
    chains,
    reasons_of,
    smooth,
    tied,
    weigh,
    with_neighbours,
)
from sentiment.judging.wording import read_wording
from sentiment.lexicons import SCHEMAS, checked_rows, data_digest, data_text
from sentiment.models import (
    Article,
    Judgement,
    Probabilities,
    Quote,
    Score,
    Speaker,
    Target,
)

WEIGHTS_FILE = "light_weights.csv"
DATA_FILES = (
    "framing_cues.csv",
    "light_weights.csv",
    "stance_phrases.csv",
    "stance_words.csv",
    "vader_changes.csv",
)


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


class LightJudge(Judge):
    """Judges by weighted evidence; see the module's docstring.

    The weights are read with the first article judged: a run that finds all of its
    articles in the cache needs none.
    """

    name = "light"

    def __init__(self, weights: Weights | None = None, digest: str = "") -> None:
        self._given = weights
        self.digest = digest or data_digest(*DATA_FILES)

    @cached_property
    def weights(self) -> Weights:
        """The weight of each feature for each stance."""
        return shipped_weights() if self._given is None else self._given

    @cached_property
    def known(self) -> Vocabulary:
        """The words that have weights."""
        return vocabulary(self.weights)

    @cached_property
    def _reasons(self) -> dict[str, Reason]:
        return reasons_of(self.weights)

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
        weighed = [weigh(framing.features, self._reasons) for framing in framings]
        judgements: list[Judgement | None] = [None] * len(quotes)
        for chain in chains(speakers):
            links = [tied(framings[at].links, self.weights) for at in chain]
            marginals = smooth([weighed[at][0] for at in chain], links)
            for at, marginal in zip(chain, marginals, strict=True):
                sums, told = weighed[at]
                chances = Probabilities(*marginal)
                reasons = with_neighbours(told, sums, marginal)
                judgements[at] = Judgement(chances.stance(), chances, reasons)
        return [judgement for judgement in judgements if judgement is not None]


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
