"""Article to quotes: what was said, and what only stands between marks."""

from __future__ import annotations

from sentiment.finding.kinds import kind_features
from sentiment.finding.marks import Marked, pair_marks
from sentiment.models import Article, Evidence, Kind, Quote
from sentiment.weights import Weights, logistic, read_weights, strongest, total

# Taking a title for something said puts words into somebody's mouth; missing one short
# fragment among many costs little. Speech is far more frequent, so it starts ahead.
SPEECH_AT_LEAST = 0.7


def find_quotes(article: Article) -> tuple[Quote, ...]:
    """Find what stands between quotation marks in an article, in order.

    Returns:
        Quotes of every kind; those of kind `speech` are the quotations. Spans are
        character offsets into `article.text`, never overlap, and leave the marks
        out. `evidence` names the features that decided the kind.
    """
    text = article.text
    stretches = marked_words(text)
    weights = read_weights("kind")
    quotes = []
    for pair, features in zip(stretches, kind_features(text, stretches), strict=True):
        kind, evidence = _judged(features, weights)
        name = f"{article.id}:{pair.inner.start}"
        quotes.append(Quote(name, pair.inner, pair.outer, kind, evidence))
    return tuple(quotes)


def marked_words(text: str) -> list[Marked]:
    """The stretches between marks that hold a word, or a sign such as an emoji."""
    return [pair for pair in pair_marks(text) if _has_word(pair.inner.of(text))]


def _has_word(inner: str) -> bool:
    return any(map(str.isalnum, inner)) or not inner.isascii()


def _judged(
    features: list[str] | None, weights: Weights
) -> tuple[Kind, tuple[Evidence, ...]]:
    if features is None:
        return Kind.SPEECH, (Evidence("kind:long"),)
    sure = logistic(total(weights, features))
    evidence = tuple(
        Evidence(f"kind:{feature}", round(pull, 3))
        for feature, pull in strongest(weights, features)
    )
    if sure >= SPEECH_AT_LEAST:
        return Kind.SPEECH, evidence
    return (Kind.TITLE if "title" in features else Kind.TERM), evidence
