"""The types that the stages hand to one another. All frozen, no logic.

Offsets are half-open character offsets into `Article.text`, which is never changed
after reading.
"""

from __future__ import annotations

import copyreg
import datetime as dt
from calendar import monthrange
from dataclasses import dataclass, field, fields
from enum import StrEnum
from math import exp, log
from typing import Any, Final, NamedTuple


class Span(NamedTuple):
    """Half-open character offsets into an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers in `text`."""
        return text[self.start : self.end]


class Kind(StrEnum):
    """What stands between quotation marks."""

    SPEECH = "speech"  # words somebody is said to have said or written
    TITLE = "title"  # the name of a work or a brand
    TERM = "term"  # scare quotes, a nickname, a phrase nobody is said to have uttered


class Role(StrEnum):
    """Who speaks, seen from the article's target."""

    COMMENTER = "commenter"  # a member of the public: user, fan, customer, handle
    INSIDER = "insider"  # an unnamed source claiming inside knowledge
    NAMED = "named"  # a named third person: celebrity, relative, expert
    OFFICIAL = "official"  # an institution or its unnamed voice
    SUBJECT = "subject"  # the target itself, or whoever speaks for it
    OUTLET = "outlet"  # the publication, another publication, its critic
    UNKNOWN = "unknown"  # the text does not tell


# The roles that can be told, in the order of all that is said of them by number;
# `unknown` is what is left where none is likely.
RANKED: Final = (
    Role.COMMENTER, Role.INSIDER, Role.NAMED, Role.OFFICIAL, Role.SUBJECT, Role.OUTLET
)  # fmt: skip
# Below this even the likeliest role is a guess: six roles share the rest.
KNOWN_AT_LEAST: Final = 0.34

REACTION_ROLES: Final = (Role.COMMENTER, Role.INSIDER, Role.NAMED)


class Stance(StrEnum):
    """A speaker's position toward the target."""

    SUPPORTIVE = "supportive"
    CRITICAL = "critical"
    NEUTRAL = "neutral"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Dating:
    """When an article appeared, how exactly, and how we know.

    A date less exact than a day is the first day of its month or year. An undated
    article has neither date nor precision, and `source` says why. `inferred` is true
    where nothing states the date but something else gives it away.
    """

    date: dt.date | None
    precision: Precision | None
    source: str
    inferred: bool = False

    @property
    def last_day(self) -> dt.date | None:
        """The latest day that the date may mean."""
        if self.date is None or self.precision is Precision.DAY:
            return self.date
        if self.precision is Precision.YEAR:
            return self.date.replace(month=12, day=31)
        return self.date.replace(day=monthrange(self.date.year, self.date.month)[1])

    def __str__(self) -> str:
        """The date as exactly as it is known: 2022-10-23, 2022-10, 2022 or undated."""
        if self.date is None:
            return "undated"
        digits = {Precision.MONTH: 7, Precision.YEAR: 4}
        kept = digits.get(self.precision, 10) if self.precision else 10
        return self.date.isoformat()[:kept]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read. `target` is what the input says it is about, if it does.

    `garbled` tells letters that were misread before the article came to us.
    """

    id: str
    text: str
    dating: Dating
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    target: str | None = None
    path: str | None = None
    garbled: bool = False


class Evidence(NamedTuple):
    """One reason for a decision: the rule or list entry that fired, where, how hard.

    `pull` is signed: toward the choice that was made (speakers, roles), or toward
    support (positive) and criticism (negative) where a stance was judged. `aside` is
    the pull of a stance's reason toward neutral rather than a side.
    """

    rule: str
    pull: float = 0.0
    span: Span | None = None
    aside: float = 0.0


# No phrase is held less likely than this by a hint, as a logarithm, so that whoever
# listens can overrule it.
LEAST: Final = -3.0


class Hint(NamedTuple):
    """Which stretches of an article name the speaker of a quote, as a reader says.

    `stretches` are places in the text and `chances` the logarithms of their
    probabilities; what is left out is unlikely. `nobody` is that of nobody within
    `shown`, the stretches that were read.
    """

    nobody: float
    stretches: tuple[Span, ...]
    chances: tuple[float, ...]
    shown: tuple[Span, ...]

    def chance(self, place: Span | None) -> float:
        """The logarithm of the probability that a phrase is meant; None is nobody.

        A phrase that was not read is as likely as nobody.
        """
        if place is None or not any(
            one.start <= place.start < one.end for one in self.shown
        ):
            return max(self.nobody, LEAST)
        whole = 0.0
        for stretch, chance in zip(self.stretches, self.chances, strict=True):
            if stretch.start < place.end and place.start < stretch.end:
                whole += exp(chance)
        return max(log(whole), LEAST) if whole else LEAST


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks. `span` leaves the marks out, `marks` has them."""

    id: str
    span: Span
    marks: Span
    kind: Kind
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said a quote. `mention` is the phrase as it stands, `name` what it resolves
    to, `cue` the reporting word; each is None where the text has none. `role_chances`
    are the probabilities of the roles of `RANKED`, as the finder sees it.
    """

    mention: Span | None
    phrase: str | None
    name: str | None
    role: Role
    cue: Span | None = None
    evidence: tuple[Evidence, ...] = ()
    role_chances: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoredWord:
    """A word that VADER counted, with the valence it came to, and where it stands."""

    word: str
    valence: float
    span: Span


@dataclass(frozen=True, slots=True)
class Score:
    """VADER's numbers for a text: compound in [-1, 1], three shares of 1.

    `adjusted` is a compound too: by sentence, with the changes of our word list.
    """

    compound: float
    positive: float
    neutral: float
    negative: float
    adjusted: float = 0.0


# What taking a supporter for a critic, or the reverse, costs beside naming no side or
# one too many. Two would be what it does to the balance; this little less names more of
# the sides that are there, which gave the better macro-F1 in cross-validation.
WRONG_SIDE: Final = 1.75


@dataclass(frozen=True, slots=True)
class Probabilities:
    """How sure a judge is of each stance; the three sum to one."""

    supportive: float
    critical: float
    neutral: float

    def stance(self) -> Stance:
        """Decide for what is expected to cost least, to the four digits shown.

        A side is named where it is likelier than neutral and `WRONG_SIDE` - 1 times
        the other side together.

        >>> Probabilities(0.45, 0.42, 0.13).stance().value
        'supportive'
        >>> Probabilities(0.44, 0.43, 0.13).stance().value
        'neutral'
        """
        for_, against = round(self.supportive, 4), round(self.critical, 4)
        least = self.neutral + (WRONG_SIDE - 1) * min(for_, against)
        if for_ == against or max(for_, against) <= round(least, 4):
            return Stance.NEUTRAL
        return Stance.SUPPORTIVE if for_ > against else Stance.CRITICAL

    def likeliest(self) -> Stance:
        """The stance with the highest probability, whatever a mistake would cost."""
        return max(Stance, key=lambda stance: float(getattr(self, stance.value)))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judge says of one quote, with its reasons, strongest first."""

    stance: Stance
    probabilities: Probabilities
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One quotation with everything decided about it: a row of the table to be.

    `judge` is the name of the judge and the digest of its data.
    """

    article: Article
    quote: Quote
    speaker: Speaker
    target: str | None
    score: Score
    judgement: Judgement
    judge: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What the public reacts to. `found` is true where the text told us, not the user;
    `aliases` are the other ways in which the articles name it.
    """

    name: str
    aliases: tuple[str, ...] = field(default=())
    found: bool = False


def _taken_apart(record: Any) -> tuple[type, tuple[Any, ...]]:
    """How pickle takes a record apart, which goes to other processes."""
    return type(record), tuple([getattr(record, one.name) for one in fields(record)])


# Pickle would set field after field, which a frozen class refuses when it is compiled.
for _record in (
    Dating, Article, Target, Quote, Speaker, ScoredWord, Score, Probabilities,
    Judgement, Verdict,
):  # fmt: skip
    copyreg.pickle(_record, _taken_apart)
