"""An article's spoken quotes to their speakers: phrase, name, role and reasons.

The way through this room: marks, quotes, words, mentions, speakers, names, pronouns,
roles.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sentiment.finding.mentions import Mention, find_mentions
from sentiment.finding.names import PERSONAL, Cast
from sentiment.finding.pronouns import antecedent
from sentiment.finding.roles import ANONYMOUS, Said, find_role
from sentiment.finding.speakers import Attribution, attribute
from sentiment.finding.words import Words, read_words
from sentiment.lexicons import lookup
from sentiment.models import Article, Evidence, Hint, Kind, Quote, Role, Speaker, Target
from sentiment.weights import read_table

_WORD: Final = re.compile(r"\w+")
# Only so many quotes can stand in headline, subtitle and lead.
_LEADING: Final = 6
# Shorter words are said by many; a surer choice needs no help.
_SHORTEST, _SURE = 5, 0.6


@dataclass(frozen=True, slots=True)
class Reading:
    """An article read for its speakers: tokens, mentions and who is who.

    `voices` are the mentions that may speak: not those within a title or term.
    """

    article: Article
    quotes: Sequence[Quote]
    words: Words
    mentions: list[Mention]
    voices: Sequence[Mention]
    cast: Cast


def read_people(
    article: Article, quotes: Sequence[Quote], target: Target | None
) -> Reading:
    """Tokenise what the reporter wrote and gather who is mentioned in it."""
    words = read_words(article.text, quotes)
    mentions = find_mentions(words)
    spoken = [quote for quote in quotes if quote.kind is Kind.SPEECH]
    cast = Cast(words, mentions, target)
    return Reading(article, spoken, words, mentions, _voices(mentions, quotes), cast)


def _voices(mentions: Sequence[Mention], quotes: Sequence[Quote]) -> Sequence[Mention]:
    titles = [quote.marks for quote in quotes if quote.kind is not Kind.SPEECH]
    if not titles:
        return mentions
    starts = [marks.start for marks in titles]
    voices = []
    for mention in mentions:
        before = bisect_right(starts, mention.start) - 1
        if before < 0 or mention.end > titles[before].end:
            voices.append(mention)
    return voices


def find_speakers(
    article: Article,
    quotes: Sequence[Quote],
    target: Target | None = None,
    hints: Sequence[Hint] | None = None,
) -> list[Speaker]:
    """Find who said each spoken quote of an article.

    Args:
        article: the article that `quotes` were found in.
        quotes: all its quotes, of every kind, in the order of the text.
        target: what the public reacts to; roles are seen from there.
        hints: what a reader of the article says of each spoken quote, if there is one.

    Returns:
        One speaker for each quote of kind `speech`, in order.
    """
    reading = read_people(article, quotes, target)
    chosen = attribute(
        article.text, reading.words, reading.quotes, reading.voices, hints
    )
    chosen = share_repeated(article.text, reading.quotes, chosen)
    table = read_table("role")
    memory = RoleMemory(reading.cast)
    speakers: list[Speaker] = []
    for attribution, said, person in said_of_each(reading, chosen):
        memory.recall(said, person)
        told = find_role(said, reading.words, reading.cast, table)
        memory.keep(told.role, person)
        mention = attribution.mention
        speakers.append(
            Speaker(
                mention.span if mention else None,
                mention.span.of(article.text) if mention else None,
                _name(reading, mention, person),
                told.role,
                attribution.cue,
                attribution.evidence + told.evidence,
                told.chances,
            )
        )
    return speakers


def share_repeated(
    text: str, quotes: Sequence[Quote], chosen: Sequence[Attribution]
) -> list[Attribution]:
    """Give a headline's words to whoever says them again in the article.

    Headlines and leads quote a few words and leave their speaker to the body.
    """
    shared = list(chosen)
    headline = text.find("\n", len(text) - len(text.lstrip()))
    open_ones = [
        number
        for number, said in enumerate(chosen[:_LEADING])
        if said.probability <= _SURE
        and (said.mention is None or 0 <= quotes[number].marks.end <= headline)
    ]
    if not open_ones:
        return shared
    plain = [" ".join(_WORD.findall(quote.span.of(text).lower())) for quote in quotes]
    for number in open_ones:
        words = plain[number]
        if len(words) < _SHORTEST:
            continue
        for later in range(number + 1, len(plain)):
            said = chosen[later]
            if words in plain[later] and said.mention is not None:
                if said.mention != chosen[number].mention:
                    reason = Evidence("speaker:says the same words below")
                    shared[number] = said._replace(cue=None, evidence=(reason,))
                break
    return shared


class RoleMemory:
    """The roles given so far in an article, by order and by person."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._previous: Role | None = None
        self._anonymous: Role | None = None
        self._own: dict[int, Role] = {}
        self._keys: dict[int, int] = {}

    def recall(self, said: Said, person: Mention | None) -> None:
        """Fill in the roles before a quote."""
        said.previous = self._previous
        said.anonymous = self._anonymous
        said.own = self._own.get(self._key(person)) if person else None

    def keep(self, role: Role, person: Mention | None) -> None:
        self._previous = role
        if person is None:
            return
        self._own[self._key(person)] = role
        if person.kind in ANONYMOUS:
            self._anonymous = role

    def _key(self, person: Mention) -> int:
        """One number for all mentions of somebody, looked for once a mention."""
        if person.first not in self._keys:
            self._keys[person.first] = self._found_key(person)
        return self._keys[person.first]

    def _found_key(self, person: Mention) -> int:
        entity = self._cast.entity(person) or self._cast.epithet_of(person)
        if entity is not None:
            return id(entity)
        return -1 - (self._cast.introduction(person) or person).first


def said_of_each(
    reading: Reading, chosen: Sequence[Attribution]
) -> Iterator[tuple[Attribution, Said, Mention | None]]:
    """Each attribution with what roles are told by; the role before is left out."""
    words, cast = reading.words, reading.cast
    last: Mention | None = None
    known: Mention | None = None
    for number, attribution in enumerate(chosen):
        mention = attribution.mention
        person = mention
        if mention is not None and mention.kind == "pronoun":
            if attribution.carried and mention is last:
                person = known
            else:
                person = antecedent(cast, mention, known)
        at = words.quote_at[number]
        before = words.quote_at[number - 1] if number else 0
        cue = (
            attribution.cue.of(reading.article.text).lower() if attribution.cue else ""
        )
        yield (
            attribution,
            Said(
                mention,
                person if person is not mention else None,
                attribution.carried,
                at,
                cue,
                "/" not in words.tag[before:at],
            ),
            person,
        )
        last = mention
        known = person if person is not None else known


def _name(
    reading: Reading, mention: Mention | None, person: Mention | None
) -> str | None:
    """The full name behind a mention; for "another", what it is another of."""
    if mention is None or person is None:
        return None
    if person.kind == "handle":
        return person.span.of(reading.article.text)
    entity = reading.cast.entity(person) or reading.cast.epithet_of(person)
    if entity is not None:
        return entity.name
    # "Some" and "many" are nobody's namesakes: only one more of the same has a name.
    single = mention.kind == "other" or mention.head == "one"
    if single and mention.noun is None and mention.name is None:
        noun = _noun_before(reading, mention)
        return f"{reading.words.lower[mention.first]} {noun}" if noun else None
    if person is not mention:
        return person.span.of(reading.article.text)
    return None


def _noun_before(reading: Reading, mention: Mention) -> str | None:
    """What "another" is another of: the last anonymous speaker's noun, one of them."""
    index = mention.number
    for earlier in reversed(reading.mentions[max(0, index - 12) : index]):
        if earlier.noun and earlier.kind in ("indefinite", "other", "bare"):
            one, *more = lookup("role_nouns", "forms")[earlier.noun].split("|")
            # Of "others" and "a platform" there is not another one who speaks.
            counted = bool(more) and earlier.category in PERSONAL
            return one if counted else None
    return None
