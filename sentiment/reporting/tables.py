"""Rows as a table: the types of its columns, and its CSV.

Columns are named in `rows` and here; a new one is added to both.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

import pandas as pd

from sentiment.errors import InputError
from sentiment.models import Dating, Precision, Role, Verdict
from sentiment.reporting.rows import SURROGATE, Row, verdict_row
from sentiment.timing.recurrence import Telling
from sentiment.timing.retellings import Retelling, find_retellings

Table = pd.DataFrame

# Python strings, whatever else is installed: Arrow ones refuse a lone surrogate.
TEXT = pd.StringDtype("python")

DTYPES: Mapping[str, object] = {
    "article_id": TEXT,
    "quote_id": TEXT,
    "start": "int64",
    "end": "int64",
    "text": TEXT,
    "speaker": TEXT,
    "speaker_name": TEXT,
    "role": TEXT,
    "target": TEXT,
    "compound": "float64",
    "positive": "float64",
    "neutral": "float64",
    "negative": "float64",
    "compound_adjusted": "float64",
    "stance": TEXT,
    "p_supportive": "float64",
    "p_critical": "float64",
    "p_neutral": "float64",
    "judge": TEXT,
    "date": "datetime64[s]",
    "date_precision": TEXT,
    "date_source": TEXT,
    "date_inferred": "bool",
    "utterance_id": TEXT,
    "first_date": "datetime64[s]",
    "reach": "int64",
    "outlet": TEXT,
    "url": TEXT,
    "title": TEXT,
    "context": TEXT,
    "context_start": "int64",
    "evidence": "object",
    "corrected": TEXT,
}
COLUMNS = tuple(DTYPES)

# How a `date_source` begins that is a correction: the date of one quotation, whatever
# that of its article is.
BY_HAND = "by hand"

# What spreadsheets take for a formula; the apostrophes keep the way back unambiguous.
_FORMULA = re.compile("'*[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]")
_NEUTRALISED = re.compile("'" + _FORMULA.pattern)


def quote_table(verdicts: Iterable[Verdict], infer_dates: bool = True) -> pd.DataFrame:
    """The table of quotations: one row each, in the order given.

    Args:
        verdicts: of all articles, as only then it shows who tells the same utterance.
        infer_dates: whether undated articles take the date of those whose quotations
            they share.

    Returns:
        A frame with `COLUMNS`, of the same types when it is empty; `date` and
        `first_date` are timestamps, NaT where nothing dates them. See `verdict_row`.
    """
    return row_table(map(verdict_row, verdicts), infer_dates)


def row_table(rows: Iterable[Row], infer_dates: bool = True) -> pd.DataFrame:
    """The table of quotations from their rows; see `quote_table`."""
    given = list(rows)
    retellings = find_retellings([telling(row) for row in given], infer_dates)
    return row_frame(list(map(retold, given, retellings)))


def retold(row: Row, retelling: Retelling) -> Row:
    """A row with what the other quotations tell of it.

    `utterance_id` is the `quote_id` of the quotation that told the utterance first,
    `first_date` when that was, and `reach` how many outlets told it. The article's
    date may be one that it shares.
    """
    dating, first = retelling.dating, retelling.first.date
    return row | {
        "date": dating.date.isoformat() if dating.date else None,
        "date_precision": dating.precision.value if dating.precision else None,
        "date_source": dating.source,
        "date_inferred": dating.inferred,
        "utterance_id": retelling.utterance_id,
        "first_date": first.isoformat() if first else None,
        "reach": retelling.reach,
    }


def telling(row: Mapping[str, Any]) -> Telling:
    """What of a row matters to whether others tell the same utterance."""
    # Where the target speaks, the text may say no more than "he"; "a spokesman" is
    # somebody else, who may speak for it today and for another tomorrow.
    phrase = str(row["speaker"] or "").lower()
    stranger = phrase.startswith(("a ", "an ", "one ", "another"))
    known = None if stranger or row["role"] != Role.SUBJECT else row["target"]
    day, precision = row["date"], row["date_precision"]
    return Telling(
        text=row["text"],
        speaker=row["speaker_name"] or known,
        target=row["target"],
        quote_id=row["quote_id"],
        article_id=row["article_id"],
        outlet=row["outlet"],
        dating=Dating(
            dt.date.fromisoformat(day) if day else None,
            Precision(precision) if precision else None,
            row["date_source"],
            row["date_inferred"],
        ),
        dated_apart=str(row["date_source"]).startswith(BY_HAND),
    )


def row_frame(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """The rows as a table, each as it stands; empty columns keep their types."""
    extra = {key: None for row in rows for key in row if key not in DTYPES}
    return pd.DataFrame(
        {name: _column(name, rows) for name in (*COLUMNS, *extra)},
        index=pd.RangeIndex(len(rows)),
    )


def _column(name: str, rows: Sequence[Mapping[str, object]]) -> pd.Series:
    values = [row.get(name) for row in rows]
    return pd.Series(values, dtype=DTYPES.get(name, "object"))  # type: ignore[call-overload,no-any-return]


def table_rows(quotes: pd.DataFrame) -> Iterator[Row]:
    """The rows of a table as `verdict_row` gives them: plain values, None for none."""
    names = list(quotes.columns)
    for values in zip(*(quotes[name].tolist() for name in names), strict=True):
        yield {name: _plain(value) for name, value in zip(names, values, strict=True)}


def _plain(value: object) -> object:
    if isinstance(value, (list, dict, str)):
        return value
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value


def write_csv(quotes: pd.DataFrame, out: TextIO, raw: bool = False) -> None:
    """Write any table as CSV: text quoted, missing values empty, lines ended by LF.

    Text that a spreadsheet would run as a formula gets an apostrophe before it, unless
    it is wanted `raw`; `read_quotes` takes it off again.
    """
    plain = quotes.copy()
    for name in plain.columns:
        if not pd.api.types.is_numeric_dtype(plain[name]):
            cells = [_cell(_plain(value)) for value in plain[name].tolist()]
            plain[name] = cells if raw else [_harmless(cell) for cell in cells]
    # Quoting all text keeps lone carriage returns inside their cells.
    plain.to_csv(out, index=False, quoting=2, lineterminator="\n")


def _cell(value: object) -> str:
    """Text for a spreadsheet; the one place where every cell of text passes."""
    if value is None:
        return ""
    if not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return SURROGATE.sub("\ufffd", value)


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain_text(cell: str) -> str:
    """The text of a cell, without the apostrophe that keeps it from being run."""
    return cell[1:] if _NEUTRALISED.match(cell) else cell


def read_quotes(path: Path | str) -> pd.DataFrame:
    """Read a `quotes.csv` back into the table it was written from.

    Raises:
        InputError: a column that the table needs is missing or a value unreadable.
    """
    try:
        cells = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
        rows = [_typed(row) for row in cells.to_dict("records")]
    except (OSError, ValueError) as error:
        reason = f"not a table of quotations: {error}"
        raise InputError(str(path), reason) from error
    missing = [name for name in COLUMNS if name not in cells.columns]
    if missing:
        raise InputError(str(path), f"these columns are missing: {', '.join(missing)}")
    return row_frame(rows)


def _typed(cells: Mapping[object, str]) -> Row:
    row: Row = {}
    for key, cell in cells.items():
        name = str(key)
        kind = DTYPES.get(name, TEXT)
        if name == "evidence":
            row[name] = json.loads(cell) if cell else []
        elif kind == "int64":
            row[name] = int(cell)
        elif kind == "bool":
            row[name] = cell == "True"
        elif kind == "float64":
            row[name] = float(cell) if cell else None
        else:
            row[name] = plain_text(cell) or None
    return row


def skipped_table(skipped: Iterable[InputError]) -> pd.DataFrame:
    """The table of what was not read: file, line where there is one, and reason."""
    rows = [(error.path, error.line, error.reason) for error in skipped]
    table = pd.DataFrame(rows, columns=["file", "line", "reason"])
    return table.astype({"file": TEXT, "line": "Int64", "reason": TEXT})
