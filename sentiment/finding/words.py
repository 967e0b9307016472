"""The reporter's own words as tokens, each quote standing among them as one token.

Everything about speakers is read from this sequence: it says which words stand
between a mention and a quote without looking at what was quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sentiment.lexicons import lookup
from sentiment.models import Kind, Quote
from sentiment.text import fold

# What a spoken quote is covered by, its first character and the others: two quotes may
# touch. Neither means anything in a text, so one that holds them loses nothing.
_COVER, _COVERED = "\ue000", "\ue001"
_BARE = str.maketrans({_COVER: " ", _COVERED: " "})
_TOKEN = re.compile(
    rf"{_COVER}{_COVERED}*|\n\s*|[@#]?\w+(?:[-'/_]\w+|\.\w(?=\.))*|\.\.\.|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the word lists say of a single word."""

    function: dict[str, str]
    verb: dict[str, str]
    noun: dict[str, str]
    honorific: dict[str, str]
    given: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """The lists that tokens are looked up in, single words only, read once."""
    return Lexicon(
        lookup("function_words", "kind"),
        _single(lookup("reporting_verbs", "kind")),
        lookup("role_nouns", "role"),
        lookup("honorifics", "gender"),
        lookup("given_names", "gender"),
    )


def _single(forms: dict[str, str]) -> dict[str, str]:
    """Verbs of two words (hit back, chime in) are known by their first."""
    known: dict[str, str] = {}
    for form, kind in forms.items():
        first, _, rest = form.partition(" ")
        if rest:
            known.setdefault(first, "weak")
        else:
            known[first] = kind
    return known


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens in parallel lists: surface, lower case, offsets, class.

    A class is one character: `Q` a quote, `/` a paragraph's end, `V W C w` a
    reporting verb (said, wrote, called, weak), a lower-case letter for a function
    word, `N` a word with a capital, `n` any other, or the punctuation mark itself.
    """

    surface: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    tag: list[str]
    quote_at: list[int]

    def __len__(self) -> int:
        return len(self.surface)


_FUNCTION_TAGS = {
    "pronoun": "i", "article": "d", "possessive": "d", "indefinite": "s",
    "quantifier": "d", "ordinal": "d", "preposition": "p", "conjunction": "c",
    "relative": "r", "auxiliary": "x", "adverb": "a", "opener": "o",
}  # fmt: skip
_VERB_TAGS = {"said": "V", "wrote": "W", "called": "C", "weak": "w"}


@cache
def _tag_of(word: str) -> str | None:
    """The class of a lower-case word by the lists alone."""
    known = lexicon()
    function = known.function.get(word)
    if function is not None:
        return _FUNCTION_TAGS[function]
    verb = known.verb.get(word)
    return _VERB_TAGS[verb] if verb is not None else None


def read_words(text: str, quotes: Sequence[Quote]) -> Words:
    """Tokenise what the reporter wrote, `quotes` standing for themselves.

    Marks around titles and terms are passed over, so that a "dear pal" is read as
    the phrase that it is. `quote_at[k]` is the token of the k-th spoken quote.
    """
    covered = _covered(text, quotes)
    words = Words([], [], [], [], [], [])
    for match in _TOKEN.finditer(covered):
        token = match.group()
        lower, tag = _classed(token)
        if tag == "Q":
            words.quote_at.append(len(words.surface))
        elif tag in "VWCw" and token[0].isupper() and not _opens(words, lower):
            tag = "N"
        words.surface.append(token)
        words.lower.append(lower)
        words.start.append(match.start())
        words.end.append(match.end())
        words.tag.append(tag)
    return words


@lru_cache(maxsize=1 << 16)
def _classed(token: str) -> tuple[str, str]:
    """A token in lower case, and its class by the lists and its first character."""
    first, lower = token[0], token.lower()
    if first == _COVER:
        return token, "Q"
    if first == "\n":
        return token, "/"
    if first.isalnum() or (first in "@#" and len(token) > 1):
        capital = first.isupper() or first == "@"
        return lower, _tag_of(lower) or ("N" if capital else "n")
    return lower, first


def _opens(words: Words, lower: str) -> bool:
    """Whether a capital is owed to the sentence's beginning: "Asked why, …"."""
    before = words.tag[-1] if words.tag else "/"
    return before in "/.!?:Q" and lower not in lexicon().given


def _covered(text: str, quotes: Sequence[Quote]) -> str:
    """The folded text with quotes covered up, every character in its place."""
    folded = fold(text).translate(_BARE)
    parts: list[str] = []
    done = 0
    for quote in quotes:
        start, end = quote.marks
        parts.append(folded[done:start])
        if quote.kind is Kind.SPEECH:
            parts.append(_COVER + _COVERED * (end - start - 1))
        else:
            inner = folded[quote.span.start : quote.span.end]
            lead, trail = quote.span.start - start, end - quote.span.end
            parts.append(" " * lead + inner + " " * trail)
        done = end
    parts.append(folded[done:])
    return "".join(parts)
