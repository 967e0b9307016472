"""What is hidden from the network by chance leaves its lessons in order."""

import random

import pytest

from sentiment.judging.reader.passages import CLOSING_MARKER, marker
from sentiment.models import Article, Dating
from sentiment.training.gold import GoldArticle
from sentiment.training.labelled import label
from sentiment.training.reader_lessons import lessons
from sentiment.training.reader_variation import vary

WORDS = ("gold", "silver", "copper", "iron")
TEXT = "\n\n".join(f'One fan said: "It is {word}." Another nodded.' for word in WORDS)


@pytest.fixture
def lesson():
    """Four quotations, each with a weight of its own to know it by."""
    article = Article("a", TEXT, Dating(None, None, "none"), target="Alma Reed")
    quotes = tuple(
        {
            "start": TEXT.index(f"It is {word}"),
            "end": TEXT.index(f"It is {word}") + len(f"It is {word}."),
            "kind": "speech", "role": role, "stance": stance,
        }
        for word, role, stance in zip(
            WORDS,
            ("commenter", "named", "insider", "official"),
            ("supportive", "critical", "neutral", "critical"),
            strict=True,
        )
    )  # fmt: skip
    (found,) = lessons(label(GoldArticle(article, quotes, "dev")))
    return found


def test_every_quotation_that_stays_keeps_its_stance(lesson):
    chance = random.Random(0)
    sizes = set()
    for _ in range(100):
        varied = vary(lesson, chance)
        sizes.add(len(varied.passage.quotes))
        for at, quote in enumerate(varied.passage.quotes):
            assert varied.stances[at] == lesson.stances[quote]
            assert varied.roles[at] == lesson.roles[quote]
            start, end = varied.passage.spans[at]
            assert varied.passage.ids[end - 1] == marker(CLOSING_MARKER)
            was = lesson.passage.spans[quote]
            assert end - start == was.end - was.start
    assert len(sizes) > 1


def test_pieces_and_their_origins_stay_together(lesson):
    chance = random.Random(1)
    for _ in range(20):
        varied = vary(lesson, chance)
        lengths = {len(varied.passage.ids), len(varied.passage.origins)}
        assert lengths == {len(varied.paragraphs)}


def test_the_same_chance_varies_the_same_way(lesson):
    assert vary(lesson, random.Random(3)) == vary(lesson, random.Random(3))


def test_some_words_are_hidden(lesson):
    chance = random.Random(2)
    hidden = sum(
        vary(lesson, chance).passage.ids.count(marker("[MASK]")) for _ in range(20)
    )
    assert 0 < hidden < 0.2 * 20 * len(lesson.passage.ids)
