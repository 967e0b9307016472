"""Web pages: the article without what surrounds it; the only module that knows
trafilatura, which finds the date through htmldate.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sentiment.reading.boilerplate import quotes_nobody
from sentiment.reading.decoding import decode
from sentiment.reading.extras import needs
from sentiment.reading.faults import Fault, PassedOver
from sentiment.reading.options import ReadingOptions
from sentiment.reading.records import Page, Record
from sentiment.reading.streams import read_whole

if TYPE_CHECKING:
    from trafilatura.settings import Document

# Where a page says its encoding; browsers look no further either.
_HEAD = 1024
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""",
    re.IGNORECASE,
)
DATED_BY = "web page"
# In an archive, redirects, errors and frames are shorter; a page of this size without
# an article is one that the extraction failed on.
WORTH_A_WORD = 10_000
# The date as the page states it, not one from its running text.
_DATES = {"extensive_search": False, "original_date": True}


def read_page(stream: io.BufferedReader, options: ReadingOptions) -> Iterator[Page]:
    """Read the one page of a file."""
    yield Page(read_whole(stream, options.max_bytes))


def extract_record(page: Page) -> Record:
    """Extract the article of a page.

    Raises:
        Fault: there is none, or the extra is not installed. Of pages in an archive,
            `PassedOver` those that are short or quote nobody.
    """
    if page.at is not None and quotes_nobody(page.data):
        raise PassedOver("quotes nobody", page.at)
    try:
        values = extract(page.data, page.charset, page.url)
        return Record(values, page.at, ours=True, dated_by=DATED_BY)
    except Fault as fault:
        if page.at is None:
            raise
        if len(page.data) <= WORTH_A_WORD:
            raise PassedOver(fault.reason, page.at) from None
        reason = f"{page.url or 'a page'}: {fault.reason}"
        raise Fault(reason, page.at) from None


def extract(
    data: bytes, declared: str | None = None, url: str | None = None
) -> dict[str, object]:
    """Extract text, title, date, outlet and address of an article from its page.

    Args:
        data: the page.
        declared: the encoding that the server claimed, if it did.
        url: where the page was, if that is known.

    Raises:
        Fault: there is no article on it, or the extra is not installed.
    """
    with needs("web"):
        from trafilatura import bare_extraction
    charset = _CHARSET.search(data[:_HEAD])
    html = decode(data, declared or (charset[1].decode() if charset else None))
    try:
        page = bare_extraction(
            html, url, include_comments=False, with_metadata=True,
            date_extraction_params=dict(_DATES),
        )  # fmt: skip
    except Exception as error:
        # Parsers of pages fail in ways that no list could name.
        reason = f"the page cannot be read ({type(error).__name__})"
        raise Fault(f"{reason}: save it as plain text") from None
    if page is None or isinstance(page, dict) or not (page.text or "").strip():
        raise Fault(
            f"no article was found in {len(data):,} bytes of HTML: save its text "
            "as .txt"
        )
    return _values(page, url)


def _values(page: Document, url: str | None) -> dict[str, object]:
    return {
        "text": page.text,
        "title": page.title,
        "published": page.date,
        "outlet": page.sitename,
        "url": page.url or url,
    }
