"""Where a chunk ends is decided by what is in it."""

from __future__ import annotations

from sentiment.batch import chunks
from sentiment.batch.chunks import iter_chunks
from sentiment.errors import InputError
from sentiment.reading.records import Page


def test_chunks_hold_every_draft_in_order(make_draft) -> None:
    drafts = [make_draft(str(n)) for n in range(1000)]
    found = list(iter_chunks(drafts))
    assert [item for chunk in found for item in chunk.items] == drafts
    assert 10 < len(found) < 100
    assert all(len(chunk.items) <= chunks.MOST_DRAFTS for chunk in found)


def test_new_draft_changes_only_the_chunk_it_falls_into(make_draft) -> None:
    drafts = [make_draft(str(n)) for n in range(1000)]
    before = {chunk.digest for chunk in iter_chunks(drafts)}
    drafts.insert(500, make_draft("new"))
    after = {chunk.digest for chunk in iter_chunks(drafts)}
    assert 1 <= len(after - before) <= 2


def test_digest_changes_with_anything_in_a_draft(make_draft) -> None:
    draft = make_draft("one")
    page = Page(b"<p>one</p>", "utf-8", "https://a.example/", 1)
    variants = [
        draft,
        make_draft("two"),
        make_draft("one", "b.txt"),
        draft._replace(record=draft.record._replace(at=1)),
        draft._replace(record=draft.record._replace(ours=True)),
        draft._replace(record=page),
        draft._replace(record=page._replace(data=b"<p>two</p>")),
        draft._replace(record=page._replace(url=None)),
        InputError("a.txt", "one"),
        InputError("a.txt", "two"),
    ]
    digests = {chunk.digest for one in variants for chunk in iter_chunks([one])}
    assert len(digests) == len(variants)


def test_chunks_are_bounded_in_bytes(make_draft) -> None:
    drafts = [make_draft("x" * 1_000_000 + str(n)) for n in range(12)]
    assert max(len(chunk.items) for chunk in iter_chunks(drafts)) <= 4
