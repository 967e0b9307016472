"""What VADER makes of the words of a text: the same numbers to the last digit.

The original builds lists of all words anew at every word it counts, so its cost grows
with the square of the length; here each word is looked up once. Everything odd in the
original is kept, such as halving the first of two equal valences twice before a "but".
"""

from __future__ import annotations

import string
from collections import defaultdict
from heapq import heappop, heappush
from math import sqrt
from typing import Final, NamedTuple

from vaderSentiment import vaderSentiment as original

# So many tokens are remembered; articles share most of theirs.
REMEMBERED: Final = 30_000

NEGATED: Final[float] = original.N_SCALAR
LOUDER: Final[float] = original.C_INCR
_BOOSTERS: Final[dict[str, float]] = original.BOOSTER_DICT
_IDIOMS: Final[dict[str, float]] = original.SPECIAL_CASES
_NEGATIONS: Final = frozenset(original.NEGATE)
_EMPHATIC: Final = ("so", "this")
# No idiom and no booster of several words can hold without one of these.
_IDIOM_WORDS: Final = frozenset(
    max(phrase.split(), key=len) for phrase in (*_IDIOMS, *_BOOSTERS) if " " in phrase
)
# A word of the lexicon far from all of these is worth what the lexicon says.
_TURNING: Final = frozenset(
    (*_BOOSTERS, *_NEGATIONS, *_IDIOM_WORDS, *_EMPHATIC, "no", "kind", "least")
)
# A booster two or three words away counts a little less.
_FADE: Final = (1.0, 0.95, 0.9)


class Valences(NamedTuple):
    """The tokens of a text as VADER sees them, and the valences of those that count.

    `counted` maps the place of a token to its valence, which is not zero.
    """

    text: str
    tokens: list[str]
    counted: dict[int, float]


class Lowered(dict[str, str]):
    """Tokens to words in lower case without punctuation around them, remembered."""

    def __missing__(self, token: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        word = _bare(token).lower()
        # One object for both where it can be, which is fetched once.
        word = self[token] = token if word == token else word
        return word


def count_words(text: str, lexicon: dict[str, float], lowered: Lowered) -> Valences:
    """Read the words of a text, its emoji spelt out, with what each that counts does.

    Args:
        text: as VADER takes it, emoji replaced by their descriptions.
        lexicon: what each word is worth.
        lowered: the tokens met before.
    """
    text = text.strip()
    tokens = text.split()
    words = list(map(lowered.__getitem__, tokens))
    counted: dict[int, float] = {}
    if lexicon.keys().isdisjoint(words):
        return Valences(text, tokens, counted)
    # Capitals stand out only where not all words are in capitals.
    shouted = text.isupper() and all(map(str.isupper, tokens))
    contracted = "'" in text and "n't" in text.lower()
    turned = not _TURNING.isdisjoint(words)
    for at, word in enumerate(words):
        if word not in lexicon:
            continue
        if contracted or (
            turned and not _TURNING.isdisjoint(words[max(0, at - 3) : at + 3])
        ):
            valence = _valence(tokens, words, at, shouted, lexicon)
        else:
            valence = lexicon[word]
            if not shouted and tokens[at].isupper():
                valence += LOUDER if valence > 0 else -LOUDER
        if valence:
            counted[at] = valence
    if counted and "but" in words:
        counted = _weigh_but(counted, words.index("but"))
    return Valences(text, tokens, counted)


def polarity(read: Valences) -> dict[str, float]:
    """The shares `neg`, `neu` and `pos`, and `compound` from -1 to 1."""
    tokens, counted = read.tokens, read.counted
    if not counted:
        neutral = 1.0 if tokens else 0.0
        return {"neg": 0.0, "neu": neutral, "pos": 0.0, "compound": 0.0}
    marked = "!" in read.text or "?" in read.text
    emphasis = _emphasis(read.text) if marked else 0.0
    total = float(sum(counted.values()))
    if total > 0:
        total += emphasis
    elif total < 0:
        total -= emphasis
    positive = negative = 0.0
    for valence in counted.values():
        if valence > 0:
            positive += valence + 1
        else:
            negative += valence - 1
    neutral = float(len(tokens) - len(counted))
    if positive > -negative:
        positive += emphasis
    elif positive < -negative:
        negative -= emphasis
    whole = positive - negative + neutral
    return {
        "neg": round(-negative / whole, 3) if negative else 0.0,
        "neu": round(neutral / whole, 3) if neutral else 0.0,
        "pos": round(positive / whole, 3) if positive else 0.0,
        "compound": round(_normalized(total), 4),
    }


def _emphasis(text: str) -> float:
    """What exclamation and question marks add."""
    emphasis = min(text.count("!"), 4) * 0.292
    questions = text.count("?")
    if questions > 1:
        emphasis += questions * 0.18 if questions <= 3 else 0.96
    return emphasis


def _normalized(total: float) -> float:
    """A sum of valences brought between -1 and 1."""
    score = total / sqrt(total * total + 15)
    return score if -1.0 <= score <= 1.0 else 1.0 if score > 0 else -1.0


def _valence(
    tokens: list[str],
    lowered: list[str],
    at: int,
    shouted: bool,
    lexicon: dict[str, float],
) -> float:
    """What the word of the lexicon at `at` is worth where it stands."""
    word = lowered[at]
    if word in _BOOSTERS:
        return 0.0
    follower = lowered[at + 1] if at + 1 < len(lowered) else ""
    if word == "kind" and follower == "of":
        return 0.0
    valence = lexicon[word]
    if word == "no" and follower in lexicon:
        valence = 0.0
    if _after_no(lowered, at):
        valence = lexicon[word] * NEGATED
    if not shouted and tokens[at].isupper():
        valence += LOUDER if valence > 0 else -LOUDER
    for back in range(1, min(at, 3) + 1):
        before = lowered[at - back]
        if before in lexicon:
            continue
        if before in _BOOSTERS:
            loud = not shouted and tokens[at - back].isupper()
            valence += _boost(before, loud, valence) * _FADE[back - 1]
        valence = _negate(valence, lowered, at, back)
        if back == 3:
            valence = _idiom(valence, lowered, at)
    if _after_least(lowered, at) and "least" not in lexicon:
        valence *= NEGATED
    return valence


def _bare(token: str) -> str:
    """A token without punctuation around it, unless that leaves an emoticon."""
    stripped = token.strip(string.punctuation)
    return token if len(stripped) <= 2 else stripped


def _after_no(lowered: list[str], at: int) -> bool:
    if at > 0 and lowered[at - 1] == "no":
        return True
    if at > 1 and lowered[at - 2] == "no":
        return True
    return at > 2 and lowered[at - 3] == "no" and lowered[at - 1] in ("or", "nor")


def _after_least(lowered: list[str], at: int) -> bool:
    """Whether the word before is a "least" that negates, as in "the least funny"."""
    if not at or lowered[at - 1] != "least":
        return False
    return at == 1 or lowered[at - 2] not in ("at", "very")


def _boost(lowered: str, loud: bool, valence: float) -> float:
    scalar = _BOOSTERS[lowered]
    if valence < 0:
        scalar *= -1
    if loud:
        scalar += LOUDER if valence > 0 else -LOUDER
    return scalar


def _negate(valence: float, lowered: list[str], at: int, back: int) -> float:
    """The valence after the word `back` places before, which may negate it."""
    before, last = lowered[at - back], lowered[at - 1]
    if back == 3 and last in _EMPHATIC:
        return valence * 1.25
    if before not in _NEGATIONS and "n't" not in before:
        return valence
    between = lowered[at - back + 1 : at]
    if between and before == "never" and between[0] in _EMPHATIC:
        return valence * 1.25
    if before == "without" and "doubt" in between:
        return valence
    return valence * NEGATED


def _idiom(valence: float, lowered: list[str], at: int) -> float:
    """The valence of an idiom that the word at `at` is part of, if it is."""
    three, two, one, zero = lowered[at - 3 : at + 1]
    if _IDIOM_WORDS.isdisjoint(lowered[at - 3 : at + 3]):
        return valence
    threetwo, twoone = f"{three} {two}", f"{two} {one}"
    threetwoone = f"{threetwo} {one}"
    for phrase in (f"{one} {zero}", f"{twoone} {zero}", twoone, threetwoone, threetwo):
        if phrase in _IDIOMS:
            valence = _IDIOMS[phrase]
            break
    ahead = lowered[at : at + 3]
    for length in range(2, len(ahead) + 1):
        valence = _IDIOMS.get(" ".join(ahead[:length]), valence)
    for phrase in (threetwoone, threetwo, twoone):
        valence += _BOOSTERS.get(phrase, 0.0)
    return valence


def _weigh_but(values: dict[int, float], but: int) -> dict[int, float]:
    """Halve what stands before "but" and raise by half what stands behind it.

    The original goes through the words and changes the first one of equal valence, not
    the one it is at; so does this, in n log n steps.
    """
    holders: dict[float, list[int]] = defaultdict(list)
    for at, value in values.items():
        holders[value].append(at)
    changed = dict(values)
    for at in values:
        value = changed[at]
        if not value or holders[value][0] == but:
            continue
        first = heappop(holders[value])
        changed[first] = value * (0.5 if first < but else 1.5)
        heappush(holders[changed[first]], first)
    return {at: value for at, value in changed.items() if value}
