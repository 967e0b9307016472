"""Where each quotation stands in its article, who speaks, and the words beside it.

Coverage has an order: what the target said, the outcry, its defenders, what happens
next. So the place of a reaction among the others tells something about its stance, and
so do single words of the reporter's that no list of cues holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sentiment.judging.cues import REMEMBERED, Tokens, tokenize
from sentiment.judging.framing import REACTING, Feature, Surroundings
from sentiment.judging.vocabulary import Vocabulary
from sentiment.models import Speaker


def read_setting(
    speakers: Sequence[Speaker],
    tokens: Tokens,
    places: Sequence[Surroundings],
    known: Vocabulary,
) -> list[list[Feature]]:
    """Read the setting of every quotation of an article, in text order."""
    found = _order(speakers)
    for features, speaker, place in zip(found, speakers, places, strict=True):
        features += known_words(tokens, place.near, place.own, known.before)
        features += known_words(tokens, place.own, place.first, known.around)
        features += known_words(tokens, place.last, place.stop, known.around)
        if speaker.phrase:
            features += [
                (known.speaker[word], 1.0, speaker.mention)
                for word in _plain_words(speaker.phrase)
                if word in known.speaker
            ]
    return found


def known_words(
    tokens: Tokens, first: int, last: int, known: dict[str, str]
) -> list[Feature]:
    """The words from token `first` up to `last` that have a weight of their own."""
    if first >= last:
        return []
    words = tokens.words
    return [
        (known[words[at]], 1.0, tokens.span(at, at + 1))
        for at in range(first, last)
        if words[at] in known
    ]


def _order(speakers: Sequence[Speaker]) -> list[list[Feature]]:
    """The place of each quotation among all, and among the reactions."""
    end = max(1, len(speakers) - 1)
    found: list[list[Feature]] = []
    for at, speaker in enumerate(speakers):
        share = at / end
        features: list[Feature] = [
            ("place", share, None),
            (_placed(speaker.role), share, None),
        ]
        if not at:
            features.append(("place:first", 1.0, None))
        if at == len(speakers) - 1:
            features.append(("place:last", 1.0, None))
        found.append(features)
    reactions = [at for at, who in enumerate(speakers) if who.role in REACTING]
    if reactions:
        end = max(1, len(reactions) - 1)
        for number, at in enumerate(reactions):
            found[at].append(("place:reaction", number / end, None))
        found[reactions[0]].append(("place:first reaction", 1.0, None))
        found[reactions[-1]].append(("place:last reaction", 1.0, None))
    return found


@lru_cache(maxsize=REMEMBERED)
def _placed(role: str) -> str:
    return f"place:{role}"


@lru_cache(maxsize=REMEMBERED)
def _plain_words(phrase: str) -> tuple[str, ...]:
    """The words of a speaker's phrase without names, which tell nothing of others."""
    plain = " ".join(word for word in phrase.split() if not word[0].isupper())
    return tuple(tokenize(plain).words)
