"""What is wrong with an input, told from inside it, before its path is known."""

from __future__ import annotations


class Fault(Exception):
    """Something in an input that cannot be read: what it is and what to do.

    A reader yields a fault where it can go on behind it, and raises it where it
    cannot. `at` is the line, row or record, from 1, where there is one.
    """

    def __init__(self, reason: str, at: int | None = None) -> None:
        self.reason, self.at = reason, at
        super().__init__(reason)


class PassedOver(Fault):
    """A page that nobody would miss; one of many that need no mention."""
