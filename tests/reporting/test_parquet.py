"""Quotations as a Parquet dataset: whole, typed, and in order."""

from __future__ import annotations

import pandas as pd
import pytest

from sentiment.errors import InputError
from sentiment.reporting import parquet
from sentiment.reporting.parquet import write_parquet
from sentiment.reporting.rows import json_line, verdict_row
from sentiment.reporting.tables import COLUMNS

pytest.importorskip("pyarrow")


def lines_of(verdicts) -> list[str]:
    return [json_line(verdict_row(one)) for one in verdicts]


def test_write_parquet_keeps_values(tmp_path, verdict) -> None:
    verdicts = [verdict(text=text) for text in ("“déjà” 😬", "a\u2028b\x00", "\\ud800")]
    rows = [verdict_row(one) for one in verdicts]
    write_parquet(lines_of(verdicts), tmp_path / "out")
    found = pd.read_parquet(tmp_path / "out")
    assert tuple(found.columns) == COLUMNS
    for name in ("text", "quote_id", "compound", "start", "stance", "reach"):
        assert found[name].tolist() == [row[name] for row in rows]
    assert found["date"].astype(str).tolist() == [str(row["date"]) for row in rows]
    reasons = [[dict(one) for one in cell] for cell in found["evidence"]]
    assert reasons == [row["evidence"] for row in rows]


def test_write_parquet_replaces_half_characters(tmp_path, verdict) -> None:
    write_parquet(lines_of([verdict(text="a\ud800b \\ \udfff")]), tmp_path / "out")
    assert pd.read_parquet(tmp_path / "out")["text"][0] == "a\ufffdb \\ \ufffd"


@pytest.mark.parametrize("count", [0, 1, 6, 7, 25])
def test_write_parquet_cuts_files_in_order(tmp_path, verdict, monkeypatch, count):
    monkeypatch.setattr(parquet, "GROUP", 2)
    monkeypatch.setattr(parquet, "GROUPS", 3)
    texts = [f"number {n}" for n in range(count)]
    write_parquet(lines_of(verdict(text=text) for text in texts), tmp_path / "out")
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == [f"part-{n:05d}.parquet" for n in range(max(1, -(-count // 6)))]
    assert pd.read_parquet(tmp_path / "out")["text"].tolist() == texts


def test_write_parquet_leaves_nothing_half_written(tmp_path, verdict) -> None:
    def lines():
        yield from lines_of([verdict()])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_parquet(lines(), tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_write_parquet_overwrites_nothing(tmp_path, verdict) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(InputError, match="name an empty folder"):
        write_parquet(lines_of([verdict()]), tmp_path)
    assert (tmp_path / "mine").read_text() == "mine"
