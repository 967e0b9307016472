"""The test set never moves into training."""

from collections import Counter
from pathlib import Path

import pytest

from sentiment.training.gold import read_gold
from sentiment.training.labelled import Labelled
from sentiment.training.split import TEST_SHARE, folds_of, split

GOLD = Path(__file__).parents[1] / "gold"


@pytest.fixture(scope="module")
def articles():
    """The annotated articles without what is found in them, which is not looked at."""
    gold = read_gold(GOLD / f"{name}.jsonl" for name in ("train", "dev", "more"))
    return [
        Labelled(one.article, one.part, None, (), (), (), (), (), ()) for one in gold
    ]


def ids(articles):
    return [one.article.id for one in articles]


def test_every_article_is_on_one_side(articles):
    kept, test = split(articles)
    assert sorted(ids(kept) + ids(test)) == sorted(ids(articles))


def test_each_part_gives_its_share(articles):
    _, test = split(articles)
    given = Counter(one.part for one in test)
    for part, count in Counter(one.part for one in articles).items():
        assert given[part] == round(TEST_SHARE * count)


def test_the_order_of_articles_changes_nothing(articles):
    _, test = split(articles)
    _, other = split(articles[::-1])
    assert sorted(ids(test)) == sorted(ids(other))


def test_more_articles_of_one_part_leave_the_others_alone(articles):
    _, test = split(articles)
    _, fewer = split([one for one in articles if one.part != "brands"])
    assert ids(fewer) == ids([one for one in test if one.part != "brands"])


def test_folds_hold_out_whole_parts_and_are_about_even(articles):
    folds = folds_of(articles, 3)
    assert set(folds) == {one.part for one in articles}
    counts = Counter(folds[one.part] for one in articles)
    assert set(counts) == {0, 1, 2}
    assert max(counts.values()) < 1.5 * min(counts.values())
