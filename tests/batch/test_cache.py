"""What is kept comes back as it was, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sentiment.batch.cache import Cache, settings_digest
from sentiment.batch.chunks import Chunk, iter_chunks
from sentiment.batch.work import Lost, Outcome, Settings, work_through
from sentiment.errors import InputError, NotEnglish
from sentiment.models import Target
from sentiment.reading.options import ReadingOptions

SETTINGS = Settings(target="Ann Pike")


def worked(items) -> Chunk:
    (chunk,) = list(iter_chunks(items[:3]))[:1]
    return chunk._replace(outcomes=tuple(work_through(chunk.items, SETTINGS)))


def told(chunk: Chunk) -> list:
    return [
        (*one[:-1], one.fault and (type(one.fault), str(one.fault)))
        for one in chunk.outcomes or ()
    ]


def test_cache_gives_back_what_was_saved(tmp_path, make_draft) -> None:
    said = "“It’s \u2028 great \ud800,” said Ann Pike.\x85"
    chunk = worked([make_draft(said)])
    chunk = chunk._replace(
        outcomes=(
            *chunk.outcomes,
            Outcome(fault=InputError("a", "broken", 3)),
            Outcome(fault=NotEnglish("b", "is French")),
        )
    )
    assert chunk.outcomes[0].rows
    cache = Cache(tmp_path, SETTINGS)
    empty = chunk._replace(outcomes=None)
    assert cache.load(empty).outcomes is None
    cache.save(chunk)
    assert told(cache.load(empty)) == told(chunk)


@pytest.mark.parametrize("damage", [b"", b"x", b"\n\n", None])
def test_cache_does_damaged_parts_again(tmp_path, make_draft, damage) -> None:
    cache = Cache(tmp_path, SETTINGS)
    chunk = worked([make_draft("“It is great,” said Ann Pike.")])
    cache.save(chunk)
    (part,) = (path for path in tmp_path.rglob("*") if path.is_file())
    whole = part.read_bytes()
    part.write_bytes(whole[:-5] if damage is None else damage)
    assert cache.load(chunk._replace(outcomes=None)).outcomes is None


def test_cache_keeps_no_accident(tmp_path, make_draft) -> None:
    chunk = worked([make_draft("“It is great,” said Ann Pike.")])
    lost = Outcome(fault=Lost("a.txt", "hangs"))
    Cache(tmp_path, SETTINGS).save(chunk._replace(outcomes=(lost,)))
    assert not list(tmp_path.iterdir())


def test_settings_digest_changes_with_what_decides_about_rows() -> None:
    variants = [
        Settings(),
        SETTINGS,
        Settings(target=Target("Ann Pike", found=True)),
        Settings(judge="vader"),
        Settings(redact=True),
        Settings(reading=ReadingOptions(any_language=True)),
    ]
    assert len({settings_digest(one) for one in variants}) == len(variants)
    assert settings_digest(replace(SETTINGS, seconds=1)) == settings_digest(SETTINGS)


@pytest.mark.parametrize("target", [None, Target("Ann Pike", ("Pike",), found=True)])
def test_cache_remembers_targets_and_that_there_is_none(tmp_path, target) -> None:
    cache = Cache(tmp_path, SETTINGS)
    assert cache.load_target("digest") is None
    cache.save_target("digest", target)
    assert cache.load_target("digest") == (target,)


def test_cache_says_where_it_cannot_write(tmp_path: Path, make_draft) -> None:
    (tmp_path / "file").write_text("")
    chunk = worked([make_draft("“It is great,” said Ann Pike.")])
    with pytest.raises(InputError, match="cache cannot be written"):
        Cache(tmp_path / "file", SETTINGS).save(chunk)
