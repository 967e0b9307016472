"""Commenters without their names: members of the public did not ask to be quoted.

A pseudonym is made from the name alone, so that it is the same in every output and on
every run. It hides a name from readers, not from somebody who already has a list of
names to try: for that, give the names to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from sentiment.models import Role
from sentiment.reporting.rows import Row

# Eight digits keep the pseudonyms of a million names apart but for about a hundred.
DIGITS = 8
MASK = "█"
_HANDLE = re.compile(r"@\w[\w.]*\w|@\w")


def redacted(rows: Sequence[Row]) -> list[Row]:
    """Put pseudonyms in place of the commenters of one article.

    Names and handles within its words are masked at the same length, so that all
    offsets hold.

    Args:
        rows: the article's quotations, as from `verdict_row`.
    """
    names = _names(rows)
    if not names:
        return list(rows)
    hidden = _Hidden(names)
    return [hidden.row(row) for row in rows]


def pseudonym(name: str) -> str:
    """A stable name for a commenter that does not tell who it is.

    >>> pseudonym("@sunny_fan") == pseudonym("Sunny_Fan ")
    True
    """
    key = name.strip().lstrip("@").casefold()
    digest = blake2b(key.encode("utf-8", "replace"), digest_size=DIGITS // 2)
    return f"commenter-{digest.hexdigest()}"


def _names(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What commenters are called, in lower case, with a pseudonym for each.

    A surname alone hides behind the full name's pseudonym, unless the target shares it.
    """
    found: dict[str, str] = {}
    for row in rows:
        if row["role"] != Role.COMMENTER:
            continue
        for handle in _HANDLE.findall(row["speaker"] or ""):
            found[handle.casefold()] = pseudonym(handle)
        if name := row["speaker_name"]:
            public = (row["target"] or "").casefold().split()
            for part in (name, *name.split()):
                if part[0].isupper() and part.casefold() not in public:
                    found.setdefault(part.casefold(), pseudonym(name))
            found[name.casefold()] = pseudonym(name)
    return found


class _Hidden:
    """Hides some names wherever they stand."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._pseudonyms = names
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        shown = "|".join(map(re.escape, longest_first))
        self._names = re.compile(rf"(?<!\w)(?:{shown})(?!\w)", re.IGNORECASE)

    def row(self, row: Mapping[str, Any]) -> Row:
        hidden = {
            **{name: self._masked(row[name]) for name in ("text", "title", "context")},
            "evidence": [
                reason | {"rule": self._named_anew(reason["rule"])}
                for reason in row["evidence"]
            ],
            "corrected": self._named_anew(row["corrected"]),
        }
        if row["role"] == Role.COMMENTER:
            name = row["speaker_name"]
            hidden["speaker"] = self._named_anew(row["speaker"])
            hidden["speaker_name"] = pseudonym(name) if name else None
        return {**row, **hidden}

    def _masked(self, text: str | None) -> str | None:
        return text and self._names.sub(lambda found: MASK * len(found[0]), text)

    def _named_anew(self, text: str | None) -> str | None:
        return text and self._names.sub(
            lambda found: self._pseudonyms.get(found[0].casefold(), MASK), text
        )
