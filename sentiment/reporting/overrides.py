"""Corrections by hand: a CSV file that puts quotations right or leaves them out.

A row names a quotation by its `quote_id` and gives what is to be put in place of its
stance, role, speaker or date; an empty cell leaves what is there. The column
`corrected` of the table then says what was there before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from sentiment.errors import InputError, MissingInput
from sentiment.models import Dating, Role, Stance
from sentiment.reading.dated_rows import dated
from sentiment.reading.side_files import SideFile, read_side_file
from sentiment.reporting.rows import Row, is_name
from sentiment.reporting.tables import (
    BY_HAND,
    plain_text,
    row_table,
    table_rows,
    telling,
)

FILLED = ("stance", "role", "speaker", "date", "drop", "note")
# What the template has: beside the cells to fill in what they would replace, which
# nobody reads back.
TEMPLATE = (
    "quote_id", "text", "current_stance", "stance", "current_role", "role",
    "current_speaker", "speaker", "current_date", "date", "drop", "note",
)  # fmt: skip
# Takes a speaker or a date away.
NONE = "none"
# Characters of a quotation by which it is known again.
WORDS_TOLD = 300
UNDATED = Dating(None, None, BY_HAND)
_YES, _NO = ("yes", "y", "x", "true", "1"), ("", "no", "n", "false", "0")


class Override(NamedTuple):
    """What one row of the file puts in place; None leaves what is there."""

    line: int
    stance: Stance | None
    role: Role | None
    speaker: str | None
    dating: Dating | None
    drop: bool
    note: str


@dataclass(eq=False, slots=True)
class Overrides:
    """The corrections of a file by `quote_id`, with an account of what they did."""

    path: str
    digest: str
    by_id: Mapping[str, Override]
    _used: set[str] = field(default_factory=set)
    _corrected: int = 0
    _dropped: int = 0

    def apply(self, row: Row) -> Row | None:
        """The row as it is to be: put right, None where it is dropped, or as it was."""
        override = self.by_id.get(str(row["quote_id"]))
        if override is None:
            return row
        self._used.add(str(row["quote_id"]))
        if override.drop:
            self._dropped += 1
            return None
        corrected = _corrected(row, override)
        self._corrected += corrected is not row
        return corrected

    def unmatched(self) -> list[InputError]:
        """The rows of the file that name no quotation."""
        return [
            InputError(self.path, f"there is no quotation {name!r}", override.line)
            for name, override in self.by_id.items()
            if name not in self._used
        ]

    def account(self) -> dict[str, object]:
        """What `run.json` says of the corrections."""
        return {
            "file": self.path,
            "sha256": self.digest,
            "corrected": self._corrected,
            "dropped": self._dropped,
            "as_before": len(self._used) - self._corrected - self._dropped,
            "unmatched": len(self.by_id) - len(self._used),
        }


def override_quotes(
    quotes: pd.DataFrame, overrides: Overrides | Path | str, infer_dates: bool = True
) -> pd.DataFrame:
    """Put quotations right by hand.

    Args:
        quotes: a table of quotations.
        overrides: a file of corrections, or what was read of it.
        infer_dates: whether undated articles take the date of those whose quotations
            they share.

    Returns:
        The table anew, without what is dropped; utterances and inferred dates follow
        the corrections. `attrs["overrides"]` counts them, for `write_report`.

    Raises:
        InputError: the file has a fault, or names a quotation that is not there.
    """
    if not isinstance(overrides, Overrides):
        overrides = read_overrides(overrides)
    rows = [row for row in map(overrides.apply, table_rows(quotes)) if row is not None]
    for fault in overrides.unmatched():
        raise fault
    table = row_table(rows, infer_dates)
    table.attrs["overrides"] = overrides.account()
    return table


def read_overrides(path: Path | str, dayfirst: bool | None = None) -> Overrides:
    """Read a file of corrections: a header with `quote_id` and any of `FILLED`.

    Rows in which nothing is filled in are passed over, and so are the columns that
    the template has beside.

    Raises:
        InputError: naming file and line, for a column or value that is not known, or
            a quotation that is given twice.
    """
    file = read_side_file(path, "quote_id")
    unknown = [name for name in file.columns if name not in TEMPLATE]
    if unknown:
        known = ", ".join(("quote_id", *FILLED))
        reason = f"unknown column {unknown[0]!r}: choose from {known}"
        raise InputError(path, reason, 1)
    found: dict[str, Override] = {}
    for line, cells in file.rows():
        if not any(cells.get(name) for name in FILLED if name != "note"):
            continue
        name = plain_text(cells["quote_id"])
        if not name:
            raise InputError(path, "has no quote_id: fill it in", line)
        if name in found:
            raise InputError(path, f"gives {name!r} twice: keep one row", line)
        found[name] = _override(file, line, cells, dayfirst)
    return Overrides(str(path), file.digest, found)


def _override(
    file: SideFile, line: int, cells: Mapping[str, str], dayfirst: bool | None
) -> Override:
    def choice(column: str, known: Iterable[str]) -> str | None:
        given, allowed = cells.get(column, "").lower(), list(known)
        if given and given not in allowed:
            shown = ", ".join(filter(None, allowed))
            reason = f"unknown {column} {given!r}: choose from {shown}"
            raise InputError(file.path, reason, line)
        return given or None

    stance, role = choice("stance", Stance), choice("role", Role)
    drop = choice("drop", (*_YES, *_NO)) in _YES
    date = cells.get("date", "")
    dating = None
    if date.lower() == NONE:
        dating = UNDATED
    elif date:
        source = f"{BY_HAND}, file {Path(file.path).name}"
        dating = replace(dated(file.path, line, date, dayfirst), source=source)
    return Override(
        line, Stance(stance) if stance else None, Role(role) if role else None,
        plain_text(cells.get("speaker", "")) or None, dating, drop,
        plain_text(cells.get("note", "")),
    )  # fmt: skip


def _corrected(row: Row, override: Override) -> Row:
    """The row put right; the same row where the file says what it says."""
    changes = list(_changes(row, override))
    if not changes:
        return row
    told = [str(row["corrected"])] if row.get("corrected") else []
    told += [words for words, _ in changes]
    told += [f"note: {override.note}"] if override.note else []
    corrected = {**row, "corrected": "; ".join(told)}
    for _, values in changes:
        corrected |= values
    return corrected


def _changes(
    row: Mapping[str, Any], override: Override
) -> Iterator[tuple[str, dict[str, object]]]:
    """Each change in words, what was and what is, with the columns that it sets."""
    stance, role, speaker, dating = override[1:5]
    if stance and stance != row["stance"]:
        chances = ", ".join(f"{name} {row[f'p_{name}']:.2f}" for name in Stance)
        # Who puts a stance right is sure of it; what the judge thought is told.
        sure = {f"p_{name}": float(name == stance) for name in Stance}
        yield (
            f"stance {row['stance']} ({chances}) → {stance}",
            {"stance": stance.value, **sure},
        )
    if role and role != row["role"]:
        yield f"role {row['role']} → {role}", {"role": role.value}
    known = row["speaker_name"] or row["speaker"] or NONE
    if speaker and speaker != known:
        yield f"speaker {known} → {speaker}", _speaker(speaker)
    before = telling(row).dating
    if dating and (before.date, before.precision, before.inferred) != (
        dating.date, dating.precision, False
    ):  # fmt: skip
        yield f"date {before} → {dating}", _date(dating)


def _speaker(given: str) -> dict[str, object]:
    """The columns of a speaker, with a name or without."""
    if given.lower() == NONE:
        return {"speaker": None, "speaker_name": None}
    return {"speaker": given, "speaker_name": given if is_name(given) else None}


def _date(dating: Dating) -> dict[str, object]:
    return {
        "date": dating.date.isoformat() if dating.date else None,
        "date_precision": dating.precision.value if dating.precision else None,
        "date_source": dating.source,
        "date_inferred": False,
    }


def template_table(quotes: pd.DataFrame) -> pd.DataFrame:
    """A table to fill in as a file of corrections: what each quotation is now."""
    rows = [_template_row(row) for row in table_rows(quotes)]
    # Not as pandas' own strings, which refuse a lone surrogate.
    return pd.DataFrame(rows, columns=list(TEMPLATE), dtype=object)


def _template_row(row: Mapping[str, Any]) -> dict[str, str]:
    dating, words = telling(row).dating, " ".join(row["text"].split())
    return {
        "quote_id": row["quote_id"],
        "text": words if len(words) <= WORDS_TOLD else f"{words[:WORDS_TOLD]}…",
        "current_stance": row["stance"],
        "current_role": row["role"],
        "current_speaker": row["speaker_name"] or row["speaker"] or "",
        "current_date": str(dating) if dating.date else "",
    }


def is_filled_in(path: Path) -> bool:
    """Whether somebody has worked on a template, which nobody may write over."""
    try:
        rows = read_side_file(path, "quote_id").rows()
        return any(cells.get(name) for _, cells in rows for name in FILLED)
    except MissingInput:
        return False
    except InputError:
        return True
