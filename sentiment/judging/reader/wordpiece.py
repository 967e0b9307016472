"""WordPiece: text to the pieces that the reader's network knows, with their offsets.

The same pieces as the reference tokenizer of uncased BERT gives: letters are lowered
and lose their accents, punctuation stands alone, a word is cut into the longest pieces
of the vocabulary, first to last.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from sentiment.lexicons import data_text

VOCABULARY = "reader/vocab.txt"
UNKNOWN = "[UNK]"
# Longer words are no words; the reference gives up at the same length.
LONGEST_WORD = 100
# The blocks of ideographs that the reference sets apart, each a word of its own.
_CHINESE = (
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class Piece(NamedTuple):
    """A piece's number in the vocabulary, and the offsets of the word it is part of."""

    id: int
    start: int
    end: int


@cache
def vocabulary() -> Mapping[str, int]:
    """Each piece of the shipped vocabulary with its number: its line from zero."""
    pieces = data_text(VOCABULARY).split("\n")
    return {piece: number for number, piece in enumerate(pieces) if piece}


def tokenize(text: str) -> list[Piece]:
    """Cut a text into pieces.

    >>> [piece[1:] for piece in tokenize("Café's!")]
    [(0, 4), (4, 5), (5, 6), (6, 7)]
    """
    return [
        Piece(number, start, end)
        for word, start, end in _words(text)
        for number in _pieces(word)
    ]


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Words and single marks as the vocabulary spells them, with their offsets."""
    word, start = "", 0
    for at, character in enumerate(text):
        kind, spelled = _spelling(character)
        if kind == "part":
            if not word:
                start = at
            word += spelled
            continue
        if kind == "nothing":
            continue
        if word:
            yield word, start, at
            word = ""
        if kind == "alone":
            yield spelled, at, at + 1
    if word:
        yield word, start, len(text)


@lru_cache(maxsize=4096)
def _spelling(character: str) -> tuple[str, str]:
    """What a character is (part of a word, alone, blank, nothing) and its spelling."""
    category = unicodedata.category(character)
    if character in "\t\n\r" or category.startswith("Z"):
        return "blank", ""
    if category in ("Cc", "Cf", "Co", "Cs") or character == "\ufffd":
        return "nothing", ""
    bare = "".join(
        part
        for part in unicodedata.normalize("NFD", character)
        if unicodedata.category(part) != "Mn"
    )
    spelled = "".join(part.lower() for part in bare)
    if _stands_alone(character, category):
        return "alone", spelled
    return "part", spelled


def _stands_alone(character: str, category: str) -> bool:
    symbol = character.isascii() and not character.isalnum()
    return symbol or category.startswith("P") or _is_chinese(ord(character))


def _is_chinese(code: int) -> bool:
    return any(low <= code <= high for low, high in _CHINESE)


@lru_cache(maxsize=65_536)
def _pieces(word: str) -> tuple[int, ...]:
    """The longest pieces that make up a word, or the one that stands for no word."""
    known = vocabulary()
    unknown = (known[UNKNOWN],)
    if len(word) > LONGEST_WORD:
        return unknown
    found, start = [], 0
    while start < len(word):
        lead = "##" if start else ""
        for end in range(len(word), start, -1):
            number = known.get(lead + word[start:end])
            if number is not None:
                found.append(number)
                break
        else:
            return unknown
        start = end
    return tuple(found)
