"""What a speaker is to the article's target: commenter, insider, named, official…

A linear model over the speaker's phrase, the person or body behind it, the words
around and the role before. Its weights, their source and their figures:
`sentiment/data/README.md`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sentiment.finding.mentions import Mention
from sentiment.finding.names import Cast, Entity
from sentiment.finding.words import Words, lexicon
from sentiment.models import Evidence, Role
from sentiment.weights import softmax, strongest, total

# Every role that annotators gave; `unknown` is what is left where none is likely.
RANKED = (
    Role.COMMENTER, Role.INSIDER, Role.NAMED, Role.OFFICIAL, Role.SUBJECT, Role.OUTLET
)  # fmt: skip
# Kinds of phrases that name nobody; "another" is mostly another of the same.
ANONYMOUS = frozenset({"indefinite", "other", "bare", "definite"})
# Below this even the likeliest role is a guess: six roles share the rest.
KNOWN_AT_LEAST = 0.34


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a quote when its speaker's role is asked for."""

    mention: Mention | None  # the phrase that was chosen
    person: Mention | None  # the phrase it stands for, where it is a pronoun
    carried: bool
    at: int  # the quote's token
    cue: str  # the reporting word, or ""
    same_paragraph: bool  # as the quote before
    previous: Role | None = None  # the role of the quote before
    own: Role | None = None  # the role this very person had before
    anonymous: Role | None = None  # the role of the last speaker without a name


def find_role(
    said: Said, words: Words, cast: Cast, weights: dict[str, float]
) -> tuple[Role, tuple[Evidence, ...]]:
    """The likeliest role, with the features that decided."""
    features = role_features(said, words, cast)
    named = [[f"{role}|{feature}" for feature in features] for role in RANKED]
    chances = softmax([total(weights, row) for row in named])
    index = max(range(len(RANKED)), key=chances.__getitem__)
    pulls = strongest(weights, named[index])
    evidence = tuple(Evidence(f"role:{rule}", round(pull, 3)) for rule, pull in pulls)
    sure = chances[index] >= KNOWN_AT_LEAST
    return (RANKED[index] if sure else Role.UNKNOWN), evidence


def role_features(said: Said, words: Words, cast: Cast) -> list[str]:
    """The features by which a role is told."""
    before = str(said.previous) if said.previous else "none"
    joint = f"{'same' if said.same_paragraph else 'new'} paragraph"
    features = ["bias", f"before {before}", f"before {before}|{joint}"]
    if said.own is not None:
        features += [f"own {said.own}"]
    if said.cue:
        verb = lexicon().verb.get(said.cue, "weak")
        features += [f"cue {verb}", f"cue {said.cue}"]
    mention = said.person or said.mention
    if mention is None:
        features += [
            "nobody",
            f"nobody|before {before}",
            f"nobody|{_shape(words, said.at)}",
        ]
        features += [f"nobody|{joint}|{before}"]
        return features + _lead_in(words, said.at)
    features.append(f"carried {said.carried}|{before}")
    if said.mention is not None and said.mention is not mention:
        features.append(f"pronoun {said.mention.head}")
    features += _phrase(mention, words, cast)
    behind = _behind(mention, cast)
    features += behind
    about = "person" if cast.target_is_person else "body"
    features += [f"about {about}|{feature}" for feature in behind]
    features.append(f"about {about}|{mention.kind}|{mention.category}")
    if mention.kind == "name":
        features += [f"name|{cue}" for cue in _lead_in(words, said.at)]
    features += _near(mention, words, cast)
    features.append(f"{mention.kind}|before {before}")
    if mention.kind in ANONYMOUS:
        features.append(f"{mention.kind}|anonymous {said.anonymous}")
        if mention.noun is None:
            features.append(f"no noun|{mention.kind}|anonymous {said.anonymous}")
    if said.cue:
        features.append(f"{mention.kind}|cue {lexicon().verb.get(said.cue, 'weak')}")
    return features


def _phrase(mention: Mention, words: Words, cast: Cast) -> list[str]:
    """What the phrase itself says: its kind, its noun, its words."""
    category = mention.category or "none"
    features = [
        f"kind {mention.kind}",
        f"noun {category}",
        f"{mention.kind}|noun {category}",
        f"named {mention.name is not None}|{mention.kind}|{category}",
    ]
    if mention.noun:
        features.append(f"={mention.noun}")
    spoken_for = range(mention.core, mention.last)
    said_of = [words.lower[number] for number in spoken_for]
    features += [f"more {word}" for word in dict.fromkeys(said_of[:8])]
    if said_of:
        features.append("more")
        rest = " ".join(words.surface[number] for number in spoken_for)
        if cast.is_target(rest):
            features += ["more target", f"more target|{category}"]
    lead = [words.lower[number] for number in range(mention.first, mention.core)]
    if mention.kind != "name":
        features += [f"word {word}" for word in lead[:5] if word != mention.noun]
    possessor = [word for word in lead if word.endswith("'s")]
    if possessor:
        features.append(f"possessive|{category}")
        if cast.is_target(possessor[0]):
            features += ["possessive target", f"possessive target|{category}"]
    if lead and lead[0] in ("his", "her", "their", "its"):
        features.append(f"his|{category}")
    first = lead[0] if lead else ""
    if first in lexicon().honorific:
        features += ["honorific", f"honorific {first}"]
    if words.surface[mention.first][:1] == "@" or "/" in first:
        features.append("handle")
    following = mention.last
    if following + 1 < len(words) and words.tag[following] == ",":
        after = words.lower[following + 1 : following + 4]
        features.append(f"comma {after[0]}" if not after[0].isdigit() else "aged")
        features += [f"after {word}" for word in after[1:]]
    return features


def _near(mention: Mention, words: Words, cast: Cast) -> list[str]:
    """Whether the target stands close to the phrase, as in "Cobalt's chief, Jo Lee"."""
    low, high = max(0, mention.first - 6), min(len(words), mention.last + 8)
    features = []
    for side, numbers in (
        ("before", range(low, mention.first)),
        ("after", range(mention.last, high)),
    ):
        near = [words.lower[number] for number in numbers]
        if any(cast.is_target(word) for word in near):
            features.append(f"target {side}|{mention.kind}|{mention.category}")
            features.append(f"target {side}")
    return features


def _behind(mention: Mention, cast: Cast) -> list[str]:
    """What the article says of the person or body behind the phrase."""
    entity = cast.entity(mention)
    if entity is None:
        alone = mention.kind == "definite" and mention.noun
        if alone and _is_epithet(mention, cast):
            return ["epithet of target", f"epithet of target|{mention.category}"]
        return ["no name"]
    if entity.is_target:
        return ["target", f"target|{mention.kind}", f"target|{mention.category}"]
    features = ["not target", f"name of {min(3, len(entity.tokens))}"]
    features.append(f"mentioned {min(4, len(entity.mentions))}")
    known = lexicon()
    features += [f"called {word}" for word in {entity.tokens[0], entity.tokens[-1]}]
    for noun in sorted(entity.nouns):
        features += [f"is {known.noun.get(noun, 'none')}", f"is ={noun}"]
    if not entity.nouns:
        features.append("is undescribed")
    if known.given.get(entity.tokens[0]):
        features.append("given name")
    elif len(entity.tokens) == 1:
        features.append("single name, not given")
    return features


def _is_epithet(mention: Mention, cast: Cast) -> bool:
    """Whether "the singer" is the target: the noun is said of it and nobody else."""
    described = [entity for entity in cast.entities if mention.noun in entity.nouns]
    return bool(described) and all(map(_targeted, described))


def _targeted(entity: Entity) -> bool:
    return entity.is_target


def _shape(words: Words, at: int) -> str:
    """Whether the quote is a paragraph of its own."""
    before = words.tag[at - 1] if at else "/"
    after = words.tag[at + 1] if at + 1 < len(words) else "/"
    return f"{before}Q{after}"


def _lead_in(words: Words, at: int) -> list[str]:
    """Role nouns and verbs of the words before, back to the last quote or two lines."""
    features, lines = [], 0
    known = lexicon()
    for number in range(at - 1, max(-1, at - 40), -1):
        tag = words.tag[number]
        lines += tag == "/"
        if tag == "Q" or lines > 1:
            break
        word = words.lower[number]
        if word in known.noun:
            features.append(f"lead-in {known.noun[word]}")
        if tag in "VWC":
            features.append(f"lead-in verb {tag}")
    for number in range(at + 1, min(len(words), at + 8)):
        tag = words.tag[number]
        if tag in "/Q":
            break
        word = words.lower[number]
        if word in known.noun:
            features.append(f"follow {known.noun[word]}")
    return list(dict.fromkeys(features))
