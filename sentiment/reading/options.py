"""What a caller may choose about reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sentiment.models import Dating

# The longest news articles hold some 200,000 bytes; what is larger is not one article,
# and no line or file is ever read further than this.
MAX_BYTES = 5_000_000

# What an article is made of; all else in a record is left alone.
FIELDS = ("id", "text", "title", "published", "outlet", "url", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """What a caller may choose about reading.

    Attributes:
        max_bytes: bounds one article.
        dayfirst: whether 03/04/2024 is in April; None leaves it undated.
        dates: dates by article id, for those that tell none.
        infer_dates: infer a date from the season that an article speaks of, failing
            all else.
        fields: names that the input gives to fields, by ours: {"text": "body"}.
        any_language: read articles that are not English too.
        fix_text: repair letters garbled by a wrong encoding.
        strict: stop at the first fault even where faults are gathered.
    """

    max_bytes: int = MAX_BYTES
    dayfirst: bool | None = None
    dates: Mapping[str, Dating] = field(default_factory=dict)
    infer_dates: bool = True
    fields: Mapping[str, str] = field(default_factory=dict)
    any_language: bool = False
    fix_text: bool = False
    strict: bool = False


DEFAULTS = ReadingOptions()
