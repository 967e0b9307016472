"""The single words that have a weight of their own, by the place where they count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple


class Vocabulary(NamedTuple):
    """Maps a token to the name of the feature that it is, for each place.

    `quoted` are words of the quotation and `pairs` two in a row there, `around` the
    reporter's in the same sentence, `before` those of the sentence before, and
    `speaker` those of the phrase that names who speaks.
    """

    quoted: dict[str, str]
    pairs: dict[tuple[str, str], str]
    around: dict[str, str]
    before: dict[str, str]
    speaker: dict[str, str]


# "well done" in a quotation is the feature "pair:well done".
FAMILIES: Final = ("word", "pair", "around", "before", "speaker")


def vocabulary(features: Iterable[str]) -> Vocabulary:
    """Those of `features` that are words.

    >>> vocabulary(["word:shame", "pair:well done", "short"]).pairs
    {('well', 'done'): 'pair:well done'}
    """
    found: dict[str, dict[str, str]] = {family: {} for family in FAMILIES}
    for feature in features:
        family, _, word = feature.partition(":")
        if family in found:
            found[family][word] = feature
    quoted, pairs, *others = found.values()
    return Vocabulary(
        quoted,
        {(pair.split()[0], pair.split()[1]): name for pair, name in pairs.items()},
        *others,
    )
