"""What a speaker is to the article's target: commenter, insider, named, official…

A linear model over the speaker's phrase, the person or body behind it, the words
around and the role before. Its weights, their source and their figures:
`sentiment/data/README.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from operator import itemgetter
from typing import Final, NamedTuple

from sentiment.finding.mentions import Mention
from sentiment.finding.names import Cast
from sentiment.finding.portraits import NOBODY, Portrait, portray
from sentiment.finding.words import Words, lexicon
from sentiment.models import KNOWN_AT_LEAST, RANKED, Evidence, Role
from sentiment.weights import AND, Clue, Table, added_up, softmax, worths_under

# Kinds of phrases that name nobody; "another" is mostly another of the same.
ANONYMOUS: Final = frozenset({"indefinite", "someone", "other", "bare", "definite"})

# Classes that tell more together than each by itself.
_PAIRS: Final = (
    ("who", "private"), ("who", "about"), ("who", "crowd"), ("who", "cue"),
    ("who", "own"), ("trade", "private"), ("trade", "whose"), ("trade", "about"),
    ("trade", "kind"), ("whose", "about"), ("kind", "before"), ("kind", "nameless"),
    ("kind", "crowd"), ("private", "crowd"), ("before", "crowd"), ("before", "joint"),
    ("before", "carried"), ("called", "private"), ("called", "crowd"),
    ("called", "before"), ("called", "cue"), ("who", "trade"),
    ("employer", "press"), ("who", "press"),
)  # fmt: skip

# Classes that tell by themselves only.
_ALONE: Final = ("fame", "shape")
_WORD: Final = "word"
# So many tokens behind a name introduce its bearer.
_INTRODUCTION: Final = 8
# So many tokens around a quote tell in what company it stands.
_AROUND: Final = 40


class _Group(NamedTuple):
    """Classes that are weighed at once: a first one, which the others are paired with.

    `single` are those that tell by themselves here; in other groups they do not.
    `paired` are those that tell more beside the first.
    """

    names: tuple[str, ...]
    single: frozenset[str]
    paired: frozenset[str]
    values: Callable[[Mapping[str, str]], tuple[str, ...]]


def _groups() -> dict[str, _Group]:
    partners: dict[str, list[str]] = {_ALONE[0]: list(_ALONE[1:])}
    for one, other in _PAIRS:
        partners.setdefault(one, []).append(other)
    groups, told = {}, set(partners)
    for one, others in partners.items():
        single = {one, *(other for other in others if other not in told)}
        told |= single
        names = (one, *others)
        paired = frozenset(others) if one != _ALONE[0] else frozenset()
        groups[one] = _Group(names, frozenset(single), paired, itemgetter(*names))
    return groups


_GROUPS: Final = _groups()


class Said:
    """What is known of a quote when its speaker's role is asked for.

    Attributes:
        mention: the phrase that was chosen.
        person: the phrase it stands for, where it is a pronoun.
        carried: whether the speaker before goes on.
        at: the quote's token.
        cue: the reporting word, or "".
        same_paragraph: as the quote before.
        previous: the role of the quote before.
        own: the role this very person had before.
        anonymous: the role of the last speaker without a name.
    """

    # No tuple: the roles are filled in when they are known.
    def __init__(
        self,
        mention: Mention | None,
        person: Mention | None,
        carried: bool,
        at: int,
        cue: str,
        same_paragraph: bool,
    ) -> None:
        self.mention = mention
        self.person = person
        self.carried = carried
        self.at = at
        self.cue = cue
        self.same_paragraph = same_paragraph
        self.previous: Role | None = None
        self.own: Role | None = None
        self.anonymous: Role | None = None


class Told(NamedTuple):
    """A role, with what told most for it and how likely each of `RANKED` is."""

    role: Role
    evidence: tuple[Evidence, ...]
    chances: tuple[float, ...]


def find_role(said: Said, words: Words, cast: Cast, table: Table) -> Told:
    """The likeliest role."""
    clues = role_clues(said, words, cast)
    worths = worths_under(table, "role", features_of)
    rows = worths.rows(clues)
    chances = softmax(added_up(rows))
    index = chances.index(max(chances))
    role = RANKED[index] if chances[index] >= KNOWN_AT_LEAST else Role.UNKNOWN
    return Told(role, worths.reasons(clues, rows, index), tuple(chances))


def role_clues(said: Said, words: Words, cast: Cast) -> list[Clue]:
    """The clues by which a role is told: classes with their pairs, and a few words."""
    mention = said.person or said.mention
    portrait = portray(mention, words, cast) if mention else NOBODY
    classes = {
        "before": str(said.previous or "none"),
        "joint": "same" if said.same_paragraph else "new",
        "cue": lexicon().verb.get(said.cue, "none"),
        "own": str(said.own or "none"),
        "crowd": _crowd(words, said.at),
        "nameless": str(said.anonymous or "none"),
        "about": cast.target_kind,
        "carried": str(said.carried),
        "press": str(_reviewed(words, said.at)),
        "kind": mention.kind if mention else "nobody",
        "shape": "" if mention else _shape(words, said.at),
        "who": portrait.identity,
        "trade": portrait.trade,
        "whose": portrait.principal,
        "private": portrait.private,
        "fame": portrait.fame,
        "called": portrait.called,
        "employer": portrait.employer,
    }
    clues: list[Clue] = [f"{_WORD}{AND}bias"]
    if mention is not None:
        told = _words(said, mention, portrait, words, cast)
        clues += [f"{_WORD}{AND}{feature}" for feature in told]
    if said.cue:
        clues.append(f"{_WORD}{AND}cue {said.cue}")
    clues += [
        f"{one}{AND}{AND.join(group.values(classes))}" for one, group in _GROUPS.items()
    ]
    return clues


def features_of(clue: Clue) -> list[str]:
    """The features that a clue stands for: a word, or what a group of classes tells."""
    name, *values = clue.split(AND)
    if name == _WORD:
        return values
    group = _GROUPS[name]
    known = [pair for pair in zip(group.names, values, strict=True) if pair[1]]
    features = [f"{one}={value}" for one, value in known if one in group.single]
    if first := values[0]:
        features += [
            f"{name}={first}|{other}={value}"
            for other, value in known
            if other in group.paired
        ]
    return features


def _words(
    said: Said, mention: Mention, portrait: Portrait, words: Words, cast: Cast
) -> list[str]:
    """The few words that tell more than their class."""
    features = []
    if portrait.noun:
        features += [
            f"noun {portrait.noun}",
            f"{mention.kind}|noun {portrait.noun}",
            f"about {cast.target_kind}|noun {portrait.noun}",
        ]
    lead = words.lower[mention.first]
    if mention.kind != "name":
        features.append(f"{mention.kind}|first {lead}")
    elif lead in lexicon().honorific:
        features.append(f"title {lead}")
    if said.mention is not None and said.mention.kind == "pronoun":
        features.append(f"pronoun {said.mention.head}")
    for number in range(mention.core, min(mention.last, mention.core + 4)):
        if words.tag[number] != "N":
            features.append(f"more {words.lower[number]}")
    entity = cast.entity(mention)
    if entity is not None:
        features += _introducing(cast.first_mention(entity), words)
    return features


def _introducing(first: Mention, words: Words) -> list[str]:
    """The words by which somebody is introduced: "Ann Reed, 34, who sells shoes"."""
    features = []
    for number in range(first.first, min(len(words), first.core + _INTRODUCTION)):
        tag = words.tag[number]
        if tag in "/.!?Q" and number >= first.core:
            break
        if tag == "N" or not words.lower[number][0].isalnum():
            continue
        # One age tells as much as another.
        lower = words.lower[number]
        word = lower if any(map(str.isalpha, lower)) else "34"
        features.append(f"introduced {word}")
    return features


def _crowd(words: Words, at: int) -> str:
    """The class of the last role noun before a quote, at most a line above it."""
    tags = words.tag
    first = max(0, at - _AROUND)
    line = tags.rfind("/", first, at)
    if line >= 0:
        first = max(first, tags.rfind("/", first, line) + 1)
    number = words.role.rfind("r", first, at)
    while number >= 0 and tags[number] == "N":
        number = words.role.rfind("r", first, number)
    return lexicon().noun[words.lower[number]] if number >= 0 else "none"


def _reviewed(words: Words, at: int) -> bool:
    """Whether the paragraph speaks of critics, reviews or an editorial."""
    tags = words.tag
    first = max(tags.rfind("/", 0, at) + 1, at - _AROUND)
    last = tags.find("/", at, at + _AROUND)
    last = min(len(words), at + _AROUND) if last < 0 else last
    told = words.lower[first:last]
    return not _review_words().isdisjoint(told) and any(
        word in _review_words() and tag != "N"
        for word, tag in zip(told, tags[first:last], strict=True)
    )


@cache
def _review_words() -> frozenset[str]:
    """Words of reviews and verdicts, and nouns for those who write them."""
    press = {word for word, kind in lexicon().press.items() if kind == "review"}
    writers = {noun for noun, role in lexicon().noun.items() if role == "outlet"}
    return frozenset(press | writers)


def _shape(words: Words, at: int) -> str:
    """Whether the quote is a paragraph of its own."""
    before = words.tag[at - 1] if at else "/"
    after = words.tag[at + 1] if at + 1 < len(words) else "/"
    return f"{before}Q{after}"
