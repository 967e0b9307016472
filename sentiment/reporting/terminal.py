"""What a terminal shows of quotations: lines that fit, and nothing it could obey."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import cast

import pandas as pd

from sentiment.models import Stance
from sentiment.reporting.counting import counted_rows, within
from sentiment.reporting.options import ChartOptions
from sentiment.reporting.periods import period_label
from sentiment.reporting.tables import table_rows
from sentiment.text import printable

# A bar says no more with more signs; a narrower one says nothing.
LONGEST_BAR, SHORTEST_BAR = 60, 10
SIGNS = {Stance.SUPPORTIVE: "+", Stance.NEUTRAL: ".", Stance.CRITICAL: "-"}
# Of each side.
TELLING = 3

# The columns of the terminal's table, their least and greatest widths.
_SHOWN: Mapping[str, tuple[int, int]] = {
    "date": (10, 10),
    "stance": (10, 10),
    "compound": (8, 8),
    "role": (9, 9),
    "speaker": (8, 24),
    "text": (16, 10_000),
}
# What a narrow terminal goes without, first to last.
_DROPPED = ("compound", "role", "date", "speaker", "stance")


def terminal_table(quotes: pd.DataFrame, width: int) -> str:
    """The quotations as plain lines of at most `width` columns, under a header.

    No control character, escape code or change of direction in the articles gets
    through: a terminal would obey it.
    """
    if quotes.empty:
        return "No quotations."
    widths = _widths(width)
    lines = [_line({name: name for name in widths}, widths)]
    lines += [_line(_shown(row), widths) for row in table_rows(quotes)]
    return "\n".join(lines)


def _widths(width: int) -> dict[str, int]:
    shown = dict(_SHOWN)
    for name in _DROPPED:
        if sum(least + 1 for least, _ in shown.values()) - 1 <= width:
            break
        del shown[name]
    widths = {name: least for name, (least, _) in shown.items()}
    if "speaker" in widths:
        least, most = shown["speaker"]
        widths["speaker"] = min(most, max(least, width // 6))
    others = sum(value + 1 for name, value in widths.items() if name != "text")
    widths["text"] = max(1, width - others)
    return widths


def _shown(row: Mapping[str, object]) -> dict[str, str]:
    date, precision = str(row["date"] or "undated"), row["date_precision"]
    cut = {"year": 4, "month": 7}.get(str(precision), 10)
    return {
        "date": date[:cut],
        "stance": str(row["stance"]),
        "compound": f"{cast(float, row['compound']):+.2f}",
        "role": str(row["role"]),
        "speaker": str(row["speaker_name"] or row["speaker"] or "-"),
        "text": str(row["text"]),
    }


def _line(cells: Mapping[str, str], widths: Mapping[str, int]) -> str:
    return " ".join(_fit(cells[name], size) for name, size in widths.items()).rstrip()


def _fit(text: str, size: int) -> str:
    """`text` cut or padded to `size` terminal columns."""
    # Four characters a column leave room for accents and bound the work on long ones.
    clean = printable(text[: 4 * size + 4])
    if len(clean) <= size and clean.isascii():
        return clean.ljust(size)
    sizes = [_columns(char) for char in clean]
    if sum(sizes) <= size and len(text) <= 4 * size + 4:
        return clean + " " * (size - sum(sizes))
    kept = used = 0
    while kept < len(clean) and used + sizes[kept] <= size - 1:
        used += sizes[kept]
        kept += 1
    return clean[:kept] + "…" + " " * (size - 1 - used)


def _columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def balance_bar(counts: Mapping[Stance, int], width: int) -> list[tuple[Stance, str]]:
    """A line of at most `width` columns: how the quotations are divided.

    Returns:
        The line in parts, each with the stance that it stands for, to be coloured:
        pluses for support, minuses for criticism, points between. Nothing where
        nothing is counted or the width is too small.
    """
    for_, against = (
        f"{counts[stance]:,} {stance}"
        for stance in (Stance.SUPPORTIVE, Stance.CRITICAL)
    )
    size = min(LONGEST_BAR, width - len(for_) - len(against) - 2)
    if not sum(counts.values()) or size < SHORTEST_BAR:
        return []
    lengths = _shared_out([counts[stance] for stance in SIGNS], size)
    parts = [
        (stance, sign * length)
        for (stance, sign), length in zip(SIGNS.items(), lengths, strict=True)
    ]
    return [
        (Stance.SUPPORTIVE, f"{for_} "), *parts, (Stance.CRITICAL, f" {against}")
    ]  # fmt: skip


def _shared_out(counts: list[int], size: int) -> list[int]:
    """Whole parts of `size` in proportion to counts; what there is, is to be seen.

    >>> _shared_out([1, 0, 199], 10)
    [1, 0, 9]
    """
    total = sum(counts)
    ends = [round(size * sum(counts[: at + 1]) / total) for at in range(len(counts))]
    parts = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    for at, count in enumerate(counts):
        if count and not parts[at]:
            parts[at] += 1
            parts[parts.index(max(parts))] -= 1
    return parts


def telling_lines(
    quotes: pd.DataFrame, options: ChartOptions, width: int
) -> Iterator[str]:
    """The surest quotations of either side, each words of its own, one a line.

    Args:
        quotes: the table of quotations.
        options: whose quotations count, and from when to when.
        width: the columns that a line may have.
    """
    rows = counted_rows(quotes, [str(role) for role in options.roles])
    inside = within(rows, options.since, options.until)
    if options.since is None and options.until is None:
        inside |= rows["date"].isna()
    for stance in (Stance.SUPPORTIVE, Stance.CRITICAL):
        own = rows[inside & (rows["stance"] == stance)]
        own = own[~own["text"].str.casefold().duplicated()]
        own = own.sort_values(f"p_{stance}", ascending=False, kind="stable")
        if len(own):
            yield f"Most clearly {stance}:"
        for row in table_rows(own.head(TELLING)):
            yield _telling_line(row, stance, width)


def _telling_line(row: Mapping[str, object], stance: Stance, width: int) -> str:
    chance = f"  {100 * cast(float, row[f'p_{stance}']):3.0f} %  "
    speaker = row["speaker_name"] or row["speaker"] or "somebody"
    parts = [str(part) for part in (speaker, row["outlet"], _day(row)) if part]
    who, room = printable(", ".join(parts)), width - len(chance)
    if room < SHORTEST_BAR:
        return chance[:width].rstrip()
    who = _fit(who, min(sum(map(_columns, who)), room // 2))
    words = _fit(f"“{row['text']}”", room - sum(map(_columns, who)) - 2)
    return f"{chance}{who}: {words}".rstrip()


def _day(row: Mapping[str, object]) -> str:
    """The date as exactly as it is known."""
    if row["date"] is None:
        return "undated"
    return period_label(pd.Timestamp(str(row["date"])), str(row["date_precision"]))
