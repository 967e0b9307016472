"""The errors of the package.

SentimentError              anything a user can mend; its text says how
+-- InputError              an input that cannot be read; names path and line
|   +-- MissingInput        a path that leads nowhere
|   +-- LeftOut             an article that can be read but is not used
|       +-- NotEnglish
|       +-- ReadBefore
|       +-- Boilerplate
+-- LexiconError            a word list or weights file with a fault
+-- JudgeUnavailable        a judge that cannot work on this machine
+-- UsageError              a call or option that makes no sense as given
"""

from __future__ import annotations

from pathlib import Path


class SentimentError(Exception):
    """Something the user can mend; the message says what to do."""


class UsageError(SentimentError):
    """A call or an option that makes no sense as given."""


class JudgeUnavailable(SentimentError):
    """A judge that cannot work on this machine; the message says what is missing."""


class InputError(SentimentError):
    """An input, or a part of one, that could not be read.

    `path` is the file, `line` the line in it (from 1) where there is one, `reason`
    says what is wrong and what to do.
    """

    def __init__(self, path: Path | str, reason: str, line: int | None = None) -> None:
        # Names of files may hold bytes that are no text and cannot be printed.
        self.path = str(path).encode("utf-8", "replace").decode()
        self.reason = reason
        self.line = line
        super().__init__(f"{self.place}: {reason}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, int | None]]:
        # Faults travel between processes; only these three make them up.
        return type(self), (self.path, self.reason, self.line)

    @property
    def place(self) -> str:
        return self.path if self.line is None else f"{self.path}, line {self.line}"


class MissingInput(InputError):
    """A path given by the user at which there is nothing."""


class LeftOut(InputError):
    """An article that can be read but is not used: no failure."""


class NotEnglish(LeftOut):
    """An article in another language than the one that can be scored."""


class ReadBefore(LeftOut):
    """An article whose text or address was read before."""


class Boilerplate(LeftOut):
    """A page of a web archive on which nobody is quoted."""


class LexiconError(SentimentError):
    """A data file with a fault: file, line, column and the value found there."""

    def __init__(self, file: str, line: int, column: str, reason: str) -> None:
        self.file, self.line, self.column, self.reason = file, line, column, reason
        super().__init__(f"{file}, line {line}, column {column}: {reason}")
