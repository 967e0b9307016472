"""Train the reader: its network, and the weights that join it to the light evidence.

    python -m sentiment.training.train_reader GOLD.jsonl... --sentences NEWSMTSC.jsonl \
        --work FOLDER --write

First the network learns NewsMTSC's sentences. From there three networks learn the
articles of GOLD as found by our own finder, with sentences between them, each two
thirds of the parts, and read the parts that they did not learn. On what they say there
the joining weights are fitted, so that these know how far a network can be trusted on
articles of another hand. The network that is kept is the mean of the three. The test
set of `split` is never learned but only measured.
`--write` puts network and weights into `sentiment/data/`. What FOLDER holds already
is not made again. Needs the extra `reader`.
"""

from __future__ import annotations

import argparse
import copy
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
from sentiment.training.reader_network import Network, base_folder, export, mean
from sentiment.training.split import folds_of, split
from sentiment.training.train_light import (
    common_words,
    penalty_of,
    rarest_of,
    report,
    sample_of,
    weights_text,
)

SENTENCES = Recipe(passes=3, rate=6e-5)
ARTICLES = Recipe(passes=5, rate=8e-5, frozen=2)
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
        teach(network, taught, ARTICLES, SEED, self.say, self.sentences)
        torch.save(network.state_dict(), kept)
        return network


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


def cross_read(
    teacher: Teacher, articles: Sequence[Labelled]
) -> tuple[Network, Scores]:
    """Have each article read by a network that learned no article of its part.

    Returns the mean of these networks, and what they said.
    """
    networks: list[Network] = []
    scores: Scores = {}
    folds = folds_of(articles, FOLDS)
    for fold in range(FOLDS):
        teacher.say(f"fold {fold + 1} of {FOLDS}")
        taught = [one for one in articles if folds[one.part] != fold]
        network = teacher.teach(taught, f"fold-{fold}")
        unread = [one for one in articles if folds[one.part] == fold]
        scores.update(read_articles(network, unread))
        networks.append(network)
    return mean(networks), scores


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
    """Judge each article with joining weights that were fitted without its part."""
    folds = folds_of(articles, FOLDS)
    words = common_words(articles)
    framings = {one.article.id: framings_of(one, words, scores) for one in articles}
    judged: dict[str, list[Judged]] = {}
    for fold in range(FOLDS):
        taught = [one for one in articles if folds[one.part] != fold]
        weights = fit_joined(taught, [framings[one.article.id] for one in taught])
        for one in articles:
            if folds[one.part] == fold:
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
    network, scores = cross_read(teacher, kept)
    say("joined, cross-validated by part")
    for line in report(kept, cross_judge(kept, scores)):
        say(line)
    words = common_words(kept)
    weights = fit_joined(kept, [framings_of(one, words, scores) for one in kept])
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
