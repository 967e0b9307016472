"""Articles that try to take over the page, the tables or the charts."""

from __future__ import annotations

import csv
import json

import pytest

from sentiment.reporting.page.views import web_address
from sentiment.reporting.reports import write_report
from sentiment.reporting.tables import quote_table

ATTACKS = (
    "<script>window.hit=1</script>",
    "\" onmouseover=\"window.hit=1\" x=\"",
    "' onfocus='window.hit=1' autofocus='",
    "javascript:window.hit=1",
    "</style><script>window.hit=1</script>",
    "</title><img src=x onerror=window.hit=1>",
    "]]><svg onload=window.hit=1>",
    '=HYPERLINK("http://evil.example","x")',
    "{{7*7}}{% raw %}",
    "$\\frac{1}{0}$",
    "a\u202eb\x00c\ud800d",
    "https://a.example/\" onclick=\"window.hit=1",
    "data:text/html,<script>window.hit=1</script>",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, verdict):
    """A report on articles whose every field attacks."""
    verdicts = [
        verdict(
            article=f"{attack}{number}", text=f"Shame. {attack}", title=attack,
            outlet=attack, url=attack, speaker=attack, name=attack, target=attack,
            role=["commenter", "subject", "insider"][number % 3],
            date=None if number % 4 == 0 else f"2022-{1 + number % 12:02}-11",
        )
        for number, attack in enumerate(ATTACKS)
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("hostile")
    return write_report(quote_table(verdicts), folder).files


def test_the_page_runs_nothing_of_the_articles(browser, hostile):
    browser.requests()
    browser.open(hostile["index.html"])
    assert browser.logs() == []
    assert browser.ask("document.querySelectorAll('script').length") == 1
    assert browser.ask("document.querySelectorAll('img, iframe, object').length") == 0
    # Whatever listens to the mouse or the focus would be called by now.
    browser.ask(
        "document.querySelectorAll('*').forEach(e => { for (const kind of "
        "['mouseover', 'focus', 'load', 'error']) e.dispatchEvent(new Event(kind)); })"
    )
    assert browser.ask("window.hit") is None
    handlers = browser.ask(
        "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
        ".filter(a => a.name.startsWith('on')).length"
    )
    assert handlers == 0
    schemes = browser.ask(
        "[...new Set([...document.querySelectorAll('a[href]')]"
        ".map(a => a.getAttribute('href').split(/[:/]/)[0]))]"
    )
    assert all(s.startswith("#") or s in ("http", "https") for s in schemes), schemes
    page = hostile["index.html"].resolve().as_uri()
    assert [u for u in browser.requests() if u not in (page, "about:blank")] == []


def test_the_page_shows_what_the_articles_say(browser, hostile):
    browser.open(hostile["index.html"])
    shown = browser.ask("document.querySelector('#list').textContent")
    for attack in ATTACKS[:9]:
        assert attack in shown
    assert browser.ask("document.querySelectorAll('.quote').length") == len(ATTACKS)


def test_filters_bear_hostile_outlets(browser, hostile):
    browser.open(hostile["index.html"])
    browser.choose("outlet", ATTACKS[1])
    assert len(browser.shown()) == 1


def test_the_table_holds_no_formula(hostile):
    with hostile["quotes.csv"].open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith("=")]


def test_the_record_is_still_a_record(hostile):
    record = json.loads(hostile["run.json"].read_text(encoding="utf-8"))
    assert record["counts"]["quotations"] == len(ATTACKS)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " java\nscript:alert(1)",
        "data:text/html,x", "file:///etc/passwd", "//a.example", "http://", "mailto:a",
        "http://[broken", None, 7,
    ],
)  # fmt: skip
def test_only_web_addresses_are_followed(url):
    assert web_address(url) is None


@pytest.mark.parametrize("url", ["http://a.example/b?c=d", "https://ä.example"])
def test_web_addresses_are_followed(url):
    assert web_address(url) == url
