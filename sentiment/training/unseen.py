"""Annotated articles as met by finders that have learned none of their kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from sentiment.training.gold import GoldArticle
from sentiment.training.labelled import Hear, Labelled, label
from sentiment.training.split import folds_of
from sentiment.training.train_finding import Models, train, using
from sentiment.weights import Weights


def label_unseen(
    golds: Sequence[GoldArticle],
    folds: int,
    work: Path,
    say: Callable[[str], None],
    hear: Callable[[GoldArticle], Hear | None] = lambda gold: None,
    trust: Mapping[str, Weights] = MappingProxyType({}),
) -> list[Labelled]:
    """Find each article's quotes and speakers by what the other parts taught.

    What was fitted is kept in the folder `work`. `hear` is who gives hints of an
    article's speakers, and `trust` the weights for them.

    On articles that they were fitted on, finders are right more often than in use:
    who is to learn how far they can be trusted must not meet them there.
    """
    fold_of = folds_of(golds, folds)
    found: dict[str, Labelled] = {}
    for fold in range(folds):
        say(f"finders without fold {fold + 1}")
        models = finders_without(fold, folds, golds, work)
        with using({**models, **trust}):
            for gold in golds:
                if fold_of[gold.part] == fold:
                    found[gold.article.id] = label(gold, hear(gold))
    return [found[gold.article.id] for gold in golds]


def finders_without(
    fold: int, folds: int, golds: Sequence[GoldArticle], work: Path
) -> Models:
    """What the articles of all parts but a fold's teach, from its file if it exists."""
    path = work / f"finders-{fold}.json"
    if not path.exists():
        fold_of = folds_of(golds, folds)
        others = [gold for gold in golds if fold_of[gold.part] != fold]
        path.write_text(json.dumps(train(others)), encoding="utf-8")
    models: Models = json.loads(path.read_text("utf-8"))
    return models
