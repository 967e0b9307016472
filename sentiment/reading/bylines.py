"""The lines of an article that state when it appeared.

A line counts only if it is made of nothing but dates, times, labels and names of
authors; a date within running text never does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Final

from sentiment.lexicons import alternation, lookup
from sentiment.reading.written_dates import (
    WrittenDate,
    date_patterns,
    match_date,
    months,
    read_match,
)
from sentiment.text import one_blank_each, places

# The head of an article: bylines come before the story is well under way. Seen so far
# at line 4 after one paragraph; further down stand other stories' dates.
HEAD_LINES: Final = 20
HEAD_PARAGRAPHS: Final = 3
# Longer lines are running text.
LONGEST_BYLINE: Final = 160
MOST_WORDS: Final = 12
# Above a headline stand menus and the day of the visit; menus are shorter than this.
SHORTEST_HEADLINE: Final = 30
# A dateline has the first figure of its date within so many characters.
DATELINE: Final = 80
# How much of the end may hold "This article was first published on …".
TAIL_CHARACTERS: Final = 1500

_SEPARATOR: Final = re.compile(r"[\s,;:|•·()\[\]/–—.-]+")
_OPENING: Final = re.compile(rf"(?:{_SEPARATOR.pattern})?([^\W\d_]+)")
_STRONG_SEPARATORS: Final = ("|", "•", "·", "\t", " / ")
_BY: Final = re.compile(r"(?:written |words )?by\b:?", re.IGNORECASE)
_READING_TIME: Final = re.compile(r"\d{1,3} ?min(?:ute)?s?(?: read)?\b", re.IGNORECASE)
_FIGURES: Final = "0123456789"
_WORD: Final = re.compile(r"[@A-Z\u00c0-\u00de][\w.'’&-]*|&")
# "Posted on 11 Sep 2022 by admin": an account's name ends the line.
_ACCOUNT: Final = re.compile(r"(?<=\bby )[a-z][\w.-]{0,30}$")
_SOCIAL_POST: Final = re.compile(r"\d{1,2}:\d\d ?[ap]m ?[·•]", re.IGNORECASE)
_BLANKS: Final = ("\u00a0", "\u2009", "\u202f")
# What closes a dateline, and what opens the line that dates an article at its end.
_DASHES: Final = "-–—:"
_THIS: Final = ("this ", "This ", "THIS ")
_AFTER_QUOTATION: Final = frozenset("“\"'‘—–->")


@dataclass(frozen=True, slots=True)
class Byline:
    """One date of a line, and the line.

    `label` is "published", "updated" or None; `signed` is true where an author is
    named, `above` for a line above the headline.
    """

    line: str
    written: WrittenDate
    label: str | None = None
    signed: bool = False
    above: bool = False


@dataclass(slots=True)
class _Scan:
    """What was met so far in a line."""

    dates: list[tuple[WrittenDate, str | None]]
    label: str | None = None
    names: bool = False
    words: int = 0
    signed: bool = False


def find_byline(
    text: str, start: int = 0, dayfirst: bool | None = None
) -> tuple[Byline | None, list[str]]:
    """Find the line that says best when the article appeared, and the doubts met."""
    found = list(_head_bylines(text, start, dayfirst))
    doubts = [f"byline {b.written.doubt}" for b in found if b.written.doubt]
    dated = [b for b in found if b.written.date]
    # What stands above everything else may be the day on which the page was fetched:
    # it is, if another line is older, or if the byline proper could not be read.
    dated = [b for b in dated if not _is_fetch_line(b, found)]
    dated.sort(key=_rank)
    if dated and (dated[0].label != "updated"):
        return dated[0], doubts
    tail = _tail_byline(text, dayfirst)
    return tail or (dated[0] if dated else None), doubts


def read_dates(line: str, dayfirst: bool | None = None) -> list[WrittenDate]:
    """Read the dates of a line that holds dates, times, labels and authors only."""
    scan = _scan(line, dayfirst)
    return [written for written, _ in scan.dates] if scan else []


def _rank(byline: Byline) -> int:
    return {"published": 0, None: 1, "updated": 2}[byline.label]


def _is_fetch_line(byline: Byline, found: list[Byline]) -> bool:
    if byline.label or byline.signed or not byline.above:
        return False
    date = byline.written.date
    others = [b.written.date for b in found if b is not byline]
    return any(other is None or (date and other < date) for other in others)


def _head_bylines(text: str, start: int, dayfirst: bool | None) -> Iterator[Byline]:
    previous, paragraphs, above = "", 0, True
    for raw in islice(_lines(text, start), HEAD_LINES):
        line = raw[: 2 * LONGEST_BYLINE]
        # Every date has a figure, and most lines have none.
        told = _has_figure(line)
        line = one_blank_each(line, _BLANKS) if told else line
        if told and (dateline := _read_dateline(line, dayfirst)):
            yield dateline
        elif len(line) > LONGEST_BYLINE:
            paragraphs += 1
            if paragraphs == HEAD_PARAGRAPHS:
                return
        elif told:
            label = _line_label(previous)
            follows = previous[:1] in _AFTER_QUOTATION and not label
            for byline in () if follows else _read_line(line, dayfirst):
                known = byline.label or label
                if known != "other":
                    yield replace(byline, label=known, above=above)
        above = above and (len(line) < SHORTEST_HEADLINE)
        previous = line


def _lines(text: str, start: int) -> Iterator[str]:
    """The lines from `start` on that hold more than blanks, without those around."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip()
        if "\r" in line:
            yield from filter(None, map(str.strip, line.split("\r")))
        elif line:
            yield line
        start = end + 1


def _has_figure(line: str) -> bool:
    return any(figure in line for figure in _FIGURES)


def _line_label(line: str) -> str | None:
    """The label that a line consists of, for a date on the line below it."""
    if len(line) > LONGEST_BYLINE:
        return None
    scan = _scan(line, None)
    return scan.label if scan and not scan.dates and not scan.words else None


def _read_line(line: str, dayfirst: bool | None) -> list[Byline]:
    if _SOCIAL_POST.match(line):
        return []
    scan = _scan(line, dayfirst)
    if scan is None or not scan.dates:
        return []
    dates = scan.dates
    if len(dates) == 1 and scan.label == "published":
        dates = [(dates[0][0], "published")]
    return [Byline(line, written, label, scan.signed) for written, label in dates]


def _scan(line: str, dayfirst: bool | None) -> _Scan | None:
    """Read a line token by token; None as soon as one does not belong in a byline."""
    scan = _Scan([], names=any(mark in line for mark in _STRONG_SEPARATORS))
    # Nearly all lines that are no byline are known by their first word.
    opening = _OPENING.match(line)
    if opening and not scan.names and opening[1].lower() not in _opening_words():
        return None
    fresh: str | None = None
    position = 0
    while position < len(line):
        if match := _SEPARATOR.match(line, position):
            pass
        elif match := match_date(line, position):
            scan.dates.append((read_match(match, dayfirst), fresh))
            fresh = None
        elif match := _known_words().match(line, position):
            meaning = _meanings()[" ".join(match.group().lower().split())]
            if meaning == "other":
                return None if scan.dates or position else _Scan([], "other")
            if meaning in ("published", "updated"):
                scan.label = fresh = meaning
        elif line[position].isdigit() and (
            match := _times().match(line, position)
            or _READING_TIME.match(line, position)
        ):
            pass
        elif match := _BY.match(line, position):
            scan.names = scan.signed = True
        elif scan.names and (match := _WORD.match(line, position)):
            scan.words += 1
        elif scan.dates and scan.label and scan.signed:
            match = _ACCOUNT.match(line, position)
        if match is None or scan.words > MOST_WORDS:
            return None
        position = match.end()
    return scan


def _read_dateline(line: str, dayfirst: bool | None) -> Byline | None:
    """Read "LONDON, March 3, 2024 (Reuters) - …": place, date, agency, dash."""
    # Nearly all lines are told by what is cheap to look for: a place, figures, a dash.
    head = line[: 2 * DATELINE]
    told = line[:1].isupper() and _has_figure(line[:DATELINE])
    if not told or not any(dash in head for dash in _DASHES):
        return None
    match = _datelines().match(line)
    if match is None or not (match["agency"] or match["place"].isupper()):
        return None
    words = re.findall(r"\w+", match["place"])
    if not all(word[0].isupper() for word in words) or words[0].lower() in _meanings():
        return None
    written = match_date(match["date"])
    if written is None:
        return None
    return Byline(match.group().strip(), read_match(written, dayfirst))


def _tail_byline(text: str, dayfirst: bool | None) -> Byline | None:
    begin = max(0, len(text) - TAIL_CHARACTERS)
    for at in places(text, *_THIS, start=begin):
        match = _tail_pattern().match(text, at)
        if match is None:
            continue
        if (date := match_date(text, match.end())) and not text[
            date.end() : date.end() + 1
        ].isalnum():
            written = read_match(date, dayfirst)
            if written.date:
                line = text[match.start() : date.end()].strip()
                return Byline(line, written, "published")
    return None


def _meanings() -> Mapping[str, str]:
    return lookup("date_words", "meaning")


@cache
def _known_words() -> re.Pattern[str]:
    words = [word for word, what in _meanings().items() if not what.isdecimal()]
    return re.compile(rf"(?:{alternation(words)})\b", re.IGNORECASE | re.ASCII)


@cache
def _opening_words() -> frozenset[str]:
    """What a byline may begin with, beside figures, or a name where names may stand."""
    by = {"by", "written", "words"}
    letters = re.compile(r"[^\W\d_]+")
    return frozenset(
        by | {found[0] for found in map(letters.match, _meanings()) if found}
    )


@cache
def _times() -> re.Pattern[str]:
    # A zone is a few capitals after a time, but not the month that may follow it.
    not_month = rf"(?!(?:{alternation(tuple(months()))})\b)"
    zone = rf"(?: ?\(?(?:{not_month}(?-i:[A-Z]{{1,5}})\b)?(?:[+-]\d\d?:?\d{{0,2}})?\)?)"
    clock = r"\d{1,2}[:.h]\d\d(?::\d\d(?:\.\d{1,9})?)?(?!\d)(?: ?[ap]\.?m\b\.?)?"
    hour = r"\d{1,2} ?[ap]\.?m\b\.?"
    return re.compile(rf"(?:{clock}|{hour}){zone}{{0,2}}", re.IGNORECASE)


@cache
def _datelines() -> re.Pattern[str]:
    dates = "|".join(
        re.sub(r"\(\?P=sep\)", r"[-/.]", re.sub(r"\(\?P<\w+>", "(?:", p.pattern))
        for p in date_patterns()[:4]
    )
    return re.compile(
        rf"(?P<place>(?-i:[A-Z])[\w.,'’ -]{{1,40}}?),? [(]?(?P<date>{dates})[)]?,? ?"
        r"(?P<agency>\([^()\n]{2,30}\)|/[^/\n]{2,30}/)? ?(?:--|[-–—:])",
        re.IGNORECASE,
    )


@cache
def _tail_pattern() -> re.Pattern[str]:
    published = [word for word, what in _meanings().items() if what == "published"]
    return re.compile(
        r"\bthis (?:article|story|piece|report|post) (?:was |has been |had been )?"
        rf"(?:first |originally )?(?:{alternation(published)})(?: on)?:? ",
        re.IGNORECASE,
    )
