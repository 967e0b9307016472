"""Article to quotes: what was said, and what only stands between marks.

A small logistic model over the form of the words and their neighbours tells speech
from titles of works, nicknames and scare quotes. Its weights, their source and their
figures: `sentiment/data/README.md`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from sentiment.finding.marks import Marked, pair_marks
from sentiment.lexicons import alternation, lookup
from sentiment.models import Article, Evidence, Kind, Quote
from sentiment.text import fold
from sentiment.weights import logistic, read_weights, strongest, total

# Chosen so that the share of titles and terms taken for speech stays low; speech is
# far more frequent and far surer, so that it loses next to nothing.
SPEECH_AT_LEAST = 0.82

_WORD = re.compile(r"[@#]?\w+(?:['-]\w+)*")
_BEFORE = re.compile(r"([@#]?\w+(?:['-]\w+)*)?(\W*)\Z")
_AFTER = re.compile(r"(\W*)([@#]?\w+(?:['-]\w+)*)?")
_PERSONAL = frozenset(
    {"i", "i'm", "i've", "i'd", "i'll", "me", "my", "we", "we're", "our", "us", "you",
     "you're", "your", "it's", "he's", "she's", "don't", "can't", "isn't", "this"}
)  # fmt: skip
_SMALL = frozenset(
    {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "with", "by"}
)
# Titles and terms are short; a verb of speech near a short stretch tells more.
SHORT = 28
# How far the words around a quote are read.
_REACH = 48


def find_quotes(article: Article) -> tuple[Quote, ...]:
    """Find what stands between quotation marks in an article, in order.

    Returns:
        Quotes of every kind; those of kind `speech` are the quotations. Spans are
        character offsets into `article.text`, never overlap, and leave the marks
        out. `evidence` names the features that decided the kind.
    """
    stretches = [pair for pair in pair_marks(article.text) if _has_word(pair, article)]
    weights = read_weights("kind")
    quotes = []
    for pair, features in zip(
        stretches, kind_features(article.text, stretches), strict=True
    ):
        sure = logistic(total(weights, features))
        speech = sure >= SPEECH_AT_LEAST
        evidence = tuple(
            Evidence(f"kind:{feature}", round(pull, 3))
            for feature, pull in strongest(weights, features)
        )
        quotes.append(
            Quote(
                f"{article.id}:{pair.inner.start}",
                pair.inner,
                pair.outer,
                Kind.SPEECH if speech else _unspoken(features),
                evidence,
            )
        )
    return tuple(quotes)


def _has_word(pair: Marked, article: Article) -> bool:
    return any(map(str.isalnum, pair.inner.of(article.text))) or not any(
        map(str.isascii, pair.inner.of(article.text))
    )


def _unspoken(features: Sequence[str]) -> Kind:
    titled = "form:title" in features or "before:work" in features
    return Kind.TITLE if titled else Kind.TERM


def kind_features(text: str, stretches: Sequence[Marked]) -> list[list[str]]:
    """The features by which the kind of each stretch is told."""
    folded = fold(text)
    singles = sum(pair.single for pair in stretches)
    minor = singles * 2 < len(stretches)
    repeated = Counter(_plain(pair.inner.of(folded)) for pair in stretches)
    rows = []
    for pair in stretches:
        features = _form(pair.inner.of(folded))
        features += _surroundings(folded, pair)
        if pair.single and minor:
            features.append("marks:minor")
            features.append("marks:minor|" + features[0])
        if repeated[_plain(pair.inner.of(folded))] > 1:
            features.append("repeated|" + features[0])
        if not pair.closed:
            features.append("marks:unclosed")
        rows.append(features)
    return rows


def _plain(inner: str) -> str:
    return inner.strip(" .,!?").lower()


def _form(inner: str) -> list[str]:
    """What the words between the marks look like on their own."""
    words = _WORD.findall(inner[:240])
    count = len(words)
    size = str(count) if count < 4 else "4" if count < 6 else "6" if count < 9 else "9"
    features = [f"words:{size}", "bias"]
    lower = [word.lower() for word in words]
    if any(word in _PERSONAL for word in lower):
        features.append("form:personal")
    last = inner[-1:]
    if last in ".!?,":
        features.append(f"ends:{last}")
        if count < 4:
            features.append(f"short|ends:{last}")
    if re.search(r"[.!?,;:] ", inner):
        features.append("form:inner_stop")
    first = inner[:1]
    telling = [word for word in words if word.lower() not in _SMALL]
    if telling and all(word[:1].isupper() or word[:1] == "#" for word in telling):
        features.append("form:title")
        features.append(f"form:title|{min(count, 5)}")
        features.append(f"form:title|ends:{last if last in '.!?,' else ''}")
        if "form:personal" in features:
            features.append("form:title|personal")
    elif first.isupper():
        features.append("form:upper")
    else:
        features.append("form:lower")
        features.append(f"form:lower|{size}")
    return features


def _surroundings(folded: str, pair: Marked) -> list[str]:
    """What stands before and after, in the same paragraph."""
    start, end = pair.outer
    before = folded[max(0, start - _REACH) : start].rpartition("\n")[2]
    after = folded[end : end + _REACH].partition("\n")[0]
    features = []
    left = _BEFORE.search(before)
    word, stop = (left.group(1) or "", left.group(2)) if left else ("", "")
    right = _AFTER.match(after)
    stop_after, word_after = (
        (right.group(1), right.group(2) or "") if right else ("", "")
    )
    side_left = _side(word, stop[:1].strip())
    features.append(f"before:{side_left}")
    if not word and not stop.strip():
        features.append("at:start")
    side_right = _side(word_after, stop_after.strip()[:1])
    features.append(f"after:{side_right}")
    features.append(f"around:{side_left}|{side_right}")
    cue = _cues().search(before)
    if cue is not None:
        features.append("before:cue")
    if word.lower() in _works() and not stop.strip():
        features.append("before:work")
    if word_after.lower() in _works() and not stop_after.strip():
        features.append("after:work")
    words_before = [known.lower() for known in _WORD.findall(before)]
    near = set(words_before)
    closest = {_verbs()[known] for known in words_before[-5:] if known in _verbs()}
    features.extend(f"verb_near:{kind}" for kind in sorted(closest))
    far = {known.lower() for known in _WORD.findall(after)}
    for side, seen in (("left", near), ("right", far)):
        kinds = {_verbs()[known] for known in seen if known in _verbs()}
        features.extend(f"verb_{side}:{kind}" for kind in sorted(kinds))
    heard = [feature for feature in features if feature.startswith("verb_")]
    if not heard:
        heard = ["verb:none"]
        features += heard
    if pair.inner.end - pair.inner.start <= SHORT:
        features.append(f"short|around:{side_left}|{side_right}")
        features.extend(f"short|{verb}" for verb in heard)
        features.extend(f"short|before:{side_left}|{verb}" for verb in heard)
        features.extend(f"short|near:{kind}|{side_right}" for kind in sorted(closest))
    return features


def _side(word: str, stop: str) -> str:
    """What kind of word or mark stands next to the quote."""
    if stop:
        return stop
    lower = word.lower()
    if not lower:
        return "edge"
    if lower in ("as", "a", "the", "of", "her", "his", "its", "their", "and", "was",
                 "is", "by", "to", "it", "that", "him", "for", "with", "in", "on",
                 "an", "being", "from"):  # fmt: skip
        return lower
    verb = _verbs().get(lower)
    if verb:
        return verb
    function = _functions().get(lower)
    if function:
        return function
    return "Name" if word[:1].isupper() else "word"


@cache
def _verbs() -> dict[str, str]:
    return lookup("reporting_verbs", "kind")


@cache
def _functions() -> dict[str, str]:
    return lookup("function_words", "kind")


@cache
def _works() -> frozenset[str]:
    return frozenset(lookup("work_nouns", "example"))


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(lookup('term_cues', 'cue'))})\W*\Z", re.I)
