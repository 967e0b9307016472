"""What the reporter's words make plain of a speaker: who, what, and whose.

A portrait holds classes, not words, so that what is learned of one article's lawyer
or neighbour holds for another's.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from sentiment.finding.mentions import Mention
from sentiment.finding.names import INTRODUCED, PERSONAL, Cast, Entity
from sentiment.finding.words import Words, lexicon
from sentiment.lexicons import lookup

# Nouns of a later class say more of somebody who is described by several.
_TELLING: Final = (
    "thing", "person", "commenter", "outlet", "official", "job", "named", "insider",
    "kin", "leader", "spokesman",
)  # fmt: skip
_POSSESSIVES: Final = {
    "his": "m", "her": "f", "its": "t", "their": "p", "my": "n", "our": "n", "your": "n"
}  # fmt: skip
# Within so many tokens behind somebody it is told that the name is withheld.
_TOLD_WITHIN: Final = 20
_SENTENCE_ENDS: Final = re.compile("[/.!?Q]")
_PLACING: Final = frozenset({"from", "of", "in", "at", "near"})


class Portrait(NamedTuple):
    """Who stands behind a phrase.

    `identity` is target, epithet (of the target), person, body, name (either of the
    two), handle or nameless. `trade` is the class of the noun that describes them,
    `principal` whose they are: target, other, or what a possessive leaves open.
    `private` says that an age or a home is given as for people nobody knows, or that
    the name is withheld.
    `called` says how: a given name alone, one word, two, more, or none. `noun` is the
    noun itself, or "". `employer` is outlet where a publication is named beside.
    """

    identity: str
    trade: str
    principal: str
    private: str
    fame: str
    called: str
    noun: str
    employer: str


NOBODY: Final = Portrait("", "", "", "", "", "", "", "")


def portray(mention: Mention, words: Words, cast: Cast) -> Portrait:
    """Gather what the article says of the person or body behind a phrase."""
    entity = cast.entity(mention) or cast.epithet_of(mention)
    described = [mention, *(entity.descriptions[:INTRODUCED] if entity else ())]
    best: Mention | None = None
    for one in described:
        if one.category and (best is None or _rank(one) > _rank(best)):
            best = one
    pressed = mention.kind == "name" and any(
        _employer(one, words) for one in (mention, *_introduced(entity, cast))
    )
    principal = 0
    for one in described:
        principal = max(principal, _PRINCIPALS.index(principal_of(one, words, cast)))
    return Portrait(
        _identity(mention, entity, words, cast),
        best.category or "none" if best else "none",
        _PRINCIPALS[principal],
        _private(entity, mention, words, cast),
        str(min(4, len(entity.mentions))) if entity else "0",
        _called(entity),
        best.noun or "" if best else "",
        "outlet" if pressed else "none",
    )


def _introduced(entity: Entity | None, cast: Cast) -> list[Mention]:
    """The first mention of somebody, where their place of work is told."""
    return [cast.first_mention(entity)] if entity else []


def _publishes(name: str) -> bool:
    """Whether a name with this last word is a publication's."""
    return lexicon().press.get(name) == "name"


def _employer(mention: Mention, words: Words) -> bool:
    """Whether a publication stands beside: "Reel Weekly's Ann Reed"."""
    beside = range(mention.first, min(len(words), mention.core + 6))
    for number in beside:
        tag = words.tag[number]
        if number >= mention.core and tag in "/.Q!?VWC":
            break
        word = words.lower[number].removesuffix("'s")
        if tag == "N" and _publishes(word):
            return True
    return False


def _called(entity: Entity | None) -> str:
    if entity is None:
        return "none"
    if len(entity.tokens) == 1 and entity.tokens[0] in lexicon().given:
        return "given"
    return str(min(3, len(entity.tokens)))


_PRINCIPALS: Final = ("none", "other", "its", "theirs", "other's", "target's", "target")


def _rank(mention: Mention) -> int:
    return _TELLING.index(mention.category) if mention.category in _TELLING else -1


def _identity(mention: Mention, entity: Entity | None, words: Words, cast: Cast) -> str:
    if mention.kind == "handle":
        return "handle"
    if entity is None:
        if is_epithet(mention, cast):
            return "epithet"
        return "fitting" if _fits_target(mention, words, cast) else "nameless"
    if _publishes(entity.tokens[-1]) and not cast.is_target(entity.tokens[-1]):
        return "outlet"
    if entity.is_target:
        return "target"
    if is_epithet(mention, cast):
        return "epithet"
    known = lexicon()
    if entity.is_person:
        return "person"
    if known.noun.get(entity.tokens[-1]) in ("official", "outlet"):
        return "body"
    first, following = words.lower[mention.first], mention.first + 1
    if first in known.honorific:
        return "person"
    # "the Board of Elections", but not "the Weekly Post's Dinah Osei".
    led = following < mention.core and following == mention.name
    return "body" if first == "the" and led else "name"


def is_epithet(mention: Mention, cast: Cast) -> bool:
    """Whether "the singer" is the target: the noun is said of it and of nobody else."""
    if mention.kind != "definite" or not mention.noun:
        return False
    if mention.noun in cast.target.nouns:
        return True
    return mention.noun in cast.epithets


def _fits_target(mention: Mention, words: Words, cast: Cast) -> bool:
    """Whether "the mum-of-two" may be the target: a person nobody else introduced."""
    if mention.kind != "definite" or not cast.target_is_person:
        return False
    if words.lower[mention.first] != "the" or cast.introduction(mention) is not None:
        return False
    gender = lexicon().gendered.get(mention.noun or "")
    aged = mention.head.endswith("-year-old")
    return (aged or mention.category in PERSONAL) and (
        gender is None or cast.target_gender in (gender, None)
    )


def principal_of(mention: Mention, words: Words, cast: Cast) -> str:
    """Whose lawyer, sister or member of staff a phrase speaks of."""
    if mention.kind in ("pronoun", "handle"):
        return "none"
    lead = words.lower[mention.first]
    gender = _POSSESSIVES.get(lead)
    if gender is not None:
        return _owner(gender, cast)
    name = mention.core if mention.name is None else mention.name
    for number in range(mention.first, mention.core):
        word = words.lower[number]
        owned = word.endswith(("'s", "s'"))
        if number >= name and not owned:
            break
        if owned or (words.tag[number] == "N" and word not in lexicon().noun):
            return "target" if cast.is_target(word) else "other"
    return _complement(mention, words, cast)


def _owner(gender: str, cast: Cast) -> str:
    """What his, her, its or their leaves open: the target, if it is of that kind."""
    if gender in "mf":
        fits = cast.target_gender in (gender, None) and cast.target_is_person
        return "target's" if fits else "other's"
    if gender == "t":
        return "its"
    return "theirs" if gender == "p" else "none"


def _complement(mention: Mention, words: Words, cast: Cast) -> str:
    """The names after a phrase: "a spokesman for …", "a source close to …"."""
    following = range(mention.core, mention.last)
    if any(cast.is_target(words.lower[number]) for number in following):
        return "target"
    for number in following:
        if words.lower[number] in _POSSESSIVES:
            return _owner(_POSSESSIVES[words.lower[number]], cast)
    if any(words.tag[number] == "N" for number in following):
        return "other"
    return "none"


def _private(entity: Entity | None, mention: Mention, words: Words, cast: Cast) -> str:
    known = entity.mentions[:INTRODUCED] if entity else ()
    mentions = [cast.mentions[k] for k in known] or [mention]
    if entity is None and _withheld(mention, words):
        return "withheld"
    for one in mentions:
        at = one.core
        if at < len(words) and words.lower[at] in _PLACING and one.kind == "name":
            return "placed"
        # "Ann Reed, 34," and "Ann Reed (34)".
        if at + 1 >= len(words) or words.tag[at] not in ",(":
            continue
        if words.surface(at + 1).isdigit():
            return "aged"
        if words.lower[at + 1] in _PLACING:
            return "placed"
        if words.lower[at + 1] == "who":
            return "told of"
    return "none"


def _withheld(mention: Mention, words: Words) -> bool:
    """Whether it is told that the name is not: "who asked not to be named"."""
    core = mention.core
    ends = _SENTENCE_ENDS.search(words.tag, core, core + _TOLD_WITHIN)
    told = words.lower[mention.first : ends.start() if ends else core + _TOLD_WITHIN]
    kinds = list(map(lexicon().press.get, told))
    if "withheld" in kinds:
        return True
    return "naming" in kinds and not _refusals().isdisjoint(
        told[: kinds.index("naming")]
    )


@cache
def _refusals() -> frozenset[str]:
    """Words before which a name is not given: not, didn't, declined."""
    kinds = lookup("stance_words", "kind").items()
    negators = {word for word, kind in kinds if kind == "negator"}
    press = lexicon().press.items()
    return frozenset(negators | {word for word, kind in press if kind == "refusing"})
