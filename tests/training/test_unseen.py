"""Nobody's articles are found by what they taught."""

from __future__ import annotations

import pytest

from sentiment.models import Article, Dating
from sentiment.training import unseen
from sentiment.training.gold import GoldArticle
from sentiment.training.unseen import label_unseen

# So long that it is speech whatever the weights.
TEXT = (
    "“It is over, and we shall not see the like of it here again, ever,” said Jo Bell."
)
PARTS = ("brands", "dev", "press", "saga")
NOTHING = {"kind": {}, "speaker": {}, "name": {}, "role": {}}


@pytest.fixture
def golds():
    return [
        GoldArticle(
            Article(
                f"{part}-{n}",
                TEXT,
                Dating(None, None, "-"),
            ),
            (),
            part,
        )
        for part in PARTS
        for n in range(2)
    ]


@pytest.fixture
def taught(monkeypatch):
    """The parts that each fit was given; what is fitted knows nothing."""
    given = []

    def train(golds):
        given.append({gold.part for gold in golds})
        return NOTHING

    monkeypatch.setattr(unseen, "train", train)
    return given


def test_every_article_is_found_once_in_its_order(golds, taught, tmp_path):
    found = label_unseen(golds, 3, tmp_path, lambda line: None)
    assert [one.article.id for one in found] == [gold.article.id for gold in golds]
    assert all(len(one.quotes) == 1 for one in found)


def test_no_fit_is_given_the_parts_that_it_reads(golds, taught, tmp_path, monkeypatch):
    read = []
    label = unseen.label
    monkeypatch.setattr(
        unseen,
        "label",
        lambda gold, hear: read.append((len(taught), gold.part)) or label(gold),
    )
    label_unseen(golds, 3, tmp_path, lambda line: None)
    assert {part for _, part in read} == set(PARTS)
    for fit, part in read:
        assert part not in taught[fit - 1]
        assert taught[fit - 1]


def test_what_was_fitted_is_kept(golds, taught, tmp_path):
    first = label_unseen(golds, 2, tmp_path, lambda line: None)
    fits = len(taught)
    assert label_unseen(golds, 2, tmp_path, lambda line: None) == first
    assert len(taught) == fits
