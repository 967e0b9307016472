"""Bytes to text in the encodings that newsrooms have."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.reading.decoding import decode, writable
from sentiment.reading.faults import Fault

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
    ("program", bytes(range(256)) * 20),
    ("zeros only", bytes(500)),
]
# Label, text, the encoding it is written and declared in.
DECLARED = [
    ("as it is", "“Café”", "cp1252", "windows-1252"),
    ("Latin 1 is read as browsers do", "“Café”", "cp1252", "ISO-8859-1"),
    ("Japanese", "首相は「強く非難する」と述べた。", "shift_jis", "Shift_JIS"),
    ("UTF-8 wins over a wrong claim", "“Café”", "utf-8", "iso-8859-1"),
    ("no character set", "“Café”", "utf-8", "punycode"),
    ("a codec that is no encoding", "“Café”", "utf-8", "zlib"),
    ("unknown", "“Café”", "cp1252", "x-nothing"),
    ("zeros", "“Café”", "cp1252", "\0"),
    ("wrong", "“Café”", "cp1252", "big5"),
]


@pytest.mark.parametrize(
    ("data", "text"), [r[1:] for r in DECODED], ids=[r[0] for r in DECODED]
)
def test_decode_reads_the_encodings(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize("data", [r[1] for r in NOT_TEXT], ids=[r[0] for r in NOT_TEXT])
def test_decode_refuses_what_is_no_text(data: bytes) -> None:
    with pytest.raises(Fault, match="save it as"):
        decode(data)


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [r[1:] for r in DECLARED],
    ids=[r[0] for r in DECLARED],
)
def test_decode_heeds_what_is_declared(text: str, encoding: str, declared: str) -> None:
    assert decode(text.encode(encoding), declared) == text


def test_decode_leaves_a_macintosh_to_the_last_resort(
    caplog: pytest.LogCaptureFixture,
) -> None:
    text = "“It’s a disgrace,” she said – “they never asked.” The café shut…"
    with caplog.at_level("INFO", logger="sentiment"):
        assert decode(text.encode("mac_roman"), name="a.txt") == text
    assert "a.txt is read as mac" in caplog.text


def test_decode_tells_the_log_only_of_other_encodings(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level("INFO", logger="sentiment"):
        decode(NEWS.encode())
        assert not caplog.text
        decode(NEWS.encode("cp1252"))
    assert "cp1252" in caplog.text


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
    except Fault:
        return
    text.encode()
    assert "\0" not in text


@given(st.text(st.characters()))
def test_writable_keeps_the_length(text: str) -> None:
    assert len(writable(text)) == len(text)
    writable(text).encode()
