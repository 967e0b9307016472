"""When an article appeared, how exactly, and how we know."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from sentiment.lexicons import alternation
from sentiment.models import Dating
from sentiment.reading.bylines import LONGEST_BYLINE, find_byline, read_dates
from sentiment.reading.seasons import infer_from_season
from sentiment.reading.written_dates import (
    WrittenDate,
    make_date,
    match_field_date,
    months,
    read_match,
)

# A reason quotes at most so much of what it is about.
LONGEST_SHOWN: Final = 60
PUBLISHED: Final = "field published"
UNDATED: Final = "no published field, byline, date prefix, dated address or file name"

_PREFIX: Final = re.compile(
    r"\s{0,9}date:? {1,3}(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?=\s|\Z)"
)
_PATH_DAY: Final = re.compile(
    r"(?<!\d)(?P<y>\d{4})(?P<sep>[/_.-])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"
)
_PATH_MONTH: Final = re.compile(r"/(?P<y>\d{4})/(?P<m>\d{1,2})(?=/)")
# Eight digits in one run are a number of the article more often than a date, but for
# those that lead a file's name.
_LEADING_DAY: Final = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?![0-9A-Za-z])"
)


class Finding(NamedTuple):
    """What one source says: a date, or doubts, or nothing; and how to name it."""

    written: WrittenDate | None
    name: str
    doubts: tuple[str, ...] = ()


def date_article(
    text: str,
    published: str | None = None,
    url: str | None = None,
    file_name: str | None = None,
    dayfirst: bool | None = None,
    field: str = PUBLISHED,
) -> Dating:
    """Say when an article appeared, by the first source that tells.

    The order is fixed: the field `published`, a byline, a " date YYYY-MM-DD" prefix,
    the address, the file name. A source that cannot be read is named as the reason and
    the next one is asked. Running text, the clock and the file's age are never used.

    Args:
        text: The article.
        published: The date as the input gives it; its calendar date is kept as
            written, whatever the zone.
        url: The article's address.
        file_name: The file's name or its path within the folder that was given.
        dayfirst: Whether 03/04/2024 is in April; None leaves it undated.
        field: What `published` is called as a source.

    Returns:
        The date with its precision and source; undated, the source is the reason.
    """
    sources: tuple[Callable[[], Finding], ...] = (
        lambda: _from_field(published, dayfirst, field),
        lambda: _from_byline(text, dayfirst),
        lambda: _from_prefix(text),
        lambda: _from_address(url),
        lambda: _from_file_name(file_name),
    )
    doubts: list[str] = []
    for source in sources:
        written, name, reasons = source()
        doubts.extend(reasons)
        if written and written.date:
            said = f"{name} ({'; '.join(doubts)})" if doubts else name
            return Dating(written.date, written.precision, said)
        if written and written.doubt:
            doubts.append(f"{name}: {written.doubt}")
    return Dating(None, None, f"undated: {'; '.join(doubts) or UNDATED}")


def complete_dating(
    dating: Dating, text: str, given: Dating | None = None, infer: bool = True
) -> Dating:
    """Date an article that does not tell: as `given` beside it, else by its season.

    A date that it does tell stays; where the one given differs, its source says so.
    """
    if dating.date is not None:
        if given is None or given.date == dating.date:
            return dating
        return replace(dating, source=f"{dating.source} (but {given.source}: {given})")
    if given is not None:
        return given
    return (infer_from_season(text) if infer else None) or dating


def read_date(value: str, dayfirst: bool | None = None) -> Dating:
    """Read a date that stands by itself, in the strict forms of a field.

    >>> str(read_date("3 March 2024")), read_date("soon").source
    ('2024-03-03', "'soon' is not a date")
    """
    written = _from_field(value, dayfirst).written
    if written is None or written.date is None:
        reason = written.doubt if written else "there is no date"
        return Dating(None, None, reason or "there is no date")
    return Dating(written.date, written.precision, "given")


def _from_field(
    published: str | None, dayfirst: bool | None, name: str = PUBLISHED
) -> Finding:
    value = " ".join((published or "").split())
    if not value:
        return Finding(None, name)
    if match := match_field_date(value):
        return Finding(read_match(match, dayfirst), name)
    dates = read_dates(value, dayfirst) if len(value) <= LONGEST_BYLINE else []
    if len({written.date for written in dates}) == 1:
        return Finding(dates[0], name)
    what = "holds more than one date" if dates else "is not a date"
    return Finding(WrittenDate(None, None, f"{_shown(value)} {what}"), name)


def _from_byline(text: str, dayfirst: bool | None) -> Finding:
    prefix = _PREFIX.match(text)
    byline, doubts = find_byline(text, prefix.end() if prefix else 0, dayfirst)
    if byline is None:
        return Finding(None, "byline", tuple(doubts))
    return Finding(byline.written, f"byline {_shown(byline.line)}")


def _from_prefix(text: str) -> Finding:
    match = _PREFIX.match(text)
    return Finding(read_match(match) if match else None, "date prefix")


def _from_address(url: str | None) -> Finding:
    path = re.split("[?#]", url or "", maxsplit=1)[0]
    return Finding(_read_path(path), "address")


def _from_file_name(file_name: str | None) -> Finding:
    path = (file_name or "").replace("\\", "/")
    name = path.rpartition("/")[2]
    if match := _LEADING_DAY.match(name):
        written = read_match(match)
        if written.date:
            return Finding(written, "file name")
    return Finding(_read_path(name) or _read_path(path, folders=True), "file name")


def _read_path(path: str, folders: bool = False) -> WrittenDate | None:
    """Read /2022/10/23/, 2022-10-23, /2022/oct/23/ or /2022/10/ in a path.

    With `folders`, only where each part is a folder of its own: a name such as
    crawl-2024-11-01/ tells when the files were fetched.
    """
    for match in _PATH_DAY.finditer(path):
        if folders and match["sep"] != "/":
            continue
        written = read_match(match)
        if written.date:
            return written
    if named := _named_path_day().search(path):
        month = months()[named["name"].lower()]
        day = int(named["d"])
        return _or_none(make_date(named.group(), int(named["y"]), month, day))
    monthly = _PATH_MONTH.search(path)
    return _or_none(read_match(monthly)) if monthly else None


def _or_none(written: WrittenDate) -> WrittenDate | None:
    # Numbers in a path that make no date were never meant as one: no doubt to report.
    return written if written.date else None


@cache
def _named_path_day() -> re.Pattern[str]:
    names = alternation(tuple(months()))
    form = rf"/(?P<y>\d{{4}})/(?P<name>{names})/(?P<d>\d{{1,2}})(?=/|\Z)"
    return re.compile(form, re.IGNORECASE | re.ASCII)


def _shown(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return repr(line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…")
