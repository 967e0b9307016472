"""The same outcomes wherever the work is done, and however often it is begun."""

from __future__ import annotations

from itertools import islice

import pytest

from sentiment.batch import options as batch_options
from sentiment.batch import stream
from sentiment.batch.options import BatchOptions
from sentiment.batch.pool import Pool
from sentiment.batch.stream import (
    Here,
    analyze_stream,
    choose_engine,
    find_shared_target,
)
from sentiment.batch.work import Settings
from sentiment.errors import InputError
from sentiment.pipeline import analyze_articles
from sentiment.reading.articles import iter_articles
from sentiment.reading.options import ReadingOptions
from sentiment.reporting.rows import json_line, verdict_row

SETTINGS = Settings(target="Ann Pike")


def told(outcomes) -> list:
    return [(*one[:-1], one.fault and str(one.fault)) for one in outcomes]


def test_stream_gives_what_one_article_after_the_other_gives(articles, drafts_of):
    skipped: list[InputError] = []
    read = list(iter_articles(articles, skipped))
    wanted = [json_line(verdict_row(v)) for v in analyze_articles(read, "Ann Pike")]
    found = list(analyze_stream(drafts_of(articles), SETTINGS, Here()))
    assert [row for outcome in found for row in outcome.rows] == wanted
    assert [str(one.fault) for one in found if one.fault] == list(map(str, skipped))
    assert len(skipped) > 4
    assert len({one.name for one in found if not one.fault}) == len(read)


@pytest.mark.parametrize("workers", [2, 3])
def test_stream_is_the_same_whatever_the_number_of_workers(
    articles, drafts_of, workers
) -> None:
    drafts = drafts_of(articles)
    alone = list(analyze_stream(drafts, SETTINGS, Here()))
    together = list(analyze_stream(drafts, SETTINGS, Pool(workers)))
    assert told(together) == told(alone)


@pytest.mark.parametrize("engine", [Here(), Pool(2)], ids=["here", "pool"])
def test_stream_goes_on_where_it_was_interrupted(
    articles, drafts_of, tmp_path, engine
) -> None:
    drafts, cache = drafts_of(articles), tmp_path / "cache"
    whole = told(analyze_stream(drafts, SETTINGS, Here()))
    interrupted = analyze_stream(drafts, SETTINGS, engine, cache)
    assert len(list(islice(interrupted, 60))) == 60
    interrupted.close()
    assert list(cache.rglob("*.jsonl"))
    assert told(analyze_stream(drafts, SETTINGS, engine, cache)) == whole


def test_stream_with_a_cache_does_only_what_is_new(
    articles, drafts_of, tmp_path, monkeypatch
) -> None:
    drafts, cache = drafts_of(articles), tmp_path / "cache"
    worked: list[int] = []
    work = stream.work_through

    def counted(items, settings):
        worked.append(len(items))
        return work(items, settings)

    monkeypatch.setattr(stream, "work_through", counted)
    first = told(analyze_stream(drafts, SETTINGS, Here(), cache))
    assert sum(worked) == len(drafts)
    worked.clear()
    assert told(analyze_stream(drafts, SETTINGS, Here(), cache)) == first
    assert worked == []
    other = Settings(target="Tom Reed")
    assert told(analyze_stream(drafts, other, Here(), cache)) != first
    assert sum(worked) == len(drafts)


def test_strict_reading_stops_at_the_first_fault(articles, drafts_of) -> None:
    strict = Settings(target="Ann Pike", reading=ReadingOptions(strict=True))
    with pytest.raises(InputError, match="broken"):
        list(analyze_stream(drafts_of(articles), strict, Here()))


def test_shared_target_is_the_same_from_the_cache(articles, drafts_of, tmp_path):
    drafts = drafts_of(articles)
    found, items = find_shared_target(iter(drafts), Settings(), tmp_path)
    assert found
    assert found.name == "Ann Pike"
    assert len(list(items)) == len(drafts)
    again, items = find_shared_target(iter(drafts), Settings(), tmp_path)
    assert (again, list(items)) == (found, drafts)


@pytest.mark.parametrize(
    ("options", "count", "expected"),
    [
        (BatchOptions(), 3, Here),
        (BatchOptions(workers=1), 5000, Here),
        (BatchOptions(workers=2), 3, Pool),
    ],
)
def test_choose_engine(options, count, expected, make_draft) -> None:
    drafts = [make_draft(str(n)) for n in range(count)]
    engine, items = choose_engine(iter(drafts), options)
    assert isinstance(engine, expected)
    assert list(items) == drafts


def test_choose_engine_takes_all_cores_for_many(make_draft, monkeypatch) -> None:
    monkeypatch.setattr(stream, "cores", lambda: 4)
    drafts = [make_draft("a")] * stream.WORTH_WORKERS
    assert isinstance(choose_engine(iter(drafts), BatchOptions())[0], Pool)


@pytest.mark.parametrize(
    ("options", "cores", "threads"),
    [
        (BatchOptions(), 1, 1),
        (BatchOptions(), 2, 2),
        (BatchOptions(), 64, batch_options.MOST_THREADS),
        # Whoever says how many processes work means the cores, too.
        (BatchOptions(workers=1), 2, 1),
        (BatchOptions(workers=2), 2, 1),
        (BatchOptions(scheduler="tcp://127.0.0.1:8786"), 2, 1),
    ],
)
def test_threads_of_one_process(options, cores, threads, monkeypatch) -> None:
    monkeypatch.setattr(batch_options, "cores", lambda: cores)
    assert options.threads == threads
