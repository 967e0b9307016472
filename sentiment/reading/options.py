"""What a caller may choose about reading."""

from __future__ import annotations

from dataclasses import dataclass

# The longest news articles hold some 200,000 bytes; what is larger is not one article,
# and no line or file is ever read further than this.
MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """`max_bytes` bounds one article; `dayfirst` says how to read 03/04/2024."""

    max_bytes: int = MAX_BYTES
    dayfirst: bool | None = None


DEFAULTS = ReadingOptions()
