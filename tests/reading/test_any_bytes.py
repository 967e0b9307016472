"""Whatever stands in a file of whatever name: it is read, or its fault is told."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sentiment.errors import InputError
from sentiment.reading.articles import iter_articles
from sentiment.reading.options import ReadingOptions

OPTIONS = ReadingOptions(max_bytes=2000, any_language=True)

# Beginnings and pieces by which arbitrary bytes get past the first check.
PIECES = [
    b"PAR1", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"\xff\xfe", b"\xef\xbb\xbf",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n", b"Content-Type: text/html\r\n\r\n",
    b"<!doctype html><html><body><p>", b"</p>",
    b"[{", b"}]", b'{"text": "', b'"}', b'"', b"\\", b"\n", b",",
    b"id,text\n", b"text\tdate\n", b"Title: a\nDate: 2024-01-02\n\n",
    "“No,” he said.".encode(),
]  # fmt: skip
ANY = st.lists(st.sampled_from(PIECES) | st.binary(max_size=30), max_size=12).map(
    b"".join
)
ENDINGS = [
    "", ".txt", ".html", ".jsonl", ".json", ".csv", ".tsv", ".parquet", ".warc", ".zip",
    ".xyz",
]  # fmt: skip


def as_zip(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../a.jsonl", data)
    return buffer.getvalue()


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda data: data,
    "gzip": gzip.compress,
    "gzip, cut": lambda data: gzip.compress(data)[:-9],
    "zip": as_zip,
    "zip, cut": lambda data: as_zip(data)[:-40],
}


@pytest.mark.parametrize("ending", ENDINGS)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=60,
    deadline=None,
)
@given(data=ANY, packing=st.sampled_from(sorted(PACKINGS)))
def test_iter_articles_takes_any_bytes(
    tmp_path: Path, ending: str, data: bytes, packing: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir(exist_ok=True)
    path = folder / f"a{ending}"
    path.write_bytes(PACKINGS[packing](data))
    skipped: list[InputError] = []
    articles = list(iter_articles([path], skipped, OPTIONS))
    # Nothing is passed over in silence but pages of an archive that hold no article.
    assert articles or skipped or b"WARC/" in data
    for article in articles:
        str(article).encode()
    for fault in skipped:
        str(fault).encode()
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == [path]
