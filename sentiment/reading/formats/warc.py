"""Web archives: the pages that a crawler stored; the only module that knows
fastwarc.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sentiment.reading.extras import needs
from sentiment.reading.faults import Fault
from sentiment.reading.options import ReadingOptions
from sentiment.reading.records import Page

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(
    stream: io.BufferedReader, options: ReadingOptions
) -> Iterator[Page | Fault]:
    """Read each page; what is no page is passed over.

    Raises:
        Fault: the archive is damaged, or the extra is missing.
    """
    with needs("warc"):
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    records = ArchiveIterator(
        stream, record_types=WarcRecordType.response, auto_decode="all"
    )
    number = 0
    while (record := _next(records, number)) is not None:
        number += 1
        try:
            data = _page_of(record, number, options.max_bytes)
        except Fault as fault:
            yield fault
            continue
        if data:
            url = record.headers.get("WARC-Target-URI")
            if len(data) <= options.max_bytes:
                yield Page(data, record.http_charset, url, number)
            else:
                reason = f"holds more than {options.max_bytes:,} bytes: not an article"
                yield Fault(f"{url or 'a page'}: {reason}", number)


def _next(records: Iterator[WarcRecord], number: int) -> WarcRecord | None:
    with _damage("the archive is damaged; the rest is not read", number + 1):
        return next(records, None)


def _page_of(record: WarcRecord, number: int, bound: int) -> bytes:
    with _damage("the record is damaged", number):
        return record.reader.read(bound + 1) if _is_page(record) else b""


@contextmanager
def _damage(what: str, number: int) -> Iterator[None]:
    try:
        yield
    except (Fault, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # The parser raises what it likes at broken headers, compression and lengths,
        # its panics even past Exception.
        reason = f"{what} ({type(error).__name__}): fetch it again"
        raise Fault(reason, number) from None


def _is_page(record: WarcRecord) -> bool:
    headers = record.http_headers
    if headers is None or record.http_content_type not in _PAGES:
        return False
    return headers.status_code is None or 200 <= headers.status_code < 300
