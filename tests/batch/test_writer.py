"""A report written by a process of its own is the same, and fails as cleanly."""

from __future__ import annotations

import json
import multiprocessing
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sentiment.batch import writer
from sentiment.batch.writer import Order, write, write_beside, write_here
from sentiment.errors import InputError, SentimentError, UsageError
from sentiment.models import Article, Dating
from sentiment.pipeline import analyze_article
from sentiment.reporting.options import DEFAULTS
from sentiment.reporting.rows import verdict_line

TEXT = (
    "Ann Pike quit the show in May.\n\n“I will miss her so much,” one fan wrote.\n"
    "“Good riddance, and shame on her,” said Tom Reed, another viewer of the show."
)


@pytest.fixture
def rows() -> list[bytes]:
    article = Article("a", TEXT, Dating(None, None, "none"))
    return list(map(verdict_line, analyze_article(article, "Ann Pike", "light")))


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return Order(
        folder=tmp_path / "out",
        charting=DEFAULTS,
        run={"arguments": ["report", "a.txt"]},
        skipped=[InputError("b.txt", "is no text")],
        raw_csv=False,
        parquet=False,
        overrides=None,
        width=80,
    )


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_report_written_beside_is_the_same(rows, order, monkeypatch):
    monkeypatch.setattr(writer, "PART", 1)  # Rows come in several parts.
    here = write_here(rows, True, lambda: order)
    first = bytes_of(order.folder)
    other = replace(order, folder=order.folder.with_name("other"))
    assert write_beside(rows, True, lambda: other) == here
    assert bytes_of(other.folder) == first
    assert here.files[0] == "index.html"
    assert "Quotations: 2" in here.summary
    assert any("Good riddance" in line for line in here.telling)
    assert not multiprocessing.active_children()


def test_account_of_corrections_stands_in_the_report(rows, order):
    corrected = {"file": "mine.csv", "corrected": 1}
    write_here(rows, True, lambda: replace(order, overrides=corrected))
    record = json.loads((order.folder / "run.json").read_text("utf-8"))
    assert record["overrides"] == corrected


@pytest.mark.parametrize("way", [write_here, write_beside])
def test_order_is_asked_for_when_all_rows_are_taken(way, rows, order):
    taken = []

    def told() -> Iterator[bytes]:
        for row in rows:
            taken.append(row)
            yield row

    def refused() -> Order:
        assert taken == rows
        raise UsageError("nothing to report on")

    with pytest.raises(UsageError, match="nothing to report on"):
        way(told(), True, refused)
    assert not order.folder.exists()
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("way", [write_here, write_beside])
def test_folder_that_cannot_be_written_is_named(way, rows, order):
    order.folder.write_text("in the way")
    with pytest.raises(InputError, match="cannot be written") as caught:
        way(rows, True, lambda: order)
    assert caught.value.path == str(order.folder)


def test_fault_in_the_rows_is_raised_as_it_is(rows, order):
    def broken() -> Iterator[bytes]:
        yield rows[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_beside(broken(), True, lambda: order)
    assert not order.folder.exists()
    assert not multiprocessing.active_children()


def test_writer_that_dies_is_no_mystery(rows, order):
    def killed() -> Order:
        (process,) = multiprocessing.active_children()
        process.kill()
        process.join()
        return order

    with pytest.raises(SentimentError, match="ended before it was done"):
        write_beside(rows, True, killed)
    assert not order.folder.exists()


def test_writer_that_cannot_start_is_named(rows, order, monkeypatch):
    def refused(*_: object) -> None:
        raise OSError("too many processes")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refused)
    with pytest.raises(SentimentError, match="cannot be started: too many processes"):
        write_beside(rows, True, lambda: order)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="ends at once, as told")
def test_writer_that_is_ended_clears_up(rows, order, monkeypatch):
    def interrupted(_: object) -> object:
        # Its hidden folder is there from the first chart to the last page.
        (process,) = multiprocessing.active_children()
        while process.is_alive() and not list(order.folder.glob(".*.tmp")):
            time.sleep(0.001)
        raise KeyboardInterrupt

    monkeypatch.setattr(writer, "_receive", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_beside(rows, True, lambda: order)
    assert not multiprocessing.active_children()
    # Nothing is left, or all of it was in its place before.
    left = {path.name for path in order.folder.iterdir()}
    assert not left or left >= {"index.html", "overrides-template.csv"}
    assert not any(name.startswith(".") for name in left)


def test_process_that_draws_already_writes_by_itself(rows, order, monkeypatch):
    monkeypatch.setattr(writer, "write_beside", None)
    import matplotlib  # noqa: F401

    assert write(rows, True, lambda: order).files


def test_writer_is_of_no_use_on_one_core(rows, order, monkeypatch):
    monkeypatch.setattr(writer, "write_beside", None)
    monkeypatch.setattr(writer, "cores", lambda: 1)
    monkeypatch.delitem(writer.sys.modules, "matplotlib")
    assert write(rows, True, lambda: order).files
