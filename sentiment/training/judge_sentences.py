"""Judge bare sentences toward a given target by the shipped network alone.

    python -m sentiment.training.judge_sentences NEWSMTSC.jsonl [--all] [--jsonl]

prints accuracy and macro-F1 on the documents of NewsMTSC that training held back, or
with `--all` on all of the file; `--jsonl` prints one verdict a line instead.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from sentiment.judging.measures import Judged, measure
from sentiment.judging.reader.network import score_passage
from sentiment.models import Probabilities
from sentiment.training.reader_lessons import (
    SENTENCES_TAUGHT,
    STANCES,
    Lesson,
    read_sentences,
)
from sentiment.weights import softmax


def judge_sentence(lesson: Lesson) -> Probabilities:
    """The network's probabilities for a sentence laid out as one quotation."""
    (impression,) = score_passage(lesson.passage)
    return Probabilities(*softmax(impression.stance))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--jsonl", action="store_true")
    args = parser.parse_args()
    every = list(read_sentences(args.sentences))
    chosen = every if args.all else every[int(SENTENCES_TAUGHT * len(every)) :]
    judged = []
    for number, lesson in enumerate(chosen):
        probabilities = judge_sentence(lesson)
        gold = STANCES[lesson.stances[0]]
        judged.append(Judged(str(number), gold, probabilities))
        if args.jsonl:
            row = {
                "stance": probabilities.stance(),
                "p_supportive": round(probabilities.supportive, 4),
                "p_critical": round(probabilities.critical, 4),
                "p_neutral": round(probabilities.neutral, 4),
            }
            print(json.dumps(row))  # noqa: T201
    if not args.jsonl:
        found = measure(judged)
        print(  # noqa: T201
            f"{found.count} sentences: accuracy {found.accuracy:.3f}, macro-F1 "
            f"{found.macro_f1:.3f}, wrong side {found.wrong_side:.3f}"
        )


if __name__ == "__main__":
    main()
