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
        told = f"{place}\0{record.charset}\0{record.url}\0"
        return told.encode("utf-8", "replace") + record.data
    told = f"{place}\0{record[1:]}\0{sorted(record.values.items())!r}"
    return told.encode("utf-8", "replace")
