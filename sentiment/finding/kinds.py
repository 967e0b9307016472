"""Speech, title or term: what a stretch between quotation marks is.

Long stretches are speech. For short ones a logistic model weighs the form of the words
against what stands around them: "as", a reporting verb in the sentence, a noun for a
work. Stretches that are joined ("precious" and a "pampered diva") share what stands
around all of them. The weights, their source and their figures:
`sentiment/data/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from sentiment.finding.marks import Marked
from sentiment.lexicons import lookup
from sentiment.text import fold_article
from sentiment.weights import AND, Clue

# Of stretches this long that are not written as titles are, one in 668 annotated
# articles is no speech: a post whose title is a sentence.
LONG: Final = 64

_WORD: Final = re.compile(r"[@#]?\w+(?:['-]\w+)*")
_PLAIN_WORD: Final = re.compile(r"\w+")
_FIRST_WORD: Final = re.compile(r"(\W*)([@#]?\w+(?:['-]\w+)*)?")
_JOINT: Final = re.compile(
    r"[\s,()/&-]*(?:(?:and|or|but|then|also|a|an|the|as)[\s,-]+){0,3}"
)
_INNER_STOP: Final = re.compile(r"[.!?,;:] ")
_SENTENCE: Final = re.compile(r"[.!?\n](?:(?<=\n)|\s)")
# How far before and after a stretch the words of its sentence are read.
_BEFORE, _AFTER = 140, 48
# Of a longer stretch only so much is looked at.
_LOOKED_AT: Final = 240
# An opinion of so many words is looked for among so many.
_LONGEST_OPINION, _FEW = 3, 6
# So many words before a verb are looked at for who may speak.
_SUBJECT: Final = 3
# Of all that is said at length so much is searched; keeps the search linear.
_AT_LENGTH: Final = 20_000
# Stretches are told apart by the number of their words only up to so many.
_SIZES: Final = (0, 1, 2, 3, 4, 6, 9)
# Function words that tell more by themselves than by their class.
_TELLING_KINDS: Final = frozenset(
    {"article", "preposition", "possessive", "conjunction"}
)


def kind_clues(text: str, stretches: Sequence[Marked]) -> list[tuple[Clue, ...] | None]:
    """The clues by which the kind of each stretch is told; None for a long one.

    Each begins with how the words are written: title, upper, lower.
    """
    folded = fold_article(text)
    minor = sum(pair.single for pair in stretches) * 2 < len(stretches)
    inners = [folded[start:end] for (start, end), *_ in stretches]
    plain = list(map(_plain, inners))
    once: set[str] = set()
    repeated: set[str] = set()
    for one in plain:
        (repeated if one in once else once).add(one)
    longer = "\n".join([one for one in plain if len(one) > LONG])[:_AT_LENGTH]
    found: list[tuple[Clue, ...] | None] = []
    for group in _joined(folded, stretches):
        around: Clue | None = None
        for place, pair in enumerate(group):
            inner = inners[len(found)]
            form = _form(inner)
            if len(inner) > LONG and form != "title":
                found.append(None)
                continue
            around = around or _surroundings(folded, group)
            words = plain[len(found)]
            again = "repeated" if words in repeated else ""
            again = "said at length" if words and words in longer else again
            marks = (
                "joined" if place else "",
                "minor marks" if pair.single and minor else "",
                again,
                "" if pair.closed else "never closed",
            )
            found.append(
                (
                    _own(inner, form),
                    f"{form}{AND}{around}",
                    f"{form}{AND}{AND.join(marks)}",
                )
            )
    return found


def features_of(clue: Clue) -> list[str]:
    """The features that a clue stands for."""
    classes = clue.split(AND)
    return _FEATURES[len(classes)](*classes)


def _of_words(
    form: str, size: str, last: str, kinds: str, stop: str, ending: str, opinion: str
) -> list[str]:
    held = kinds.split("|") if kinds else []
    return [
        "bias",
        form,
        f"{size} words",
        f"{form}|{size} words",
        f"ends {last}",
        f"{form}|ends {last}",
        f"{size} words|ends {last}",
        *[f"holds {kind}" for kind in held],
        *[f"{form}|holds {kind}" for kind in held or ("none",)],
        *([stop] if stop else ()),
        *([opinion, f"{form}|{opinion}"] if opinion else ()),
        *([f"one word in {ending}"] if ending else ()),
    ]


def _of_marks(form: str, joined: str, minor: str, again: str, closed: str) -> list[str]:
    features = []
    for mark in filter(None, (joined, minor)):
        features += [mark, f"{mark}|{form}"]
    if again:
        features += [again, f"{again}|{form}"]
    if closed:
        features.append(closed)
    return features


def _of_surroundings(
    form: str, left: str, led: str, right: str, heard: str, follows: str, *more: str
) -> list[str]:
    verb = heard.partition(" ")[0]
    features = [
        f"before {left}",
        f"after {right}",
        f"before {left}|after {right}",
        f"heard {heard}",
        f"heard {heard}|before {left}",
        f"follows {follows}",
        f"heard {verb}|follows {follows}",
        *([f"led by {led}", f"heard {heard}|led by {led}"] if led else ()),
    ]
    for one in filter(None, more):
        features.append(one)
        if one == "first line":
            features += [f"{one}|heard {verb}", f"{one}|follows {follows}"]
        elif one == "cue":
            features.append(f"cue|heard {verb}")
        elif one == "voiced":
            features += [f"{one}|heard {heard}", f"{one}|before {left}"]
        elif one.startswith("verb "):
            features.append(f"{one}|before {left}")
    return features + [f"{form}|{feature}" for feature in features]


# Told apart by their length.
_FEATURES: Final[Mapping[int, Callable[..., list[str]]]] = {
    5: _of_marks,
    7: _of_words,
    13: _of_surroundings,
}


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
    plain = "upper" if inner[:1].isupper() else "lower"
    speaks = telling = False
    for match in _WORD.finditer(inner[:_LOOKED_AT]):
        word = match.group()
        lower = word.lower()
        # "It's over" is no title, though all but its preposition has a capital.
        speaks = speaks or functions.get(lower.partition("'")[0]) == "pronoun"
        if functions.get(lower) in _TELLING_KINDS:
            continue
        if not word[0].isupper() and word[0] != "#":
            return plain
        telling = True
    return "title" if telling and not speaks else plain


def _own(inner: str, form: str) -> Clue:
    words = list(map(str.lower, _WORD.findall(inner[:_LOOKED_AT])))
    count = len(words)
    size = str(max(least for least in _SIZES if least <= count))
    last = inner[-1:] if inner[-1:] in ".!?," else ""
    functions = _functions()
    kinds = "|".join(sorted({functions[word] for word in words if word in functions}))
    stop = "inner stop" if _INNER_STOP.search(inner) else ""
    ending = ""
    if count == 1 and words[0].endswith(("ed", "ing")):
        ending = words[0][-2:]
    return AND.join((form, size, last, kinds, stop, ending, _opinion(words)))


def _opinion(words: Sequence[str]) -> str:
    """Whether a few words hold a phrase by which people praise or blame."""
    if len(words) > _FEW:
        return ""
    cut, (phrases, firsts) = " ".join(words).replace("-", " ").split(), _opinions()
    for first in range(len(cut)):
        # Few words begin one, which spares the others' phrases.
        if cut[first] in firsts:
            for last in range(first + 1, min(first + _LONGEST_OPINION, len(cut)) + 1):
                if " ".join(cut[first:last]) in phrases:
                    return "opinion"
    return ""


def _surroundings(folded: str, group: Sequence[Marked]) -> Clue:
    """What stands before the first of some joined stretches and after the last."""
    start, end = group[0].outer.start, group[-1].outer.end
    before = _SENTENCE.split(folded[max(0, start - _BEFORE) : start])[-1]
    after = _SENTENCE.split(folded[end : end + _AFTER])[0]
    words = _WORD.findall(before)
    word = words[-1] if words else ""
    gap = before[before.rfind(word) + len(word) :].strip() if word else before.strip()
    stop = gap[:1]
    stop_after, word_after = _first_word(after)
    heard, voiced, called = _verb_before(words)
    works = _works()
    told = (
        _side(word, stop),
        "" if stop else _led(words),
        _side(word_after, stop_after),
        heard,
        _verb_after(after),
        voiced,
        called,
        "" if word or gap else "opens a line",
        "" if folded.rfind("\n", 0, start) + 1 else "first line",
        "cue" if word and _cued(before, word) else "",
        "before a work" if not stop and word.lower() in works else "",
        "after a work" if not stop_after and word_after.lower() in works else "",
    )
    return AND.join(told)


def _first_word(after: str) -> tuple[str, str]:
    found = _FIRST_WORD.match(after)
    gap, word = (found.group(1), found.group(2) or "") if found else ("", "")
    return gap.strip()[:1], word


def _cued(before: str, last: str) -> bool:
    """Whether one of the cues stands last; `last` is the last word."""
    end = last.replace("-", "'").rpartition("'")[2].lstrip("@#").lower()
    cues = _cues().get(end)
    if cues is None:
        return False
    said = before[: before.rfind(last) + len(last)].lower()
    said = " ".join(["", *said.split()])
    return any(said.endswith(cue) and not said[-len(cue) - 1].isalnum() for cue in cues)


def _verb_before(before: Sequence[str]) -> tuple[str, str, str]:
    """The nearest reporting verb of the sentence so far, and how near it stands.

    Also whether a noun for who may speak stands before it, and which verb it is, of
    those that give names as well as verdicts: "fans called it", "a critic slammed it".
    """
    nouns = lookup("role_nouns", "role")
    words = ["", *map(str.lower, before)]
    verbs, functions = _verbs(), _functions()
    for distance in range(1, len(words)):
        kind = verbs.get(words[-distance])
        # "the post" is no verb.
        if functions.get(words[-distance - 1]) in ("article", "possessive"):
            continue
        if kind is not None and (kind != "weak" or distance < 4):
            near = "next" if distance == 1 else "near" if distance < 5 else "far"
            led = words[max(0, len(words) - distance - _SUBJECT) : -distance]
            voiced = any(nouns.get(word, "thing") != "thing" for word in led)
            verb = f"verb {_lemma(words[-distance])}" if kind == "called" else ""
            return f"{kind} {near}", "voiced" if voiced else "", verb
    return "none", "", ""


def _lemma(verb: str) -> str:
    return lookup("reporting_verbs", "lemma")[verb]


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


def _led(words: Sequence[str]) -> str:
    """What stands before the article or possessive that leads: "for" in "for the"."""
    leading = _functions().get(words[-1].lower()) if len(words) > 1 else None
    return _side(words[-2], "") if leading in ("article", "possessive") else ""


@cache
def _opinions() -> tuple[frozenset[str], frozenset[str]]:
    """The phrases, and the words that they begin with."""
    phrases = frozenset(lookup("stance_phrases", "stance"))
    return phrases, frozenset(phrase.split()[0] for phrase in phrases)


def _verbs() -> dict[str, str]:
    return lookup("reporting_verbs", "kind")


def _functions() -> dict[str, str]:
    return lookup("function_words", "kind")


@cache
def _works() -> frozenset[str]:
    return frozenset(lookup("work_nouns", "example"))


@cache
def _cues() -> dict[str, list[str]]:
    """The cues by their last words, without the marks that some end with."""
    known: dict[str, list[str]] = {}
    for cue in lookup("term_cues", "cue"):
        known.setdefault(_PLAIN_WORD.findall(cue)[-1], []).append(cue.rstrip("."))
    return known
