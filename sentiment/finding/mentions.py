"""Phrases in the reporter's words that may name a speaker, found by cheap patterns.

Handles, names with what stands before them, phrases led by an article or the like,
pronouns, and role nouns that stand alone. No parser: a phrase ends at the first word
that the lists know as a verb or a function word.
"""

from __future__ import annotations

from dataclasses import dataclass

from sentiment.finding.words import Words, lexicon
from sentiment.models import Span

# Longer phrases are almost always a sentence whose verb no list knows.
_LONGEST_PHRASE = 9
_LONGEST_EXTENSION = 12
_SPEAKING = frozenset("VW")
_NAME_JOINTS = frozenset(
    {"de", "van", "von", "der", "bin", "al", "el", "la", "of", "&"}
)
_EXTENDING = frozenset(
    {"of", "from", "in", "at", "on", "with", "to", "for", "near", "behind", "by"}
)
_MODIFIER_ENDS = ("ed", "ly", "st", "ft", "rn", "er", "ing")


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that may name a speaker, with offsets into text and tokens.

    `first`, `core` and `last` are token offsets: the phrase, and where it goes on to
    say more ("a woman | from Kentucky"). `kind` is one of handle, name, pronoun,
    definite, indefinite, someone (one, some, many), other (another, a third), bare.
    `noun` is the role noun that heads or describes it, `category` what the list says
    of that noun.
    """

    span: Span
    first: int
    core: int
    last: int
    kind: str
    head: str
    noun: str | None
    category: str | None
    name: Span | None
    embedded: bool = False


def find_mentions(words: Words) -> list[Mention]:
    """Find the mentions in the reporter's words, in the order of the text."""
    found: list[Mention] = []
    number, size = 0, len(words)
    outer = 0
    while number < size:
        mention = _mention_at(words, number, embedded=number < outer)
        if mention is None:
            number += 1
            continue
        found.append(mention)
        outer = max(outer, mention.last)
        number = mention.core
    return found


def _mention_at(words: Words, number: int, embedded: bool) -> Mention | None:
    tag = words.tag[number]
    if tag == "N":
        return _capital_at(words, number, embedded)
    if tag == "i":
        if words.lower[number] == "her" and _owns(words, number):
            return _phrase_at(words, number, embedded)
        return _built(words, number, number + 1, "pronoun", embedded)
    if tag in "ds":
        if words.lower[number] == "that" and _joins(words, number):
            return None
        return _phrase_at(words, number, embedded)
    if tag == "n":
        if words.lower[number][:2] in ("u/", "r/"):
            return _built(words, number, number + 1, "handle", embedded)
        return _described_name_at(words, number, embedded)
    if words.lower[number] in lexicon().noun and _stands_as_noun(words, number):
        return _described_name_at(words, number, embedded)
    return None


def _owns(words: Words, number: int) -> bool:
    """Whether "her" leads a phrase (her lawyer) and is no object (told her)."""
    following = number + 1
    return following < len(words) and (
        words.tag[following] == "n"
        or (words.lower[following] in lexicon().noun and words.tag[following] != "N")
    )


def _joins(words: Words, number: int) -> bool:
    """Whether "that" leads a clause (said that one viewer) and no phrase."""
    return number + 1 < len(words) and words.tag[number + 1] in "dsiN"


def _stands_as_noun(words: Words, number: int) -> bool:
    """Whether a word that may be a verb (post, comment) is used as a noun here."""
    return number + 1 < len(words) and words.tag[number + 1] in _SPEAKING


def _capital_at(words: Words, number: int, embedded: bool) -> Mention | None:
    """A handle, a name, or a phrase that a name leads: "Vale's lawyer"."""
    if words.surface[number][0] == "@" or "/" in words.surface[number]:
        return _built(words, number, number + 1, "handle", embedded)
    end = _name_end(words, number)
    core = _owned_end(words, end)
    if core > end:
        owned = words.lower[end - 1].endswith("'s") or words.tag[end] == "'"
        kind = "definite" if owned else "bare"
        kind = "name" if words.tag[core - 1] == "N" else kind
        return _built(words, number, core, kind, embedded)
    if end == number + 1 and words.lower[number] in lexicon().noun:
        return _built(words, number, end, "bare", embedded)
    return _built(words, number, end, "name", embedded)


def _owned_end(words: Words, end: int) -> int:
    """Where a phrase ends that goes on behind the name before `end`.

    It does behind a possessive (Vale's lawyer, Ann Reed's former manager) and where
    role nouns follow the name (Vale fans, Cafe owner Ann Reed); else `end` is returned.
    """
    size = len(words)
    owned = words.lower[end - 1].endswith("'s")
    core = end
    if not owned and core + 1 < size and words.tag[core] == "'":
        owned, core = True, core + 1
    limit = min(size, core + _LONGEST_PHRASE - 2)
    last_noun = 0
    while core < limit:
        tag, word = words.tag[core], words.lower[core]
        is_noun = word in lexicon().noun
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
    core = number + 1
    nouns, functions = lexicon().noun, lexicon().function
    limit = min(len(words), number + _LONGEST_PHRASE)
    while core < limit:
        tag, word = words.tag[core], words.lower[core]
        # "all the fans", "the other one", but not "an email | his producer".
        joined = tag in "ds" and core == number + 1 and words.lower[number] != "an"
        plain = tag in "nN" or (joined and functions.get(word) != "possessive")
        noun = word in nouns and tag in "VWCw"
        modifier = tag in "VWCwa" and _modifies(words, core, limit)
        owned = tag == "'" and core + 1 < limit and words.tag[core + 1] in "nN"
        if not plain and not noun and not modifier and not owned:
            break
        if tag == "n" and word not in nouns and _ends_phrase(words, number, core):
            break
        # "the actor Ann Reed", but "the comments | Ann Reed received".
        if tag == "N" and words.tag[core - 1] != "N" and _is_plural(words, core - 1):
            break
        core += 1
    lead = words.lower[number]
    if core == number + 1 and words.tag[number] == "d" and lead not in ("both", "all"):
        return None
    return _built(words, number, core, _kind_of(words, number, core), embedded)


def _is_plural(words: Words, number: int) -> bool:
    word = words.lower[number]
    return word.endswith("s") and word in lexicon().noun


def _ends_phrase(words: Words, first: int, number: int) -> bool:
    """Whether a word that no list knows is the verb behind a phrase, not part of it.

    "the hosts | wave from", "that composure | rubbed Redditors up the wrong way".
    """
    nouns = lexicon().noun
    ahead = words.lower[number + 1 : number + 3]
    if any(words.lower[k] in nouns for k in range(first + 1, number)):
        return not any(word in nouns for word in ahead)
    past = words.lower[number].endswith("ed") and number > first + 1
    return past and bool(words.tag[number + 1 : number + 2] != ["n"])


def _kind_of(words: Words, number: int, core: int) -> str:
    lead = words.lower[number]
    if lead in ("another", "other", "others") or words.lower[core - 1] in _ORDINALS:
        return "other"
    if lead in _DEFINITE:
        return "definite"
    if core == number + 1:
        return "someone"
    # "Fellow islander Ann Reed" is a name, "a Vermont Democrat" and "one Ann" are not.
    named = words.tag[core - 1] == "N" and words.lower[core - 1] not in lexicon().noun
    return "name" if named and lead not in ("a", "an", "one") else "indefinite"


_ORDINALS = frozenset(
    {"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}
)
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "its", "their", "my",
     "our", "your"}
)  # fmt: skip


def _modifies(words: Words, number: int, limit: int) -> bool:
    """Whether a verb form or adverb is part of a phrase ("a left wing councillor")."""
    following = number + 1
    return (
        following < limit
        and words.lower[number].endswith(_MODIFIER_ENDS)
        and words.tag[following] in "nN"
        and words.lower[following] in lexicon().noun
    )


def _name_end(words: Words, number: int) -> int:
    """Where a run of capitals ends; a possessive ends it."""
    core, size = number + 1, len(words)
    while core < size and not words.lower[core - 1].endswith("'s"):
        tag = words.tag[core]
        abbreviates = tag == "." and core + 1 < size and _is_title(words, core - 1)
        if tag == "N" or abbreviates:
            core += 1
        elif (
            words.lower[core] in _NAME_JOINTS
            and core + 1 < size
            and words.tag[core + 1] == "N"
            and not _is_someone(words, core - 1)
        ):
            core += 2
        elif (
            tag == "n"
            and words.surface[core].isdigit()
            and len(words.surface[core]) < 3
        ):
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
    nouns = lexicon().noun
    core = number
    limit = min(len(words), number + 5)
    described = False
    while core < limit and (words.tag[core] == "n" or words.lower[core] in nouns):
        aged = words.lower[core].endswith("-year-old")
        described = described or aged or words.lower[core] in nouns
        if words.tag[core] == "N":
            break
        core += 1
    if core < len(words) and words.tag[core] == "N" and described:
        return _built(words, number, _name_end(words, core), "name", embedded)
    while core > number and words.lower[core - 1] not in nouns:
        core -= 1
    if core == number:
        return None
    return _built(words, number, core, "bare", embedded)


def _built(words: Words, first: int, core: int, kind: str, embedded: bool) -> Mention:
    last = core if kind in ("pronoun", "handle") else _extension(words, core)
    name = _name_part(words, first, core) if kind != "pronoun" else None
    noun = _head_noun(words, first, core, name)
    return Mention(
        Span(words.start[first], words.end[core - 1]),
        first,
        core,
        last,
        kind,
        words.lower[core - 1],
        noun,
        lexicon().noun[noun] if noun else None,
        name,
        embedded,
    )


def _head_noun(words: Words, first: int, core: int, name: Span | None) -> str | None:
    """The last role noun of the phrase, one of two words before one of one.

    A surname is none (Phil Baker), the last word of a body's name is (Fernhill Water
    Board): a name that begins with a given one ends with a surname.
    """
    known = lexicon()
    end = core
    if name is not None and core - first > 1:
        begin = _first_of(words, first, core, name)
        lead = begin
        while lead < core - 1 and (
            words.lower[lead] in known.honorific or words.tag[lead] == "."
        ):
            lead += 1
        personal = words.lower[lead] in known.given or lead > begin
        if personal or words.lower[begin] in known.noun:
            end = core - 1
    for number in range(end - 1, first - 1, -1):
        word = words.lower[number].removesuffix("'s")
        if number > first:
            pair = f"{words.lower[number - 1]} {word}"
            if pair in known.noun:
                return pair
        if word in known.noun and not (word in known.given and number > first):
            return word
    return None


def _first_of(words: Words, first: int, core: int, span: Span) -> int:
    number = first
    while number < core and words.start[number] < span.start:
        number += 1
    return number


def _name_part(words: Words, first: int, core: int) -> Span | None:
    """The capitalised end of a phrase, behind any possessive; of a handle the whole."""
    begin = core
    while begin > first and words.tag[begin - 1] in "N.":
        if begin < core and words.lower[begin - 1].endswith("'s"):
            break
        begin -= 1
    while begin > first and words.lower[begin - 1] in _NAME_JOINTS:
        begin -= 1
        while begin > first and words.tag[begin - 1] == "N":
            begin -= 1
    if begin == core or words.tag[begin] == ".":
        return None
    return Span(words.start[begin], words.end[core - 1])


def _extension(words: Words, core: int) -> int:
    """Where the words that say more of a phrase end: `from …`, `who …`."""
    size = len(words)
    if core >= size:
        return core
    word, tag = words.lower[core], words.tag[core]
    if word not in _EXTENDING and tag != "r":
        return core
    limit = min(size, core + _LONGEST_EXTENSION)
    number = core + 1
    while number < limit:
        tag = words.tag[number]
        if tag in "VWQ/:;,.(-" or (tag == "C" and words.lower[core] != "who"):
            break
        number += 1
    return number
