"""Articles and drafts for the tests of many articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sentiment.reading.archives import Meter
from sentiment.reading.articles import Draft, iter_drafts
from sentiment.reading.files import Source
from sentiment.reading.options import DEFAULTS
from sentiment.reading.records import Record

TEXT = (
    "Ann Pike quit the show in May.\n\n“I will miss her so much,” one fan wrote.\n"
    "“Good riddance number {},” said Tom Reed, another viewer of the show."
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of a table with many articles, some of them faulty or repeated."""
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [
        {
            "id": f"a{n % 90}",
            "title": "Ann Pike quits",
            "text": TEXT.format(n % 95),
        }
        for n in range(100)
    ]
    lines = [json.dumps(row) for row in rows]
    lines[7:7] = ["not JSON", '{"id": "b"}', '{"text": "Nobody is quoted in here."}']
    (folder / "news.jsonl").write_text("\n".join(lines))
    (folder / "alone.txt").write_text(TEXT.format("one"))
    (folder / "broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


@pytest.fixture
def drafts_of() -> Callable[[Path], list]:
    return lambda folder: list(iter_drafts(folder, DEFAULTS, Meter()))


@pytest.fixture
def make_draft() -> Callable[[str], Draft]:
    def make(text: str, name: str = "a.txt") -> Draft:
        return Draft(Record({"text": text}), Source(Path(name), name))

    return make
