"""The word lists in `sentiment/data/`: read once, checked, the same for every stage.

A list is a CSV file with a header row that any spreadsheet opens: UTF-8, lower case,
straight apostrophes, one entry a row, sorted by its first column. `data/README.md` is
the editor's guide.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from sentiment import data
from sentiment.errors import LexiconError

Row = Mapping[str, str]

_CURLY: Final = frozenset("‘’“”")
# Where lists, weights and the reader's network lie.
DATA: Final = Path(data.__path__[0])


@dataclass(frozen=True)
class Schema:
    """The columns of a list and the values allowed in them.

    The first column is the key. `allowed` maps a column to its values, `numbers` a
    column to its lowest and highest number, `forms` names the column that holds
    every inflection of the entry, separated by bars.
    """

    columns: tuple[str, ...]
    allowed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbers: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    forms: str | None = None


def _one_of(*values: str) -> frozenset[str]:
    return frozenset(values)


SCHEMAS: Final[Mapping[str, Schema]] = {
    "reporting_verbs": Schema(
        ("lemma", "forms", "kind", "example", "note"),
        {"kind": _one_of("said", "wrote", "called", "weak")},
        forms="forms",
    ),
    "role_nouns": Schema(
        ("noun", "forms", "role", "example", "note"),
        {
            "role": _one_of(
                "commenter",
                "insider",
                "named",
                "official",
                "spokesman",
                "outlet",
                "person",
                "thing",
                "kin",
                "leader",
                "job",
            )
        },
        forms="forms",
    ),
    "press_words": Schema(
        ("word", "kind", "example", "note"),
        {
            "kind": _one_of(
                "name", "naming", "platform", "refusing", "review", "withheld"
            )
        },
    ),
    "work_nouns": Schema(("noun", "forms", "example", "note"), forms="forms"),
    "term_cues": Schema(("cue", "example", "note")),
    "honorifics": Schema(
        ("title", "gender", "example", "note"), {"gender": _one_of("f", "m", "n")}
    ),
    "given_names": Schema(("name", "gender"), {"gender": _one_of("f", "m")}),
    "gendered_nouns": Schema(
        ("noun", "gender", "example"), {"gender": _one_of("f", "m")}
    ),
    "abbreviations": Schema(("form", "note")),
    "elisions": Schema(("form", "example", "note")),
    "date_words": Schema(
        ("word", "forms", "meaning", "example", "note"),
        {
            "meaning": _one_of(
                "published",
                "updated",
                "other",
                "small",
                "weekday",
                *(str(month) for month in range(1, 13)),
            )
        },
        forms="forms",
    ),
    "season_words": Schema(
        ("phrase", "forms", "meaning", "example", "note"),
        {"meaning": _one_of("leads", "year", *(str(month) for month in range(1, 13)))},
        forms="forms",
    ),
    "function_words": Schema(
        ("word", "kind"),
        {
            "kind": _one_of(
                "pronoun",
                "article",
                "possessive",
                "indefinite",
                "quantifier",
                "ordinal",
                "preposition",
                "conjunction",
                "relative",
                "auxiliary",
                "adverb",
                "opener",
            )
        },
    ),
    "field_names": Schema(
        ("name", "field", "rank", "note"),
        {
            "field": _one_of(
                "id", "text", "title", "published", "outlet", "url", "target"
            )
        },
        {"rank": (1, 9)},
    ),
    "framing_cues": Schema(
        ("cue", "forms", "stance", "strength", "scope", "example", "note"),
        {
            "stance": _one_of("supportive", "critical", "neutral", "turn", "same"),
            "scope": _one_of("verb", "run"),
        },
        {"strength": (1, 3)},
        forms="forms",
    ),
    "vader_changes": Schema(
        ("token", "valence", "reason", "example", "note"),
        {"reason": _one_of("topic", "missing", "sense")},
        {"valence": (-4, 4)},
    ),
    "stance_phrases": Schema(
        ("phrase", "stance", "strength", "example", "note"),
        {"stance": _one_of("supportive", "critical")},
        {"strength": (1, 3)},
    ),
    "stance_words": Schema(
        ("word", "kind"),
        {"kind": _one_of("critics", "first", "negator", "question", "third", "you")},
    ),
    "judge_accuracy": Schema(
        (
            "judge",
            "articles",
            "reactions",
            "accuracy",
            "macro_f1",
            "wrong_side",
            "net_error",
            "calibration_error",
        ),
        numbers=dict.fromkeys(
            ("accuracy", "macro_f1", "wrong_side", "calibration_error"), (0, 1)
        )
        | {"net_error": (0, 2)},
    ),
    "light_weights": Schema(
        ("feature", "supportive", "critical", "neutral"),
        numbers={"supportive": (-9, 9), "critical": (-9, 9), "neutral": (-9, 9)},
    ),
}


def data_text(file: str) -> str:
    """The contents of a file in `sentiment/data/`, a byte-order mark taken off."""
    return (DATA / file).read_text(encoding="utf-8-sig")


def data_digest(*files: str) -> str:
    """Twelve hexadecimal digits that change when any of the data files does."""
    whole = sha256()
    for file in files:
        whole.update(file.encode() + b"\0" + data_text(file).encode() + b"\0")
    return whole.hexdigest()[:12]


@cache
def file_hash(file: str) -> str:
    """The SHA-256 of a file in `sentiment/data/`; the large ones are read once."""
    return sha256((DATA / file).read_bytes()).hexdigest()


@cache
def data_hashes(folder: str | None = None) -> Mapping[str, str]:
    """The SHA-256 of every word list and weights file by name.

    `folder` names one in `sentiment/data/` whose files are told as well.
    """
    found = [file.name for file in DATA.iterdir() if ".csv" in file.name]
    if folder:
        inside = (DATA / folder).iterdir()
        found += [f"{folder}/{file.name}" for file in inside if ".md" not in file.name]
    return {name: file_hash(name) for name in sorted(found)}


@cache
def read_lexicon(name: str) -> tuple[Row, ...]:
    """Read the list `name`, checked against its schema.

    Raises:
        LexiconError: naming file, line, column and what is wrong there.
    """
    return tuple(checked_rows(f"{name}.csv", data_text(f"{name}.csv"), SCHEMAS[name]))


def forms_of(row: Row, schema: Schema) -> list[str]:
    """Every form in which the entry is matched: its forms, else its key."""
    if schema.forms is None:
        return [row[schema.columns[0]]]
    return row[schema.forms].split("|")


@cache
def lookup(name: str, column: str) -> dict[str, str]:
    """Map each form of each entry of the list `name` to its value in `column`.

    Made once and shared: not to be changed.
    """
    schema = SCHEMAS[name]
    return {
        form: row[column]
        for row in read_lexicon(name)
        for form in forms_of(row, schema)
    }


@cache
def small_words() -> frozenset[str]:
    """Words without a meaning of their own, in lower case; negations have one."""
    kinds = lookup("stance_words", "kind").items()
    negations = {word for word, kind in kinds if kind == "negator"}
    return frozenset(lookup("function_words", "kind")) - negations


def alternation(words: Mapping[str, str] | list[str] | tuple[str, ...]) -> str:
    """A regular expression for any of `words`, longest first, blanks flexible."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def checked_rows(file: str, text: str, schema: Schema) -> Iterator[Row]:
    """Yield the rows of a list, raising `LexiconError` at the first fault."""
    columns = schema.columns
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    if tuple(next(reader, ())) != columns:
        expected = ", ".join(columns)
        raise LexiconError(file, 1, "header", f"the columns must be: {expected}")
    last = ""
    for cells in filter(None, reader):
        line = reader.line_num
        if len(cells) < len(columns):
            missing = columns[len(cells)]
            raise LexiconError(file, line, missing, "the cell is missing")
        if len(cells) > len(columns):
            raise LexiconError(file, line, "end", "more cells than columns")
        for column, value in zip(columns, cells, strict=True):
            if fault := _fault(column, value, schema):
                raise LexiconError(file, line, column, f"{value!r}: {fault}")
        if cells[0] <= last:
            reason = f"{cells[0]!r} must come after {last!r}: sort, no entry twice"
            raise LexiconError(file, line, columns[0], reason)
        last = cells[0]
        yield dict(zip(columns, cells, strict=True))


def _fault(column: str, value: str, schema: Schema) -> str:
    """What is wrong with a cell, or nothing."""
    plain = value.isascii()
    if value != value.strip() or not (plain or unicodedata.is_normalized("NFC", value)):
        return "no blanks around it, and composed letters, please"
    if not value and column != "note":
        return "it must not be empty"
    matched = column == schema.columns[0] or column == schema.forms
    if matched and (value != value.lower() or not (plain or _CURLY.isdisjoint(value))):
        return "lower case and straight marks, please"
    if column in schema.allowed and value not in schema.allowed[column]:
        return f"must be one of {', '.join(sorted(schema.allowed[column]))}"
    if column in schema.numbers:
        low, high = schema.numbers[column]
        try:
            number = float(value)
        except ValueError:
            return "must be a number"
        if not low <= number <= high:
            return f"must lie between {low:g} and {high:g}"
    return ""
