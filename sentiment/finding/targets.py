"""What the articles are about: the target, where nobody says so.

The name that headlines and leads hold most often, over all the articles given. It is
always reported as found, never taken for given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from sentiment.finding.mentions import find_mentions
from sentiment.finding.names import Cast
from sentiment.finding.quotes import find_quotes
from sentiment.finding.words import read_words
from sentiment.models import Article, Target
from sentiment.text import fold

# What the headline, the lead and each mention are worth; the lead is the first two
# paragraphs that are long enough not to be a byline.
HEADLINE, LEAD, BODY = 4.0, 2.0, 0.5
_LEAD_LENGTH: Final = 60
# More mentions than this say nothing new about what an article is about.
_ENOUGH: Final = 6


def find_target(articles: Iterable[Article]) -> Target | None:
    """Find the name that most of the articles' headlines and leads are about.

    Each article has the same say, however long it is. Returns None where no article
    names anybody. `aliases` are the shorter forms of the name that occur.
    """
    say: defaultdict[str, float] = defaultdict(float)
    short: dict[str, set[str]] = {}
    for article in articles:
        scores = _prominence(article)
        whole = sum(scores.values()) or 1.0
        for name, score in scores.items():
            say[name] += score / whole
            short.setdefault(name.split()[-1].lower(), set()).add(name)
    if not say:
        return None
    # Surnames and full names of different articles stand for the same person.
    merged: defaultdict[str, float] = defaultdict(float)
    for name, score in say.items():
        fullest = max(
            short[name.split()[-1].lower()],
            key=lambda full: (len(full.split()), say[full], full),
        )
        merged[fullest] += score
    best = min(merged, key=lambda name: (-merged[name], name))
    return Target(best, aliases=_aliases(best, say), found=True)


def _aliases(best: str, names: Iterable[str]) -> tuple[str, ...]:
    last = best.split()[-1]
    return tuple(sorted(name for name in names if name != best and name.endswith(last)))


def _prominence(article: Article) -> dict[str, float]:
    """How much each name of an article stands out, names of one mention left out.

    A headline's capitals say nothing, so that a name must stand in the text as well.
    """
    words = read_words(article.text, find_quotes(article))
    cast = Cast(words, find_mentions(words), None)
    headline = fold(article.title or "").lower()
    lead = _lead_end(article.text)
    scores: dict[str, float] = {}
    for entity in cast.entities:
        count = len(entity.mentions) + entity.owns
        head = bool(headline) and entity.tokens[-1] in headline
        if entity.name[:1] == "@" or count + 2 * head < 2:
            continue
        first = cast.first_mention(entity).span.start
        scores[entity.name] = (
            BODY * min(_ENOUGH, count) + HEADLINE * head + LEAD * (first < lead)
        )
    return scores


def _lead_end(text: str) -> int:
    end, left = 0, 2
    for line in text.splitlines(keepends=True):
        end += len(line)
        left -= len(line.strip()) >= _LEAD_LENGTH
        if not left:
            break
    return end
