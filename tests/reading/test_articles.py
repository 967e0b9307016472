"""Files and folders to articles; one fault never costs the rest."""

from __future__ import annotations

import codecs
import datetime as dt
import json
import os
from pathlib import Path

import pytest

from sentiment.errors import InputError, MissingInput
from sentiment.reading.articles import iter_articles, read_article, read_articles
from sentiment.reading.options import ReadingOptions

SEEDS = Path(__file__).parents[2] / "seeds"
GOOD = '{"id": "good", "text": "A good line."}'
BETTER = '{"id": "good", "text": "A better line."}'

# A line of JSONL that is no article, and what is said of it.
BAD_LINES = [
    ("{", "not JSON"),
    ("plain text", "not JSON"),
    ("[1, 2]", "not a JSON object"),
    ('"text"', "not a JSON object"),
    ("{}", 'no "text"'),
    ('{"text": ""}', "is empty"),
    ("[" * 100_000, "not JSON"),
    ('{"text": "a", "id": ' + "1" * 5000 + "}", "not JSON"),
    ('{"text": "' + "a" * 3000 + '"}', "longer than"),
    ("\x00\x01\x02\x03\x04\x05\x06\x07", "not text"),
]


def test_read_articles_reads_the_seeds_in_order() -> None:
    articles = read_articles([SEEDS])
    assert [article.id[:3] for article in articles] == ["000", "001", "002", "003"]
    files = sorted(SEEDS.iterdir())
    assert [article.id for article in articles] == [file.stem for file in files]
    assert [a.text for a in articles] == [f.read_bytes().decode() for f in files]


def test_read_articles_dates_the_seeds() -> None:
    articles = read_articles(SEEDS)
    dates = [article.dating.date for article in articles]
    assert dates == [
        dt.date(2022, 10, 23),
        None,
        dt.date(2022, 1, 1),
        dt.date(2025, 2, 17),
    ]
    assert [a.dating.inferred for a in articles] == [False, False, True, False]


@pytest.mark.parametrize("name", ["a.txt", "a", "a.TXT", "a.md"])
def test_read_article_keeps_the_text_unchanged(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(codecs.BOM_UTF8 + "\r\n “One”\rtwo\u2028 \n".encode())
    article = read_article(path)
    assert article.text == "\r\n “One”\rtwo\u2028 \n"
    assert (article.id, article.title, article.path) == ("a", None, str(path))


@pytest.mark.parametrize("count", [0, 2])
def test_read_article_wants_exactly_one(tmp_path: Path, count: int) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([GOOD, BETTER][:count]))
    with pytest.raises(InputError):
        read_article(path)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]
)
def test_read_articles_reads_jsonl_in_each_encoding(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "in.jsonl"
    rows = [{"id": "a", "text": "“Café” – one"}, {"text": "Two ‘ees’"}]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_bytes("\r\n\r\n".join(lines).encode(encoding))
    articles = read_articles(path)
    assert [article.text for article in articles] == [row["text"] for row in rows]
    assert [article.id for article in articles] == ["a", "in:3"]


def test_read_articles_breaks_jsonl_at_line_feeds_only(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "one\u2028two\u0085three"}\n', encoding="utf-8")
    assert read_article(path).text == "one\u2028two\u0085three"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=range(len(BAD_LINES)))
def test_iter_articles_loses_only_the_bad_line(
    tmp_path: Path, line: str, reason: str, encoding: str
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(f"{GOOD}\n{line}\n{BETTER}".encode(encoding))
    skipped: list[InputError] = []
    options = ReadingOptions(max_bytes=2000 if reason == "longer than" else 200_000)
    ids = [article.id for article in iter_articles([path], skipped, options)]
    assert ids == ["good", "good#2"]
    assert [(fault.path, fault.line) for fault in skipped] == [(str(path), 2)]
    assert reason in skipped[0].reason
    with pytest.raises(InputError, match="line 2"):
        read_articles(path, options)


def test_iter_articles_loses_only_the_bad_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A good file.")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "d.docx").write_text("A page.")
    (tmp_path / "e.txt").write_text(" \n\n")
    os.mkfifo(tmp_path / "f.txt")
    (tmp_path / "g.jsonl").write_text("\n\n")
    (tmp_path / "h.txt").write_text("x" * 2000)
    (tmp_path / "z.txt").write_text("Another good file.")
    skipped: list[InputError] = []
    options = ReadingOptions(max_bytes=1000)
    paths = [tmp_path, tmp_path / "gone.txt"]
    ids = [article.id for article in iter_articles(paths, skipped, options)]
    assert ids == ["a", "z"]
    reasons = [
        "is empty", "picture", "are not read", "is empty", "pipe", "no articles",
        "too much", "no such file",
    ]  # fmt: skip
    for want, fault in zip(reasons, skipped, strict=True):
        assert want in fault.reason
    assert isinstance(skipped[-1], MissingInput)


def test_iter_articles_streams(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(f"{GOOD}\nnot JSON")
    found = iter_articles([path])
    assert next(found).id == "good"
    with pytest.raises(InputError):
        next(found)


def test_iter_articles_makes_ids_unique_where_they_collide(tmp_path: Path) -> None:
    for name in ("a/x.txt", "b/x.txt", "b/y.txt", "b/y.md"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    lines = ['{"id": "p/x", "text": "a"}', '{"id": "p/x", "text": "b"}']
    (tmp_path / "in" / "c.jsonl").write_text("\n".join(lines))
    ids = {
        a.text: a.id for a in read_articles([tmp_path / "in" / "a", tmp_path / "in"])
    }
    assert ids["a/x.txt"] == "x"
    assert ids["b/x.txt"] == "in/b/x"
    assert {ids["b/y.txt"], ids["b/y.md"]} == {"y", "in/b/y"}
    assert ids["a"], ids["b"] == ("p/x", "p/x#2")


def test_iter_articles_survives_names_that_are_no_text(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(name, "wb") as file:  # noqa: PTH123
            file.write(b"A file.")
    except OSError:
        pytest.skip("this file system takes no such names")
    article = read_article(os.fsdecode(name))
    assert article.id == "caf\ufffd"
    str(article).encode()
