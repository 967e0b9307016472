"""Speech, title or term: what a stretch between quotation marks is.

Long stretches are speech. For short ones a logistic model weighs the form of the words
against what stands around them: "as", a reporting verb in the sentence, a noun for a
work. Stretches that are joined ("precious" and a "pampered diva") share what stands
around all of them. The weights, their source and their figures:
`sentiment/data/README.md`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from sentiment.finding.marks import Marked
from sentiment.lexicons import alternation, lookup
from sentiment.text import fold

# Of stretches this long that are not written as titles are, one in 668 annotated
# articles is no speech: a post whose title is a sentence.
LONG = 64

_WORD = re.compile(r"[@#]?\w+(?:['-]\w+)*")
_LAST_WORD = re.compile(r"([@#]?\w+(?:['-]\w+)*)?(\W*)\Z")
_FIRST_WORD = re.compile(r"(\W*)([@#]?\w+(?:['-]\w+)*)?")
_JOINT = re.compile(r"[\s,()/&-]*(?:(?:and|or|but|then|also|a|an|the|as)[\s,-]+){0,3}")
_SENTENCE = re.compile(r"[.!?]\s|\n")
# How far before and after a stretch the words of its sentence are read.
_BEFORE, _AFTER = 140, 48
# Stretches are told apart by the number of their words only up to so many.
_SIZES = (0, 1, 2, 3, 4, 6, 9)
# Function words that tell more by themselves than by their class.
_TELLING_KINDS = frozenset({"article", "preposition", "possessive", "conjunction"})


def kind_features(text: str, stretches: Sequence[Marked]) -> list[list[str] | None]:
    """The features by which the kind of each stretch is told; None for a long one."""
    folded = fold(text)
    minor = sum(pair.single for pair in stretches) * 2 < len(stretches)
    repeated = Counter(_plain(pair.inner.of(folded)) for pair in stretches)
    rows: list[list[str] | None] = []
    for group in _joined(folded, stretches):
        around: list[str] | None = None
        for place, pair in enumerate(group):
            inner = pair.inner.of(folded)
            form = _form(inner)
            if len(inner) > LONG and form != "title":
                rows.append(None)
                continue
            if around is None:
                around = _surroundings(folded, group)
            features = _own(inner, form)
            features += around
            features += [f"{form}|{feature}" for feature in around]
            if place:
                features += ["joined", f"joined|{form}"]
            if pair.single and minor:
                features += ["minor marks", f"minor marks|{form}"]
            if repeated[_plain(inner)] > 1:
                features.append(f"repeated|{form}")
            if not pair.closed:
                features.append("never closed")
            rows.append(features)
    return rows


def _plain(inner: str) -> str:
    return inner.strip(" .,!?").lower()


def _joined(folded: str, stretches: Sequence[Marked]) -> Iterator[list[Marked]]:
    """Groups of stretches with only commas, "and" and articles between them."""
    group: list[Marked] = []
    for pair in stretches:
        if group:
            between = folded[group[-1].outer.end : pair.outer.start]
            if "\n" in between or not _JOINT.fullmatch(between):
                yield group
                group = []
        group.append(pair)
    if group:
        yield group


def _form(inner: str) -> str:
    """How the words are written: title, upper, lower."""
    functions = _functions()
    words = _WORD.findall(inner[:240])
    telling = [
        word for word in words if functions.get(word.lower()) not in _TELLING_KINDS
    ]
    # "It's over" is no title, though all but its preposition has a capital.
    speaks = any(
        functions.get(word.lower().split("'")[0]) == "pronoun" for word in words
    )
    capitals = all(word[0].isupper() or word[0] == "#" for word in telling)
    if telling and capitals and not speaks:
        return "title"
    return "upper" if inner[:1].isupper() else "lower"


def _own(inner: str, form: str) -> list[str]:
    words = [word.lower() for word in _WORD.findall(inner[:240])]
    count = len(words)
    size = str(max(least for least in _SIZES if least <= count))
    last = inner[-1:] if inner[-1:] in ".!?," else ""
    features = ["bias", form, f"{size} words", f"{form}|{size} words"]
    features += [f"ends {last}", f"{form}|ends {last}", f"{size} words|ends {last}"]
    functions = _functions()
    kinds = {functions[word] for word in words if word in functions}
    features += [f"holds {kind}" for kind in sorted(kinds)]
    features += [f"{form}|holds {kind}" for kind in sorted(kinds)]
    if not kinds:
        features.append(f"{form}|holds none")
    if re.search(r"[.!?,;:] ", inner):
        features.append("inner stop")
    if count == 1 and words[0].endswith(("ed", "ing")):
        features.append(f"one word in {words[0][-2:]}")
    return features


def _surroundings(folded: str, group: Sequence[Marked]) -> list[str]:
    """What stands before the first of some joined stretches and after the last."""
    start, end = group[0].outer.start, group[-1].outer.end
    before = _SENTENCE.split(folded[max(0, start - _BEFORE) : start])[-1]
    after = _SENTENCE.split(folded[end : end + _AFTER])[0]
    word, stop, opens = _last_word(before)
    stop_after, word_after = _first_word(after)
    left, right = _side(word, stop), _side(word_after, stop_after)
    heard = _verb_before(before)
    follows = _verb_after(after)
    features = [
        f"before {left}",
        f"after {right}",
        f"before {left}|after {right}",
        f"heard {heard}",
        f"heard {heard}|before {left}",
        f"follows {follows}",
        f"heard {heard.partition(' ')[0]}|follows {follows}",
    ]
    if opens:
        features.append("opens a line")
    if not folded.rfind("\n", 0, start) + 1:
        features += ["first line", f"first line|heard {heard.partition(' ')[0]}"]
        features.append(f"first line|follows {follows}")
    cue = _cues().search(before)
    if cue is not None:
        features += ["cue", f"cue|heard {heard.partition(' ')[0]}"]
    if not stop and word.lower() in _works():
        features.append("before a work")
    if not stop_after and word_after.lower() in _works():
        features.append("after a work")
    return features


def _last_word(before: str) -> tuple[str, str, bool]:
    found = _LAST_WORD.search(before)
    word, gap = (found.group(1) or "", found.group(2)) if found else ("", "")
    return word, gap.strip()[:1], not word and not gap.strip()


def _first_word(after: str) -> tuple[str, str]:
    found = _FIRST_WORD.match(after)
    gap, word = (found.group(1), found.group(2) or "") if found else ("", "")
    return gap.strip()[:1], word


def _verb_before(before: str) -> str:
    """The nearest reporting verb of the sentence so far, and how near it stands."""
    words = ["", *map(str.lower, _WORD.findall(before))]
    verbs, functions = _verbs(), _functions()
    for distance in range(1, len(words)):
        kind = verbs.get(words[-distance])
        # "the post" is no verb.
        if functions.get(words[-distance - 1]) in ("article", "possessive"):
            continue
        if kind is not None and (kind != "weak" or distance < 4):
            near = "next" if distance == 1 else "near" if distance < 5 else "far"
            return f"{kind} {near}"
    return "none"


def _verb_after(after: str) -> str:
    verbs = _verbs()
    for word in _WORD.findall(after):
        kind = verbs.get(word.lower())
        if kind is not None and kind != "weak":
            return kind
    return "none"


def _side(word: str, stop: str) -> str:
    """What kind of word or mark stands next to a stretch."""
    if stop:
        return stop
    lower = word.lower()
    if not lower:
        return "edge"
    function = _functions().get(lower)
    if function is not None:
        return lower if function in _TELLING_KINDS else function
    verb = _verbs().get(lower)
    if verb is not None:
        return verb
    return "Name" if word[:1].isupper() else "word"


@cache
def _verbs() -> dict[str, str]:
    return lookup("reporting_verbs", "kind")


@cache
def _functions() -> dict[str, str]:
    return lookup("function_words", "kind")


@cache
def _works() -> frozenset[str]:
    return frozenset(lookup("work_nouns", "example"))


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(lookup('term_cues', 'cue'))})\W*\Z", re.I)
