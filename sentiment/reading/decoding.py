"""Bytes to text: which encoding, and what no output could carry."""

from __future__ import annotations

import codecs
import re

REPLACEMENT = "\ufffd"

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"PAR1", "a Parquet table"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
)
# How much of a file is looked at to tell UTF-16 without a mark: enough for a headline.
_SAMPLE = 4096
# English in UTF-16 has a zero in every second byte; text in UTF-8 has none.
_ZERO_SHARE = 0.7
# Text has hardly a control character; decoded pictures and programs have 5 % or more.
_ODD_SHARE = 0.02
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")


class NotText(ValueError):
    """Bytes that are no text; the message says what they are and what to do."""


def decode(data: bytes) -> str:
    """Decode text in UTF-8, UTF-16, UTF-32 or Windows-1252, its byte-order mark off.

    Line ends stay as they are. Zeros and bytes that fit nowhere become U+FFFD.

    Raises:
        NotText: for a picture, an archive and the like.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise NotText(f"is {what}, not text: save it as plain text")
    text = _decoded(data)
    _check_share(len(_CONTROL.findall(text)), text)
    return writable(text)


def writable(text: str) -> str:
    """Replace lone surrogates and zeros, which no output can carry, length kept."""
    return _UNWRITABLE.sub(REPLACEMENT, text)


def marked_encoding(data: bytes) -> tuple[str, int] | None:
    """The encoding that a byte-order mark tells, and the length of the mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark, told by its zeros; None for anything else."""
    sample = data[: min(len(data), _SAMPLE) & ~1]
    enough = _ZERO_SHARE * len(sample) / 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if sample and odd > enough and even < odd / 10:
        return "utf-16-le"
    if sample and even > enough and odd < even / 10:
        return "utf-16-be"
    return None


def _decoded(data: bytes) -> str:
    if marked := marked_encoding(data):
        encoding, length = marked
        return data[length:].decode(encoding, errors="replace")
    if encoding_without_mark := wide_encoding(data):
        return data.decode(encoding_without_mark, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_with_faults(data)


def _decoded_with_faults(data: bytes) -> str:
    """Tell UTF-8 with a few bad bytes from Windows-1252.

    Accented letters in Windows-1252 hardly ever form valid UTF-8, so more good than
    bad sequences mean UTF-8: reading it as Windows-1252 would garble every mark.
    """
    text = data.decode("utf-8", errors="replace")
    bad = text.count(REPLACEMENT)
    good = sum(1 for character in text if character > "\x7f") - bad
    if good > bad:
        return text
    text = data.decode("cp1252", errors="replace")
    _check_share(text.count(REPLACEMENT), text)
    return text


def _check_share(odd: int, text: str) -> None:
    # One stray character does not make a short text a picture.
    if odd > _ODD_SHARE * len(text) + 1:
        raise NotText("is not text in UTF-8, UTF-16 or Windows-1252: save it as UTF-8")
