"""Annotated articles as met by finders that have learned none of their kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from sentiment.training.gold import GoldArticle
from sentiment.training.labelled import Labelled, label
from sentiment.training.split import folds_of
from sentiment.training.train_finding import Models, train, using


def label_unseen(
    golds: Sequence[GoldArticle], folds: int, work: Path, say: Callable[[str], None]
) -> list[Labelled]:
    """Find each article's quotes and speakers by what the other parts taught.

    What was fitted is kept in the folder `work`.

    On articles that they were fitted on, finders are right more often than in use:
    who is to learn how far they can be trusted must not meet them there.
    """
    fold_of = folds_of(golds, folds)
    found: dict[str, Labelled] = {}
    for fold in range(folds):
        say(f"finders without fold {fold + 1}")
        others = [gold for gold in golds if fold_of[gold.part] != fold]
        models = _kept(others, work / f"finders-{fold}.json")
        with using(models):
            for gold in golds:
                if fold_of[gold.part] == fold:
                    found[gold.article.id] = label(gold)
    return [found[gold.article.id] for gold in golds]


def _kept(golds: Sequence[GoldArticle], path: Path) -> Models:
    """The models that the articles teach, from the file if it is there."""
    if not path.exists():
        path.write_text(json.dumps(train(golds)), encoding="utf-8")
    models: Models = json.loads(path.read_text("utf-8"))
    return models
