"""Phrases in the reporter's words that may name a speaker, found by cheap patterns.

Handles, names with what stands before them, phrases led by an article or the like,
pronouns, and role nouns that stand alone. No parser: a phrase ends at the first word
that the lists know as a verb or a function word.
"""

from __future__ import annotations

import re
from typing import Final

from sentiment.finding.words import Words, lexicon
from sentiment.models import Span

# Longer phrases are almost always a sentence whose verb no list knows.
_LONGEST_PHRASE: Final = 9
_LONGEST_EXTENSION: Final = 12
_LONGEST_WHOLE: Final = 5
_SINGLED_OUT: Final = frozenset({"someone", "other"})
# By `Words.tag`: what the words that say more of a phrase go no further than.
_EXTENSION_ENDS: Final = re.compile(r"[VWCQ/:;,.(\-]")
_RELATIVE_ENDS: Final = re.compile(r"[VWQ/:;,.(\-]")
_SPEAKING: Final = frozenset("VW")
# Whoever writes speaks where a verb of saying follows ("we have called it"), else these
# are words of somebody quoted in part: We need to "make sure", she said.
_WRITERS: Final = frozenset({"i", "me", "us", "we", "you"})
_SAYS: Final = re.compile("[xa]{0,2}[VWC]")
_NAME_JOINTS: Final = frozenset(
    {"de", "van", "von", "der", "bin", "al", "el", "la", "of", "&"}
)
_EXTENDING: Final = frozenset(
    {"of", "from", "in", "at", "on", "with", "to", "for", "near", "behind", "by"}
)
# A phrase of so few plain words ends with a role noun.
_FEW: Final = 5
# By `Words.begin`.
_NONE: Final = ord("-")
_PLAIN: Final = ord("n")
_MODIFIER_ENDS: Final = ("ed", "ly", "st", "ft", "rn", "er", "ing")


class Mention:
    """A phrase that may name a speaker, with offsets into text and tokens.

    `first`, `core` and `last` are token offsets: the phrase, and where it goes on to
    say more ("a woman | from Kentucky"). `kind` is one of handle, name, pronoun,
    definite, indefinite, someone (one, some, many), other (another, a third), bare.
    `name` is the token that the name in it begins with, if there is one.
    `number` is its place among all mentions of the article.
    """

    # No tuple: an article has hundreds, which are made faster so. What is asked of a
    # few only is found out when it is.
    def __init__(
        self,
        words: Words,
        first: int,
        core: int,
        last: int,
        kind: str,
        head: str,
        name: int | None,
        embedded: bool,
    ) -> None:
        self._words = words
        self.first = first
        self.core = core
        self.last = last
        self.kind = kind
        self.head = head
        self.name = name
        self.embedded = embedded
        self.number = -1
        self._noun: str | None = None
        self._looked_for_noun = False

    @property
    def start(self) -> int:
        """Where the phrase begins in the text."""
        return self._words.start[self.first]

    @property
    def end(self) -> int:
        """Where it ends, without what says more of it."""
        return self._words.end(self.core - 1)

    @property
    def span(self) -> Span:
        """The phrase in the text."""
        return Span(self.start, self.end)

    @property
    def noun(self) -> str | None:
        """The role noun that heads or describes it."""
        if not self._looked_for_noun:
            self._noun = _head_noun(self._words, self.first, self.core, self.name)
            self._looked_for_noun = True
        return self._noun

    @property
    def category(self) -> str | None:
        """What the list says of the role noun."""
        noun = self.noun
        return lexicon().noun[noun] if noun else None


def find_mentions(words: Words) -> list[Mention]:
    """Find the mentions in the reporter's words, in the order of the text."""
    found: list[Mention] = []
    free = outer = 0
    for number in _beginnings(words.begin):
        if number < free:
            continue
        mention = _mention_at(words, number, embedded=number < outer)
        if mention is not None:
            mention.number = len(found)
            found.append(mention)
            outer = max(outer, mention.last)
            free = mention.core
    return found


def _beginnings(begin: str) -> list[int]:
    """Where a phrase may begin; at plain words only shortly before a role noun."""
    found: list[int] = []
    noun = -1
    kinds = begin.encode()
    for number in range(len(kinds)):
        kind = kinds[number]
        if kind == _NONE:
            continue
        if kind == _PLAIN:
            if noun < number:
                noun = begin.find("R", number)
                noun = len(begin) + _FEW if noun < 0 else noun
            if noun - number >= _FEW or begin[number:noun].strip("nH"):
                continue
        found.append(number)
    return found


def _mention_at(words: Words, number: int, embedded: bool) -> Mention | None:
    tag = words.tag[number]
    if tag == "N":
        return _capital_at(words, number, embedded)
    if tag == "i":
        if words.lower[number] == "her" and _owns(words, number):
            return _phrase_at(words, number, embedded)
        if words.lower[number] in _WRITERS and not _SAYS.match(words.tag, number + 1):
            return None
        return _built(words, number, number + 1, "pronoun", embedded)
    if tag in "ds":
        if words.lower[number] == "that" and _joins(words, number):
            return None
        return _phrase_at(words, number, embedded)
    if tag == "n":
        if words.begin[number] == "H":
            return _built(words, number, number + 1, "handle", embedded)
        return _described_name_at(words, number, embedded)
    if words.role[number] == "r" and _stands_as_noun(words, number):
        return _described_name_at(words, number, embedded)
    return None


def _owns(words: Words, number: int) -> bool:
    """Whether "her" leads a phrase (her lawyer) and is no object (told her)."""
    following = number + 1
    return following < len(words) and (
        words.tag[following] == "n"
        or (words.role[following] == "r" and words.tag[following] != "N")
    )


def _joins(words: Words, number: int) -> bool:
    """Whether "that" leads a clause (said that one viewer) and no phrase."""
    return number + 1 < len(words) and words.tag[number + 1] in "dsiN"


def _stands_as_noun(words: Words, number: int) -> bool:
    """Whether a word that may be a verb (post, comment) is used as a noun here."""
    return number + 1 < len(words) and words.tag[number + 1] in _SPEAKING


def _capital_at(words: Words, number: int, embedded: bool) -> Mention | None:
    """A handle, a name, or a phrase that a name leads: "Vale's lawyer"."""
    surface = words.surface(number)
    if surface[0] == "@" or "/" in surface:
        return _built(words, number, number + 1, "handle", embedded)
    end = _name_end(words, number)
    core = _owned_end(words, end)
    if core > end:
        owned = words.lower[end - 1].endswith("'s") or words.tag[end] == "'"
        kind = "definite" if owned else "bare"
        kind = "name" if words.tag[core - 1] == "N" else kind
        return _built(words, number, core, kind, embedded)
    if end == number + 1 and words.role[number] == "r":
        return _built(words, number, end, "bare", embedded)
    return _built(words, number, end, "name", embedded)


def _owned_end(words: Words, end: int) -> int:
    """Where a phrase ends that goes on behind the name before `end`.

    It does behind a possessive (Vale's lawyer, Ann Reed's former manager) and where
    role nouns follow the name (Vale fans, Cafe owner Ann Reed); else `end` is returned.
    """
    tags, roles, size = words.tag, words.role, len(words.tag)
    owned = words.lower[end - 1].endswith("'s")
    core = end
    if not owned and core + 1 < size and tags[core] == "'":
        owned, core = True, core + 1
    limit = min(size, core + _LONGEST_PHRASE - 2)
    if not owned and "r" not in roles[core:limit]:
        return end
    last_noun = 0
    while core < limit:
        tag, is_noun = tags[core], roles[core] == "r"
        if tag == "N":
            name = _name_end(words, core)
            return name if owned or last_noun == core else end
        if is_noun and tag in "nVWCw":
            last_noun = core + 1
        elif tag != "n" and not (tag in "Cwa" and _modifies(words, core, limit)):
            break
        core += 1
    return last_noun or end


def _phrase_at(words: Words, number: int, embedded: bool) -> Mention | None:
    """A phrase led by an article, a possessive, a number, `one`, `another`…"""
    tags, roles = words.tag, words.role
    core = number + 1
    limit = min(len(tags), number + _LONGEST_PHRASE)
    while core < limit:
        tag, noun = tags[core], roles[core] == "r"
        if tag == "n":
            if not noun and _ends_phrase(words, number, core):
                break
        elif tag == "N":
            # "the actor Ann Reed", but "the comments | Ann Reed received".
            if tags[core - 1] != "N" and _is_plural(words, core - 1):
                break
        elif not (
            (tag in "VWCw" and noun)
            or (tag in "Cwa" and _modifies(words, core, limit))
            # "an accused officer", but "an exit poll | asked voters".
            or (tag in "VW" and core == number + 1 and _modifies(words, core, limit))
            or (tag == "'" and core + 1 < limit and tags[core + 1] in "nN")
            or (tag in "ds" and core == number + 1 and _counts_on(words, core))
        ):
            break
        core += 1
    lead = words.lower[number]
    if core == number + 1 and tags[number] == "d" and lead not in ("both", "all"):
        return None
    core = _called_end(words, core)
    kind = _kind_of(words, number, core)
    if core > number + 1 or kind not in _SINGLED_OUT:
        return _built(words, number, core, kind, embedded)
    single = _built(words, number, _whole_end(words, core), kind, embedded)
    single.head = lead  # "one", not the many that it is one of
    return single


def _called_end(words: Words, core: int) -> int:
    """Where a phrase ends that tells a name: "another called Bea | said"."""
    tags, lower = words.tag, words.lower
    if core + 1 < len(tags) and lower[core] == "called" and tags[core + 1] == "N":
        end = _name_end(words, core + 1)
        # Whoever called Bea names goes on with what they were.
        if end == len(tags) or tags[end] in "VW.,/":
            return end
    return core


def _whole_end(words: Words, core: int) -> int:
    """Where the whole ends that somebody is one of ("of them", "of the audio crew")."""
    tags, roles, lower = words.tag, words.role, words.lower
    lead, size = core + 1, len(words.tag)
    if lead >= size or lower[core] != "of":
        return core
    pointed = lower[lead] in ("those", "these")
    owned = lower[lead] == "her" and _owns(words, lead)
    if not (pointed or owned or tags[lead] == "d"):
        return lead + 1 if tags[lead] == "i" else core
    for end in range(lead + 1, min(size, lead + _LONGEST_WHOLE)):
        noun = roles[end] == "r"
        if tags[end] != "n" and not (noun and tags[end] in "VWCw"):
            break
        if noun:
            return end + 1
    return lead + 1 if pointed else core


def _counts_on(words: Words, number: int) -> bool:
    """Whether an article or number goes on with the phrase that the one before leads.

    "all the fans", "the other one", but not "an email | his producer".
    """
    possessive = lexicon().function.get(words.lower[number]) == "possessive"
    return not possessive and words.lower[number - 1] != "an"


def _is_plural(words: Words, number: int) -> bool:
    return words.role[number] == "r" and words.lower[number].endswith("s")


def _ends_phrase(words: Words, first: int, number: int) -> bool:
    """Whether a word that no list knows is the verb behind a phrase, not part of it.

    "the hosts | wave from", "that composure | rubbed Redditors up the wrong way".
    """
    roles = words.role
    if "r" in roles[first + 1 : number]:
        following = number + 1
        plain = words.tag[following : following + 1] == "n"
        if plain and roles[following] != "r":
            following += 1
        return roles[following : following + 1] != "r"
    past = number > first + 1 and words.lower[number].endswith("ed")
    return past and words.tag[number + 1 : number + 2] != "n"


def _kind_of(words: Words, number: int, core: int) -> str:
    lead = words.lower[number]
    if lead in ("another", "other", "others") or words.lower[core - 1] in _ORDINALS:
        return "other"
    if lead in _DEFINITE:
        return "definite"
    if core == number + 1:
        return "someone"
    # "Fellow islander Ann Reed" is a name, "a Vermont Democrat" and "one Ann" are not.
    named = words.tag[core - 1] == "N" and words.role[core - 1] != "r"
    return "name" if named and lead not in ("a", "an", "one") else "indefinite"


_ORDINALS: Final = frozenset(
    {"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}
)
_DEFINITE: Final = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "its", "their", "my",
     "our", "your"}
)  # fmt: skip


def _modifies(words: Words, number: int, limit: int) -> bool:
    """Whether a verb form or adverb is part of a phrase ("a left wing councillor")."""
    following = number + 1
    return (
        following < limit
        and words.role[following] == "r"
        and words.tag[following] in "nN"
        and words.lower[number].endswith(_MODIFIER_ENDS)
    )


def _name_end(words: Words, number: int) -> int:
    """Where a run of capitals ends; a possessive ends it."""
    tags, lower, size = words.tag, words.lower, len(words.tag)
    core = number + 1
    while core < size and not lower[core - 1].endswith("'s"):
        tag = tags[core]
        if tag == "N" or (
            tag == "." and core + 1 < size and _is_title(words, core - 1)
        ):
            core += 1
        elif (
            core + 1 < size
            and tags[core + 1] == "N"
            and lower[core] in _NAME_JOINTS
            and not _is_someone(words, core - 1)
        ):
            core += 2
        elif tag == "n" and lower[core].isdigit() and len(lower[core]) < 3:
            core += 1
        else:
            break
    return core


def _is_someone(words: Words, number: int) -> bool:
    """Whether "of" behind this noun leads on to whose it is: fans of, friends of."""
    category = lexicon().noun.get(words.lower[number])
    return category is not None and category not in ("official", "outlet", "thing")


def _is_title(words: Words, number: int) -> bool:
    word = words.lower[number]
    return word in lexicon().honorific or len(word) == 1


def _described_name_at(words: Words, number: int, embedded: bool) -> Mention | None:
    """A role noun that stands alone or before a name ("manager Phil Dorsey")."""
    tags, roles = words.tag, words.role
    core = number
    limit = min(len(tags), number + 5)
    # No plain word describes "others": "would nudge | others towards a doctor".
    while core < limit and tags[core] not in "Ns" and words.begin[core] in "nHR":
        core += 1
    # A noun with a capital describes too: "retired Detective Ann Reed".
    described = "R" in words.begin[number : core + (core < limit)]
    if described and core < len(tags) and tags[core] == "N":
        return _built(words, number, _name_end(words, core), "name", embedded)
    while core > number and roles[core - 1] != "r":
        core -= 1
    if core == number:
        return None
    return _built(words, number, core, "bare", embedded)


def _built(words: Words, first: int, core: int, kind: str, embedded: bool) -> Mention:
    tags, lower = words.tag, words.lower
    last, name = core, None
    if kind != "pronoun":
        if tags[core - 1] in "N." or lower[core - 1] in _NAME_JOINTS:
            name = _name_part(words, first, core)
        extends = kind != "handle" and core < len(tags)
        if extends and (tags[core] == "r" or lower[core] in _EXTENDING):
            last = _extension(words, core)
    return Mention(words, first, core, last, kind, lower[core - 1], name, embedded)


def _head_noun(words: Words, first: int, core: int, name: int | None) -> str | None:
    """The last role noun of the phrase, one of two words before one of one.

    A surname is none (Phil Baker), the last word of a body's name is (Fernhill Water
    Board): a name that begins with a given one ends with a surname.
    """
    roles = words.role
    if roles.find("r", first, core) < 0 and roles.find("p", first, core) < 0:
        return None
    known = lexicon()
    end = core
    if name is not None and core - first > 1:
        lead = name
        while lead < core - 1 and (
            words.lower[lead] in known.honorific or words.tag[lead] == "."
        ):
            lead += 1
        personal = words.lower[lead] in known.given or lead > name
        if personal or words.lower[name] in known.noun:
            end = core - 1
    for number in range(end - 1, first - 1, -1):
        if roles[number] == "-":
            continue
        word = words.lower[number].removesuffix("'s")
        if number > first:
            pair = f"{words.lower[number - 1]} {word}"
            if pair in known.noun:
                return pair
        if word in known.noun and not (word in known.given and number > first):
            return word
    return None


def _name_part(words: Words, first: int, core: int) -> int | None:
    """Where the capitalised end of a phrase begins, behind any possessive."""
    begin = core
    tags, lower = words.tag, words.lower
    while begin > first and tags[begin - 1] in "N.":
        if begin < core and lower[begin - 1].endswith("'s"):
            break
        begin -= 1
    while begin > first and lower[begin - 1] in _NAME_JOINTS:
        begin -= 1
        while begin > first and tags[begin - 1] == "N":
            begin -= 1
    if begin == core or tags[begin] == ".":
        return None
    return begin


def _extension(words: Words, core: int) -> int:
    """Where the words that say more of a phrase end: `from …`, `who …`."""
    ends = _RELATIVE_ENDS if words.lower[core] == "who" else _EXTENSION_ENDS
    end = ends.search(words.tag, core + 1, core + _LONGEST_EXTENSION)
    return end.start() if end else min(len(words.tag), core + _LONGEST_EXTENSION)
