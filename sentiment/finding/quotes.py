"""Article to quotes: what was said, and what only stands between marks."""

from __future__ import annotations

from typing import Final

from sentiment.finding.kinds import features_of, kind_clues
from sentiment.finding.marks import Marked, pair_marks
from sentiment.models import Article, Evidence, Kind, Quote
from sentiment.weights import Clue, Worth, logistic, read_weights, worth_under

# On 120 articles that nothing was fitted on, any probability between 0.45 and 0.75
# finds as many quotes (F1 within 0.002); a higher one takes fewer titles for them.
SPEECH_AT_LEAST: Final = 0.6
_LONG: Final = (Evidence("kind:long"),)


def find_quotes(article: Article) -> tuple[Quote, ...]:
    """Find what stands between quotation marks in an article, in order.

    Returns:
        Quotes of every kind; those of kind `speech` are the quotations. Spans are
        character offsets into `article.text`, never overlap, and leave the marks
        out. `evidence` names the features that decided the kind.
    """
    text = article.text
    stretches = marked_words(text)
    worth = worth_under(read_weights("kind"), "kind", features_of)
    quotes = []
    for pair, clues in zip(stretches, kind_clues(text, stretches), strict=True):
        kind, evidence = _judged(clues, worth)
        name = f"{article.id}:{pair.inner.start}"
        quotes.append(Quote(name, pair.inner, pair.outer, kind, evidence))
    return tuple(quotes)


def marked_words(text: str) -> list[Marked]:
    """The stretches between marks that hold a word, or a sign such as an emoji."""
    return [pair for pair in pair_marks(text) if _has_word(pair.inner.of(text))]


def _has_word(inner: str) -> bool:
    return any(map(str.isalnum, inner)) or not inner.isascii()


def _judged(
    clues: tuple[Clue, ...] | None, worth: Worth
) -> tuple[Kind, tuple[Evidence, ...]]:
    if clues is None:
        return Kind.SPEECH, _LONG
    evidence = worth.reasons(clues)
    if logistic(worth.score(clues)) >= SPEECH_AT_LEAST:
        return Kind.SPEECH, evidence
    titled = clues[0].startswith("title")
    return (Kind.TITLE if titled else Kind.TERM), evidence
