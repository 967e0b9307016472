"""What the columns of a table are called, and which field of an article they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from sentiment.lexicons import read_lexicon
from sentiment.reading.options import FIELDS

Names = Mapping[str, str]


@cache
def _usual_names() -> Mapping[str, tuple[str, ...]]:
    """The names that each field goes by, the likeliest first."""
    rows = sorted(read_lexicon("field_names"), key=lambda row: float(row["rank"]))
    return {
        field: tuple(row["name"] for row in rows if row["field"] == field)
        for field in FIELDS
    }


def pick_fields(record: Mapping[str, object], given: Names) -> dict[str, object]:
    """Pick the fields of an article out of a record, whatever they are called there.

    Args:
        record: values by the names that the input gives them.
        given: the names that the user gives to fields; they leave no choice. A dot
            leads into an inner record, as in {"outlet": "source.name"}.

    Returns:
        Values by the names of `FIELDS`, None for what the record lacks.
    """
    folded = {_folded(str(name)): value for name, value in record.items()}
    return {
        field: _follow(record, given[field])
        if field in given
        else _first(folded, _usual_names()[field])
        for field in FIELDS
    }


def column_of(field: str, columns: Iterable[str], given: Names) -> str | None:
    """The column of a table that holds a field, None where there is none."""
    if field in given:
        return given[field] if given[field] in columns else None
    folded = {_folded(name): name for name in columns}
    return next(
        (folded[name] for name in _usual_names()[field] if name in folded), None
    )


def known_columns(columns: Iterable[str], given: Names) -> list[str]:
    """The columns that may hold any field of an article."""
    usual = {name for names in _usual_names().values() for name in names}
    tops = set(given.values()) | {name.split(".")[0] for name in given.values()}
    return [name for name in columns if name in tops or _folded(name) in usual]


@lru_cache(maxsize=1_000)
def _folded(name: str) -> str:
    """A name in lower case, one underscore for blanks and hyphens."""
    return "_".join(name.lower().replace("-", " ").replace("_", " ").split())


def _first(record: Mapping[str, object], names: Iterable[str]) -> object:
    """The value under the first name that has one, a blank one where no other is."""
    blank: object = None
    for name in names:
        value = record.get(name)
        if isinstance(value, Mapping):
            # Interfaces give the outlet as a record: {"id": null, "name": "…"}.
            value = value.get("name")
        if isinstance(value, str) and not value.strip():
            blank = value
        elif value is not None:
            return value
    return blank


def _follow(record: Mapping[str, object], path: str) -> object:
    if path in record:
        return record[path]
    value: object = record
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
