"""Train the reader: its network, and the weights that join it to the light evidence.

    python -m sentiment.training.train_reader GOLD.jsonl... --sentences NEWSMTSC.jsonl \
        --work FOLDER --write

First the network learns NewsMTSC's sentences. From there it learns the articles of
GOLD as found by our own finder, with sentences between them, and in further rounds to
point at who spoke, too. 15 % of each part it never learns (`split`): on what
it says there the weights are fitted that join it to the finder's speakers and roles and
to the light evidence, with finders that learned nothing of these parts either, so that
the weights know how far each can be trusted on articles of another hand. How well all
of it does there is told by weights that were fitted on other parts.
`--write` puts network and weights into `sentiment/data/`. What FOLDER holds already
is not made again. Needs the extra `reader`.
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from sentiment.finding.speakers import TRUST
from sentiment.judging.measures import Judged, Measures, measure
from sentiment.judging.reader.judge import ROLE_WEIGHTS, WEIGHTS_FILE
from sentiment.judging.reader.network import NETWORK, Impression
from sentiment.judging.reader.passages import in_order, read_passages
from sentiment.judging.weighing import Triple
from sentiment.lexicons import DATA
from sentiment.models import Probabilities
from sentiment.training.fit import Group, write_table
from sentiment.training.gold import GoldArticle, read_gold
from sentiment.training.labelled import Hear, Labelled, label
from sentiment.training.reader_fit import Recipe, hear_by, read, teach
from sentiment.training.reader_joining import (
    FOLDS,
    cross_judge,
    fit_joining,
    framings_of,
)
from sentiment.training.reader_lessons import (
    SENTENCES_TAUGHT,
    STANCES,
    Lesson,
    Places,
    lessons,
    read_sentences,
)
from sentiment.training.reader_network import Network, base_folder, export, mean
from sentiment.training.reader_roles import (
    Scores,
    fit_roles,
    role_accuracy,
    settle_all,
)
from sentiment.training.reader_speakers import (
    fit_trust,
    speaker_places,
    trust_groups,
)
from sentiment.training.split import folds_of, split
from sentiment.training.train_light import report, weights_text
from sentiment.training.unseen import finders_without, label_unseen
from sentiment.weights import Table, Weights

SENTENCES = Recipe(passes=3, rate=6e-5)
# Rounds of articles, each with a rate that falls. What a network has become after each
# is averaged: on parts that it did not learn, the mean is better than the last.
ROUNDS = (
    Recipe(passes=3, rate=8e-5, frozen=2),
    Recipe(passes=2, rate=1e-4, frozen=2),
)
# Then who spoke is learned as well, which takes longer: the mean is taken of the last.
POINTING = (
    *(Recipe(passes=2, rate=8e-5, frozen=2, pointing=0.5),) * 4,
    *(Recipe(passes=2, rate=8e-5, frozen=2, pointing=1.0),) * 2,
)
AVERAGED = 4
SEED = 1

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
    sentences: Sequence[Lesson], impressions: Sequence[Sequence[Impression]]
) -> Measures:
    """How often the network alone is right about bare sentences."""
    return measure(
        [
            Judged(str(at), STANCES[lesson.stances[0]], probabilities(rows[0].stance))
            for at, (lesson, rows) in enumerate(
                zip(sentences, impressions, strict=True)
            )
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
    places: Mapping[str, Places]
    work: Path
    say: Say

    def teach(self, articles: Sequence[Labelled], name: str) -> Network:
        """A network after the articles, the mean of its last rounds, kept as `name`."""
        network, kept = copy.deepcopy(self.start), self.work / f"{name}.pt"
        if kept.exists():
            network.load_state_dict(torch.load(kept, weights_only=True))
            return network
        taught = [
            lesson
            for one in articles
            for lesson in lessons(one, self.places[one.article.id])
        ]
        network = mean(self._rounds(network, taught, ROUNDS))
        network = mean(self._rounds(network, taught, POINTING)[-AVERAGED:])
        torch.save(network.state_dict(), kept)
        return network

    def _rounds(
        self, network: Network, taught: Sequence[Lesson], recipes: Sequence[Recipe]
    ) -> list[Network]:
        """What a network becomes after each of some rounds; itself is left alone."""
        network, after = copy.deepcopy(network), []
        for seed, recipe in enumerate(recipes, start=SEED):
            teach(network, taught, recipe, seed, self.say, self.sentences)
            after.append(copy.deepcopy(network))
        return after


def read_articles(network: Network, articles: Iterable[Labelled]) -> Scores:
    """What the network says of each article's quotations, in their order."""
    scores: Scores = {}
    for one in articles:
        unread = read_passages(one.article, one.quotes, one.target)
        scores[one.article.id] = in_order(unread, read(network, unread))
    return scores


def weigh_speakers(
    golds: Sequence[GoldArticle], test: Container[str], hear: Hear, work: Path
) -> Weights:
    """How far network and finder are trusted about who spoke.

    Asked on the test set, which the network never learned, with finders that learned
    no article of its parts.
    """
    fold_of = folds_of(golds, FOLDS)
    groups: list[Group] = []
    for fold in range(FOLDS):
        models = finders_without(fold, FOLDS, golds, work)
        for gold in golds:
            if fold_of[gold.part] == fold and gold.article.id in test:
                groups.extend(trust_groups(gold, models, hear))
    return fit_trust(groups)


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

    golds = read_gold(args.gold)
    labelled = [label(gold) for gold in golds]
    places = {
        gold.article.id: speaker_places(gold, one)
        for gold, one in zip(golds, labelled, strict=True)
    }
    kept, unlearned = split(labelled)
    sentences = list(read_sentences(args.sentences))
    cut = int(SENTENCES_TAUGHT * len(sentences))
    start = teach_sentences(sentences[:cut], args.work / "sentences.pt", say)
    teacher = Teacher(start, sentences[:cut], places, args.work, say)
    network = teacher.teach(kept, "network")
    held = [lesson.passage for lesson in sentences[cut:]]
    found = measure_sentences(sentences[cut:], read(network, held))
    say(f"held-back sentences of NewsMTSC: {_line(found)}")

    test = {one.article.id for one in unlearned}
    hear = hear_by(network)
    trust = weigh_speakers(golds, test, hear, args.work)
    say(f"trust in who spoke: {trust}")

    def heard(gold: GoldArticle) -> Hear | None:
        return hear if gold.article.id in test else None

    met = label_unseen(golds, FOLDS, args.work, say, heard, {TRUST: trust})
    scores = read_articles(network, [one for one in met if one.article.id in test])
    say("what the network never learned, joined by weights of other parts")
    crossed = list(cross_judge(met, scores, say))
    say(f"roles: accuracy {role_accuracy([one for one, _ in crossed]):.3f}")
    for line in report([one for one, _ in crossed], [rows for _, rows in crossed]):
        say(line)
    if args.write:
        export(network, DATA / NETWORK)
        write_table(TRUST, Table(("weight",), {k: (v,) for k, v in trust.items()}))
        roles = fit_roles(met, scores)
        write_table(ROLE_WEIGHTS, roles)
        told = settle_all(met, scores, roles)
        weights = fit_joining(told, framings_of(told, told), scores)
        (DATA / WEIGHTS_FILE).write_text(weights_text(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
