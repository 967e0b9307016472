"""One pass over an article that finds every entry of the stance word lists.

The text is folded, lowered and cut into tokens once; an entry is looked up by its
first two tokens, so the cost does not grow with the length of the lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from sentiment.lexicons import SCHEMAS, Row, forms_of, read_lexicon
from sentiment.text import fold_article, token_spans

# Words with inner apostrophes and hashtags are one token, hyphens separate two, an
# emoji stands alone; other marks are no tokens.
_TOKEN: Final = re.compile(r"[#@]?\w+(?:'\w+)*|[^\x00-\x7f]")

# So many different chunks are remembered, of those that are short enough to come again;
# beyond, it begins anew.
CHUNKS, SHORT = 1 << 16, 24

# How far before a cue a negation still reaches it: "not the most popular choice".
NEGATION_REACH: Final = 5

# So many names of targets are remembered; articles share theirs.
REMEMBERED: Final = 1000


# A span before it is known whether anybody wants it: most reasons are too weak to tell.
Edges = tuple[int, int]


class Cue(NamedTuple):
    """One entry of a list: what it says when it fires, and its name as a feature."""

    feature: str
    stance: str
    strength: int
    scope: str


class Hit:
    """A cue that fired on the tokens from `first` up to `last`, `last` not included."""

    # No tuple: an article has dozens, which are made faster so.
    def __init__(self, cue: Cue, first: int, last: int, negated: bool) -> None:
        self.cue = cue
        self.first = first
        self.last = last
        self.negated = negated


class Options(NamedTuple):
    """What may begin with a token: a cue of this one token, or those that go on.

    `longer` maps the second token to the tokens after it, the longest first.
    """

    alone: Cue | None
    longer: dict[str, list[tuple[list[str], Cue]]]


Index = dict[str, Options]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in lower case without apostrophes, and where they stand.

    `sizes` are of what stands in the text, apostrophes included.
    """

    words: list[str]
    starts: list[int]
    sizes: list[int]

    def span(self, first: int, last: int) -> Edges:
        """The characters from token `first` up to token `last`."""
        return self.starts[first], self.starts[last - 1] + self.sizes[last - 1]


def tokenize(text: str, parts: Sequence[Edges] | None = None) -> Tokens:
    """Cut `text` into tokens; typography, case and apostrophes make no difference.

    Args:
        text: what the offsets point into.
        parts: the stretches to cut, in order and apart; all of it if left out.

    >>> tokenize("It’s tone-deaf, LOL").words
    ['its', 'tone', 'deaf', 'lol']
    """
    folded = fold_article(text)
    words: list[str] = []
    starts: list[int] = []
    sizes: list[int] = []
    for start, end in [(0, len(text))] if parts is None else parts:
        at = start
        for line in folded[start:end].split("\n"):
            for piece in line.split(" "):
                whole = _WHOLE.get(piece)
                if whole is not None:
                    words.append(whole)
                    starts.append(at)
                    sizes.append(len(piece))
                elif piece:
                    found, begin, lengths = _CHUNKS.get(piece) or _cut_up(piece)
                    # One or two mostly, which are taken in faster so than together.
                    for word in found:
                        words.append(word)
                    for offset in begin:
                        starts.append(at + offset)
                    for size in lengths:
                        sizes.append(size)
                at += len(piece) + 1
    return Tokens(words, starts, sizes)


# The tokens of what stands between two blanks, where they begin, and their sizes.
_Chunk = tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]

# Chunks are remembered by what they say, as articles share most of theirs; those that
# are one token as they stand by its word.
_CHUNKS: Final[dict[str, _Chunk]] = {}
_WHOLE: Final[dict[str, str]] = {}


def _cut_up(text: str) -> _Chunk:
    """The tokens of a chunk, which is remembered."""
    spans = token_spans(text, _TOKEN)
    words = tuple([_word(text[at:end]) for at, end in spans])
    chunk = (
        words,
        tuple([at for at, _ in spans]),
        tuple([end - at for at, end in spans]),
    )
    if len(text) <= SHORT:
        if len(_CHUNKS) + len(_WHOLE) >= CHUNKS:
            _CHUNKS.clear()
            _WHOLE.clear()
        if spans == [(0, len(text))]:
            _WHOLE[text] = words[0]
        else:
            _CHUNKS[text] = chunk
    return chunk


def _word(surface: str) -> str:
    word = surface.replace("'", "").lower()
    # One object for both where it can be, which is fetched once.
    return surface if word == surface else word


@lru_cache(maxsize=REMEMBERED)
def words_in(text: str) -> tuple[str, ...]:
    """The tokens of a short text that comes again and again, such as a name."""
    return tuple(tokenize(text).words)


def find_cues(tokens: Tokens, index: Index, first: int, last: int) -> list[Hit]:
    """The cues of `index` from token `first` up to `last`, none overlapping.

    Of several that begin with one token the longest counts.
    """
    words = tokens.words
    negators = words_of("negator")
    hits: list[Hit] = []
    free = first
    for at in range(first, last):
        options = index.get(words[at])
        if options is None or at < free:
            continue
        cue, longer = options
        end = at + 1
        if longer and end < last and (followers := longer.get(words[end])):
            for rest, other in followers:
                stop = at + 2 + len(rest)
                if stop <= last and (not rest or words[at + 2 : stop] == rest):
                    cue, end = other, stop
                    break
        if cue:
            before = words[max(first, at - NEGATION_REACH) : at]
            hits.append(Hit(cue, at, end, not negators.isdisjoint(before)))
            free = end
    return hits


@cache
def framing_index() -> Index:
    """The cues of `framing_cues.csv`: the reporter's words around quotations."""
    schema = SCHEMAS["framing_cues"]
    return _index(
        (form, Cue(f"cue:{row['cue']}", *_sense(row), row["scope"]))
        for row in read_lexicon("framing_cues")
        for form in forms_of(row, schema)
    )


@cache
def phrase_index() -> Index:
    """The entries of `stance_phrases.csv`: what speakers say inside quotations."""
    return _index(
        (form, Cue(f"phrase={row['phrase']}", *_sense(row), "phrase"))
        for row in read_lexicon("stance_phrases")
        for form in _contracted(row["phrase"])
    )


def _sense(row: Row) -> tuple[str, int]:
    return row["stance"], int(float(row["strength"]))


def _contracted(phrase: str) -> Iterator[str]:
    """The phrase, and where it begins with "not" its contractions: isn't funny."""
    yield phrase
    if phrase.startswith("not "):
        for word in words_of("negator"):
            if word.endswith("nt"):
                yield word + phrase.removeprefix("not")


def _index(entries: Iterable[tuple[str, Cue]]) -> Index:
    alone: dict[str, Cue] = {}
    longer: dict[str, dict[str, list[tuple[list[str], Cue]]]] = {}
    for form, cue in entries:
        first, *rest = tokenize(form).words
        if rest:
            second = longer.setdefault(first, {}).setdefault(rest[0], [])
            second.append((rest[1:], cue))
        else:
            alone.setdefault(first, cue)
    for seconds in longer.values():
        for going_on in seconds.values():
            going_on.sort(key=lambda option: (-len(option[0]), option[0]))
    return {
        first: Options(alone.get(first), longer.get(first, {}))
        for first in alone.keys() | longer.keys()
    }


@cache
def words_of(kind: str) -> frozenset[str]:
    """The tokens that `stance_words.csv` lists under `kind`."""
    return frozenset(
        tokenize(row["word"]).words[0]
        for row in read_lexicon("stance_words")
        if row["kind"] == kind
    )
