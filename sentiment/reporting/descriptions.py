"""What the charts show, in words, for readers who cannot see them.

The same text stands in the page and in the files' metadata. It is made from the
numbers that are drawn, and tells what a look at the chart would.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from sentiment.reporting import captions
from sentiment.reporting.timelines import gaps
from sentiment.text import printable

# As many periods, outlets or panels are told one by one; of more, the outstanding.
MOST_TOLD = 12
STANCES = ("supportive", "critical", "neutral")


def describe_timeline(
    timeline: pd.DataFrame, min_n: int, kind: str = "Columns of quotations"
) -> str:
    """Tell a timeline: its whole, its periods or the outstanding ones, its gaps.

    Args:
        timeline: from `sentiment.timeline`.
        min_n: periods of fewer quotations are not named as outstanding.
        kind: of chart, in a few words.
    """
    freq = timeline.attrs.get("freq")
    start = f"{kind} about {about(timeline.attrs)} by {freq}."
    parts = [start, captions.timeline_subtitle(timeline).replace("\u00a0", " ")]
    if not timeline.empty:
        parts += [*_periods(timeline, min_n), _empty(timeline)]
    return " ".join(part for part in parts if part)


def about(attrs: Mapping[Any, Any]) -> str:
    """The target in words, or how many there are."""
    return captions.title(attrs.get("target") or "", 1, "").removesuffix(": ") or (
        captions.counted(int(attrs.get("targets", 0)), "target")
    )


def _periods(timeline: pd.DataFrame, min_n: int) -> list[str]:
    filled = timeline[timeline["n"] > 0]
    if len(filled) <= MOST_TOLD:
        return [f"{row['label']}: {_told(row)}." for row in filled.to_dict("records")]
    rows = filled.to_dict("records")
    many = [row for row in rows if row["n"] >= min_n]
    outstanding = [("Most quotations", max(rows, key=lambda row: row["n"]))]
    if many:
        outstanding += [
            ("Most supportive", max(many, key=lambda row: row["net"])),
            ("Most critical", min(many, key=lambda row: row["net"])),
            ("Last", many[-1]),
        ]
    few = len(rows) - len(many)
    told = [f"{what}: {row['label']}, {_told(row)}." for what, row in outstanding]
    if few:
        told.append(f"{captions.counted(few, 'period')} of fewer than {min_n}.")
    return told


def _told(row: Mapping[Any, Any]) -> str:
    doubt = captions.band(row["net_low"], row["net_high"])
    inferred = int(row["inferred"])
    words = captions.balance(row) + doubt
    return words + (f"; {inferred:,} by an inferred date" if inferred else "")


def _empty(timeline: pd.DataFrame) -> str:
    runs = gaps(timeline)
    if not runs:
        return ""
    if len(runs) > MOST_TOLD // 2:
        number = int((timeline["n"] == 0).sum())
        return f"{captions.counted(number, 'period')} without dated quotations."
    labels = timeline["label"]
    spans = [
        labels[start] if start == end else f"{labels[start]} to {labels[end]}"
        for start, end in runs
    ]
    return f"No dated quotations: {', '.join(spans)}."


def describe_groups(start: str, groups: Iterable[tuple[str, Mapping[Any, Any]]]) -> str:
    """Tell bars: `start`, then each group with its counts by stance."""
    told = [f"{name}: {captions.stances(counts)}." for name, counts in groups]
    return " ".join([start, *told])


def describe_multiples(timelines: Mapping[str, pd.DataFrame], by: str) -> str:
    """Tell small timelines: of each its number and net share."""
    told = [
        f"{printable(name)}: {captions.net_words(one)}."
        for name, one in timelines.items()
    ]
    subtitle = captions.multiples_subtitle(timelines, by).replace("\u00a0", " ")
    return " ".join([f"Small columns of quotations by {by}.", subtitle, *told])


def describe_dots(timeline: pd.DataFrame, rows: pd.DataFrame) -> str:
    """Tell the dots: their whole, and each stance's number and range of compounds.

    Args:
        timeline: made from the same quotations.
        rows: those that are drawn.
    """
    parts = [
        f"Dots, one for each quotation about {about(timeline.attrs)}, by date and "
        "compound.",
        captions.timeline_subtitle(timeline, by="").replace("\u00a0", " "),
    ]
    for stance in STANCES:
        compounds = rows.loc[rows["stance"] == stance, "compound"]
        if len(compounds):
            middle, ends = compounds.median(), (compounds.min(), compounds.max())
            low, high = map(captions.signed, ends)
            parts.append(
                f"{stance.capitalize()}: {len(compounds):,}, compound {low} to {high}, "
                f"median {captions.signed(middle)}."
            )
    return " ".join(parts)
