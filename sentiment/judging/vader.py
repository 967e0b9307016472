"""vaderSentiment, made fast: a drop-in whose words are read by `valences`."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import Any

from vaderSentiment import vaderSentiment as original

from sentiment.judging.valences import Lowered, Valences, count_words, polarity

# The releases whose numbers were compared, by tests/judging/test_vader.py; with any
# other installed, the original does the work.
PROVED = frozenset({"3.3.2"})

# Every emoji of one character that VADER knows lies here; dashes and curly marks don't.
_PICTURE = re.compile("[©®\u203c-\U0010ffff]")


class FastAnalyzer(original.SentimentIntensityAnalyzer):  # type: ignore[misc]
    """A drop-in for `SentimentIntensityAnalyzer`, linear in words and emoji."""

    lexicon: dict[str, float]

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._lowered = Lowered()

    def polarity_scores(self, text: str) -> dict[str, float]:
        """The shares `neg`, `neu` and `pos`, and `compound` from -1 to 1."""
        return polarity(self.valences(text))

    def valences(self, text: str) -> Valences:
        """Read the words of a text with the valence of each that counts."""
        if not text.isascii() and _PICTURE.search(text):
            text = self.spelt_out(text)
        return count_words(text, self.lexicon, self._lowered)

    def spelt_out(self, text: str) -> str:
        """The text with each emoji replaced by its description."""
        parts = []
        spaced = True
        for character in text:
            description = self.emojis.get(character)
            if description is None:
                parts.append(character)
                spaced = character == " "
            else:
                parts.append(description if spaced else " " + description)
                spaced = False
        return "".join(parts)


def make_analyzer() -> Any:
    """The fast analyzer, or the original where the release is not a proved one."""
    if version("vaderSentiment") in PROVED:
        return FastAnalyzer()
    return original.SentimentIntensityAnalyzer()
