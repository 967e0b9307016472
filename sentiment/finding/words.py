"""The reporter's own words as tokens, each quote standing among them as one token.

Everything about speakers is read from this sequence: it says which words stand
between a mention and a quote without looking at what was quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from sentiment.lexicons import lookup
from sentiment.models import Kind, Quote
from sentiment.text import fold_article, places, token_spans

# A word with what belongs to it: co-star, u/ann_pike, U.S, 92,000, 7.30pm.
_WORD: Final = r"\w+(?:[-'/_]\w+|\.\w(?=\.)|(?<=\d)[.,:]\d\w*)*"
_TOKEN: Final = re.compile(rf"{_WORD}|\.\.\.|[@#]{_WORD}|[^\w\s]")
# So many different chunks are remembered, of those that are short enough to come again;
# beyond, it begins anew.
_REMEMBERED, _SHORT = 1 << 16, 24


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the word lists say of a single word."""

    function: dict[str, str]
    verb: dict[str, str]
    noun: dict[str, str]
    honorific: dict[str, str]
    given: dict[str, str]
    gendered: dict[str, str]
    press: dict[str, str]


# Asked for hundreds of times an article, which no cache is fast enough for.
_READ: Final[list[Lexicon]] = []


def lexicon() -> Lexicon:
    """The lists that tokens are looked up in, single words only, read once."""
    if not _READ:
        _READ.append(
            Lexicon(
                lookup("function_words", "kind"),
                _single(lookup("reporting_verbs", "kind")),
                lookup("role_nouns", "role"),
                lookup("honorifics", "gender"),
                lookup("given_names", "gender"),
                lookup("gendered_nouns", "gender"),
                lookup("press_words", "kind"),
            )
        )
    return _READ[0]


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


# A token as it stands, in lower case, and its three classes in a row, see `Words`. The
# same tuple each time that the token is met, so that an article has few objects of its
# own.
Token = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens in parallel sequences: in lower case, where they begin, classes.

    Classes are one character a token, so that a stretch of them is a string.

    `tag`: `Q` a quote, `/` a paragraph's end, `V W C w` a reporting verb (said, wrote,
    called, weak), a lower-case letter for a function word, `N` a word with a capital,
    `n` any other, or the punctuation mark itself.

    `role`: `r` a role noun, `p` one as a possessive or the end of one of two words.

    `begin`: `B` where a phrase may begin, `H` at a handle, `R` at a role noun or an
    age, `n` at another plain word, with which one begins that has a noun further on.
    """

    tokens: list[Token]
    lower: list[str]
    start: list[int]
    tag: str
    role: str
    begin: str
    quote_at: list[int]

    def __len__(self) -> int:
        return len(self.tokens)

    def surface(self, number: int) -> str:
        """A token as it stands."""
        return self.tokens[number][0]

    def end(self, number: int) -> int:
        """Where a token ends that is no quote."""
        return self.start[number] + len(self.surface(number))


_FUNCTION_TAGS: Final = {
    "pronoun": "i", "article": "d", "possessive": "d", "indefinite": "s",
    "quantifier": "d", "ordinal": "d", "preposition": "p", "conjunction": "c",
    "relative": "r", "auxiliary": "x", "adverb": "a", "opener": "o",
}  # fmt: skip
_VERB_TAGS: Final = {"said": "V", "wrote": "W", "called": "C", "weak": "w"}
# Reporting verbs with a capital: names, unless the capital is owed to the sentence's
# beginning ("Asked why, …"). No other token has a digit for its class.
_CAPITAL_VERBS: Final = {"V": "1", "W": "2", "C": "3", "w": "4"}
_AMID_SENTENCE: Final = re.compile(r"[1-4](?<=[^/.!?:Q].)")


def read_words(text: str, quotes: Sequence[Quote]) -> Words:
    """Tokenise what the reporter wrote, `quotes` standing for themselves.

    Marks around titles and terms are passed over, so that a "dear pal" is read as
    the phrase that it is. `quote_at[k]` is the token of the k-th spoken quote.
    """
    folded, tokens = _dashes_kept(text, fold_article(text)), _Tokens()
    places: list[int] = []
    done = 0
    for quote in quotes:
        marks, span = quote.marks, quote.span
        tokens.cut(folded[done : marks.start], done)
        if quote.kind is Kind.SPEECH:
            places.append(len(tokens.found))
            tokens.add(_SPOKEN, marks.start)
        else:
            tokens.cut(folded[span.start : span.end], span.start)
        done = marks.end
    tokens.cut(folded[done:], done)
    lower = [token[1] for token in tokens.found]
    classes = "".join([token[2] for token in tokens.found])
    tag = classes[::3]
    for verb, digit in _CAPITAL_VERBS.items():
        if digit in tag:
            tag = _AMID_SENTENCE.sub("N", tag).replace(digit, verb)
    return Words(
        tokens.found, lower, tokens.start,
        tag, classes[1::3], _with_labels(classes[2::3], tag, lower), places,
    )  # fmt: skip


def _dashes_kept(text: str, folded: str) -> str:
    """The folded text with the dashes of `text` that stand between two words.

    A dash without blanks parts words, which a hyphen joins.
    """
    kept, done = [], 0
    for dash in places(text, "—"):
        if _in_word(text[dash - 1 : dash]) and _in_word(text[dash + 1 : dash + 2]):
            kept += [folded[done:dash], "—"]
            done = dash + 1
    return "".join([*kept, folded[done:]]) if kept else folded


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _with_labels(begin: str, tag: str, lower: Sequence[str]) -> str:
    """Where phrases may begin, the handles that label a quote among them.

    A paragraph of one word, a colon and a quote: the word is a handle, as in a list of
    comments (dave_84: "Nope"), unless it is short (q: "Why?") or a number.
    """
    for at in places(tag, "n:Q"):
        leads = (not at or tag[at - 1] == "/") and begin[at] == "n"
        if leads and len(lower[at]) > 2 and any(map(str.isalpha, lower[at])):
            begin = f"{begin[:at]}H{begin[at + 1 :]}"
    return begin


# What stands between two blanks, cut into tokens, and where in it they begin. Plain
# tuples, of which a great many are remembered: nothing in them has to be looked at by
# the garbage collector.
_Chunk = tuple[tuple[Token, ...], tuple[int, ...]]

# Chunks are remembered by what they say, as articles share most of theirs; those that
# are one token as they stand by themselves.
_CHUNKS: Final[dict[str, _Chunk]] = {}
_WHOLE: Final[dict[str, Token]] = {}
# The classes of tokens, each met once.
_SHARED: Final[dict[str, str]] = {}
_LINE_END: Final[_Chunk] = ((("\n", "\n", "/--"),), (0,))
_SPOKEN: Final[_Chunk] = ((('"', '"', "Q--"),), (0,))


def _cut_up(text: str) -> _Chunk:
    """The tokens of a chunk, which is remembered."""
    spans = token_spans(text, _TOKEN)
    tokens = tuple([_token(text[at:end]) for at, end in spans])
    chunk = tokens, tuple([at for at, _ in spans])
    if len(text) <= _SHORT:
        if len(_CHUNKS) + len(_WHOLE) >= _REMEMBERED:
            _CHUNKS.clear()
            _WHOLE.clear()
        if spans == [(0, len(text))]:
            _WHOLE[text] = tokens[0]
        else:
            _CHUNKS[text] = chunk
    return chunk


def _token(surface: str) -> Token:
    lower = surface.lower()
    classes = _classes(surface, lower)
    # One object for both where it can be, and one for all of the same classes: what is
    # in fewer places is fetched sooner.
    shared = _SHARED.setdefault(classes, classes)
    return surface, surface if lower == surface else lower, shared


class _Tokens:
    """The tokens of an article as they are found, and where they begin."""

    def __init__(self) -> None:
        self.found: list[Token] = []
        self.start: list[int] = []

    def cut(self, text: str, at: int) -> None:
        """Take in the tokens of a stretch that begins at `at`.

        Line breaks with nothing but blanks between them are one token.
        """
        found, start = self.found, self.start
        broken = -1
        for number, line in enumerate(text.split("\n")):
            if number and broken < 0:
                broken = at - 1
            for piece in line.split(" "):
                if piece:
                    if broken >= 0 and not piece.isspace():
                        self.add(_LINE_END, broken)
                        broken = -1
                    whole = _WHOLE.get(piece)
                    if whole is None:
                        self.add(_CHUNKS.get(piece) or _cut_up(piece), at)
                    else:
                        found.append(whole)
                        start.append(at)
                at += len(piece) + 1
        if broken >= 0:
            self.add(_LINE_END, broken)

    def add(self, chunk: _Chunk, at: int) -> None:
        """Take in the tokens of a chunk that begins at `at`."""
        tokens, starts = chunk
        # One or two mostly, which are taken in faster so than together.
        for token in tokens:
            self.found.append(token)
        for offset in starts:
            self.start.append(at + offset)


def _classes(token: str, lower: str) -> str:
    """The three classes of a token."""
    tag = _tag(token, lower)
    return tag + _role(lower) + _begin(tag, lower)


def _tag(token: str, lower: str) -> str:
    first = token[0]
    if not first.isalnum() and (first not in "@#" or len(token) == 1):
        return "-" if first == "—" else first
    known = lexicon()
    if lower in known.function:
        return _FUNCTION_TAGS[known.function[lower]]
    capital = first.isupper() or first == "@"
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


def _begin(tag: str, lower: str) -> str:
    if lower in lexicon().noun or (tag == "n" and lower.endswith("-year-old")):
        return "R"
    if tag == "n":
        return "H" if lower[:2] in ("u/", "r/") else "n"
    return "B" if tag in "Nids1234" else "-"
