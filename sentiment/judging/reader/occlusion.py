"""Which words moved the network: each hidden in turn, the change of its score kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sentiment.judging.reader.network import score_passage
from sentiment.judging.reader.passages import Passage, marker, read_passages
from sentiment.lexicons import small_words
from sentiment.models import Article, Evidence, Quote, Span, Target
from sentiment.text import fold

# Words further from the quotation than so many pieces are not tried.
REACH = 60
RULE = "reader:word"
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def occlude(
    article: Article, quotes: Sequence[Quote], target: Target | None, number: int
) -> list[Evidence]:
    """Hide each telling word in and around a quotation and see what that changes.

    Returns:
        One `Evidence` a word, hardest pull first: how much further the network leans
        toward support (positive) or criticism (negative) because the word stands
        there, in half log-odds. Costs one run of the network a word.

    Raises:
        JudgeUnavailable: the network cannot be run on this machine.
    """
    for passage in read_passages(article, quotes, target):
        if number in passage.quotes:
            found = list(_pulls(article, passage, passage.quotes.index(number)))
            return sorted(found, key=lambda one: (-abs(one.pull), one.span))
    raise IndexError(f"there is no quotation {number}")


def _pulls(article: Article, passage: Passage, at: int) -> Iterator[Evidence]:
    whole = _side(passage, at)
    start, end = passage.spans[at]
    near = Span(max(0, start - REACH), min(len(passage.ids), end + REACH))
    for word, places in _words(article.text, passage, near):
        pull = whole - _side(_hidden(passage, places), at)
        yield Evidence(RULE, round(pull, 4), word)


def _words(text: str, passage: Passage, near: Span) -> Iterator[tuple[Span, list[int]]]:
    """Each telling word of a stretch with the places of its pieces.

    Marks and small words hold a sentence together: what hiding them changes says
    nothing of what they mean.
    """
    shown = [(o, at) for at in range(*near) if (o := passage.origins[at]) is not None]
    if not shown:
        return
    starts = [origin.start for origin, _ in shown]
    for match in _WORD.finditer(text, min(starts), max(o.end for o, _ in shown)):
        if fold(match[0]).lower() in small_words():
            continue
        places = [at for o, at in shown if match.start() <= o.start < match.end()]
        if places:
            yield Span(*match.span()), places


def _hidden(passage: Passage, places: Sequence[int]) -> Passage:
    ids = list(passage.ids)
    for place in places:
        ids[place] = marker("[MASK]")
    return replace(passage, ids=tuple(ids))


def _side(passage: Passage, at: int) -> float:
    supportive, critical, _ = score_passage(passage)[at].stance
    return (supportive - critical) / 2
