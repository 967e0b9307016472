"""Bytes to text in the encodings that newsrooms have."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.reading.decoding import NotText, decode, writable

NEWS = "“Café”, she said – twice.\r\nIt isn’t over…\r\n"

# Label, bytes, text expected.
DECODED = [
    ("utf-8", NEWS.encode(), NEWS),
    ("utf-8 with a mark", codecs.BOM_UTF8 + NEWS.encode(), NEWS),
    ("utf-16 with a mark", codecs.BOM_UTF16_LE + NEWS.encode("utf-16-le"), NEWS),
    ("utf-16 big", codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"), NEWS),
    ("utf-16 without a mark", (NEWS * 3).encode("utf-16-le"), NEWS * 3),
    ("utf-16 big, no mark", (NEWS * 3).encode("utf-16-be"), NEWS * 3),
    ("utf-32", codecs.BOM_UTF32_LE + NEWS.encode("utf-32-le"), NEWS),
    ("cp1252", NEWS.encode("cp1252"), NEWS),
    ("one letter in cp1252", b"The caf\xe9 shut.", "The café shut."),
    ("utf-8 cut inside a letter", NEWS.strip().encode()[:-1], NEWS.strip()[:-1] + "�"),
    ("zeros", b"one\0two is a line of news", "one�two is a line of news"),
    ("tab and form feed", b"a\tb\fc\n", "a\tb\fc\n"),
    ("odd utf-16", codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"c", "ab�"),
    ("nothing", b"", ""),
]
NOT_TEXT = [
    ("PDF", b"%PDF-1.7\n1 0 obj"),
    ("zip", b"PK\x03\x04rest"),
    ("gzip", b"\x1f\x8b\x08rest"),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(64)),
    ("Parquet", b"PAR1" + bytes(64)),
    ("program", bytes(range(256)) * 20),
    ("zeros only", bytes(500)),
]


@pytest.mark.parametrize(
    ("data", "text"), [r[1:] for r in DECODED], ids=[r[0] for r in DECODED]
)
def test_decode_reads_the_encodings(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize("data", [r[1] for r in NOT_TEXT], ids=[r[0] for r in NOT_TEXT])
def test_decode_refuses_what_is_no_text(data: bytes) -> None:
    with pytest.raises(NotText, match="save it as"):
        decode(data)


def test_decode_keeps_utf8_with_one_bad_byte() -> None:
    data = "“Good”".encode() + b"\xff" + "“riddance”".encode()
    assert decode(data) == "“Good”�“riddance”"


def test_decode_replaces_a_lone_surrogate() -> None:
    text = decode(codecs.BOM_UTF16_LE + b"\x00\xd8" + "ab".encode("utf-16-le"))
    assert text.endswith("b")
    text.encode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_decode_gives_back_what_was_encoded(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text


@given(st.binary(max_size=300))
def test_decode_takes_any_bytes(data: bytes) -> None:
    try:
        text = decode(data)
    except NotText:
        return
    text.encode()
    assert "\0" not in text


@given(st.text(st.characters()))
def test_writable_keeps_the_length(text: str) -> None:
    assert len(writable(text)) == len(text)
    writable(text).encode()
