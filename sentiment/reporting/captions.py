"""The words on the charts and in the summary: every number in them can be derived."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from sentiment.reporting.periods import period_label
from sentiment.text import printable

# A longer name would leave no room for the chart below it.
MAX_NAME = 80

WORDS = "quotations classified as supportive or critical"

CAUTION = (
    "The chart shows what was quoted, not public opinion: journalists choose whom to "
    "quote."
)
ROLES_NOTES = (
    "Shares of the quotations of each role; n is their number. Paler bars: roles that "
    f"the timeline does not count. {CAUTION}"
)
OUTLETS_NOTES = (
    "Numbers of quotations by stance, and n, their sum. Paler: several outlets "
    f"together, or none known. {CAUTION}"
)
DOTS_NOTES = (
    "Each dot is one quotation. Height: compound, VADER's number for the wording; "
    "colour: the stance toward the target, which framing may decide otherwise. Dots at "
    "one place stand around it. Hollow: date inferred. Lines: known only to the month "
    "or year."
)
DIVERGING_NOTES = (
    "Net share = (supportive − critical) ÷ n. Hollow: n below {min_n}. Band: 95 %, by "
    "bootstrap over articles; none where one article speaks. Shaded or blank: no dated "
    "quotations."
)
SHARE_NOTES = (
    "Shares of all quotations of a period, which n counts. Paler: n below {min_n}. "
    "Whiskers: 95 % intervals (Wilson) of the supportive and of the critical share. "
    "Shaded or blank: no dated quotations."
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


def headline(given: str | None, attrs: Mapping[Any, Any], words: str) -> str:
    """The headline of the timeline: the one given, or the target and what is shown."""
    if given is not None:
        return printable(given)
    return title(attrs.get("target"), attrs.get("targets", 0), words)


def part_headline(
    given: str | None, attrs: Mapping[Any, Any], words: str, part: str
) -> str:
    """The headline of a chart that divides the quotations, as "by outlet" does."""
    if given is not None:
        return f"{printable(given)}: {part}"
    return title(attrs.get("target"), attrs.get("targets", 0), f"{words}, {part}")


def stances(counts: Mapping[Any, Any]) -> str:
    """How many quotations have each stance.

    >>> stances({"supportive": 1, "critical": 1200, "neutral": 0})
    '1 supportive, 1,200 critical, 0 neutral'
    """
    names = ("supportive", "critical", "neutral")
    return ", ".join(f"{int(counts[name]):,} {name}" for name in names)


def balance(counts: Mapping[Any, Any]) -> str:
    """Counts of each stance with the net share that they give."""
    supportive, critical, neutral = (
        int(counts[name]) for name in ("supportive", "critical", "neutral")
    )
    total = supportive + critical + neutral
    if not total:
        return f"{stances(counts)}; no net share"
    return f"{stances(counts)}; net share {signed((supportive - critical) / total)}"


def timeline_subtitle(timeline: pd.DataFrame, by: str | None = None) -> str:
    """What the time axis shows, from when to when, and what is missing from it.

    `by` takes the place of what is said of the periods' length.
    """
    attrs = timeline.attrs
    outside, freq = attrs.get("outside", {}), attrs.get("freq")
    aside = [("Undated", outside.get("undated", {}))]
    if attrs.get("unplaced"):
        aside.append((f"Dated less exactly than to the {freq}", outside["unplaced"]))
    words = " ".join(_aside(name, counts, timeline.empty) for name, counts in aside)
    if attrs.get("cut"):
        words += f" {_cut(attrs)}"
    if timeline.empty:
        return f"No dated quotations by these speakers. {words}"
    counts = timeline[["supportive", "critical", "neutral"]].sum()
    periods = f", by {freq}" if by is None else by
    return (
        f"{_number(attrs)}, {attrs.get('range')}{periods}: {balance(dict(counts))}"
        f"{band(attrs['net_low'], attrs['net_high'])}. {words}"
    )


def _number(attrs: Mapping[Any, Any]) -> str:
    """How many quotations are charted, and how many more or fewer they would be."""
    words = counted(attrs["placed"], "dated quotation")
    if attrs["count"] == "utterances" and attrs["placed_mentions"] > attrs["placed"]:
        words += f" (each counted once; told {attrs['placed_mentions']:,} times)"
    elif attrs["count"] == "mentions" and attrs["utterances"] < attrs["placed"]:
        words += f" ({counted(attrs['utterances'], 'utterance')}, repeats counted)"
    if attrs["inferred"]:
        words += f", {attrs['inferred']:,} by an inferred date"
    return words


def band(low: float, high: float) -> str:
    """A 95 % band in brackets, or nothing where there is none.

    >>> band(-0.5, 0.25), band(float("nan"), float("nan"))
    (' (95 %: −0.50 to +0.25)', '')
    """
    return "" if low != low else f" (95 %: {signed(low)} to {signed(high)})"


def _cut(attrs: Mapping[Any, Any]) -> str:
    ends = [
        f"{word} {period_label(dt.date.fromisoformat(day), 'day')}"
        for word, day in (("before", attrs["since"]), ("after", attrs["until"]))
        if day
    ]
    return f"Left out, {' or '.join(ends)}:\u00a0{attrs['cut']:,}."


def _aside(name: str, counts: Mapping[str, int], full: bool) -> str:
    number = sum(counts.values())
    if full and number:
        return f"{name}: {balance(counts)}."
    # A number does not leave its word at the end of a line.
    return f"{name}:\u00a0{number or 'none'}."


def timeline_notes(
    timeline: pd.DataFrame, reading: str, min_n: int, unmarked: int = 0
) -> str:
    """How to read a timeline, in small print; `reading` is one of the notes above."""
    roles = ", ".join(timeline.attrs.get("roles", ()))
    notes = [f"Speakers counted: {roles}. {reading.format(min_n=min_n)}"]
    if timeline["partial"].any():
        notes.append("* The dates that count cover only part of this period.")
    return " ".join([*notes, *unmarked_words(unmarked), CAUTION])


def unmarked_words(number: int) -> list[str]:
    """What is said of events that a chart does not mark, if there are any."""
    if not number:
        return []
    return [f"Events outside the time shown, or without room: {number}."]


def dots_notes(attrs: Mapping[Any, Any], covered: int, unmarked: int) -> str:
    """How to read the dots, in small print."""
    notes = [f"Speakers counted: {', '.join(attrs['roles'])}. {DOTS_NOTES}"]
    if covered:
        notes.append(f"Without room beside others, and covering them: {covered:,}.")
    return " ".join([*notes, *unmarked_words(unmarked), CAUTION])


def net_words(timeline: pd.DataFrame) -> str:
    """The number of quotations on the axis and their net share with its band."""
    attrs = timeline.attrs
    if not attrs["placed"]:
        return "n = 0"
    ends = band(attrs["net_low"], attrs["net_high"])
    return f"n = {attrs['placed']:,}, net share {signed(attrs['net'])}{ends}"


def multiples_subtitle(timelines: Mapping[str, pd.DataFrame], by: str) -> str:
    """What small charts are split by, over which periods, and what is missing."""
    tables = list(timelines.values())
    if not any(table.attrs["placed"] for table in tables):
        return "No dated quotations by these speakers."
    full = next(table for table in tables if len(table))
    ends = [full["label"].iloc[0], full["label"].iloc[-1]]
    undated = sum(table.attrs["undated"] for table in tables)
    number = counted(sum(table.attrs["placed"] for table in tables), "dated quotation")
    return (
        f"{number}, {' to '.join(dict.fromkeys(ends))}, by {full.attrs['freq']}; "
        f"the same axes for each {by}{_once_in(tables[0].attrs, by)}. "
        f"Undated:\u00a0{undated or 'none'}."
    )


def _once_in(attrs: Mapping[Any, Any], by: str) -> str:
    once = attrs["count"] == "utterances"
    return f", told again counted once for each {by}" if once else ""


def multiples_notes(timelines: Mapping[str, pd.DataFrame], min_n: int) -> str:
    """How to read small charts, in small print."""
    roles = next(iter(timelines.values())).attrs["roles"] if timelines else ()
    return (
        f"Speakers counted: {', '.join(roles)}. Net share = (supportive − critical) ÷ "
        f"n, with its 95 % band by bootstrap over articles. Paler: n below {min_n}. "
        f"Hatched: date inferred. Shaded: no dated quotations. {CAUTION}"
    )


def outlets_subtitle(number: int, outlets: int, roles: Sequence[str]) -> str:
    """How many quotations by whom the outlets printed."""
    return (
        f"{counted(number, 'quotation')} by {', '.join(roles)}, dated or not, in "
        f"{counted(outlets, 'outlet')}; what several outlets told counts for each"
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
