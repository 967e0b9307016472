"""Every format gives the same two articles."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from sentiment.reading.articles import read_articles

Row = dict[str, str]

ARTICLES: Sequence[Row] = (
    {
        "title": "Council votes to close the pool",
        "published": "2024-03-05",
        "outlet": "The Courier",
        "url": "https://courier.example/news/pool",
        "text": (
            "The council voted on Monday to close the town's only pool, a decision "
            "that drew anger from swimmers who have used it for forty years.\n"
            "“It’s a disgrace, and they knew it,” said Mary Holt, who swims there. "
            "“They never asked us – not once.”\n"
            "But others backed the leader. “Well done, long overdue,” one commenter "
            "wrote under the announcement, which had been shared widely."
        ),
    },
    {
        "title": "Singer's café speech divides fans",
        "published": "2024-04-17",
        "outlet": "The Courier",
        "url": "https://courier.example/news/cafe",
        "text": (
            "The singer spoke for an hour at a café in Leeds and was both cheered and "
            "booed by the people who had come to hear her talk about the new record.\n"
            "“She is as good as ever,” wrote one fan, while another asked for the "
            "money back: “I paid for songs; I got a lecture.”\n"
            "The singer's agent said that “every word was meant”, and that there was "
            "nothing to add, neither about the speech nor about the tour."
        ),
    },
)


def page(article: Row, charset: str = "utf-8") -> bytes:
    """A web page as a newsroom's system would write it, menus and all."""
    paragraphs = "".join(f"<p>{line}</p>\n" for line in article["text"].split("\n"))
    html = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="{charset}">
<title>{article["title"]} | {article["outlet"]}</title>
<meta property="og:site_name" content="{article["outlet"]}">
<meta property="og:title" content="{article["title"]}">
<meta property="article:published_time" content="{article["published"]}T09:12:00Z">
<link rel="canonical" href="{article["url"]}"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>{article["title"]}</h1>
{paragraphs}</article>
<aside><h2>Most read</h2><a href="/tips">Ten tips</a></aside>
<footer>Copyright</footer></body></html>"""
    return html.encode(charset)


def table(
    rows: Sequence[Row], delimiter: str = ",", names: Sequence[str] = (), **how: Any
) -> str:
    """Rows as the csv module writes them, under other names where they are given."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, **how)
    writer.writerow(names or rows[0])
    writer.writerows(row.values() for row in rows)
    return text.getvalue()


def lines(rows: Sequence[Row]) -> str:
    """Rows as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def zipped(**members: bytes) -> bytes:
    """A zip archive of members by name, two underscores for the dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return buffer.getvalue()


def parquet(rows: Sequence[Row]) -> bytes:
    """Rows as pyarrow writes them."""
    pa = pytest.importorskip("pyarrow", reason="needs the extra 'parquet'")
    pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra 'parquet'")
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows)), buffer)
    return buffer.getvalue()


def warc(pages: Sequence[tuple[str, bytes]], packed: bool = False) -> bytes:
    """Pages with their addresses as fastwarc writes them, each packed on its own."""
    warc = pytest.importorskip("fastwarc.warc", reason="needs the extra 'warc'")
    whole = b""
    for url, data in pages:
        buffer = io.BytesIO()
        record = warc.WarcRecord()
        record.init_headers(warc.WarcRecordType.response)
        record.headers["WARC-Target-URI"] = url
        record.is_http = True
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        record.set_bytes_content(head + data)
        record.write(buffer)
        one = buffer.getvalue()
        whole += gzip.compress(one) if packed else one
    return whole


def needs_web() -> None:
    """Skip a test that reads pages where that extra is not installed."""
    pytest.importorskip("trafilatura", reason="needs the extra 'web'")


OTHER_NAMES = ("Headline", "Publication Date", "Newspaper", "Link", "Body")


def _nested(row: Row) -> dict[str, object]:
    return {
        "source": {"id": None, "name": row["outlet"]},
        "title": row["title"],
        "publishedAt": row["published"] + "T08:00:00Z",
        "url": row["url"],
        "content": row["text"],
    }


def _with_header(row: Row) -> bytes:
    names = {"title": "Title", "published": "Date", "outlet": "Source", "url": "URL"}
    head = "".join(f"{shown}: {row[name]}\n" for name, shown in names.items())
    return f"{head}\n{row['text']}".encode()


def _each(make: Callable[[Row], bytes], ending: str) -> dict[str, bytes]:
    return {f"{n}{ending}": make(row) for n, row in enumerate(ARTICLES)}


def _pages() -> list[tuple[str, bytes]]:
    needs_web()
    return [(row["url"], page(row)) for row in ARTICLES]


def _all_json() -> str:
    return json.dumps(list(ARTICLES), indent=2)


# What a format is called, and the files that hold the two articles in it.
FORMATS: dict[str, Callable[[], dict[str, bytes]]] = {
    "plain text with header lines": lambda: _each(_with_header, ".txt"),
    "web pages": lambda: {f"{n}.html": p for n, (_, p) in enumerate(_pages())},
    "web page named as text": lambda: {
        f"{n}.txt": p for n, (_, p) in enumerate(_pages())
    },
    "web page without an ending": lambda: {
        f"{n}": p for n, (_, p) in enumerate(_pages())
    },
    "web pages in cp1252": lambda: (
        needs_web() or _each(lambda row: page(row, "windows-1252"), ".htm")
    ),
    "JSON lines": lambda: {"a.jsonl": lines(ARTICLES).encode()},
    "JSON lines named JSON": lambda: {"a.json": lines(ARTICLES).encode()},
    "JSON lines without an ending": lambda: {"a": lines(ARTICLES).encode()},
    "JSON lines in UTF-16": lambda: {"a.ndjson": lines(ARTICLES).encode("utf-16")},
    "JSON array": lambda: {"a.json": _all_json().encode()},
    "JSON array on one line": lambda: {
        "a.json": json.dumps(list(ARTICLES), ensure_ascii=False).encode()
    },
    "JSON array named as lines": lambda: {"a.jsonl": _all_json().encode()},
    "JSON array with a mark": lambda: {"a.json": _all_json().encode("utf-8-sig")},
    "JSON array in UTF-16": lambda: {"a.json": _all_json().encode("utf-16")},
    "JSON objects, indented": lambda: {
        "a.json": "\n".join(json.dumps(row, indent=1) for row in ARTICLES).encode()
    },
    "JSON of a news interface": lambda: {
        "a.json": json.dumps(
            {"status": "ok", "articles": [_nested(row) for row in ARTICLES]}
        ).encode()
    },
    "JSON of a search interface": lambda: {
        "a.json": json.dumps(
            {"response": {"total": 2, "results": [_nested(row) for row in ARTICLES]}}
        ).encode()
    },
    "CSV": lambda: {"a.csv": table(ARTICLES).encode()},
    "CSV with a mark": lambda: {"a.csv": table(ARTICLES).encode("utf-8-sig")},
    "CSV in cp1252": lambda: {"a.csv": table(ARTICLES).encode("cp1252")},
    "CSV with semicolons": lambda: {
        "a.csv": ("sep=;\r\n" + table(ARTICLES, ";")).encode("cp1252")
    },
    "CSV under other names": lambda: {
        "a.csv": table(ARTICLES, names=OTHER_NAMES).encode()
    },
    "CSV without an ending": lambda: {"a": table(ARTICLES).encode()},
    "CSV, all cells quoted": lambda: {
        "a.csv": table(ARTICLES, quoting=csv.QUOTE_ALL).encode()
    },
    "TSV": lambda: {"a.tsv": table(ARTICLES, "\t").encode()},
    "TSV of a spreadsheet in UTF-16": lambda: {
        "a.csv": table(ARTICLES, "\t").encode("utf-16")
    },
    "Parquet": lambda: {"a.parquet": parquet(ARTICLES)},
    "Parquet without an ending": lambda: {"a": parquet(ARTICLES)},
    "WARC": lambda: {"a.warc": warc(_pages())},
    "WARC, packed": lambda: {"a.warc.gz": warc(_pages(), packed=True)},
    "gzip of text": lambda: _each(
        lambda row: gzip.compress(_with_header(row)), ".txt.gz"
    ),
    "gzip of JSON lines": lambda: {
        "a.jsonl.gz": gzip.compress(lines(ARTICLES).encode())
    },
    "gzip of a JSON array": lambda: {"a.json.gz": gzip.compress(_all_json().encode())},
    "gzip of CSV": lambda: {"a.csv.gz": gzip.compress(table(ARTICLES).encode())},
    "gzip of pages": lambda: {
        f"{n}.html.gz": gzip.compress(p) for n, (_, p) in enumerate(_pages())
    },
    "gzip of Parquet": lambda: {"a.parquet.gz": gzip.compress(parquet(ARTICLES))},
    "gzip without an ending": lambda: {"a": gzip.compress(lines(ARTICLES).encode())},
    "zip of text": lambda: {
        "a.zip": zipped(**_each(_with_header, "__txt"))
    },
    "zip of a CSV and of JSON lines": lambda: {
        "a.zip": zipped(
            a__csv=table(ARTICLES[:1]).encode(), b__jsonl=lines(ARTICLES[1:]).encode()
        )
    },
    "zip of gzip": lambda: {
        "a.zip": zipped(a__jsonl__gz=gzip.compress(lines(ARTICLES).encode()))
    },
    "zip of Parquet": lambda: {"a.zip": zipped(a__parquet=parquet(ARTICLES))},
}  # fmt: skip


def written(folder: Path, files: dict[str, bytes]) -> Path:
    """A folder with these files."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_gives_the_same_articles(tmp_path: Path, name: str) -> None:
    articles = read_articles(written(tmp_path, FORMATS[name]()))
    assert len(articles) == len(ARTICLES)
    for article, row in zip(articles, ARTICLES, strict=True):
        # A page's headline is part of its text.
        assert article.text.removeprefix(row["title"]).strip() == row["text"]
        assert article.title == row["title"]
        assert article.outlet == row["outlet"]
        assert article.url == row["url"]
        assert article.dating.date == dt.date.fromisoformat(row["published"])
        assert not article.garbled


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_comes_through_a_pipe(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for data in FORMATS[name]().values():
        pipe = io.TextIOWrapper(_Pipe(data))
        monkeypatch.setattr(sys, "stdin", pipe)
        for article in read_articles("-"):
            assert str(article.path).startswith("standard input")
            assert article.text.split("\n")[-1] in {
                row["text"].split("\n")[-1] for row in ARTICLES
            }


class _Pipe(io.BufferedReader):
    """Bytes that can be read once, a few at a time."""

    def __init__(self, data: bytes) -> None:
        super().__init__(_Trickle(data))


class _Trickle(io.RawIOBase):
    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._data.read(min(7, len(buffer)))
        buffer[: len(data)] = data
        return len(data)


def test_a_page_is_named_as_the_source_of_its_date(tmp_path: Path) -> None:
    needs_web()
    (tmp_path / "a.html").write_bytes(page(ARTICLES[0]))
    assert read_articles(tmp_path)[0].dating.source == "web page"
