"""Whom a pronoun means: the earlier mention that a linear model ranks first.

It ranks by agreement in gender and number, nearness, and who spoke last.
"""

from __future__ import annotations

from sentiment.finding.mentions import Mention
from sentiment.finding.names import FAR, PRONOUN_GENDER, Cast, Entity, gendered_nouns
from sentiment.finding.words import Words, lexicon
from sentiment.weights import read_weights, total

# Names further back than this are hardly ever meant by a pronoun.
_LOOK_BACK = 14
_LIFELESS = frozenset({None, "thing", "official"})
_PLURAL_ENDS = ("s", "people", "men", "women", "children")


def antecedent(
    cast: Cast, pronoun: Mention, last_speaker: Mention | None
) -> Mention | None:
    """The earlier mention that a pronoun most likely stands for, if any."""
    candidates = antecedents(cast, pronoun, last_speaker)
    if not candidates:
        return None
    weights = read_weights("name")
    return max(candidates, key=lambda pair: total(weights, pair[1]))[0]


def antecedents(
    cast: Cast, pronoun: Mention, last_speaker: Mention | None
) -> list[tuple[Mention, list[str]]]:
    """Earlier mentions a pronoun may stand for, nearest first, with features."""
    at = cast.index_of(pronoun)
    found: list[tuple[Mention, list[str]]] = []
    seen: set[int] = set()
    agreeing = 0
    speaker = cast.entity(last_speaker) if last_speaker else None
    for index in range(at - 1, max(-1, at - 1 - FAR), -1):
        if len(found) >= _LOOK_BACK:
            break
        mention = cast.mentions[index]
        if mention.kind == "pronoun":
            continue
        entity = cast.of_mention.get(index)
        if entity is not None:
            if id(entity) in seen:
                continue
            seen.add(id(entity))
        spoke = mention is last_speaker or (entity is not None and entity is speaker)
        if not _possible(pronoun, mention, entity, spoke):
            continue
        features = _agreement(pronoun, mention, entity, spoke)
        features += _distance(cast, pronoun, mention, len(found))
        # How many nearer ones agree tells more than how many stand between.
        place = f"agreeing {min(agreeing, 3)}"
        features += [place, f"{place}|spoke {spoke}"]
        if entity is not None and entity.is_target:
            features.append(f"{place}|target")
        agreeing += _agrees(pronoun, mention, entity)
        found.append((mention, features))
    return found


def _agreement(
    pronoun: Mention, mention: Mention, entity: Entity | None, spoke: bool
) -> list[str]:
    asked = PRONOUN_GENDER.get(pronoun.head, "n")
    gender = entity.gender if entity else gendered_nouns().get(mention.noun or "")
    plural = entity is None and mention.head.endswith(_PLURAL_ENDS)
    kind = "name" if entity else mention.kind
    category = mention.category or "none"
    if entity and gender is None:
        gender = f"{entity.inferred or ''}?"
    shape = f"{asked}|{kind}|{gender or '-'}"
    features = [
        f"gender {asked}{gender or '-'}",
        shape,
        f"{asked}|{kind}|{category}",
        f"{asked}|plural {plural}",
    ]
    if entity:
        given = lexicon().given.get(entity.tokens[0]) is not None
        size = min(3, len(entity.tokens))
        features.append(f"{asked}|name of {size}|given {given}")
        often = min(4, len(entity.mentions))
        features.append(f"{asked[0] in 'mf'}|mentioned {often}")
        known = lexicon().noun
        features += [f"{asked}|is {known[noun]}" for noun in sorted(entity.nouns)]
    if entity and entity.is_target:
        features += [f"{asked}|target", "target"]
    if spoke:
        features += ["spoke", f"spoke|{asked}|{gender or '-'}"]
    return features


def _distance(cast: Cast, pronoun: Mention, mention: Mention, rank: int) -> list[str]:
    tags = cast.words.tag[mention.last : pronoun.first]
    paragraphs = min(3, tags.count("/"))
    sentences = min(3, sum(tag in ".!?" for tag in tags) + paragraphs)
    first = mention.first
    opens = first == 0 or cast.words.tag[first - 1] in "/.!?Q"
    object_of = cast.words.tag[first - 1] == "p" if first else False
    between = [
        other.head
        for other in cast.mentions[cast.index_of(mention) + 1 : cast.index_of(pronoun)]
        if other.kind == "pronoun"
    ]
    chain = pronoun.head in between or PRONOUN_GENDER.get(pronoun.head, "n") in {
        PRONOUN_GENDER.get(head) for head in between
    }
    return [
        f"chain {chain}|rank {min(rank, 3)}",
        f"opens {opens}|rank {min(rank, 3)}",
        f"rank {min(rank, 5)}",
        f"paragraphs {paragraphs}",
        f"sentences {sentences}",
        f"opens {opens}|paragraphs {paragraphs}",
        f"opens {opens}|sentences {sentences}",
        f"preposition {object_of}",
        f"embedded {mention.embedded}",
        f"speaks {_speaks(cast.words, mention)}",
    ]


def _possible(
    pronoun: Mention, mention: Mention, entity: Entity | None, spoke: bool
) -> bool:
    """Whether a mention can be meant at all: a woman by "she", nobody by "it"."""
    asked = PRONOUN_GENDER.get(pronoun.head, "n")
    if entity is not None:
        if asked in "mf":
            return (entity.gender or entity.inferred) in (asked, None)
        return asked == "n" or spoke or not entity.is_person
    if asked in "mf":
        fits = gendered_nouns().get(mention.noun or "", asked) == asked
        return fits and mention.category not in _LIFELESS
    return mention.category is not None or mention.kind not in ("bare", "handle")


def _agrees(pronoun: Mention, mention: Mention, entity: Entity | None) -> bool:
    asked = PRONOUN_GENDER.get(pronoun.head, "n")
    if entity is not None:
        return (entity.gender or entity.inferred) == asked
    return gendered_nouns().get(mention.noun or "") == asked


def _speaks(words: Words, mention: Mention) -> bool:
    """Whether a reporting verb stands next to the mention."""
    tags = words.tag
    near = (
        tags[mention.last : mention.last + 2] + tags[mention.first - 1 : mention.first]
    )
    return any(tag in "VW" for tag in near)
