"""Who is who: the names of an article gathered into people and bodies.

A surname stands for the fullest name that ends with it, a first name likewise.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

from sentiment.finding.mentions import Mention
from sentiment.finding.target_names import target_names
from sentiment.finding.words import Words, lexicon
from sentiment.models import Target

# Whoever was not mentioned among the last so many phrases is meant by none: keeps the
# search linear.
FAR: Final = 200
# Age, home and trade stand where somebody is introduced, so further mentions of the
# same person are not asked for them.
INTRODUCED: Final = 50
# More people of one name than this are not told apart; keeps the search linear.
_SAME_NAME: Final = 8
PRONOUN_GENDER: Final = {
    "he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f",
    "they": "p", "them": "p", "we": "p", "us": "p", "it": "t", "i": "n", "me": "n",
}  # fmt: skip


# What the list says of nouns that only people are called by.
PERSONAL: Final = frozenset(
    {"commenter", "insider", "job", "kin", "leader", "named", "person"}
)


# Kinds of phrases that bring up somebody without a name.
INTRODUCING: Final = frozenset({"indefinite", "other", "bare", "someone"})


class Entity:
    """A person or body the article names: every mention, and what is said of it.

    `owns` counts the phrases that it leads as a possessive ("Fox's brother"), `he` and
    `she` the pronouns that follow it.
    `descriptions` are the mentions that describe it: its own with a role noun, and
    those that stand beside it between commas ("Vale's lawyer, Ann Reed, said").
    """

    # No dataclass: an article has dozens, which are made faster so.
    def __init__(self, name: str, tokens: tuple[str, ...], is_target: bool) -> None:
        self.name = name
        self.tokens = tokens
        self.is_target = is_target
        self.gender: str | None = None
        self.inferred: str | None = None
        self.he = self.she = 0
        self.mentions: list[int] = []
        self.descriptions: list[Mention] = []
        self.called_by_surname = False
        self.titled = False
        self.owns = 0

    @property
    def is_person(self) -> bool:
        """Whether a given name, a pronoun or a lone surname tells a person."""
        known = lexicon()
        return (
            self.tokens[0] in known.given
            or self.called_by_surname
            or bool(self.gender or self.inferred)
        )

    @property
    def nouns(self) -> set[str]:
        """The role nouns that are said of it."""
        return {one.noun for one in self.descriptions if one.noun}

    @property
    def is_described_as_person(self) -> bool:
        return self.titled or any(one.category in PERSONAL for one in self.descriptions)

    def is_called(self, noun: str | None) -> bool:
        """Whether a role noun is said of it."""
        return any(one.noun == noun for one in self.descriptions)


class Cast:
    """The entities of an article, and which mention is whom."""

    def __init__(
        self, words: Words, mentions: list[Mention], target: Target | None
    ) -> None:
        self.words = words
        self.mentions = mentions
        self.entities: list[Entity] = []
        self.of_mention: dict[int, Entity] = {}
        self._by_token: dict[str, list[Entity]] = {}
        self._by_title: dict[str, list[Entity]] = {}
        self.target = target_names(target)
        # The fullest names first, so that a surname finds its owner anywhere, and what
        # may be a title alone last.
        names: list[list[tuple[int, list[int]]]] = [[], [], []]
        for k, mention in enumerate(mentions):
            if _names(mention) and (bare := self._bare(mention)):
                names[self._fullness(k, bare)].append((k, bare))
        for alike in names:
            for k, bare in alike:
                self._enter(k, bare)
        self._count_owners()
        self._infer_genders()

    @cached_property
    def target_is_person(self) -> bool:
        """Whether the target looks like a person: a given name or a gender."""
        return self.target.titled or any(
            one.is_target and (one.is_person or one.is_described_as_person)
            for one in self.entities
        )

    @cached_property
    def target_kind(self) -> str:
        """Whether the target is several, a person, or a body or thing."""
        if self.target.several:
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

    def entity(self, mention: Mention) -> Entity | None:
        return self.of_mention.get(mention.number)

    def first_mention(self, entity: Entity) -> Mention:
        """Where somebody is introduced."""
        return self.mentions[entity.mentions[0]]

    def epithet_of(self, mention: Mention) -> Entity | None:
        """Whom "the lawyer" or "the 34-year-old" stands for: the last so described."""
        if mention.kind != "definite" or mention.name is not None:
            return None
        index = mention.number
        aged = mention.head.removesuffix("-year-old")
        for earlier in range(index - 1, max(-1, index - 1 - FAR), -1):
            entity = self.of_mention.get(earlier)
            if entity is None or not _names(self.mentions[earlier]):
                continue
            if entity.is_called(mention.noun):
                return entity
            if aged != mention.head and aged in self._ages(entity):
                return entity
        return None

    def introduction(self, mention: Mention) -> Mention | None:
        """The earlier "a volunteer" that "the volunteer" takes up, if any."""
        if mention.kind != "definite" or mention.name is not None:
            return None
        index = mention.number
        for at in range(index - 1, max(-1, index - 1 - FAR), -1):
            earlier = self.mentions[at]
            same = earlier.noun if mention.noun else earlier.head
            if same == (mention.noun or mention.head) and earlier.kind in INTRODUCING:
                return earlier
        return None

    def _ages(self, entity: Entity) -> set[str]:
        """The numbers given behind the name: "Ann Reed, 34,"."""
        words = self.words
        ends = [self.mentions[k].core for k in entity.mentions[:INTRODUCED]]
        return {
            words.surface(at + 1)
            for at in ends
            if at + 1 < len(words) and words.tag[at] == ","
        }

    def is_target(self, phrase: str) -> bool:
        """Whether a phrase names the target: shares its last or only telling word."""
        words = {word.removesuffix("'s") for word in phrase.lower().split()}
        return bool(self.target.telling & words)

    def _bare(self, mention: Mention) -> list[int]:
        """The tokens of a name without titles and nouns before it: Actor, Mr, Sgt."""
        assert mention.name is not None
        words, known = self.words, lexicon()
        kept = [
            number
            for number in range(mention.name, mention.core)
            if words.tag[number] != "."
        ]
        # "Former Bachelor Zac Hollis": the name starts behind the last noun or title.
        for place in range(len(kept) - 2, -1, -1):
            word, following = words.lower[kept[place]], kept[place + 1]
            described = word in known.noun and word not in known.given
            if (word in known.honorific or described) and words.tag[following] == "N":
                rest = kept[place + 1 :]
                return kept if words.lower[rest[0]] in known.noun else rest
        return kept

    def _fullness(self, index: int, bare: list[int]) -> int:
        """Whether a name is of several words (0), of one, or may be a title (2)."""
        if len(bare) != 1:
            return 0
        return 2 if self.mentions[index].kind == "definite" else 1

    def _enter(self, index: int, bare: list[int]) -> None:
        mention = self.mentions[index]
        tokens = tuple([self.words.lower[k].removesuffix("'s") for k in bare])
        entity = self._known(index, tokens)
        if entity is None:
            meant = self.target.is_meant(tokens)
            entity = Entity(self._surface(bare), tokens, meant)
            self.entities.append(entity)
            self._by_token.setdefault(tokens[-1], []).append(entity)
            if tokens[0] != tokens[-1]:
                self._by_token.setdefault(tokens[0], []).append(entity)
        elif 1 < len(tokens) < len(entity.tokens):
            # "Actor Alec Baldwin", then "Alec Baldwin": the shorter is the name.
            entity.name, entity.tokens = self._surface(bare), tokens
            entity.is_target = entity.is_target or self.target.is_meant(tokens)
        elif len(tokens) < len(entity.tokens) and tokens[-1] == entity.tokens[-1]:
            article = self.words.tag[mention.first] == "d"
            entity.called_by_surname = entity.called_by_surname or not article
        entity.mentions.append(index)
        entity.gender = entity.gender or self._gender(mention, tokens)
        entity.titled = entity.titled or self._titled(mention)
        for number in range(mention.first, bare[0]):
            if self.words.tag[number] == "N":
                bearers = self._by_title.setdefault(self.words.lower[number], [])
                if entity not in bearers:
                    bearers.append(entity)
        for described in (mention, self._apposed(mention), self._led_in(index)):
            if described is not None and described.noun:
                entity.descriptions.append(described)
                # "Vale's lawyer, Ann Reed, said": the lawyer is Ann Reed.
                self.of_mention.setdefault(described.number, entity)
        self.of_mention[index] = entity

    def _known(self, index: int, tokens: tuple[str, ...]) -> Entity | None:
        """The entity a name stands for: of two with a surname, the one named last."""
        sharing = self._by_token.get(tokens[-1], ())[-_SAME_NAME:]
        if len(tokens) == 1:
            if not sharing and self.mentions[index].kind == "definite":
                # "The Prince" is the one who bears the title, the last of several.
                sharing = self._by_title.get(tokens[0], ())[-_SAME_NAME:]
            if len(sharing) < 2:
                return sharing[0] if sharing else None
            earlier = [e for e in sharing if any(k < index for k in e.mentions)]
            return max(
                earlier,
                key=lambda e: max(k for k in e.mentions[-_SAME_NAME:]),
                default=sharing[0],
            )
        for entity in sharing:
            if tokens[-1] == entity.tokens[-1] and (
                tokens[0] == entity.tokens[0] or tokens[-2:] == entity.tokens[-2:]
            ):
                return entity
        return None

    def _surface(self, bare: list[int]) -> str:
        return " ".join([self.words.surface(k).removesuffix("'s") for k in bare])

    def _titled(self, mention: Mention) -> bool:
        words, known = self.words, lexicon().honorific
        first = mention.first if mention.name is None else mention.name
        return any(
            words.lower[number] in known and words.tag[number] == "N"
            for number in range(first, mention.core - 1)
        )

    def _gender(self, mention: Mention, tokens: tuple[str, ...]) -> str | None:
        known = lexicon()
        for number in range(mention.first, mention.core):
            honorific = known.honorific.get(self.words.lower[number])
            if honorific in ("m", "f"):
                return honorific
        if mention.noun and mention.noun in known.gendered:
            return known.gendered[mention.noun]
        return known.given.get(tokens[0])

    def _count_owners(self) -> None:
        tags, lower = self.words.tag, self.words.lower
        for mention in self.mentions:
            first, core = mention.first, mention.core
            if "N" not in tags[first : core - 1]:
                continue
            for number in range(first, core - 1):
                word = lower[number]
                if word.endswith("'s") and tags[number] == "N":
                    for entity in self._by_token.get(word[:-2], ())[-1:]:
                        entity.owns += 1

    def _infer_genders(self) -> None:
        """Give entities of unknown gender the one of the pronouns that follow them."""
        last: Entity | None = None
        for index, mention in enumerate(self.mentions):
            if mention.kind != "pronoun":
                last = self.of_mention.get(index, last if mention.embedded else None)
            elif last is not None and last.gender is None:
                asked = PRONOUN_GENDER.get(mention.head)
                last.he += asked == "m"
                last.she += asked == "f"
        for entity in self.entities:
            if entity.he != entity.she:
                entity.inferred = "m" if entity.he > entity.she else "f"

    def _apposed(self, mention: Mention) -> Mention | None:
        """The phrase behind a name: "Ann Reed, 41, the council's leader"."""
        words, at = self.words, mention.core
        if at + 1 >= len(words) or words.tag[at] != ",":
            return None
        following = at + 1
        if words.surface(following).isdigit() and following + 2 < len(words):
            following += 2
        for index in range(mention.number + 1, len(self.mentions)):
            behind = self.mentions[index]
            if behind.first >= following:
                apposed = behind.first == following
                named = behind.kind in ("pronoun", "name")
                return behind if apposed and not named else None
        return None

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


def _names(mention: Mention) -> bool:
    """Whether a mention names somebody: "a Vermont Democrat" only has capitals."""
    return mention.name is not None and mention.kind in ("name", "definite", "handle")
