"""Whether an article is English; the only module that knows py3langid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sentiment.lexicons import lookup

ENGLISH = "en"
# A newspaper's beginning tells its language; more would only cost time.
SAMPLE = 2_000
# Below this many words even a good classifier guesses ("disgrace" is Welsh to it).
FEWEST_WORDS = 25
# Of the words of the 536 gold articles 33 to 59 % are function words; of news in ten
# other languages at most 12 % look like one ("die", "in", "was").
CERTAIN = 0.25
# Nearly always so much of what stands behind its first and second third is enough, of
# which a larger share is asked; at the beginning may stand a notice in English.
GLANCE, SURELY = 350, 0.33

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)


def find_language(text: str) -> str:
    """The language of an article as a code of two letters, "en" where it is too short.

    English is told by its function words, which costs a third of asking the classifier;
    that is asked about all others.
    """
    third = len(text) // 3
    glance = f"{text[third : third + GLANCE]} {text[2 * third : 2 * third + GLANCE]}"
    if _looks_english(glance.lower().split(), SURELY):
        return ENGLISH
    sample = text[:SAMPLE]
    if _other_script(sample):
        return _classified(sample)
    lowered = sample.lower()
    # Often what stands between blanks is enough, which costs a sixth.
    if _looks_english(lowered.split(), CERTAIN):
        return ENGLISH
    words = _WORD.findall(lowered)
    certain = len(words) < FEWEST_WORDS or _english_share(words) >= CERTAIN
    return ENGLISH if certain else _classified(sample)


def _looks_english(pieces: Sequence[str], share: float) -> bool:
    return len(pieces) >= FEWEST_WORDS and _english_share(pieces) >= share


def _english_share(words: Sequence[str]) -> float:
    """The share of the function words among words."""
    return sum(map(_function_words().__contains__, words)) / max(1, len(words))


def _other_script(sample: str) -> bool:
    letters = [character for character in sample if character.isalpha()]
    return len(letters) > FEWEST_WORDS and (
        sum(1 for letter in letters if _LATIN.match(letter)) * 2 < len(letters)
    )


@cache
def _function_words() -> frozenset[str]:
    return frozenset(lookup("function_words", "kind"))


def _classified(sample: str) -> str:
    import py3langid

    return str(py3langid.classify(sample)[0])
