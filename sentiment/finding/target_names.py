"""What the target is called: the words by which a name in the text is known as its."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from sentiment.finding.words import lexicon
from sentiment.lexicons import lookup
from sentiment.models import Target
from sentiment.text import fold

# So many targets are remembered: a run has one, or each article its own.
_REMEMBERED: Final = 100


@dataclass(frozen=True, slots=True)
class TargetNames:
    """The words of the target's names and aliases, titles and articles apart.

    `full` holds each name whole ("Minister Ann Reed" is `("ann", "reed")`), `telling`
    the first and last words of each, `nouns` the role nouns and titles among them
    (prince, academy), `several` whether it is a pair or group.
    """

    full: tuple[tuple[str, ...], ...] = ()
    telling: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    surnames: dict[str, str | None] = field(default_factory=dict)
    titled: bool = False
    several: bool = False

    def is_meant(self, tokens: Sequence[str]) -> bool:
        """Whether a name is one of the target's; a namesake or relative's is not."""
        first, last = tokens[0], tokens[-1]
        for name in self.full:
            if len(name) > 1 and name[-1] == last and _ends(tokens, name):
                return True
        if len(tokens) > 1 and last in self.surnames:
            return self.surnames[last] in (first, None) or first in self.telling
        # "The Redmarsh Packet" is not Redmarsh Harriers.
        if len(tokens) > 1 and last not in self.telling:
            return any(len(name) == 1 and name[0] == first for name in self.full)
        return bool({first, last} & self.telling)


@lru_cache(maxsize=_REMEMBERED)
def target_names(target: Target | None) -> TargetNames:
    """The names of a target, which a run's articles share."""
    if target is None:
        return TargetNames()
    names = [_words(name) for name in (target.name, *target.aliases)]
    full = [_untitled(words) for words in names]
    known = lexicon()
    return TargetNames(
        tuple(tuple(words) for words in full if words),
        frozenset(
            word
            for words in full
            for word in (*words[:1], *words[-1:])
            if word in known.given or not _describes(word)
        ),
        frozenset(word for words in names for word in words if _describes(word)),
        _surnames(full),
        any(words and words[0] in known.honorific for words in names),
        " and " in target.name,
    )


def _ends(tokens: Sequence[str], name: Sequence[str]) -> bool:
    """Whether tokens end with a whole name, behind nothing but what describes it.

    "Heavyweight Dominic Stokes" does; "Mary Ann Reed" is not Ann Reed.
    """
    led, rest = tokens[: -len(name)], tokens[-len(name) :]
    return list(rest) == list(name) and all(map(_describes, led))


def _words(name: str) -> list[str]:
    bare = (word.strip("'.,\"") for word in fold(name).lower().split())
    words = [word.removesuffix("'s") for word in bare]
    return [word for word in words if word and word not in _function_words()]


def _describes(word: str) -> bool:
    known = lexicon()
    return word in known.noun or word in known.honorific


def _untitled(words: list[str]) -> list[str]:
    """A name without the titles and nouns before it, unless nothing else is left."""
    for at, word in enumerate(words):
        if word in lexicon().given or not _describes(word):
            return words[at:]
    return words


def _surnames(names: Sequence[Sequence[str]]) -> dict[str, str | None]:
    """The last words of names of two or more, with the given name before each."""
    return {
        words[-1]: words[0] if words[0] in lexicon().given else None
        for words in names
        if len(words) > 1
    }


@cache
def _function_words() -> frozenset[str]:
    return frozenset(lookup("function_words", "kind"))
