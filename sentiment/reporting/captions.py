"""The words on the charts and in the summary: every number in them can be derived."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from sentiment.text import printable

# A longer name would leave no room for the chart below it.
MAX_NAME = 80

_CAUTION = (
    "The chart shows what was quoted, not public opinion: journalists choose whom to "
    "quote."
)
ROLES_NOTES = (
    "Shares of the quotations of each role; n is their number. Paler bars: roles that "
    f"the timeline does not count. {_CAUTION}"
)


def signed(value: float) -> str:
    """A net share with its sign and two digits.

    >>> [signed(value) for value in (0.256, -1.0, -0.001)]
    ['+0.26', '−1.00', '0.00']
    """
    rounded = round(value, 2)
    return f"{rounded:+.2f}".replace("-", "−") if rounded else "0.00"


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "quotation"), counted(2100, "quotation")
    ('1 quotation', '2,100 quotations')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def title(target: str | None, targets: int, words: str) -> str:
    """A headline that starts with the target; `words` alone where there is none."""
    if target is None and not targets:
        return words[:1].upper() + words[1:]
    name = printable(target) if target is not None else f"{targets} targets"
    if len(name) > MAX_NAME:
        name = textwrap.shorten(name, MAX_NAME, placeholder="…")
        name = name if len(name) > 1 else printable(str(target))[:MAX_NAME] + "…"
    return f"{name}: {words}"


def balance(counts: Mapping[Any, Any]) -> str:
    """Counts of each stance with the net share that they give."""
    numbers = [int(counts[name]) for name in ("supportive", "critical", "neutral")]
    parts = (
        f"{numbers[0]:,} supportive, {numbers[1]:,} critical, {numbers[2]:,} neutral"
    )
    if not sum(numbers):
        return f"{parts}; no net share"
    return f"{parts}; net share {signed((numbers[0] - numbers[1]) / sum(numbers))}"


def timeline_subtitle(timeline: pd.DataFrame) -> str:
    """What the time axis shows, from when to when, and what is missing from it."""
    attrs = timeline.attrs
    outside, freq = attrs.get("outside", {}), attrs.get("freq")
    aside = [("Undated", outside.get("undated", {}))]
    if attrs.get("unplaced"):
        aside.append((f"Dated less exactly than to the {freq}", outside["unplaced"]))
    words = " ".join(_aside(name, counts, timeline.empty) for name, counts in aside)
    if timeline.empty:
        return f"No dated quotations by these speakers. {words}"
    counts = timeline[["supportive", "critical", "neutral"]].sum()
    number = counted(int(timeline["n"].sum()), "dated quotation")
    return (
        f"{number}, {attrs.get('range')}, by {freq}: {balance(dict(counts))}. {words}"
    )


def _aside(name: str, counts: Mapping[str, int], full: bool) -> str:
    number = sum(counts.values())
    if full and number:
        return f"{name}: {balance(counts)}."
    # A number does not leave its word at the end of a line.
    return f"{name}:\u00a0{number or 'none'}."


def timeline_notes(timeline: pd.DataFrame, small_n: int) -> str:
    """How to read the timeline, in small print."""
    roles = ", ".join(timeline.attrs.get("roles", ()))
    return (
        f"Speakers counted: {roles}. Net share = (supportive − critical) ÷ n. Hollow: "
        f"n below {small_n}. Band: 95 %, by bootstrap over articles; none where one "
        f"article speaks. Shaded: no dated quotations. {_CAUTION}"
    )


def roles_subtitle(quotes: pd.DataFrame, roles: Sequence[str]) -> str:
    """How many quotations the roles chart shows, and how many the timeline counts."""
    charted = int(quotes["role"].isin(list(roles)).sum())
    return (
        f"{counted(len(quotes), 'quotation')}, dated or not; {charted:,} by speakers "
        f"that the timeline counts ({', '.join(roles)})"
    )


def tick_labels(labels: Iterable[str]) -> list[str]:
    """Labels of periods on two lines, the year below, and only where it is news.

    >>> tick_labels(["Nov 2023", "Dec 2023", "Jan 2024"])
    ['Nov\\n2023', 'Dec', 'Jan\\n2024']
    """
    ticks, before = [], ""
    for label in labels:
        rest, _, year = label.removeprefix("week of ").rpartition(" ")
        ticks.append((f"{rest}\n{year}" if year != before else rest) if rest else year)
        before = year
    return ticks
