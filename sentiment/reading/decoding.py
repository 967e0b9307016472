"""Bytes to text: which encoding, and what no output could carry."""

from __future__ import annotations

import codecs
import logging
import re

from sentiment.reading.faults import Fault

log = logging.getLogger(__name__)

REPLACEMENT = "\ufffd"

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How much of a file is looked at to tell UTF-16 without a mark: enough for a headline.
_SAMPLE = 4096
# English in UTF-16 has a zero in every second byte; text in UTF-8 has none.
_ZERO_SHARE = 0.7
# Text has hardly a control character; decoded pictures and programs have 5 % or more.
_ODD_SHARE = 0.02
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")


# The encodings that a page may declare. Python knows others under the same roof that
# are no character sets at all (idna, punycode, unicode_escape) or slow to decode.
_DECLARABLE = re.compile(
    r"utf-8|ascii|cp\d{3,4}|iso8859-\d+|koi8-[rtu]|mac-\w+|shift_jis\w*|euc_\w+|"
    r"big5\w*|gb\w+|hz|johab|tis-620"
)
# What charset-normalizer is shown; more makes it slower and hardly surer.
_LAST_RESORT_SAMPLE = 20_000


def decode(data: bytes, declared: str | None = None, name: str = "") -> str:
    """Decode text in UTF-8, UTF-16, UTF-32, as declared, or in Windows-1252.

    The byte-order mark goes; line ends stay as they are. Zeros and bytes that fit
    nowhere become U+FFFD. What is neither is left to charset-normalizer.

    Args:
        data: the whole text, or a line of it.
        declared: the encoding that a page or its server claims.
        name: what the text is called in the log, where the choice is told.

    Raises:
        Fault: for a picture, an archive and the like.
    """
    text, encoding = _decoded(data, declared)
    controls = _control_count(text)
    _check_share(controls, text)
    if encoding != "utf-8":
        log.info("%s is read as %s", name or "a text", encoding)
    # No decoder gives surrogates, and a zero is a control character.
    return writable(text) if controls else text


def writable(text: str) -> str:
    """Replace lone surrogates and zeros, which no output can carry, length kept."""
    try:
        # Hardly a text has any, and an encoder tells so five times as fast.
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _UNWRITABLE.sub(REPLACEMENT, text)
    return text.replace("\0", REPLACEMENT)


def _control_count(text: str) -> int:
    # In UTF-8 each is the one byte that no other character holds.
    written = text.encode("utf-8", "replace")
    return len(written) - len(written.translate(None, _CONTROLS))


def marked_encoding(data: bytes) -> tuple[str, int] | None:
    """The encoding that a byte-order mark tells, and the length of the mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark, told by its zeros; None for anything else."""
    sample = data[: min(len(data), _SAMPLE) & ~1]
    if 0 not in sample:
        return None
    enough = _ZERO_SHARE * len(sample) / 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if sample and odd > enough and even < odd / 10:
        return "utf-16-le"
    if sample and even > enough and odd < even / 10:
        return "utf-16-be"
    return None


def _decoded(data: bytes, declared: str | None) -> tuple[str, str]:
    """The text and the encoding that it turned out to be in."""
    if marked := marked_encoding(data):
        encoding, length = marked
        return data[length:].decode(encoding, errors="replace"), encoding
    if wide := wide_encoding(data):
        return data.decode(wide, errors="replace"), wide
    for likely in ("utf-8", _known(declared)):
        if likely:
            try:
                return data.decode(likely), likely
            except UnicodeDecodeError:
                continue
    return _decoded_with_faults(data)


def _known(declared: str | None) -> str | None:
    """Python's name of a declared encoding, None for one that is not to be used."""
    try:
        name = codecs.lookup((declared or "").strip()).name
    except (LookupError, ValueError, UnicodeError):
        return None
    # Browsers read the first as the second, since so many pages confuse them.
    name = "cp1252" if name in {"iso8859-1", "ascii"} else name
    return name if _DECLARABLE.fullmatch(name) else None


def _decoded_with_faults(data: bytes) -> tuple[str, str]:
    """Tell UTF-8 with a few bad bytes from Windows-1252, and both from the rest.

    Accented letters in Windows-1252 hardly ever form valid UTF-8, so more good than
    bad sequences mean UTF-8: reading it as Windows-1252 would garble every mark.
    """
    text = data.decode("utf-8", errors="replace")
    bad = text.count(REPLACEMENT)
    good = sum(1 for character in text if character > "\x7f") - bad
    if good > bad:
        return text, "utf-8 with bad bytes"
    text = data.decode("cp1252", errors="replace")
    if _likely_western(text):
        return text, "cp1252"
    return _last_resort(data, text)


def _likely_western(text: str) -> bool:
    """Whether text decoded as Windows-1252 is that, judged by what is not ASCII.

    In English the marks and small letters lead. Capitals do where a Macintosh or DOS
    wrote the text, or an alphabet is another: Ò and Ó stand for its quotation marks.
    """
    others = [character for character in text if character > "\x7f"]
    odd = sum(
        1 for character in others if character.isupper() or character == REPLACEMENT
    )
    return odd * 2 <= len(others)


def _last_resort(data: bytes, western: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_LAST_RESORT_SAMPLE]).best()
    if best is not None:
        return data.decode(best.encoding, errors="replace"), best.encoding
    _check_share(western.count(REPLACEMENT), western)
    return western, "cp1252"


def _check_share(odd: int, text: str) -> None:
    # One stray character does not make a short text a picture.
    if odd > _ODD_SHARE * len(text) + 1:
        raise Fault("is not text in any known encoding: save it as UTF-8")
