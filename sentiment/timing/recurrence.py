"""Which quotations are the same utterance told again.

News copies: the same words stand in twenty articles, cut, joined, re-punctuated and
lightly edited. Quotations are compared by their words alone. Whole texts that are equal
are found by a dictionary, the rest by four words in a row that two of them share
(shingles), sorted rather than compared pair by pair, so that the work grows in step
with the number of quotations; what shares some is then aligned word by word.

Two people may say the same few words. How much must agree is therefore counted in
content words, those that carry a meaning of their own, and less is asked for where
both quotations have the same named speaker, more where names or targets differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sentiment.lexicons import lookup, read_lexicon
from sentiment.models import Dating
from sentiment.text import fold

SHINGLE = 4
# Each text is paired with this many that hold the same shingle, however many there are.
NEIGHBOURS = 3
# The same stock phrase by different speakers is looked at so often.
MOST_ALIKE = 50
# Further words of a statement change nothing; comparing grows with their square.
MOST_WORDS = 300


class _Bar(NamedTuple):
    """How much two quotations must share: words and content words together, and
    content words.
    """

    weight: int
    content: int


# "Tone deaf" is said by many, "does not comment on pending litigation" by all; a long
# sentence is hardly said twice. The less the rest speaks for one speaker, the more.
SAME_NAME = _Bar(6, 2)
WORD_FOR_WORD = _Bar(10, 3)
EDITED = _Bar(11, 5)
OTHER_TARGET = _Bar(14, 6)
OTHER_NAME = _Bar(16, 8)
# Words of the shorter quotation that the longer one has too, in order; more where
# the names differ: attributions err, but officials share their phrases.
LEAST_COVERED, COVERED_OTHER_NAME = 0.75, 0.9
# Statements cut at different places share an end: so many words in a row.
LEAST_OVERLAP, LEAST_OVERLAP_CONTENT = 9, 4
# Between stretches that agree an editor changes this many words at most; what is left
# out by an ellipsis is longer, but then the stretches are no single words.
LONGEST_EDIT, SHORTEST_STRETCH = 4, 4

UNDATED = Dating(None, None, "undated")

# A shorter word carries no meaning of its own ("ve", "u").
SHORTEST_CONTENT = 3

_WORD = re.compile(r"[^\W_]+(?:[*]+[^\W_]+)*\*?")
_UNMARKED = str.maketrans("", "", "[]")
Words = tuple[str, ...]
# Where two texts agree: start in the one, start in the other, number of words.
Stretch = tuple[int, int, int]


class Telling(NamedTuple):
    """One quotation as one article tells it, and what is known of the article.

    `speaker` and `target` are names, None where they have none. `dated_apart` says
    that the dating is the quotation's own, not that of its article.
    """

    text: str
    speaker: str | None = None
    target: str | None = None
    quote_id: str = ""
    article_id: str = ""
    outlet: str | None = None
    dating: Dating = UNDATED
    dated_apart: bool = False


@dataclass(eq=False, slots=True)
class _Text:
    """Words that were told, and the words of the names of speakers and targets."""

    words: Words
    content: int
    speakers: set[str]
    targets: set[str]


class _Groups:
    """Which texts belong together: disjoint sets, each known by its lowest member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, member: int) -> int:
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low


def find_utterances(tellings: Iterable[Telling]) -> list[int]:
    """Say for each quotation which utterance it tells.

    Returns:
        For each quotation the place of the first one that tells the same utterance:
        its own place where no earlier one does.

    >>> find_utterances([Telling("We thank the whole crew, every last one of them."),
    ...     Telling("Tone deaf!"), Telling("Tone deaf."),
    ...     Telling("thank the [whole] crew, every last one of them")])
    [0, 1, 2, 0]
    """
    texts, places = _distinct(tellings)
    groups = _Groups(len(texts))
    for one, other in _candidates(texts):
        if groups.find(one) != groups.find(other) and _same(texts[one], texts[other]):
            groups.join(one, other)
    first: dict[int, int] = {}
    return [
        first.setdefault(groups.find(text), place) for place, text in enumerate(places)
    ]


def _distinct(tellings: Iterable[Telling]) -> tuple[list[_Text], list[int]]:
    """The texts that differ, and for each quotation the place of its own."""
    texts: list[_Text] = []
    places: list[int] = []
    by_words: dict[Words, list[int]] = {}
    for telling in tellings:
        text = _read(telling)
        known = by_words.setdefault(text.words, [])
        # Stock phrases have many speakers; a few of them stand for all.
        place = next((p for p in known[:MOST_ALIKE] if _repeats(text, texts[p])), None)
        if place is None:
            place = len(texts)
            texts.append(text)
            known.append(place)
        texts[place].speakers.update(text.speakers)
        texts[place].targets.update(text.targets)
        places.append(place)
    return texts, places


def _read(telling: Telling) -> _Text:
    words = words_of(telling.text)
    speaker, target = words_of(telling.speaker or ""), words_of(telling.target or "")
    return _Text(words, _content(words), set(speaker), set(target))


def _repeats(one: _Text, other: _Text) -> bool:
    """Whether two texts of the same words are one utterance."""
    bar = _bar(one, other, WORD_FOR_WORD)
    return len(one.words) + one.content >= bar.weight and one.content >= bar.content


def _bar(one: _Text, other: _Text, usual: _Bar) -> _Bar:
    if one.speakers & other.speakers:
        return SAME_NAME
    if one.speakers and other.speakers:
        return OTHER_NAME
    if one.targets and other.targets and not one.targets & other.targets:
        return OTHER_TARGET
    return usual


def words_of(text: str) -> Words:
    """The words of a text, whatever its marks, capitals and brackets.

    >>> words_of("“It isn’t [really] over…”")
    ('it', 'isnt', 'really', 'over')
    """
    plain = fold(text).lower().translate(_UNMARKED).replace("n't", "nt")
    return tuple(_WORD.findall(plain)[:MOST_WORDS])


@cache
def _small_words() -> frozenset[str]:
    words = (row["word"] for row in read_lexicon("function_words"))
    return frozenset(word.replace("'", "") for word in words)


@cache
def _negators() -> frozenset[str]:
    kinds = lookup("stance_words", "kind")
    return frozenset(
        word.replace("'", "") for word, kind in kinds.items() if kind == "negator"
    )


def _content(words: Iterable[str]) -> int:
    small = _small_words()
    return sum(len(word) >= SHORTEST_CONTENT and word not in small for word in words)


def _candidates(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share a shingle, those that share most first."""
    keys, owners = _shingles(texts)
    if not len(keys):
        return
    # Within a shingle the longest text comes first: the others may be parts of it.
    lengths = np.array([len(text.words) for text in texts])
    order = np.lexsort((owners, -lengths[owners], keys))
    keys, owners = keys[order], owners[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    first = np.repeat(owners[starts], np.diff(np.r_[starts, len(keys)]))
    pairs = [_pair(first, owners)]
    for step in range(1, NEIGHBOURS + 1):
        alike = keys[step:] == keys[:-step]
        pairs.append(_pair(owners[:-step][alike], owners[step:][alike]))
    shared, counts = np.unique(np.concatenate(pairs), axis=0, return_counts=True)
    shorter = lengths[shared].min(axis=1)
    # One change breaks four shingles; a long text that shares one in twelve of them
    # shares a phrase.
    enough = (counts * 12 >= shorter) & (shared[:, 0] != shared[:, 1])
    shared, counts = shared[enough], counts[enough]
    for place in np.argsort(-counts, kind="stable"):
        yield int(shared[place, 0]), int(shared[place, 1])


def _pair(
    one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    return np.column_stack((np.minimum(one, other), np.maximum(one, other)))


def _shingles(
    texts: Sequence[_Text],
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """Every four words in a row as one number, and the text that it is from."""
    known: dict[str, int] = {}
    long = [
        place for place, text in enumerate(texts)
        if len(text.words) >= SHINGLE and text.content >= SAME_NAME.content
    ]  # fmt: skip
    lengths = np.array([len(texts[place].words) for place in long], dtype=np.int64)
    words = np.fromiter(
        (
            known.setdefault(word, len(known))
            for place in long
            for word in texts[place].words
        ),
        dtype=np.uint64,
        count=int(lengths.sum()),
    )
    owners = np.repeat(np.array(long, dtype=np.int64), lengths)
    if len(words) < SHINGLE:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    mixed = _mixed(words + np.uint64(1))
    last = len(words) - SHINGLE + 1
    keys = np.zeros(last, dtype=np.uint64)
    for place in range(SHINGLE):
        keys = _mixed(keys + mixed[place : place + last])
    whole = owners[:last] == owners[SHINGLE - 1 :]
    return keys[whole], owners[:last][whole]


def _mixed(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Spread numbers over 64 bits (splitmix64), so that sums of them hardly collide."""
    with np.errstate(over="ignore"):
        mixed = numbers * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _same(one: _Text, other: _Text) -> bool:
    """Whether two texts are one utterance: one within the other, or sharing an end."""
    short, long = sorted((one, other), key=lambda text: len(text.words))
    stretches = _stretches(short.words, long.words)
    if not stretches:
        return False
    same = [word for a, _, size in stretches for word in short.words[a : a + size]]
    content = _content(same)
    covered = min(len(same) / len(short.words), content / max(1, short.content))
    overlap = _overlap(short.words, long.words, stretches)
    verbatim = overlap or _whole(short, stretches)
    bar = _bar(one, other, WORD_FOR_WORD if verbatim else EDITED)
    if len(same) + content < bar.weight or content < bar.content:
        return False
    if bar is OTHER_NAME:
        return covered >= COVERED_OTHER_NAME
    if overlap:
        return True
    contradict = _contradict(short.words, long.words, stretches)
    return covered >= LEAST_COVERED and not contradict


def _whole(short: _Text, stretches: Sequence[Stretch]) -> bool:
    return len(stretches) == 1 and stretches[0][2] == len(short.words)


def _stretches(short: Words, long: Words) -> list[Stretch]:
    """Where the two agree, coincidences left out."""
    matcher = SequenceMatcher(None, short, long, autojunk=False)
    blocks: list[Stretch] = []
    for tag, a, end, b, stop in matcher.get_opcodes():
        if tag == "equal":
            blocks.append((a, b, end - a))
        elif tag == "replace" and max(end - a, stop - b) <= LONGEST_EDIT:
            blocks += _respellings(short, long, range(a, end), range(b, stop))
    return [
        block for place, block in enumerate(blocks)
        if block[2] >= SHORTEST_STRETCH or any(
            _near(block, blocks[near])
            for near in (place - 1, place + 1) if 0 <= near < len(blocks)
        )
    ]  # fmt: skip


def _near(one: Stretch, other: Stretch) -> bool:
    first, second = sorted((one, other))
    gap = second[1] - first[1] - first[2]
    # A lone small word at some distance from the next is a coincidence.
    return gap <= LONGEST_EDIT and max(one[2], other[2]) >= 2


def _respellings(short: Words, long: Words, of: range, to: range) -> Iterator[Stretch]:
    """Words of a small edit that are the same but for their spelling, in order."""
    begin = to.start
    for a in of:
        for b in range(begin, to.stop):
            if _respelled(short[a], long[b]):
                yield a, b, 1
                begin = b + 1
                break


def _respelled(one: str, other: str) -> bool:
    """Whether two words are spellings of one: a typing error, or letters masked.

    >>> _respelled("exploitive", "exploitative"), _respelled("sh*t", "shit")
    (True, True)
    >>> _respelled("love", "hate")
    False
    """
    if "*" in one or "*" in other:
        return one[0] == other[0]
    if min(len(one), len(other)) < 5 or one[0] != other[0]:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.8


def _overlap(short: Words, long: Words, stretches: Sequence[Stretch]) -> bool:
    """Whether a long stretch ends one text and begins the other."""
    a, b, size = max(stretches, key=lambda stretch: stretch[2])
    if size < LEAST_OVERLAP or _content(short[a : a + size]) < LEAST_OVERLAP_CONTENT:
        return False
    return (a == 0 and b + size == len(long)) or (b == 0 and a + size == len(short))


def _contradict(short: Words, long: Words, stretches: Sequence[Stretch]) -> bool:
    """Whether what differs between two stretches is a "not" or a number."""
    for (a, b, size), (next_a, next_b, _) in pairwise(stretches):
        one, other = set(short[a + size : next_a]), set(long[b + size : next_b])
        # More than an edit: words left out, which may hold anything.
        if len(other) > LONGEST_EDIT:
            continue
        if bool(one & _negators()) != bool(other & _negators()):
            return True
        if any(map(str.isdigit, one)) and any(map(str.isdigit, other)):
            return True
    return False
