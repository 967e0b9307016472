"""Which annotated articles no training may see: the project's own test set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

from sentiment.training.gold import GoldArticle
from sentiment.training.labelled import Labelled

# The share of each part that is kept back.
TEST_SHARE = 0.15


def split(articles: Sequence[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """Divide articles into those to train on and the test set.

    Each part gives the same share: the articles whose ids hash lowest, so that an
    article's side changes only where its own part grows.
    """
    parts: dict[str, list[Labelled]] = defaultdict(list)
    for one in articles:
        parts[one.part].append(one)
    test = {
        one.article.id
        for members in parts.values()
        for one in sorted(members, key=_hashed)[: round(TEST_SHARE * len(members))]
    }
    kept = [one for one in articles if one.article.id not in test]
    return kept, [one for one in articles if one.article.id in test]


def folds_of(
    articles: Sequence[Labelled] | Sequence[GoldArticle], folds: int
) -> dict[str, int]:
    """Which of so many folds holds each part out.

    Parts stay whole: articles of one hand resemble each other, and only a judge that
    knows none of them shows what it will make of another hand's.
    """
    parts = sorted({one.part for one in articles})
    return {part: number % folds for number, part in enumerate(parts)}


def _hashed(one: Labelled) -> str:
    return sha256(one.article.id.encode()).hexdigest()
