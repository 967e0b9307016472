"""A format whose extra is not installed is named with the line that installs it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sentiment.errors import InputError
from sentiment.reading.articles import iter_articles

# The extra, the module that it brings, a file that needs it.
EXTRAS = [
    ("web", "trafilatura", "a.html", b"<html><body><p>Text.</p></body></html>"),
    ("parquet", "pyarrow", "a.parquet", b"PAR1"),
    ("warc", "fastwarc.warc", "a.warc", b"WARC/1.0\r\n\r\n"),
]


@pytest.mark.parametrize(
    ("extra", "module", "name", "data"), EXTRAS, ids=[row[0] for row in EXTRAS]
)
def test_a_missing_extra_costs_its_files_only(
    extra: str,
    module: str,
    name: str,
    data: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / name).write_bytes(data)
    (tmp_path / "b.txt").write_text("A text.")
    skipped: list[InputError] = []
    assert [article.id for article in iter_articles(tmp_path, skipped)] == ["b"]
    assert f"pip install 'sentiment-news[{extra}]'" in skipped[0].reason
