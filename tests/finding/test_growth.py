"""The work of finding grows in step with the length of an article.

Lines executed are counted, not seconds: the count is the same on every machine.
"""

from __future__ import annotations

import sys

import pytest

from sentiment.finding.people import find_speakers
from sentiment.finding.quotes import find_quotes
from sentiment.models import Article, Dating, Target

LENGTH = 16_000
# Twice the length is twice the work; the rest is for what is looked up the first time.
GROWTH = 2.25

SHAPES = {
    "marks side by side": '"a" ',
    "marks never closed": "“a ",
    "apostrophes": "'a ",
    "one name": "“I see it all now,” Ann Reed said. ",
    "a pronoun for somebody": "“I see it all now,” he said. Sam Reed nodded. ",
    "a pronoun for nobody here": "“I see,” he said. Ann Reed met Mary Lee at home. ",
    "an epithet": "“I see it all now,” the lawyer said. Ann Reed, a lawyer, nodded. ",
}


def work(text: str) -> int:
    """The lines of Python that finding quotes and speakers in `text` executes."""
    article = Article("a", text, Dating(None, None, "none"))
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        find_speakers(article, find_quotes(article), Target("Ann Reed"))
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("unit", SHAPES.values(), ids=SHAPES)
def test_work_grows_in_step_with_the_length(unit):
    once = unit * (LENGTH // len(unit))
    work(once)  # lists and weights are read, clues met for the first time
    assert work(once * 2) <= GROWTH * work(once)


def test_work_grows_in_step_with_the_number_of_people():
    def crowd(size):
        names = (
            f"Ann R{'abcdefghij'[i % 10]}{'klmnop'[i // 10 % 6]}{i}d"
            for i in range(size)
        )
        return " ".join(
            f"“I see,” {name}, the lawyer, said. “No,” he said." for name in names
        )

    work(crowd(200))
    assert work(crowd(400)) <= GROWTH * work(crowd(200))
