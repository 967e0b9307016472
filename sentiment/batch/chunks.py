"""Drafts in chunks: what is handed to a worker at once, and kept in the cache as one.

Where a chunk ends is decided by the drafts in it, not by counting from the beginning:
a new article among old ones changes the chunk it falls into and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from sentiment.batch.work import Item, Outcome
from sentiment.errors import InputError
from sentiment.reading.records import Page

# One draft in so many ends a chunk: enough work to be worth a message.
ENDING = 32
MOST_DRAFTS = 128
MOST_BYTES = 4_000_000


class Chunk(NamedTuple):
    """Some drafts in a row, a digest of all that they hold, and what came of them."""

    items: tuple[Item, ...]
    digest: str
    outcomes: tuple[Outcome, ...] | None = None


def iter_chunks(items: Iterable[Item]) -> Iterator[Chunk]:
    """Gather drafts, in their order."""
    kept: list[Item] = []
    whole, size = blake2b(digest_size=20), 0
    for item in items:
        content = _content(item)
        digest = blake2b(content, digest_size=20).digest()
        kept.append(item)
        whole.update(digest)
        size += len(content)
        full = len(kept) >= MOST_DRAFTS or size >= MOST_BYTES
        if full or digest[0] % ENDING == 0:
            yield Chunk(tuple(kept), whole.hexdigest())
            kept, whole, size = [], blake2b(digest_size=20), 0
    if kept:
        yield Chunk(tuple(kept), whole.hexdigest())


def _content(item: Item) -> bytes:
    if isinstance(item, InputError):
        return repr(item.__reduce__()).encode("utf-8", "replace")
    record, source, _ = item
    place = repr((str(source.path), source.name, record.at))
    if isinstance(record, Page):
        head = f"{place}\0{record.charset}\0{record.url}\0"
        return head.encode("utf-8", "replace") + record.data
    told = [place, repr(record[1:])]
    for name, value in sorted(record.values.items()):
        # A text as it stands: to write it with its escapes takes as long as reading it.
        written = value if isinstance(value, str) else repr(value)
        told.append(f"{name}\0{type(value).__name__}\0{len(written)}\0{written}")
    return "\0".join(told).encode("utf-8", "replace")
