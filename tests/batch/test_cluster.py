"""A Dask cluster gives what this machine gives, row for row."""

from __future__ import annotations

import warnings

import pytest

from sentiment.batch.cluster import Cluster
from sentiment.batch.stream import Here, analyze_stream
from sentiment.batch.work import Settings
from sentiment.errors import SentimentError

distributed = pytest.importorskip("distributed")

pytestmark = pytest.mark.filterwarnings("ignore")
SETTINGS = Settings(target="Ann Pike")


@pytest.fixture
def scheduler():
    with (
        warnings.catch_warnings(),
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
        ) as cluster,
    ):
        yield cluster.scheduler_address


def test_cluster_gives_the_same_outcomes(scheduler, articles, drafts_of) -> None:
    drafts = drafts_of(articles)
    there = list(analyze_stream(drafts, SETTINGS, Cluster(scheduler)))
    here = list(analyze_stream(drafts, SETTINGS, Here()))
    assert [one[:-1] for one in there] == [one[:-1] for one in here]
    assert [str(one.fault) for one in there] == [str(one.fault) for one in here]


def test_command_gives_the_same_bytes(scheduler, articles, run) -> None:
    given = ["quotes", articles, "--format", "jsonl", "--target", "Ann Pike"]
    there = run(*given, "--engine", "dask", "--scheduler", scheduler)
    assert there.stdout == run(*given).stdout


def test_cluster_that_is_not_there_is_named(monkeypatch) -> None:
    monkeypatch.setattr("sentiment.batch.cluster.SECONDS_TO_CONNECT", 0.2)
    with pytest.raises(SentimentError, match="cannot connect"):
        list(Cluster("tcp://127.0.0.1:9").map([], SETTINGS))
