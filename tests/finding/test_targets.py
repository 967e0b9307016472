"""What articles are about is found where nobody says it."""

from __future__ import annotations

import pytest

from sentiment.finding.targets import find_target
from sentiment.reading.articles import read_articles

BODY = (
    "Mara Quill faced a backlash on Tuesday after she cancelled her tour.\n\n"
    "“I spent my savings on that ticket,” wrote Tom Ferris, a fan. "
    "Quill has not replied."
)


def test_find_target_of_the_seeds_is_the_actor(seed_folder):
    target = find_target(read_articles(seed_folder))
    assert target is not None
    assert target.name == "Alec Baldwin"
    assert target.found


def test_find_target_takes_who_the_lead_is_about(make_article):
    target = find_target([make_article(BODY)])
    assert target is not None
    assert target.name == "Mara Quill"


def test_find_target_gives_each_article_the_same_say(make_article):
    other = make_article("Ann Pike resigned. Pike was mayor. " * 40, id="b")
    articles = [make_article(BODY, id="1"), make_article(BODY, id="2"), other]
    target = find_target(articles)
    assert target is not None
    assert target.name == "Mara Quill"


@pytest.mark.parametrize("text", ["", "it rained all day and nobody came."])
def test_find_target_of_nobody_is_none(make_article, text):
    assert find_target([make_article(text)]) is None


def test_find_target_of_no_article_is_none():
    assert find_target([]) is None
