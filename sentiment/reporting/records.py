"""How a report came about: what `run.json` says, so that it can be made again."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict
from importlib import metadata

import pandas as pd

from sentiment.lexicons import data_hashes
from sentiment.reporting.options import ChartOptions

# What the bytes of a report depend on besides its input.
_DISTRIBUTIONS = ("sentiment-news", "vaderSentiment", "pandas", "matplotlib", "jinja2")


def run_record(
    quotes: pd.DataFrame,
    periods: pd.DataFrame,
    options: ChartOptions,
    run: Mapping[str, object],
) -> dict[str, object]:
    """Versions, settings, word lists, corrections and counts, and what `run` adds.

    Args:
        quotes: the table of quotations.
        periods: the timeline made of it.
        options: with which it was made.
        run: plain values; its `counts` stand beside those of the tables.
    """
    attrs, own = periods.attrs, run.get("counts")
    judges = sorted({str(judge) for judge in _known(quotes, "judge")})
    return {
        **run,
        "counts": {
            **(own if isinstance(own, dict) else {}),
            **_counts(quotes, periods),
        },
        "data": data_hashes("reader" if _has_read(judges) else None),
        "judges": judges,
        "overrides": quotes.attrs.get("overrides"),
        "settings": {**_plain(options), "period": attrs["freq"]},
        "target": attrs["target"],
        "versions": {"python": platform.python_version()}
        | {name: _version(name) for name in _DISTRIBUTIONS},
    }


def record_text(record: Mapping[str, object]) -> str:
    """The record as JSON, the same for the same record."""
    return json.dumps(record, ensure_ascii=True, indent=2, sort_keys=True) + "\n"


def _has_read(judges: list[str]) -> bool:
    return any(judge.startswith("reader:") for judge in judges)


def _counts(quotes: pd.DataFrame, periods: pd.DataFrame) -> dict[str, int]:
    """What is left at each stage, from all quotations to the balance of the chart."""
    attrs = periods.attrs
    totals = periods[["supportive", "critical", "neutral"]].sum()
    corrections = quotes.attrs.get("overrides") or {}
    return {
        "articles": int(quotes["article_id"].nunique()),
        "quotations": len(quotes),
        "corrected": len(_known(quotes, "corrected")),
        "dropped": corrections.get("dropped", 0),
        "utterances": int(quotes["utterance_id"].nunique()),
        "in_roles": attrs["quotations"],
        "mentions_in_roles": attrs["mentions"],
        "dated": attrs["quotations"] - attrs["undated"],
        "charted": attrs["placed"],
        "by_inferred_date": attrs["inferred"],
        **{str(name): int(total) for name, total in totals.items()},
        **{name: attrs[name] for name in ("undated", "unplaced", "cut", "excluded")},
    }


def _known(quotes: pd.DataFrame, column: str) -> pd.Series:
    """The values of a column, none where a table of one's own lacks it."""
    return quotes.get(column, pd.Series(dtype=object)).dropna()


def _plain(options: ChartOptions) -> dict[str, object]:
    settings = asdict(options)
    settings["roles"] = [str(role) for role in options.roles]
    settings["events"] = [[str(date), label] for date, label in options.events]
    for end in ("since", "until"):
        settings[end] = settings[end] and str(settings[end])
    return settings


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
