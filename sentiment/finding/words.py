"""The reporter's own words as tokens, each quote standing among them as one token.

Everything about speakers is read from this sequence: it says which words stand
between a mention and a quote without looking at what was quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from sentiment.lexicons import lookup
from sentiment.models import Kind, Quote
from sentiment.text import fold

# What a spoken quote is covered by, its first character and the others: two quotes may
# touch. Neither means anything in a text, so one that holds them loses nothing.
_COVER, _COVERED = "\ue000", "\ue001"
_WORD = r"\w+(?:[-'/_]\w+|\.\w(?=\.))*"
_TOKEN = re.compile(rf"({_WORD}|\n\s*|\.\.\.|{_COVER}{_COVERED}*|[@#]{_WORD}|[^\w\s])")
# So many different tokens are remembered; beyond, it begins anew.
_REMEMBERED = 1 << 15


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the word lists say of a single word."""

    function: dict[str, str]
    verb: dict[str, str]
    noun: dict[str, str]
    honorific: dict[str, str]
    given: dict[str, str]
    press: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """The lists that tokens are looked up in, single words only, read once."""
    return Lexicon(
        lookup("function_words", "kind"),
        _single(lookup("reporting_verbs", "kind")),
        lookup("role_nouns", "role"),
        lookup("honorifics", "gender"),
        lookup("given_names", "gender"),
        lookup("press_words", "kind"),
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
    """Tokens in parallel sequences: surface, lower case, offsets, classes.

    Classes are one character a token, so that a stretch of them is a string.

    `tag`: `Q` a quote, `/` a paragraph's end, `V W C w` a reporting verb (said, wrote,
    called, weak), a lower-case letter for a function word, `N` a word with a capital,
    `n` any other, or the punctuation mark itself.

    `role`: `r` a role noun, `p` one as a possessive or the end of one of two words.

    `begin`: `B` where a phrase may begin, `H` at a handle, `R` at a role noun or an
    age, `n` at another plain word, with which one begins that has a noun further on.
    """

    surface: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    tag: str
    role: str
    begin: str
    quote_at: list[int]

    def __len__(self) -> int:
        return len(self.surface)


_FUNCTION_TAGS = {
    "pronoun": "i", "article": "d", "possessive": "d", "indefinite": "s",
    "quantifier": "d", "ordinal": "d", "preposition": "p", "conjunction": "c",
    "relative": "r", "auxiliary": "x", "adverb": "a", "opener": "o",
}  # fmt: skip
_VERB_TAGS = {"said": "V", "wrote": "W", "called": "C", "weak": "w"}
# Reporting verbs with a capital: names, unless the capital is owed to the sentence's
# beginning ("Asked why, …"). No other token has a digit for its class.
_CAPITAL_VERBS = {"V": "1", "W": "2", "C": "3", "w": "4"}
_AMID_SENTENCE = re.compile(r"[1-4](?<=[^/.!?:Q].)")
_QUOTE = re.compile("Q")


def read_words(text: str, quotes: Sequence[Quote]) -> Words:
    """Tokenise what the reporter wrote, `quotes` standing for themselves.

    Marks around titles and terms are passed over, so that a "dear pal" is read as
    the phrase that it is. `quote_at[k]` is the token of the k-th spoken quote.
    """
    # Gaps and tokens take turns, so that every second offset begins or ends a token.
    parts = _TOKEN.split(_covered(text, quotes))
    offsets = list(accumulate(map(len, parts)))
    surface = parts[1::2]
    classes = "".join(map(_CLASSES.__getitem__, surface))
    tag = _AMID_SENTENCE.sub("N", classes[::3])
    for verb, digit in _CAPITAL_VERBS.items():
        tag = tag.replace(digit, verb)
    return Words(
        surface,
        list(map(str.lower, surface)),
        offsets[:-1:2],
        offsets[1::2],
        tag,
        classes[1::3],
        classes[2::3],
        [match.start() for match in _QUOTE.finditer(tag)],
    )


class _Classes(dict[str, str]):
    """Tokens to their three classes, remembered: articles share most of their words."""

    def __missing__(self, token: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        classes = self[token] = _tag(token) + _role(token.lower()) + _begin(token)
        return classes


_CLASSES = _Classes()


def _tag(token: str) -> str:
    first, lower = token[0], token.lower()
    if first == _COVER:
        return "Q"
    if first == "\n":
        return "/"
    if not first.isalnum() and (first not in "@#" or len(token) == 1):
        return first
    known = lexicon()
    capital = first.isupper() or first == "@"
    if lower in known.function:
        return _FUNCTION_TAGS[known.function[lower]]
    if lower not in known.verb:
        return "N" if capital else "n"
    tag = _VERB_TAGS[known.verb[lower]]
    if not first.isupper():
        return tag
    return "N" if lower in known.given else _CAPITAL_VERBS[tag]


def _role(lower: str) -> str:
    """Whether a word is a role noun, or with others."""
    nouns = lexicon().noun
    if lower in nouns:
        return "r"
    bare = lower.removesuffix("'s")
    return "p" if bare in nouns or bare in _last_words() else "-"


@cache
def _last_words() -> frozenset[str]:
    """The words that role nouns of several words end with."""
    return frozenset(noun.split()[-1] for noun in lexicon().noun if " " in noun)


def _begin(token: str) -> str:
    lower, tag = token.lower(), _tag(token)
    if lower in lexicon().noun or (tag == "n" and lower.endswith("-year-old")):
        return "R"
    if tag == "n":
        return "H" if lower[:2] in ("u/", "r/") else "n"
    return "B" if tag in "Nids1234" else "-"


def _covered(text: str, quotes: Sequence[Quote]) -> str:
    """The folded text with quotes covered up, every character in its place."""
    folded = fold(text).replace(_COVER, " ").replace(_COVERED, " ")
    parts: list[str] = []
    done = 0
    for quote in quotes:
        span, (start, end) = quote.span, quote.marks
        parts.append(folded[done:start])
        if quote.kind is Kind.SPEECH:
            parts.append(_COVER + _COVERED * (end - start - 1))
        else:
            lead, trail = span.start - start, end - span.end
            parts.append(" " * lead + folded[span.start : span.end] + " " * trail)
        done = end
    parts.append(folded[done:])
    return "".join(parts)
