"""One record of a table or a line of JSON to an article, and ids that stay unique."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from sentiment.models import Article
from sentiment.reading.dates import date_article
from sentiment.reading.decoding import writable
from sentiment.reading.options import ReadingOptions

# What a record may hold beside its text; all else in it is left alone.
FIELDS = ("id", "title", "published", "outlet", "url", "target")


class BadRecord(ValueError):
    """A record that is no article; the message says what to do."""


def build_article(
    record: Mapping[str, object], fallback_id: str, path: str, options: ReadingOptions
) -> Article:
    """Build an article from a record with a `text` and, where known, the other fields.

    Raises:
        BadRecord: where there is no text.
    """
    text = record.get("text")
    if not isinstance(text, str):
        raise BadRecord('has no "text": give the article as a string under that name')
    if not text.strip():
        raise BadRecord('has an empty "text": fill it in or take the record out')
    text = writable(text)
    fields = {name: _field(record, name) for name in FIELDS}
    url = fields["url"]
    return Article(
        id=fields["id"] or fallback_id,
        text=text,
        dating=date_article(text, fields["published"], url, dayfirst=options.dayfirst),
        title=fields["title"],
        outlet=fields["outlet"] or outlet_of(url),
        url=url,
        target=fields["target"],
        path=path,
    )


def _field(record: Mapping[str, object], name: str) -> str | None:
    """A field as text: numbers as they are written, nothing for blanks and lists."""
    value = record.get(name)
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
