"""One pass over an article that finds every entry of the stance word lists.

The text is folded, lowered and cut into tokens once; an entry is looked up by its
first token, so the cost does not grow with the length of the lists.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from sentiment.lexicons import SCHEMAS, forms_of, read_lexicon
from sentiment.models import Span
from sentiment.text import fold

# Words with inner apostrophes and hashtags are one token, hyphens separate two, an
# emoji stands alone; other marks are no tokens.
_TOKEN = re.compile(r"[#@]?\w+(?:'\w+)*|[^\x00-\x7f]")

# How far before a cue a negation still reaches it: "not the most popular choice".
NEGATION_REACH = 5


class Cue(NamedTuple):
    """One entry of a list: what it says when it fires."""

    key: str
    stance: str
    strength: float
    scope: str


class Hit(NamedTuple):
    """A cue that fired on the tokens from `first` up to `last`, `last` not included."""

    cue: Cue
    first: int
    last: int
    negated: bool


# First token -> (further tokens, cue), the longest first.
Index = Mapping[str, Sequence[tuple[tuple[str, ...], Cue]]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text in lower case without apostrophes, and where they stand."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    _beginnings: dict[int, list[int]] = field(default_factory=dict)

    def beginnings(self, index: Index) -> list[int]:
        """The tokens with which a cue of `index` may begin, told once."""
        known = self._beginnings.get(id(index))
        if known is None:
            known = [at for at, word in enumerate(self.words) if word in index]
            self._beginnings[id(index)] = known
        return known

    def span(self, first: int, last: int) -> Span:
        """The characters from token `first` up to token `last`."""
        return Span(self.starts[first], self.ends[last - 1])


def tokenize(text: str) -> Tokens:
    """Cut `text` into tokens; typography, case and apostrophes make no difference.

    >>> tokenize("It’s tone-deaf, LOL").words
    ['its', 'tone', 'deaf', 'lol']
    """
    folded = fold(text)
    lowered = folded.lower()
    # A few capitals grow when lowered; offsets matter more than their case.
    if len(lowered) != len(folded):
        lowered = folded
    words, starts, ends = [], [], []
    for match in _TOKEN.finditer(lowered):
        word = match.group()
        words.append(word.replace("'", "") if "'" in word else word)
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(words, starts, ends)


def find_cues(tokens: Tokens, index: Index, first: int, last: int) -> list[Hit]:
    """The cues of `index` from token `first` up to `last`, none overlapping.

    Of several that begin with one token the longest counts.
    """
    hits: list[Hit] = []
    words, beginnings = tokens.words, tokens.beginnings(index)
    free = first
    for at in beginnings[
        bisect_left(beginnings, first) : bisect_left(beginnings, last)
    ]:
        if at < free:
            continue
        for rest, cue in index[words[at]]:
            end = at + 1 + len(rest)
            if end <= last and tuple(words[at + 1 : end]) == rest:
                before = words[max(first, at - NEGATION_REACH) : at]
                negated = not words_of("negator").isdisjoint(before)
                hits.append(Hit(cue, at, end, negated))
                free = end
                break
    return hits


@cache
def framing_index() -> Index:
    """The cues of `framing_cues.csv`: the reporter's words around quotations."""
    schema = SCHEMAS["framing_cues"]
    return _index(
        (form, Cue(row["cue"], row["stance"], float(row["strength"]), row["scope"]))
        for row in read_lexicon("framing_cues")
        for form in forms_of(row, schema)
    )


@cache
def phrase_index() -> Index:
    """The entries of `stance_phrases.csv`: what speakers say inside quotations."""
    return _index(
        (form, Cue(row["phrase"], row["stance"], float(row["strength"]), "phrase"))
        for row in read_lexicon("stance_phrases")
        for form in _contracted(row["phrase"])
    )


def _contracted(phrase: str) -> Iterator[str]:
    """The phrase, and where it begins with "not" its contractions: isn't funny."""
    yield phrase
    if phrase.startswith("not "):
        for word in words_of("negator"):
            if word.endswith("nt"):
                yield word + phrase.removeprefix("not")


def _index(entries: Iterable[tuple[str, Cue]]) -> Index:
    index: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for form, cue in entries:
        words = tokenize(form).words
        index.setdefault(words[0], []).append((tuple(words[1:]), cue))
    for options in index.values():
        options.sort(key=lambda option: (-len(option[0]), option[0]))
    return index


@cache
def words_of(kind: str) -> frozenset[str]:
    """The tokens that `stance_words.csv` lists under `kind`."""
    return frozenset(
        tokenize(row["word"]).words[0]
        for row in read_lexicon("stance_words")
        if row["kind"] == kind
    )
