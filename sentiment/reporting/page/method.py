"""What the page says of how it was made: counts, accuracy, versions and hashes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sentiment.errors import InputError
from sentiment.lexicons import Row, read_lexicon

# The stages, each with the count that `run.json` has under the same name.
STAGES = (
    ("Files", "files"),
    ("Inputs and articles not read", "skipped"),
    ("Pages passed over, as they quote nobody", "pages_passed_over"),
    ("Articles read", "articles_read"),
    ("Articles with quotations", "articles"),
    ("Quotations found", "quotations"),
    ("dropped by hand before", "dropped"),
    ("corrected by hand", "corrected"),
    ("Different utterances", "utterances"),
    ("Quotations by the roles that the chart counts", "mentions_in_roles"),
    ("as they are counted", "in_roles"),
    ("dated", "dated"),
    ("undated", "undated"),
    ("left out by first and last day", "cut"),
    ("dated less exactly than the periods", "unplaced"),
    ("On the chart", "charted"),
    ("by an inferred date", "by_inferred_date"),
)
# What is told only where it happened.
_RARE = ("skipped", "pages_passed_over", "dropped", "corrected", "cut", "unplaced")

# How a judge is measured, in the words of the README's table.
MEASURES = (
    ("accuracy over three stances", "accuracy"),
    ("macro-F1 over three stances", "macro_f1"),
    ("supportive taken for critical or the reverse", "wrong_side"),
    ("net balance of an article off by", "net_error"),
    ("calibration error", "calibration_error"),
)
# Digits of a hash that a reader may compare by eye.
DIGITS = 12


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How a judge did on articles that it was not fitted on, beside plain VADER."""

    judge: str
    articles: str
    reactions: str
    rows: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Method:
    """What the method note shows."""

    judges: Sequence[str]
    stages: Sequence[tuple[str, int]]
    skipped: Sequence[tuple[str, int]]
    accuracy: Sequence[Accuracy]
    versions: Sequence[tuple[str, str]]
    data: Sequence[tuple[str, str]]
    data_digest: str


def read_method(record: Mapping[str, Any], skipped: Sequence[InputError]) -> Method:
    """Tell from `run.json` how a report was made.

    Args:
        record: as from `run_record`.
        skipped: what was not read.
    """
    names = [str(judge).partition(":")[0] for judge in record["judges"]]
    judges = list(dict.fromkeys(names))
    data = record["data"]
    # Somebody else's weights were measured by nobody.
    own_weights = "weights" in record.get("arguments", {})
    return Method(
        judges, stages(record["counts"]),
        sorted(Counter(error.reason for error in skipped).items()),
        [] if own_weights else [found for name in judges if (found := accuracy(name))],
        [(name, version) for name, version in record["versions"].items() if version],
        [(name, digest[:DIGITS]) for name, digest in data.items()],
        _digest("".join(f"{name} {digest}\n" for name, digest in data.items())),
    )  # fmt: skip


def stages(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The counts at every stage that are known, without what did not happen."""
    return [
        (label, counts[key])
        for label, key in STAGES
        if key in counts and (counts[key] or key not in _RARE)
    ]


def accuracy(judge: str) -> Accuracy | None:
    """What was measured of a judge, None where nothing was."""
    known = {row["judge"]: row for row in read_lexicon("judge_accuracy")}
    if judge not in known:
        return None
    own, plain = known[judge], known["vader"]
    rows = [(label, *_both(own, plain, name)) for label, name in MEASURES]
    return Accuracy(judge, own["articles"], f"{int(own['reactions']):,}", rows)


def _both(own: Row, plain: Row, measure: str) -> tuple[str, str]:
    return own[measure], plain[measure]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
