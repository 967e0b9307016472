"""Pages on which nobody is quoted are told from their bytes."""

from __future__ import annotations

import pytest

from sentiment.reading.boilerplate import quotes_nobody

FAR = "x " * 400

# Label, page, whether nobody is quoted on it.
PAGES = [
    ("nothing", "", True),
    ("marks within tags only", '<a href="x" title="she said">Home</a>', True),
    ("a script", '<script>say("x"); // said</script><p>Menu</p>', True),
    ("a comment", '<!-- "Yes," she said. --><p>Menu</p>', True),
    ("marks without a reporting word", '<p>The song "Blue Roof" is out.</p>', True),
    ("a reporting word without marks", "<p>The mayor said no.</p>", True),
    ("a reporting word far away", f'<p>A "song". {FAR} She said no.</p>', True),
    ("an apostrophe", "<p>The fans' bus isn't here, he said.</p>", True),
    ("typed marks", '<p>"Enough," she said.</p>', False),
    ("curly marks", "<p>“Enough,” she said.</p>", False),
    ("single marks", "<p>‘Enough,’ she said.</p>", False),
    ("typed single marks", "<p>She said: 'Enough.'</p>", False),
    ("entities", "<p>&#8220;Enough,&#8221; he told us.</p>", False),
    ("a cue before", "<p>One fan wrote: “Enough.”</p>", False),
    ("tags between", '<p>"Enough," <b>the</b> <i class="a">fan</i> wrote.</p>', False),
    ("second marks only", f'<p>A "song". {FAR} "No," he said.</p>', False),
    ("an unclosed script", '<script>x<p>"No," he said.</p>', False),
]


@pytest.mark.parametrize(
    ("page", "expected"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES]
)
def test_quotes_nobody(page: str, expected: bool) -> None:
    assert quotes_nobody(page.encode()) is expected


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_quotes_nobody_drops_no_quotation_in_any_encoding(encoding: str) -> None:
    assert not quotes_nobody("<p>“Enough,” she said.</p>".encode(encoding))


def test_quotes_nobody_takes_time_in_proportion() -> None:
    # Hostile pages: each of these would take hours if one were looked at twice.
    for piece in (b"<", b"<script>", b'"', b"<!--", b"</script", b"<a", b"<!---->"):
        assert quotes_nobody(piece * 100_000)
