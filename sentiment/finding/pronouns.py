"""Whom a pronoun means: the earlier mention that a linear model ranks first.

It ranks by agreement in gender and number, nearness, and who spoke last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sentiment.finding.mentions import Mention
from sentiment.finding.names import FAR, PRONOUN_GENDER, Cast, Entity
from sentiment.finding.words import Words, lexicon
from sentiment.weights import AND, Clue, read_weights, worth_under

# Names further back than this are hardly ever meant by a pronoun.
_LOOK_BACK: Final = 10
_LIFELESS: Final = frozenset({None, "thing", "official"})
_PLURAL_ENDS: Final = ("s", "people", "men", "women", "children")


def antecedent(
    cast: Cast, pronoun: Mention, last_speaker: Mention | None
) -> Mention | None:
    """The earlier mention that a pronoun most likely stands for, if any."""
    candidates = antecedents(cast, pronoun, last_speaker)
    if not candidates:
        return None
    worth = worth_under(read_weights("name"), "name", features_of)
    sums = [worth.score(clues) for _, clues in candidates]
    return candidates[sums.index(max(sums))][0]


def antecedents(
    cast: Cast, pronoun: Mention, last_speaker: Mention | None
) -> list[tuple[Mention, list[Clue]]]:
    """Earlier mentions a pronoun may stand for, nearest first, with their clues."""
    at = pronoun.number
    asked = PRONOUN_GENDER.get(pronoun.head, "n")
    found: list[tuple[Mention, list[Clue]]] = []
    seen: set[int] = set()
    between: set[str] = set()
    agreeing = 0
    speaker = cast.entity(last_speaker) if last_speaker else None
    for index in range(at - 1, max(-1, at - 1 - FAR), -1):
        if len(found) >= _LOOK_BACK:
            break
        mention = cast.mentions[index]
        if mention.kind == "pronoun":
            between.add(mention.head)
            continue
        entity = cast.of_mention.get(index)
        if entity is not None:
            if id(entity) in seen:
                continue
            seen.add(id(entity))
        spoke = mention is last_speaker or (entity is not None and entity is speaker)
        if not _possible(asked, mention, entity, spoke):
            continue
        chain = pronoun.head in between or asked in map(PRONOUN_GENDER.get, between)
        target = "target" if entity is not None and entity.is_target else ""
        # How many nearer ones agree tells more than how many stand between.
        clues: list[Clue] = [
            _agreement(asked, mention, entity, spoke),
            _distance(cast.words, pronoun, mention, chain, len(found)),
            f"agreeing{AND}{min(agreeing, 3)}{AND}{spoke}{AND}{target}",
        ]
        if entity is not None:
            clues += _named(asked, entity)
        agreeing += _agrees(asked, mention, entity)
        found.append((mention, clues))
    return found


def features_of(clue: Clue) -> list[str]:
    """The features that a clue stands for; its first part names the kind of clue."""
    told = clue.split(AND)
    return _FEATURES[told[0]](*told[1:])


def _agreement(
    asked: str, mention: Mention, entity: Entity | None, spoke: bool
) -> Clue:
    if entity is None:
        gender = lexicon().gendered.get(mention.noun or "") or "-"
        plural = str(mention.head.endswith(_PLURAL_ENDS))
    else:
        gender, plural = entity.gender or f"{entity.inferred or ''}?", str(False)
    kind = "name" if entity else mention.kind
    told = "spoke" if spoke else ""
    category = mention.category or "none"
    agreeing = f"{kind}{AND}{gender}{AND}{category}{AND}{plural}{AND}{told}"
    return f"agreement{AND}{asked}{AND}{agreeing}"


def _of_agreement(
    asked: str, kind: str, gender: str, category: str, plural: str, spoke: str
) -> list[str]:
    return [
        f"gender {asked}{gender}",
        f"{asked}|{kind}|{gender}",
        f"{asked}|{kind}|{category}",
        f"{asked}|plural {plural}",
        *([spoke, f"{spoke}|{asked}|{gender}"] if spoke else ()),
    ]


def _named(asked: str, entity: Entity) -> list[Clue]:
    given = lexicon().given.get(entity.tokens[0]) is not None
    size, often = min(3, len(entity.tokens)), min(4, len(entity.mentions))
    target = "target" if entity.is_target else ""
    known = lexicon().noun
    return [
        f"named{AND}{asked}{AND}{size}{AND}{given}{AND}{often}{AND}{target}",
        *[f"described{AND}{asked}{AND}{known[noun]}" for noun in sorted(entity.nouns)],
    ]


def _of_named(asked: str, size: str, given: str, often: str, target: str) -> list[str]:
    return [
        f"{asked}|name of {size}|given {given}",
        f"{asked in 'mf'}|mentioned {often}",
        *([f"{asked}|{target}", target] if target else ()),
    ]


def _of_described(asked: str, category: str) -> list[str]:
    return [f"{asked}|is {category}"]


def _of_agreeing(nearer: str, spoke: str, target: str) -> list[str]:
    place = f"agreeing {nearer}"
    return [place, f"{place}|spoke {spoke}", *([f"{place}|{target}"] if target else ())]


def _distance(
    words: Words, pronoun: Mention, mention: Mention, chain: bool, rank: int
) -> Clue:
    tags, first = words.tag, mention.first
    between = tags[mention.last : pronoun.first]
    paragraphs = min(3, between.count("/"))
    stops = between.count(".") + between.count("!") + between.count("?")
    sentences = min(3, stops + paragraphs)
    before = tags[first - 1] if first else "/"
    opens, object_of = before in "/.!?Q", before == "p"
    place = f"{min(rank, 5)}{AND}{paragraphs}{AND}{sentences}{AND}{chain}"
    speaks = _speaks(words, mention)
    beside = f"{opens}{AND}{object_of}{AND}{mention.embedded}{AND}{speaks}"
    return f"distance{AND}{place}{AND}{beside}"


def _of_distance(
    rank: str, paragraphs: str, sentences: str,
    chain: str, opens: str, object_of: str, embedded: str, speaks: str,
) -> list[str]:  # fmt: skip
    near = min(rank, "3")
    return [
        f"chain {chain}|rank {near}",
        f"opens {opens}|rank {near}",
        f"rank {rank}",
        f"paragraphs {paragraphs}",
        f"sentences {sentences}",
        f"opens {opens}|paragraphs {paragraphs}",
        f"opens {opens}|sentences {sentences}",
        f"preposition {object_of}",
        f"embedded {embedded}",
        f"speaks {speaks}",
    ]


_FEATURES: Final[Mapping[str, Callable[..., list[str]]]] = {
    "agreement": _of_agreement,
    "agreeing": _of_agreeing,
    "described": _of_described,
    "distance": _of_distance,
    "named": _of_named,
}


def _possible(asked: str, mention: Mention, entity: Entity | None, spoke: bool) -> bool:
    """Whether a mention can be meant at all: a woman by "she", nobody by "it"."""
    if entity is not None:
        if asked != "n" and not entity.is_target and _is_platform(entity):
            return False
        if asked in "mf":
            return (entity.gender or entity.inferred) in (asked, None)
        return asked == "n" or spoke or not entity.is_person
    if asked in "mf":
        fits = lexicon().gendered.get(mention.noun or "", asked) == asked
        return fits and mention.category not in _LIFELESS
    return mention.category is not None or mention.kind not in ("bare", "handle")


def _is_platform(entity: Entity) -> bool:
    """Whether people post there: "On X, they poured their hearts out"."""
    (first, *more) = entity.tokens
    return not more and lexicon().press.get(first) == "platform"


def _agrees(asked: str, mention: Mention, entity: Entity | None) -> bool:
    if entity is not None:
        return (entity.gender or entity.inferred) == asked
    return lexicon().gendered.get(mention.noun or "") == asked


def _speaks(words: Words, mention: Mention) -> bool:
    """Whether a reporting verb stands next to the mention."""
    tags, last = words.tag, mention.last
    near = tags[last : last + 2] + tags[mention.first - 1 : mention.first]
    return "V" in near or "W" in near
