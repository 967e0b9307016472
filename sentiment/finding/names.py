"""Who is who: names gathered into people and bodies, pronouns resolved to them.

A surname stands for the fullest name that ends with it, a first name likewise. A
pronoun goes to the earlier mention that a linear model ranks first by agreement in
gender and number, nearness, and who spoke last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from sentiment.finding.mentions import Mention
from sentiment.finding.words import Words, lexicon
from sentiment.lexicons import lookup
from sentiment.models import Target
from sentiment.weights import read_weights, total

# Names further back than this are hardly ever meant by a pronoun.
_LOOK_BACK = 14
# Whoever was not mentioned among the last so many phrases is meant by none: keeps the
# search linear.
_FAR = 200
# Age, home and trade stand where somebody is introduced, so further mentions of the
# same person are not asked for them.
INTRODUCED = 50
# More people of one name than this are not told apart; keeps the search linear.
_SAME_NAME = 8
_GENDER = {
    "he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f",
    "they": "p", "them": "p", "we": "p", "us": "p", "it": "t", "i": "n", "me": "n",
}  # fmt: skip
_LIFELESS = frozenset({None, "thing", "official"})
_PLURAL_ENDS = ("s", "people", "men", "women", "children")


@dataclass(slots=True)
class Entity:
    """A person or body the article names: every mention, and what is said of it.

    `owns` counts the phrases that it leads as a possessive ("Fox's brother").
    `descriptions` are the mentions that describe it: its own with a role noun, and
    those that stand beside it between commas ("Vale's lawyer, Ann Reed, said").
    """

    name: str
    tokens: tuple[str, ...]
    gender: str | None = None
    inferred: str | None = None
    nouns: set[str] = field(default_factory=set)
    mentions: list[int] = field(default_factory=list)
    descriptions: list[Mention] = field(default_factory=list)
    called_by_surname: bool = False
    owns: int = 0
    is_target: bool = False

    @property
    def is_person(self) -> bool:
        """Whether a given name, a title, a pronoun or a lone surname tells a person."""
        known = lexicon().given.get(self.tokens[0]) is not None
        return known or self.called_by_surname or bool(self.gender or self.inferred)


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
        self.target_nouns = _target_nouns(target)
        self._surnames = _surnames(target)
        self._several = target is not None and " and " in target.name
        named = [(k, m) for k, m in enumerate(mentions) if _names(m)]
        tokens = {k: self._name_tokens(m) for k, m in named}
        # The fullest names first, so that a surname finds its owner anywhere.
        for k, _ in sorted(
            named, key=lambda pair: (-min(2, len(tokens[pair[0]])), pair[0])
        ):
            if tokens[k]:
                self._enter(k, tokens[k])
        self._count_owners()
        self._infer_genders()

    @cached_property
    def target_is_person(self) -> bool:
        """Whether the target looks like a person: a given name or a gender."""
        return any(one.is_target and one.is_person for one in self.entities)

    @cached_property
    def target_kind(self) -> str:
        """Whether the target is several, a person, or a body or thing."""
        if self._several:
            return "several"
        return "person" if self.target_is_person else "thing"

    @cached_property
    def epithets(self) -> frozenset[str]:
        """The role nouns said of the target and of nobody else."""
        ours = [one.nouns for one in self.entities if one.is_target]
        others = [one.nouns for one in self.entities if not one.is_target]
        return frozenset().union(*ours) - frozenset().union(*others)

    @cached_property
    def target_gender(self) -> str | None:
        """m or f where the article tells it of the target."""
        for entity in self.entities:
            if entity.is_target and (entity.gender or entity.inferred):
                return entity.gender or entity.inferred
        return None

    def index_of(self, mention: Mention) -> int:
        return self._by_first[mention.first]

    def entity(self, mention: Mention) -> Entity | None:
        return self.of_mention.get(self._by_first.get(mention.first, -1))

    def epithet_of(self, mention: Mention) -> Entity | None:
        """Whom "the lawyer" or "the 34-year-old" stands for: the last so described."""
        if mention.kind != "definite" or mention.name is not None:
            return None
        index = self._by_first[mention.first]
        aged = mention.head.removesuffix("-year-old")
        for earlier in range(index - 1, max(-1, index - 1 - _FAR), -1):
            entity = self.of_mention.get(earlier)
            if entity is None or not _names(self.mentions[earlier]):
                continue
            if mention.noun in entity.nouns:
                return entity
            if aged != mention.head and aged in self._ages(entity):
                return entity
        return None

    def _ages(self, entity: Entity) -> set[str]:
        """The numbers given behind the name: "Ann Reed, 34,"."""
        words = self.words
        ends = [self.mentions[k].core for k in entity.mentions[:INTRODUCED]]
        return {
            words.surface[at + 1]
            for at in ends
            if at + 1 < len(words) and words.tag[at] == ","
        }

    def is_target(self, phrase: str) -> bool:
        """Whether a phrase names the target: shares its last or only telling word."""
        return bool(self._target & {w.strip("'s") for w in phrase.lower().split()})

    def _name_tokens(self, mention: Mention) -> tuple[str, ...]:
        return tuple(
            self.words.lower[k].removesuffix("'s") for k in self._bare(mention)
        )

    def _bare(self, mention: Mention) -> list[int]:
        """The tokens of a name without titles and nouns before it: Actor, Mr, Sgt."""
        assert mention.name is not None
        words, known = self.words, lexicon()
        kept = [
            number
            for number in range(mention.first, mention.core)
            if words.start[number] >= mention.name.start and words.tag[number] != "."
        ]
        # "Former Bachelor Zac Hollis": the name starts behind the last noun or title.
        for place in range(len(kept) - 2, -1, -1):
            word, following = words.lower[kept[place]], kept[place + 1]
            described = word in known.noun and word not in known.given
            if (word in known.honorific or described) and words.tag[following] == "N":
                rest = kept[place + 1 :]
                return kept if words.lower[rest[0]] in known.noun else rest
        return kept

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
        elif len(tokens) < len(entity.tokens) and tokens[-1] == entity.tokens[-1]:
            article = self.words.tag[mention.first] == "d"
            entity.called_by_surname = entity.called_by_surname or not article
        entity.mentions.append(index)
        entity.gender = entity.gender or self._gender(mention, tokens)
        for described in (mention, self._apposed(mention), self._led_in(index)):
            if described is not None and described.noun:
                entity.nouns.add(described.noun)
                entity.descriptions.append(described)
                # "Vale's lawyer, Ann Reed, said": the lawyer is Ann Reed.
                self.of_mention.setdefault(self._by_first[described.first], entity)
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
        """Whether a name is one of the target's; a namesake or relative's is not."""
        if len(tokens) > 1 and tokens[-1] in self._surnames:
            return tokens[0] in self._target or self._surnames[tokens[-1]] is None
        return bool(self._target) and (
            tokens[-1] in self._target or tokens[0] in self._target
        )

    def _surface(self, mention: Mention) -> str:
        surface = self.words.surface
        return " ".join(surface[k].removesuffix("'s") for k in self._bare(mention))

    def _gender(self, mention: Mention, tokens: tuple[str, ...]) -> str | None:
        known = lexicon()
        for number in range(mention.first, mention.core):
            honorific = known.honorific.get(self.words.lower[number])
            if honorific in ("m", "f"):
                return honorific
        if mention.noun and mention.noun in _gendered():
            return _gendered()[mention.noun]
        return known.given.get(tokens[0])

    def _count_owners(self) -> None:
        for mention in self.mentions:
            for number in range(mention.first, mention.core - 1):
                word = self.words.lower[number]
                if word.endswith("'s") and self.words.tag[number] == "N":
                    for entity in self._by_token.get(word[:-2], ())[-1:]:
                        entity.owns += 1

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

    def _apposed(self, mention: Mention) -> Mention | None:
        """The phrase behind a name: "Ann Reed, 41, the council's leader"."""
        words, at = self.words, mention.core
        if at + 1 >= len(words) or words.tag[at] != ",":
            return None
        following = at + 1
        if words.surface[following].isdigit() and following + 2 < len(words):
            following += 2
        index = self._by_first.get(following)
        if index is None or self.mentions[index].kind in ("pronoun", "name"):
            return None
        return self.mentions[index]

    def _led_in(self, index: int) -> Mention | None:
        """The phrase before a name: "Vale's lawyer, Ann Reed"."""
        if not index:
            return None
        mention, before = self.mentions[index], self.mentions[index - 1]
        apposed = before.core == mention.first or (
            before.core + 1 == mention.first and self.words.tag[before.core] == ","
        )
        if not apposed or before.kind in ("pronoun", "name"):
            return None
        return before

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
        agreeing = 0
        speaker = self.entity(last_speaker) if last_speaker else None
        for index in range(at - 1, max(-1, at - 1 - _FAR), -1):
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
            spoke = mention is last_speaker or (
                entity is not None and entity is speaker
            )
            if not _possible(pronoun, mention, entity, spoke):
                continue
            features = self._agreement(pronoun, mention, entity, spoke)
            features += self._distance(pronoun, mention, len(found))
            # How many nearer ones agree tells more than how many stand between.
            place = f"agreeing {min(agreeing, 3)}"
            features += [place, f"{place}|spoke {spoke}"]
            if entity is not None and entity.is_target:
                features.append(f"{place}|target")
            agreeing += _agrees(pronoun, mention, entity)
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


def _names(mention: Mention) -> bool:
    """Whether a mention names somebody: "a Vermont Democrat" only has capitals."""
    return mention.name is not None and mention.kind in ("name", "definite", "handle")


def _possible(
    pronoun: Mention, mention: Mention, entity: Entity | None, spoke: bool
) -> bool:
    """Whether a mention can be meant at all: a woman by "she", nobody by "it"."""
    asked = _GENDER.get(pronoun.head, "n")
    if entity is not None:
        if asked in "mf":
            return (entity.gender or entity.inferred) in (asked, None)
        return asked == "n" or spoke or not entity.is_person
    if asked in "mf":
        fits = _gendered().get(mention.noun or "", asked) == asked
        return fits and mention.category not in _LIFELESS
    return mention.category is not None or mention.kind not in ("bare", "handle")


def _agrees(pronoun: Mention, mention: Mention, entity: Entity | None) -> bool:
    asked = _GENDER.get(pronoun.head, "n")
    if entity is not None:
        return (entity.gender or entity.inferred) == asked
    return _gendered().get(mention.noun or "") == asked


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
    known = lexicon()
    return {
        word
        for word in found
        if word in known.given
        or (word not in known.noun and word not in known.honorific)
    }


def _surnames(target: Target | None) -> dict[str, str | None]:
    """The last words of the target's names of two or more, with the first of each."""
    found: dict[str, str | None] = {}
    for name in (target.name, *target.aliases) if target else ():
        words = [word.strip("'’.,").lower() for word in name.split()]
        words = [word for word in words if word not in lexicon().honorific]
        if len(words) > 1:
            found[words[-1]] = words[0] if words[0] in lexicon().given else None
    return found


def _target_nouns(target: Target | None) -> frozenset[str]:
    """The role nouns and titles in the target's own names: prince, academy."""
    if target is None:
        return frozenset()
    known = lexicon()
    names = " ".join((target.name, *target.aliases)).lower().split()
    return frozenset(w for w in names if w in known.noun or w in known.honorific)


@cache
def _articles() -> frozenset[str]:
    return frozenset(lookup("function_words", "kind"))


@cache
def _gendered() -> dict[str, str]:
    return lookup("gendered_nouns", "gender")
