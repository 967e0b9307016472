"""One record of a table or a line of JSON to an article, and ids that stay unique."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from sentiment.models import Article
from sentiment.reading.dates import PUBLISHED, date_article
from sentiment.reading.decoding import writable
from sentiment.reading.faults import Fault
from sentiment.reading.fields import pick_fields
from sentiment.reading.files import Source
from sentiment.reading.garbling import is_garbled, repaired
from sentiment.reading.options import ReadingOptions


class Record(NamedTuple):
    """One article as its format gives it.

    `at` is its line, row or record in the input, from 1; None where the input is one
    article from beginning to end. `ours` tells that the names of the values are ours,
    so that those given by the user do not apply; `dated_by` is what its date comes
    from.
    """

    values: Mapping[str, object]
    at: int | None = None
    ours: bool = False
    dated_by: str = PUBLISHED


class Page(NamedTuple):
    """A web page whose article is yet to be extracted, which takes long.

    `charset` is the encoding that the server claimed, `url` where the page was, `at`
    its record in a web archive; each None where there is none.
    """

    data: bytes
    charset: str | None = None
    url: str | None = None
    at: int | None = None


def build_article(record: Record, source: Source, options: ReadingOptions) -> Article:
    """Build an article from a record with a text and, where known, the other fields.

    Raises:
        Fault: where there is no text.
    """
    values = pick_fields(record.values, {} if record.ours else options.fields)
    text = _text(values["text"], record, options)
    garbled = is_garbled(text)
    if garbled and options.fix_text:
        text, garbled = repaired(text), False
    fields = {name: _field(value) for name, value in values.items() if name != "text"}
    url = fields["url"]
    # The name of a file with many articles tells nothing about each of them.
    file_name = source.name if record.at is None else None
    return Article(
        id=fields["id"] or writable(_fallback_id(source, record)),
        text=text,
        dating=date_article(
            text,
            fields["published"],
            url,
            file_name,
            options.dayfirst,
            record.dated_by,
        ),
        title=fields["title"],
        outlet=fields["outlet"] or outlet_of(url),
        url=url,
        target=fields["target"],
        path=writable(str(source.path)),
        garbled=garbled,
    )


def _text(value: object, record: Record, options: ReadingOptions) -> str:
    if not isinstance(value, str):
        known = ", ".join(str(name) for name in list(record.values)[:8])
        reason = f'has no "text" (but {known or "nothing"}): name the field that holds'
        raise Fault(f"{reason} the article by --field text=NAME", record.at)
    if not value.strip():
        reason = "the article is empty: fill it in or take it out"
        raise Fault(reason, record.at)
    if len(value) > options.max_bytes:
        reason = f"the article is longer than {options.max_bytes:,} characters"
        raise Fault(f"{reason}: split it or raise --max-bytes", record.at)
    return writable(value)


def _fallback_id(source: Source, record: Record) -> str:
    return source.stem if record.at is None else f"{source.stem}:{record.at}"


def _field(value: object) -> str | None:
    """A field as text: numbers as they are written, nothing for blanks and lists."""
    if isinstance(value, date) or value != value:
        value = value.isoformat() if isinstance(value, date) else None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return writable(str(value)).strip() or None


def outlet_of(url: str | None) -> str | None:
    """Name the outlet by the host of an address.

    >>> outlet_of("https://www.example.com/2022/10/23/story")
    'example.com'
    """
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    host = host.removeprefix("www.")
    return host if "." in host.strip(".") and not any(map(str.isspace, host)) else None


class UniqueIds:
    """Give each article an id of its own: the first keeps its id, later ones add to it.

    Quotations are numbered within their article, so two articles under one id would
    share the ids of their quotations.
    """

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._repeats: dict[str, int] = {}

    def claim(self, wanted: str, fuller: str | None = None) -> str:
        """Return `wanted`, else `fuller`, else `wanted` with a number that is free."""
        for candidate in (wanted, fuller):
            if candidate and candidate not in self._given:
                self._given.add(candidate)
                return candidate
        # Counting on from the last number keeps many repeats from costing n squared.
        number = self._repeats.get(wanted, 1) + 1
        while f"{wanted}#{number}" in self._given:
            number += 1
        self._repeats[wanted] = number
        self._given.add(f"{wanted}#{number}")
        return f"{wanted}#{number}"
