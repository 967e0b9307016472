"""Small CSV files beside the articles, as spreadsheets of all countries write them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from sentiment.errors import InputError, MissingInput
from sentiment.reading import side_files
from sentiment.reading.side_files import read_side_file


def file(folder: Path, data: str | bytes) -> Path:
    path = folder / "side.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n",
        "\ufeffA;B\r\n1;2\r\n",
        " a \t b\n 1 \t 2 ",
        'a,b\n"1","2"\n,\n\n',
        "a,b\n1,2,,\n",
    ],
)
def test_read_side_file_understands(tmp_path: Path, text: str) -> None:
    found = read_side_file(file(tmp_path, text), "a", "b")
    assert found.columns[:2] == ("a", "b")
    assert [cells for _, cells in found.rows()] == [{"a": "1", "b": "2"}]


def test_rows_have_the_line_where_they_end(tmp_path: Path) -> None:
    text = 'a,b\n1,"two\nlines"\n\n3\n'
    rows = list(read_side_file(file(tmp_path, text), "a").rows())
    assert rows == [
        (3, {"a": "1", "b": "two\nlines"}), (5, {"a": "3", "b": ""})
    ]  # fmt: skip


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    data = "a,b\r\n".encode("utf-16")
    found = read_side_file(file(tmp_path, data), "a")
    assert found.digest == sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "must have the columns a and b"),
        ("a,c\n1,2\n", 1, "must have the columns a and b"),
        ("a,b\n1,2\n1,2,3\n", 3, "more cells than columns"),
        ('a,b\n1,"2" 3\n', 2, "is no CSV"),
    ],
)
def test_a_fault_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    path = file(tmp_path, text)
    with pytest.raises(InputError, match=words) as caught:
        list(read_side_file(path, "a", "b").rows())
    assert (caught.value.path, caught.value.line) == (str(path), line)


def test_what_is_no_file_is_missing(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(MissingInput, match="no such file"):
            read_side_file(path)


def test_a_huge_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_files, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="more than 10 bytes"):
        read_side_file(file(tmp_path, "a,b\n1,2345678\n"))
