"""Fit the weights of the light judge on annotated articles, and measure them.

    python -m sentiment.training.train_light tests/gold/{train,dev,coverage-a}.jsonl ...

prints figures cross-validated by article, with the quotes and speakers that are found,
beside plain VADER's; `--write` fits all articles and writes the weights into
`sentiment/data/light_weights.csv`. Needs the extra `train` (scipy).
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sentiment.judging.framing import Framing
from sentiment.judging.judges import VaderJudge
from sentiment.judging.light import LightJudge, collect
from sentiment.judging.measures import Judged, measure
from sentiment.judging.vocabulary import Vocabulary, vocabulary
from sentiment.judging.weighing import Weights, chains
from sentiment.lexicons import DATA, read_lexicon
from sentiment.models import Role, Stance
from sentiment.training.chain import Problem, Sample
from sentiment.training.labelled import (
    Labelled,
    judge_labelled,
    known_parts,
    read_labelled,
)

STANCES = (Stance.SUPPORTIVE, Stance.CRITICAL, Stance.NEUTRAL)

# A word gets a weight of its own when this many articles use it in that place: words
# of structure ("should", "why", "thank"), not of topics.
WORD_ARTICLES = {"word": 25, "pair": 12, "around": 15, "before": 25, "speaker": 8}
# One entry of a list gets a weight beside its class's when it occurs so often.
ENTRY_QUOTES = 10
RAREST = 3

# How hard the weights are drawn to zero; chosen by cross-validation.
PENALTY = 8.0
ENTRY_PENALTY = 20.0
LINK_PENALTY = 2.0
# How much harder than to zero new labels' weights are drawn to those that we ship, and
# those of features that these do not know to zero; chosen by cross-validation.
TRUST, NEW_TRUST = 10.0, 3.0
_ENTRIES = (*(f"{family}:" for family in WORD_ARTICLES), "cue:", "phrase=")

# These parts are deliberately ironic, which is rarer in the world than here.
IRONIC_PARTS = frozenset(
    {
        "brands", "celebrity-uk", "celebrity-us", "public-life", "sport-culture",
        "tech-viral",
    }
)  # fmt: skip
# So are the stories full of what judges get wrong: grim words of friends, warm ones of
# foes.
HARD_PARTS = IRONIC_PARTS | {f"saga-{number}" for number in range(1, 9)}
HARD_WEIGHT = 0.5
FOLDS = 5


class _Every(dict[Any, str]):
    """Every word of a family: what the features are called before any is chosen."""

    def __init__(self, family: str) -> None:
        super().__init__()
        self.family = family

    def __contains__(self, word: object) -> bool:
        return True

    def __missing__(self, word: str | tuple[str, str]) -> str:
        name = word if isinstance(word, str) else " ".join(word)
        return f"{self.family}:{name}"


def common_words(articles: Iterable[Labelled]) -> Vocabulary:
    """The words, of each family, that enough articles hold in the place that counts."""
    every = Vocabulary(*(_Every(family) for family in WORD_ARTICLES))
    names = given_names()
    counts: Counter[str] = Counter()
    for one in articles:
        held = {
            name for framing in framings_of(one, every) for name, *_ in framing.features
        }
        counts.update(held)
    return vocabulary(
        name
        for name, count in counts.items()
        if count >= WORD_ARTICLES.get(name.partition(":")[0], count + 1)
        and name.isascii()
        and names.isdisjoint(name.partition(":")[2].split())
    )


def given_names() -> frozenset[str]:
    """First names: in invented articles the same ones come again and again."""
    return frozenset(row["name"] for row in read_lexicon("given_names"))


def framings_of(one: Labelled, words: Vocabulary) -> list[Framing]:
    """What the light judge looks at in one article."""
    return collect(one.article, one.quotes, one.speakers, one.target, one.scores, words)


def weight_of(part: str) -> float:
    """How much the articles of a part count."""
    return HARD_WEIGHT if part in HARD_PARTS else 1.0


def sample_of(
    articles: Sequence[Labelled],
    framings: Sequence[Sequence[Framing]],
    weigh: Callable[[str, Role | None], float] = lambda part, _: weight_of(part),
) -> Sample:
    """The quotes whose stance is known, as numbers.

    `weigh` says what one of a part and a role counts.
    """
    features: list[list[tuple[str, float]]] = []
    links: list[list[str]] = []
    stances: list[int] = []
    weights: list[float] = []
    chained: list[list[int]] = []
    for one, found in zip(articles, framings, strict=True):
        for chain in chains(one.speakers):
            places = []
            for at in chain:
                stance = one.stances[at]
                if stance is None:
                    continue
                places.append(len(features))
                own = [(name, value) for name, value, _ in found[at].features]
                features.append([("baseline", 1.0), *own])
                links.append(found[at].links if len(places) > 1 else [])
                stances.append(STANCES.index(stance))
                weights.append(weigh(one.part, one.roles[at]))
            if places:
                chained.append(places)
    return Sample(features, links, stances, weights, chained)


def penalty_of(name: str) -> float:
    """How hard a feature's weights are drawn to zero."""
    if name == "baseline":
        return 0.01
    if name.startswith("link:"):
        return LINK_PENALTY
    return ENTRY_PENALTY if name.startswith(_ENTRIES) else PENALTY


def rarest_of(name: str) -> int:
    """In how many quotes a feature must occur to get a weight."""
    return ENTRY_QUOTES if name.startswith(_ENTRIES) else RAREST


def fit_light(
    articles: Sequence[Labelled], framings: Sequence[Sequence[Framing]]
) -> Weights:
    """Fit the weights to all quotes whose stance is known."""
    return Problem(sample_of(articles, framings), penalty_of, rarest_of).solve()


def cross_validate(
    articles: Sequence[Labelled], folds: int = FOLDS
) -> list[list[Judged]]:
    """Judge every article with weights that were fitted without it."""
    words = common_words(articles)
    framings = [framings_of(one, words) for one in articles]
    judged: list[list[Judged]] = [[] for _ in articles]
    for fold in range(folds):
        kept = [at for at in range(len(articles)) if at % folds != fold]
        weights = fit_light(
            [articles[at] for at in kept], [framings[at] for at in kept]
        )
        judge = LightJudge(weights, "cross-validation")
        for at in range(fold, len(articles), folds):
            judged[at] = judge_labelled(judge, articles[at])
    return judged


def refit(articles: Sequence[Labelled]) -> Weights:
    """Fit the weights, the words that get one among them, to all these articles."""
    words = common_words(articles)
    return fit_light(articles, [framings_of(one, words) for one in articles])


def tune(articles: Sequence[Labelled], prior: Weights) -> Weights:
    """Fit weights to these articles that stay near `prior`, fitted to many others.

    Four folds over 136 articles that the prior had not seen judged them as well as
    a fit to all articles did (mean log-loss 0.889 both, 0.905 with the prior alone).
    """
    common = common_words(articles)
    words = vocabulary([*prior, *(name for held in common for name in held.values())])
    sample = sample_of(articles, [framings_of(one, words) for one in articles])

    def penalty(name: str) -> float:
        return penalty_of(name) * (TRUST if name in prior else NEW_TRUST)

    return {**prior, **Problem(sample, penalty, rarest_of, prior).solve()}


def weights_text(weights: Weights) -> str:
    """The weights as the file in which they are kept: CSV, sorted by feature."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["feature", "supportive", "critical", "neutral"])
    for name, triple in sorted(weights.items()):
        numbers = [f"{weight:.3f}".replace("-0.000", "0.000") for weight in triple]
        if any(float(number) for number in numbers):
            writer.writerow([name, *numbers])
    return file.getvalue()


def report(
    articles: Sequence[Labelled], judged: Sequence[Sequence[Judged]]
) -> Iterable[str]:
    """One line of figures for each part and for all."""
    for part in [*known_parts(articles), "all"]:
        rows = [
            row
            for one, rows in zip(articles, judged, strict=True)
            if part in (one.part, "all")
            for row in rows
        ]
        found = measure(rows)
        yield (
            f"{part:24} n {found.count:5}  accuracy {found.accuracy:.3f}  "
            f"macro-F1 {found.macro_f1:.3f}  wrong side {found.wrong_side:.3f}  "
            f"net error {found.net_error:.3f}  "
            f"calibration {found.calibration_error:.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled", nargs="+")
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    articles = read_labelled(args.labelled)
    vader = VaderJudge()
    print("plain VADER")  # noqa: T201
    for line in report(articles, [judge_labelled(vader, one) for one in articles]):
        print(line)  # noqa: T201
    if args.folds:
        print(f"light, cross-validated by article, {args.folds} folds")  # noqa: T201
        for line in report(articles, cross_validate(articles, args.folds)):
            print(line)  # noqa: T201
    if args.write:
        weights = refit(articles)
        path = DATA / "light_weights.csv"
        path.write_text(weights_text(weights), encoding="utf-8")
        print(f"{len(weights)} features to {path}")  # noqa: T201


if __name__ == "__main__":
    main()
