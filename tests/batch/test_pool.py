"""Workers: order, and what one costs that dies or hangs."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import sentiment
from sentiment.batch import pool
from sentiment.batch.chunks import iter_chunks
from sentiment.batch.pool import Pool
from sentiment.batch.work import Settings
from sentiment.errors import SentimentError

# Workers import what they work with, so that it must lie in a file.
HARMFUL = """
import os, signal, time
from sentiment.batch.work import Outcome

def work(item, settings):
    text = item.record.values["text"]
    if text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "hang":
        time.sleep(600)
    if text == "slow":
        time.sleep(0.5)
    return Outcome(text)

def tell_threads(item, settings):
    return Outcome(str(settings.threads))

def refuse(item, settings):
    raise SystemExit(3)
"""


@pytest.fixture
def harmful(tmp_path, monkeypatch):
    (tmp_path / "harmful.py").write_text(HARMFUL)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(pool, "GRACE", 0.1)
    return importlib.import_module("harmful")


def outcomes(make_draft, texts, work, seconds=1.0):
    drafts = [make_draft(text, f"{n}.txt") for n, text in enumerate(texts)]
    found = list(Pool(2, work).map(iter_chunks(drafts), Settings(seconds=seconds)))
    assert [item for chunk in found for item in chunk.items] == drafts
    return [outcome for chunk in found for outcome in chunk.outcomes]


def test_each_worker_judges_on_one_core(make_draft, harmful) -> None:
    drafts = [make_draft("a")]
    pool_of = Pool(2, harmful.tell_threads)
    chunks = list(pool_of.map(iter_chunks(drafts), Settings(threads=4)))
    assert [outcome.name for outcome in chunks[0].outcomes] == ["1"]


def test_pool_keeps_the_order(make_draft, harmful) -> None:
    texts = ["slow", *map(str, range(300))]
    found = outcomes(make_draft, texts, harmful.work)
    assert [outcome.name for outcome in found] == texts


@pytest.mark.parametrize("harm", ["die", "hang"])
def test_pool_loses_only_the_article_that_does_harm(make_draft, harmful, harm) -> None:
    texts = [*map(str, range(40)), harm, *map(str, range(40, 80)), harm, "last"]
    found = outcomes(make_draft, texts, harmful.work)
    for n, (text, outcome) in enumerate(zip(texts, found, strict=True)):
        if text == harm:
            assert f"{n}.txt" in str(outcome.fault)
        else:
            assert (outcome.name, outcome.fault) == (text, None)


def test_pool_of_nothing_gives_nothing(make_draft, harmful) -> None:
    assert outcomes(make_draft, [], harmful.work) == []


def test_pool_loses_each_article_of_workers_that_always_end(make_draft, harmful):
    found = outcomes(make_draft, ["a", "b", "c"], harmful.refuse)
    assert all(outcome.fault for outcome in found)


def test_pool_gives_up_where_workers_cannot_start(make_draft, harmful, tmp_path):
    work = harmful.work
    (tmp_path / "harmful.py").write_text("raise SystemExit")
    with pytest.raises(SentimentError, match="--workers 1"):
        outcomes(make_draft, ["a"], work)


def test_pool_reads_no_further_ahead_than_it_must(make_draft, harmful) -> None:
    taken = []

    def chunks():
        for chunk in iter_chunks(make_draft(str(n)) for n in range(20_000)):
            taken.append(chunk)
            yield chunk

    results = Pool(2, harmful.work).map(chunks(), Settings())
    next(results)
    assert len(taken) <= 2 * pool.AHEAD + 1
    results.close()


def test_workers_import_nothing_from_the_working_folder(tmp_path):
    """Neither the clone's sources beside an installation nor a folder of our name."""
    script, elsewhere = tmp_path / "script" / "run.py", tmp_path / "elsewhere"
    (elsewhere / "sentiment").mkdir(parents=True)
    (elsewhere / "sentiment" / "__init__.py").write_text("raise SystemExit('not us')")
    article = elsewhere / "a.txt"
    article.write_text("“It was a joy,” said Ann Pike. " * 3)
    script.parent.mkdir()
    script.write_text(
        "import sys\n"
        "from sentiment.cli import main\n"
        "if __name__ == '__main__':\n"
        "    main(sys.argv[1:])\n"
    )
    given = ["quotes", "a.txt", "--judge", "vader", "--workers", "2"]
    done = subprocess.run(
        [sys.executable, str(script), *given, "--format", "jsonl"],
        cwd=elsewhere,
        env=os.environ | {"PYTHONPATH": str(Path(sentiment.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3
