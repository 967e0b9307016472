"""Verdicts as rows: the column names, the table, and its CSV, JSONL and plain text.

This is the only module that names columns; a new one is added here and nowhere else.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO, cast

import pandas as pd

from sentiment.errors import InputError
from sentiment.models import Evidence, Role, Verdict
from sentiment.reporting.contexts import context_span
from sentiment.text import printable
from sentiment.timing.recurrence import Telling
from sentiment.timing.retellings import Retelling, alone, find_retellings

Row = dict[str, object]

# Python strings, whatever else is installed: Arrow ones refuse a lone surrogate.
TEXT = pd.StringDtype("python")

_DTYPES: Mapping[str, object] = {
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
}
COLUMNS = tuple(_DTYPES)

_SURROGATE = re.compile("[\ud800-\udfff]")
# What spreadsheets take for a formula; the apostrophes keep the way back unambiguous.
_FORMULA = re.compile("'*[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]")
_NEUTRALISED = re.compile("'" + _FORMULA.pattern)
# Characters that other programs take for the end of a line inside a JSON string.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def verdict_row(verdict: Verdict, retelling: Retelling | None = None) -> Row:
    """One verdict as plain values, keyed by column, in the order of `COLUMNS`.

        Args:
            verdict: the quotation.
            retelling: what the other quotations tell of it. Without, it stands alone.

        Returns:
            Strings, numbers and None; dates in ISO form; `evidence` a list of objects
            with about (stance, speaker or quote), rule, pull, start and end. Offsets
            count characters of the article's text. `date_inferred` is true where no
            source states the date and `date_source` says what it is inferred from.
            `utterance_id` is the `quote_id` of the quotation that told the utterance
    first, `first_date` when that was, and `reach` how many outlets told it.
            `context` is the lines around it, from `context_start` on.
    """
    article, speaker, judgement = verdict.article, verdict.speaker, verdict.judgement
    told = retelling or alone(telling(verdict))
    dating, chances = told.dating, judgement.probabilities
    around = context_span(article.text, verdict.quote.marks)
    return {
        "article_id": article.id,
        "quote_id": verdict.quote.id,
        "start": verdict.quote.span.start,
        "end": verdict.quote.span.end,
        "text": verdict.quote.span.of(article.text),
        "speaker": speaker.phrase,
        "speaker_name": speaker.name,
        "role": speaker.role.value,
        "target": verdict.target,
        "compound": round(verdict.score.compound, 4),
        "positive": round(verdict.score.positive, 4),
        "neutral": round(verdict.score.neutral, 4),
        "negative": round(verdict.score.negative, 4),
        "compound_adjusted": round(verdict.score.adjusted, 4),
        "stance": judgement.stance.value,
        "p_supportive": round(chances.supportive, 4),
        "p_critical": round(chances.critical, 4),
        "p_neutral": round(chances.neutral, 4),
        "judge": verdict.judge or None,
        "date": dating.date.isoformat() if dating.date else None,
        "date_precision": dating.precision.value if dating.precision else None,
        "date_source": dating.source,
        "date_inferred": dating.inferred,
        "utterance_id": told.utterance_id,
        "first_date": told.first.date.isoformat() if told.first.date else None,
        "reach": told.reach,
        "outlet": article.outlet,
        "url": article.url,
        "title": article.title,
        "context": around.of(article.text),
        "context_start": around.start,
        "evidence": list(_evidence(verdict)),
    }


def _evidence(verdict: Verdict) -> Iterator[Row]:
    # A pull means support or criticism in a judgement only, so each says its subject.
    for about, reasons in (
        ("stance", verdict.judgement.evidence),
        ("speaker", verdict.speaker.evidence),
        ("quote", verdict.quote.evidence),
    ):
        for reason in reasons:
            yield _reason(about, reason)


def _reason(about: str, reason: Evidence) -> Row:
    start, end = reason.span or (None, None)
    pull = round(reason.pull, 4)
    return {
        "about": about, "rule": reason.rule, "pull": pull, "start": start, "end": end
    }  # fmt: skip


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
    given = list(verdicts)
    retellings = find_retellings([telling(verdict) for verdict in given], infer_dates)
    return _frame(list(map(verdict_row, given, retellings)))


def telling(verdict: Verdict) -> Telling:
    """What of a verdict matters to whether others tell the same utterance."""
    article, speaker = verdict.article, verdict.speaker
    # Where the target speaks, the text may say no more than "he".
    known = verdict.target if speaker.role is Role.SUBJECT else None
    return Telling(
        text=verdict.quote.span.of(article.text),
        speaker=speaker.name or known,
        target=verdict.target,
        quote_id=verdict.quote.id,
        article_id=article.id,
        outlet=article.outlet,
        dating=article.dating,
    )


def _frame(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    extra = {key: None for row in rows for key in row if key not in _DTYPES}
    return pd.DataFrame(
        {name: _column(name, rows) for name in (*COLUMNS, *extra)},
        index=pd.RangeIndex(len(rows)),
    )


def _column(name: str, rows: Sequence[Mapping[str, object]]) -> pd.Series:
    values = [row.get(name) for row in rows]
    return pd.Series(values, dtype=_DTYPES.get(name, "object"))  # type: ignore[call-overload,no-any-return]


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


def write_jsonl(rows: Iterable[Mapping[str, object]], out: TextIO) -> int:
    """Write one JSON object a line and return their number; the values stay exact.

    Args:
        rows: from `verdict_row` or `table_rows`; they are not gathered in memory.
        out: a text stream; only characters that UTF-8 can hold are written.
    """
    count = 0
    for row in rows:
        line = json.dumps(row, ensure_ascii=False, allow_nan=False)
        line = _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
        out.write(line.translate(_LINE_ENDS) + "\n")
        count += 1
    return count


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
    return _SURROGATE.sub("\ufffd", value)


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


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
    return _frame(rows)


def _typed(cells: Mapping[object, str]) -> Row:
    row: Row = {}
    for key, cell in cells.items():
        name = str(key)
        kind = _DTYPES.get(name, TEXT)
        if name == "evidence":
            row[name] = json.loads(cell) if cell else []
        elif kind == "int64":
            row[name] = int(cell)
        elif kind == "bool":
            row[name] = cell == "True"
        elif kind == "float64":
            row[name] = float(cell) if cell else None
        else:
            row[name] = (cell[1:] if _NEUTRALISED.match(cell) else cell) or None
    return row


def skipped_table(skipped: Iterable[InputError]) -> pd.DataFrame:
    """The table of what was not read: file, line where there is one, and reason."""
    rows = [(error.path, error.line, error.reason) for error in skipped]
    table = pd.DataFrame(rows, columns=["file", "line", "reason"])
    return table.astype({"file": TEXT, "line": "Int64", "reason": TEXT})


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
