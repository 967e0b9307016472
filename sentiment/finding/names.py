"""Who is who: names gathered into people and bodies, pronouns resolved to them.

A surname stands for the fullest name that ends with it, a first name likewise. A
pronoun goes to the earlier mention that a linear model ranks first by agreement in
gender and number, nearness, and who spoke last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from sentiment.finding.mentions import Mention
from sentiment.finding.words import Words, lexicon
from sentiment.lexicons import lookup
from sentiment.models import Target
from sentiment.weights import read_weights, total

# Names further back than this are hardly ever meant by a pronoun.
_LOOK_BACK = 14
# More people of one name than this are not told apart; keeps the search linear.
_SAME_NAME = 8
_GENDER = {
    "he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f",
    "they": "p", "them": "p", "we": "p", "us": "p", "it": "t", "i": "n", "me": "n",
}  # fmt: skip
_PLURAL_ENDS = ("s", "people", "men", "women", "children")


@dataclass(slots=True)
class Entity:
    """A person or body the article names: every mention, and what is said of it."""

    name: str
    tokens: tuple[str, ...]
    gender: str | None = None
    inferred: str | None = None
    nouns: set[str] = field(default_factory=set)
    mentions: list[int] = field(default_factory=list)
    is_target: bool = False


class Cast:
    """The entities of an article, and which mention is whom."""

    def __init__(
        self, words: Words, mentions: Sequence[Mention], target: Target | None
    ) -> None:
        self.words = words
        self.mentions = mentions
        self.entities: list[Entity] = []
        self.of_mention: dict[int, Entity] = {}
        self._by_first: dict[int, int] = {m.first: k for k, m in enumerate(mentions)}
        self._by_token: dict[str, list[Entity]] = {}
        self._target = _target_tokens(target)
        named = [(k, m) for k, m in enumerate(mentions) if m.name is not None]
        tokens = {k: self._name_tokens(m) for k, m in named}
        # The fullest names first, so that a surname finds its owner anywhere.
        for k, _ in sorted(
            named, key=lambda pair: (-min(2, len(tokens[pair[0]])), pair[0])
        ):
            if tokens[k]:
                self._enter(k, tokens[k])
        self._infer_genders()

    @property
    def target_is_person(self) -> bool:
        """Whether the target looks like a person: a given name or a gender."""
        return any(
            entity.is_target and (entity.gender or entity.inferred)
            for entity in self.entities
        )

    def index_of(self, mention: Mention) -> int:
        return self._by_first[mention.first]

    def entity(self, mention: Mention) -> Entity | None:
        return self.of_mention.get(self._by_first.get(mention.first, -1))

    def is_target(self, phrase: str) -> bool:
        """Whether a phrase names the target: shares its last or only telling word."""
        return bool(self._target & {w.strip("'s") for w in phrase.lower().split()})

    def _name_tokens(self, mention: Mention) -> tuple[str, ...]:
        assert mention.name is not None
        words = self.words
        kept = []
        for number in range(mention.first, mention.core):
            if words.start[number] < mention.name.start or words.tag[number] == ".":
                continue
            word = words.lower[number].removesuffix("'s").removesuffix("'")
            if word not in lexicon().honorific or number == mention.core - 1:
                kept.append(word)
        return tuple(kept)

    def _enter(self, index: int, tokens: tuple[str, ...]) -> None:
        mention = self.mentions[index]
        entity = self._known(index, tokens)
        if entity is None:
            entity = Entity(self._surface(mention), tokens)
            entity.is_target = self._is_target(tokens)
            self.entities.append(entity)
            for token in {tokens[0], tokens[-1]}:
                self._by_token.setdefault(token, []).append(entity)
        elif 1 < len(tokens) < len(entity.tokens):
            # "Actor Alec Baldwin", then "Alec Baldwin": the shorter is the name.
            entity.name, entity.tokens = self._surface(mention), tokens
        entity.mentions.append(index)
        entity.gender = entity.gender or self._gender(mention, tokens)
        if mention.noun:
            entity.nouns.add(mention.noun)
        described = self._apposition(mention)
        if described:
            entity.nouns.add(described)
        self.of_mention[index] = entity

    def _known(self, index: int, tokens: tuple[str, ...]) -> Entity | None:
        """The entity a name stands for: of two with a surname, the one named last."""
        sharing = self._by_token.get(tokens[-1], ())[-_SAME_NAME:]
        if len(tokens) == 1:
            earlier = [e for e in sharing if any(k < index for k in e.mentions)]
            return max(
                earlier,
                key=lambda e: max(k for k in e.mentions[-_SAME_NAME:]),
                default=sharing[0] if sharing else None,
            )
        for entity in sharing:
            if tokens[-1] == entity.tokens[-1] and (
                tokens[0] == entity.tokens[0] or tokens[-2:] == entity.tokens[-2:]
            ):
                return entity
        return None

    def _is_target(self, tokens: tuple[str, ...]) -> bool:
        if not self._target:
            return False
        return tokens[-1] in self._target or tokens[0] in self._target

    def _surface(self, mention: Mention) -> str:
        words, kept = self.words, []
        assert mention.name is not None
        for number in range(mention.first, mention.core):
            if words.start[number] < mention.name.start:
                continue
            if words.lower[number] in lexicon().honorific or words.tag[number] == ".":
                continue
            kept.append(words.surface[number].removesuffix("'s"))
        return " ".join(kept) or words.surface[mention.core - 1]

    def _gender(self, mention: Mention, tokens: tuple[str, ...]) -> str | None:
        known = lexicon()
        for number in range(mention.first, mention.core):
            honorific = known.honorific.get(self.words.lower[number])
            if honorific in ("m", "f"):
                return honorific
        if mention.noun and mention.noun in _gendered():
            return _gendered()[mention.noun]
        return known.given.get(tokens[0])

    def _infer_genders(self) -> None:
        """Give entities of unknown gender the one of the pronouns that follow them."""
        votes: dict[int, dict[str, int]] = {}
        last: Entity | None = None
        for index, mention in enumerate(self.mentions):
            if mention.kind != "pronoun":
                last = self.of_mention.get(index, last if mention.embedded else None)
            elif last is not None and last.gender is None:
                asked = _GENDER.get(mention.head, "n")
                if asked in "mf":
                    cast = votes.setdefault(id(last), {"m": 0, "f": 0})
                    cast[asked] += 1
        for entity in self.entities:
            cast = votes.get(id(entity), {"m": 0, "f": 0})
            if cast["m"] != cast["f"]:
                entity.inferred = "m" if cast["m"] > cast["f"] else "f"

    def _apposition(self, mention: Mention) -> str | None:
        """The role noun in "Ann Reed, the council's leader" or "Ann Reed, a nurse"."""
        words, at = self.words, mention.core
        if at + 1 >= len(words) or words.tag[at] != ",":
            return None
        following = at + 1
        if words.surface[following].isdigit() and following + 2 < len(words):
            following += 2  # "Ann Reed, 41, a nurse"
        index = self._by_first.get(following)
        if index is None or self.mentions[index].kind == "pronoun":
            return None
        return self.mentions[index].noun

    def antecedent(
        self, pronoun: Mention, last_speaker: Mention | None
    ) -> Mention | None:
        """The earlier mention that a pronoun most likely stands for, if any."""
        candidates = self.antecedents(pronoun, last_speaker)
        if not candidates:
            return None
        weights = read_weights("name")
        return max(candidates, key=lambda pair: total(weights, pair[1]))[0]

    def antecedents(
        self, pronoun: Mention, last_speaker: Mention | None
    ) -> list[tuple[Mention, list[str]]]:
        """Earlier mentions a pronoun may stand for, nearest first, with features."""
        at = self.index_of(pronoun)
        found: list[tuple[Mention, list[str]]] = []
        seen: set[int] = set()
        speaker = self.entity(last_speaker) if last_speaker else None
        for index in range(at - 1, -1, -1):
            if len(found) >= _LOOK_BACK:
                break
            mention = self.mentions[index]
            if mention.kind == "pronoun":
                continue
            entity = self.of_mention.get(index)
            if entity is not None:
                if id(entity) in seen:
                    continue
                seen.add(id(entity))
            elif mention.kind in ("bare", "handle") and mention.category is None:
                continue
            spoke = mention is last_speaker or (
                entity is not None and entity is speaker
            )
            features = self._agreement(pronoun, mention, entity, spoke)
            features += self._distance(pronoun, mention, len(found))
            found.append((mention, features))
        return found

    def _agreement(
        self, pronoun: Mention, mention: Mention, entity: Entity | None, spoke: bool
    ) -> list[str]:
        asked = _GENDER.get(pronoun.head, "n")
        gender = entity.gender if entity else _gendered().get(mention.noun or "")
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

    def _distance(self, pronoun: Mention, mention: Mention, rank: int) -> list[str]:
        tags = self.words.tag[mention.last : pronoun.first]
        paragraphs = min(3, tags.count("/"))
        sentences = min(3, sum(tag in ".!?" for tag in tags) + paragraphs)
        first = mention.first
        opens = first == 0 or self.words.tag[first - 1] in "/.!?Q"
        object_of = self.words.tag[first - 1] == "p" if first else False
        between = [
            other.head
            for other in self.mentions[
                self.index_of(mention) + 1 : self.index_of(pronoun)
            ]
            if other.kind == "pronoun"
        ]
        chain = pronoun.head in between or _GENDER.get(pronoun.head, "n") in {
            _GENDER.get(head) for head in between
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
            f"speaks {_speaks(self.words, mention)}",
        ]


def _speaks(words: Words, mention: Mention) -> bool:
    """Whether a reporting verb stands next to the mention."""
    tags = words.tag
    near = (
        tags[mention.last : mention.last + 2] + tags[mention.first - 1 : mention.first]
    )
    return any(tag in "VW" for tag in near)


def _target_tokens(target: Target | None) -> set[str]:
    """The words by which a target is known: all of a body's, a person's last one."""
    if target is None:
        return set()
    names = (target.name, *target.aliases)
    found = set()
    for name in names:
        words = [word.strip("'’.,").lower() for word in name.split()]
        telling = [word for word in words if word and word not in _articles()]
        found.update(telling[:1])
        found.update(telling[-1:])
    return found - set(lexicon().honorific) - set(lexicon().noun)


@cache
def _articles() -> frozenset[str]:
    return frozenset(lookup("function_words", "kind"))


@cache
def _gendered() -> dict[str, str]:
    return lookup("gendered_nouns", "gender")
