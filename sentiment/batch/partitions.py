"""Functions from table to table, for those whose articles lie on a cluster.

Dask calls them by `map_partitions`, Spark by `mapInPandas`, Ray by `map_batches`.
"""

from __future__ import annotations

import json
import logging
from hashlib import blake2b
from pathlib import Path

import pandas as pd

from sentiment.batch.work import Settings, work_on
from sentiment.judging.judges import DEFAULT_JUDGE
from sentiment.models import Target
from sentiment.reading.articles import Draft
from sentiment.reading.files import Source
from sentiment.reading.records import Record
from sentiment.reporting.rows import Row
from sentiment.reporting.tables import Table, row_frame

log = logging.getLogger(__name__)

_PLACE = Source(Path("partition"), "partition")
COUNTED_BY = ("target", "role", "stance", "date")


def analyze_partition(
    frame: pd.DataFrame,
    target: Target | str | None = None,
    judge: str = DEFAULT_JUDGE,
) -> Table:
    """Analyse a table of articles to a table of quotations.

    Each partition is analysed without the others: a target is found for each article
    alone where none is given, and utterances told again elsewhere are not looked for.

    Args:
        frame: one article a row, with a column `text` and, where known, `id`, `title`,
            `published`, `outlet`, `url` and `target`, under these or their usual names.
        target: what the public reacts to.
        judge: name of a judge.

    Returns:
        One row a quotation, with the columns of `sentiment.analyze`, of the same types
        when there are none. Articles without an `id` get one made from their text.
        What cannot be read is left out and logged.
    """
    settings = Settings(target=target, judge=judge)
    rows: list[Row] = []
    for at, values in enumerate(frame.to_dict("records"), start=1):
        record = Record({str(name): value for name, value in values.items()}, at)
        outcome = work_on(Draft(record, _PLACE), settings, _lasting_id(record))
        if outcome.fault:
            log.warning("%s", outcome.fault)
        rows += map(json.loads, outcome.rows)
    return row_frame(rows)


def _lasting_id(record: Record) -> str | None:
    """An id that does not depend on the partition; None if the article has its own."""
    given = record.values.get("id")
    if isinstance(given, str | int) and str(given).strip():
        return None
    told = repr(sorted(record.values.items())).encode("utf-8", "replace")
    return blake2b(told, digest_size=8).hexdigest()


def count_partition(quotes: pd.DataFrame) -> pd.DataFrame:
    """Count quotations by target, role, stance and date.

    Args:
        quotes: from `analyze_partition`, or counts of several partitions one below
            the other, which are added up.

    Returns:
        A row for each combination that there is, the number in `count`.
    """
    if "count" not in quotes.columns:
        quotes = quotes.assign(count=1)
    groups = quotes.groupby(list(COUNTED_BY), dropna=False)
    return groups["count"].sum().reset_index()
