"""Train the reader: its network, and the weights that join it to the light evidence.

    python -m sentiment.training.train_reader GOLD.jsonl... --sentences NEWSMTSC.jsonl \
        --work FOLDER --write

First the network learns NewsMTSC's sentences, then the articles of GOLD, as found by
our own finder, then both once more. Networks that saw two thirds of the articles read
the last third; on what they say the joining weights are fitted, so that these know how
far the network can be trusted on new articles. The test set of `split` is never learned
but only measured.
`--write` puts network and weights into `sentiment/data/`. What FOLDER holds already
is not made again. Needs the extra `reader`.
"""

from __future__ import annotations

import argparse
import copy
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

import sentiment.data
from sentiment.judging.framing import Framing
from sentiment.judging.light import LightJudge, Triple, Weights, collect
from sentiment.judging.measures import Judged, Measures, measure
from sentiment.judging.reader.judge import (
    NEUTRAL,
    SIDE,
    WEIGHTS_FILE,
    features_of,
)
from sentiment.judging.reader.network import NETWORK
from sentiment.judging.vocabulary import Vocabulary
from sentiment.models import Probabilities
from sentiment.training.chain import Problem
from sentiment.training.labelled import Labelled, judge_labelled, read_labelled
from sentiment.training.reader_fit import Recipe, read, teach
from sentiment.training.reader_lessons import (
    SENTENCES_TAUGHT,
    STANCES,
    Lesson,
    lessons,
    read_sentences,
)
from sentiment.training.reader_network import Network, base_folder, export
from sentiment.training.split import fold_of, split
from sentiment.training.train_light import (
    common_words,
    penalty_of,
    rarest_of,
    report,
    sample_of,
    weights_text,
)

SENTENCES = Recipe(passes=3, rate=6e-5)
ARTICLES = Recipe(passes=5, rate=8e-5)
# What the articles make it forget of the sentences comes back by a blend with the
# weights before them, a last pass over both, one sentence in so many, and a trace of
# the same blend.
REMEMBERED, TRACE = 0.2, 0.05
REPLAY = Recipe(passes=1, rate=4e-5, new_rate=3e-4)
REPLAYED = 5
FOLDS = 3
SEED = 1

# How hard the weights of the joined judge are drawn to zero: the network's are free,
# the light evidence has to show that it adds to them. Chosen by cross-validation.
NETWORK_PENALTY = 0.1
EVIDENCE_FACTOR = 4.0

Scores = dict[str, list[Triple]]
Say = Callable[[str], None]


def teach_sentences(taught: Sequence[Lesson], kept: Path, say: Say) -> Network:
    """The base encoder after NewsMTSC, kept in a file."""
    network = Network(base_folder())
    if kept.exists():
        network.load_state_dict(torch.load(kept, weights_only=True))
    else:
        teach(network, taught, SENTENCES, SEED, say)
        torch.save(network.state_dict(), kept)
    return network


def measure_sentences(
    sentences: Sequence[Lesson], scores: Sequence[Sequence[Triple]]
) -> Measures:
    """How often the network alone is right about bare sentences."""
    return measure(
        [
            Judged(str(at), STANCES[lesson.stances[0]], probabilities(rows[0]))
            for at, (lesson, rows) in enumerate(zip(sentences, scores, strict=True))
        ]
    )


def probabilities(triple: Triple) -> Probabilities:
    """The network's own probabilities, before anything is joined to them."""
    return Probabilities(*torch.tensor(triple).softmax(0).tolist())


@dataclass(frozen=True)
class Teacher:
    """Takes a network that knows the sentences through articles, each time anew."""

    start: Network
    sentences: Sequence[Lesson]
    work: Path
    say: Say

    def teach(self, articles: Sequence[Labelled], name: str) -> Network:
        """A copy of the network after the articles, kept as `name` in the folder."""
        network, kept = copy.deepcopy(self.start), self.work / f"{name}.pt"
        if kept.exists():
            network.load_state_dict(torch.load(kept, weights_only=True))
            return network
        taught = [lesson for one in articles for lesson in lessons(one)]
        teach(network, taught, ARTICLES, SEED, self.say)
        blend(network, self.start, REMEMBERED)
        both = [*taught, *self.sentences[::REPLAYED]]
        teach(network, both, REPLAY, SEED, self.say)
        blend(network, self.start, TRACE)
        torch.save(network.state_dict(), kept)
        return network


def blend(network: Network, before: Network, share: float) -> None:
    """Move the weights of a network by this share toward what they were before."""
    earlier = before.state_dict()
    with torch.no_grad():
        for name, weight in network.state_dict().items():
            if weight.is_floating_point():
                weight.lerp_(earlier[name], share)


def read_articles(network: Network, articles: Iterable[Labelled]) -> Scores:
    """The scores of each article's quotations, in their order."""
    scores: Scores = {}
    for one in articles:
        found: dict[int, Triple] = {}
        unread = lessons(one)
        for lesson, rows in zip(unread, read(network, unread), strict=True):
            found.update(zip(lesson.passage.quotes, rows, strict=True))
        scores[one.article.id] = [found[at] for at in range(len(one.quotes))]
    return scores


def cross_read(teacher: Teacher, articles: Sequence[Labelled]) -> Scores:
    """Have each article read by a network that did not learn it."""
    scores: Scores = {}
    for fold in range(FOLDS):
        kept = teacher.work / f"scores-{fold}.json"
        if not kept.exists():
            teacher.say(f"fold {fold + 1} of {FOLDS}")
            taught = [one for one in articles if fold_of(one, FOLDS) != fold]
            unread = [one for one in articles if fold_of(one, FOLDS) == fold]
            network = teacher.teach(taught, f"fold-{fold}")
            kept.write_text(json.dumps(read_articles(network, unread)))
        scores.update(json.loads(kept.read_text()))
    return scores


class Joined(LightJudge):
    """The joined judge over scores that are already known."""

    name = "joined"

    def __init__(self, weights: Weights, framings: Sequence[Framing]) -> None:
        super().__init__(weights, "training")
        self.framings = framings

    def collect(self, *_: object) -> list[Framing]:
        """What was collected before."""
        return list(self.framings)


def framings_of(one: Labelled, words: Vocabulary, scores: Scores) -> list[Framing]:
    """What the joined judge weighs in one article."""
    framings = collect(
        one.article, one.quotes, one.speakers, one.target, one.scores, words
    )
    for framing, quote, triple in zip(
        framings, one.quotes, scores[one.article.id], strict=True
    ):
        framing.features.extend(features_of(triple, quote))
    return framings


def fit_joined(
    articles: Sequence[Labelled], framings: Sequence[Sequence[Framing]]
) -> Weights:
    """Fit the weights of the network's features and the light evidence together."""
    return Problem(sample_of(articles, framings), _penalty, rarest_of).solve()


def _penalty(name: str) -> float:
    if name in (SIDE, NEUTRAL):
        return NETWORK_PENALTY
    factor = 1.0 if name == "baseline" or name.startswith("link:") else EVIDENCE_FACTOR
    return factor * penalty_of(name)


def judge_joined(
    weights: Weights, one: Labelled, framings: Sequence[Framing]
) -> list[Judged]:
    """What the joined judge says of an article whose stances are known."""
    return judge_labelled(Joined(weights, framings), one)


def cross_judge(articles: Sequence[Labelled], scores: Scores) -> list[list[Judged]]:
    """Judge each article with joining weights that were fitted without it."""
    words = common_words(articles)
    framings = {one.article.id: framings_of(one, words, scores) for one in articles}
    judged: dict[str, list[Judged]] = {}
    for fold in range(FOLDS):
        taught = [one for one in articles if fold_of(one, FOLDS) != fold]
        weights = fit_joined(taught, [framings[one.article.id] for one in taught])
        for one in articles:
            if fold_of(one, FOLDS) == fold:
                name = one.article.id
                judged[name] = judge_joined(weights, one, framings[name])
    return [judged[one.article.id] for one in articles]


def _line(found: Measures) -> str:
    return (
        f"n {found.count}, accuracy {found.accuracy:.3f}, macro-F1 "
        f"{found.macro_f1:.3f}, wrong side {found.wrong_side:.3f}, "
        f"calibration {found.calibration_error:.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)

    def say(line: str) -> None:
        print(line, flush=True)  # noqa: T201

    kept, test = split(read_labelled(args.gold))
    sentences = list(read_sentences(args.sentences))
    cut = int(SENTENCES_TAUGHT * len(sentences))
    start = teach_sentences(sentences[:cut], args.work / "sentences.pt", say)
    teacher = Teacher(start, sentences[:cut], args.work, say)
    scores = cross_read(teacher, kept)
    say(f"joined, cross-validated by article, {FOLDS} folds")
    for line in report(kept, cross_judge(kept, scores)):
        say(line)
    words = common_words(kept)
    weights = fit_joined(kept, [framings_of(one, words, scores) for one in kept])
    network = teacher.teach(kept, "articles")
    found = measure_sentences(sentences[cut:], read(network, sentences[cut:]))
    say(f"held-back sentences of NewsMTSC: {_line(found)}")
    tested = read_articles(network, test)
    say("the test set, never learned")
    judged = [
        judge_joined(weights, one, framings_of(one, words, tested)) for one in test
    ]
    for line in report(test, judged):
        say(line)
    if args.write:
        data = Path(next(iter(sentiment.data.__path__)))
        export(network, data / NETWORK)
        (data / WEIGHTS_FILE).write_text(weights_text(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
