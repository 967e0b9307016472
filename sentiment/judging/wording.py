"""What the quoted words themselves say: VADER, phrases, address, marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from sentiment.judging.cues import Tokens, find_cues, phrase_index, words_of
from sentiment.judging.framing import Feature
from sentiment.judging.setting import known_words
from sentiment.judging.vocabulary import Vocabulary
from sentiment.models import Span

# Below this VADER calls a text neutral; its authors' own threshold.
FLAT: Final = 0.05

_ADDRESS: Final = (("you", "says you"), ("third", "says she"), ("first", "says i"))

SHORT, LONG = 4, 35  # words; a fragment, and a statement that weighs things up


def read_wording(
    text: str,
    span: Span,
    tokens: Tokens,
    first: int,
    last: int,
    compound: float,
    names: frozenset[str],
    known: Vocabulary,
) -> list[Feature]:
    """Read the words of one quotation, tokens `first` to `last` of the article."""
    words = tokens.words[first:last]
    content = text[span.start : span.end]
    address = _address(content, words, names)
    found: list[Feature] = [(name, 1.0, span) for name in address]
    found += _tone(compound, span)
    found += _phrases(tokens, first, last, address)
    found += _marks(content, words, span)
    found += known_words(tokens, first, last, known.quoted)
    found += [
        (known.pairs[pair], 1.0, tokens.span(at, at + 2))
        for at, pair in enumerate(pairwise(words), first)
        if pair in known.pairs
    ]
    return found


def _tone(compound: float, span: Span) -> list[Feature]:
    if compound >= FLAT:
        return [("vader:positive", compound, span)]
    if compound <= -FLAT:
        return [("vader:negative", -compound, span)]
    return [("vader:flat", 1.0, span)]


def _phrases(
    tokens: Tokens, first: int, last: int, address: Sequence[str]
) -> list[Feature]:
    found: list[Feature] = []
    total = 0.0
    for hit in find_cues(tokens, phrase_index(), first, last):
        cue = hit.cue
        span = tokens.span(hit.first, hit.last)
        name = _phrase_feature(hit.negated, cue.stance, cue.strength)
        found.append((name, 1.0, span))
        found.append((cue.feature, 1.0, span))
        sign = 1.0 if cue.stance == "supportive" else -1.0
        total += -0.5 * sign * cue.strength if hit.negated else sign * cue.strength
    if not found:
        return [("phrase:none", 1.0, None)]
    side = "supportive" if total > 0 else "critical"
    if total:
        found.append((f"phrases:{side}", min(abs(total), 6.0) / 6, None))
        found += [(f"{name}:{side}", 1.0, None) for name in address]
    return found


@cache
def _phrase_feature(negated: bool, stance: str, strength: int) -> str:
    return f"phrase:{'not ' if negated else ''}{stance}:{strength}"


def _address(content: str, words: Sequence[str], names: frozenset[str]) -> list[str]:
    """Whom the words speak to or about: the target by name, you, she, nobody."""
    found = []
    if not names.isdisjoint(words) or _tagged(content, words, names):
        found.append("names target")
    for kind, name in _ADDRESS:
        if not words_of(kind).isdisjoint(words):
            found.append(name)
    return found or ["says nobody"]


def _tagged(content: str, words: Sequence[str], names: frozenset[str]) -> bool:
    """Whether a hashtag or a handle holds the target's name."""
    if "#" not in content and "@" not in content:
        return False
    tags = [word for word in words if word[0] in "#@"]
    return any(name in tag for tag in tags for name in names)


def _marks(content: str, words: Sequence[str], span: Span) -> list[Feature]:
    found = []
    if "?" in content:
        found.append("question")
        if words and words[0] in words_of("question"):
            found.append("question asked")
        if content.rstrip()[-1:] != "?":
            found.append("question inside")
    if "!" in content:
        found.append("exclamation")
    if "..." in content or "…" in content:
        found.append("trails off")
    if any(len(word) > 3 for word in filter(str.isupper, content.split())):
        found.append("capitals")
    if "#" in content:
        found.append("hashtag")
    if len(words) <= SHORT:
        found.append("short")
    elif len(words) > LONG:
        found.append("long")
    return [(name, 1.0, span) for name in found]
