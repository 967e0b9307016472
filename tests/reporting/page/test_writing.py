"""The page as HTML: whole, self-contained, its links leading somewhere."""

from __future__ import annotations

import base64
import hashlib
import html as html_module
import re
from html.parser import HTMLParser

import pytest

from sentiment.errors import InputError
from sentiment.reporting.charts.timeline import plot_timeline
from sentiment.reporting.options import DEFAULTS, ChartOptions, Look
from sentiment.reporting.page import writing
from sentiment.reporting.page.writing import INDEX, Contents, render_pages
from sentiment.reporting.palettes import PALETTES
from sentiment.reporting.records import run_record
from sentiment.reporting.tables import quote_table
from sentiment.reporting.timelines import timeline


class Elements(HTMLParser):
    """The elements of a page with their attributes, checked to be closed in order."""

    VOID = frozenset({"meta", "input", "rect", "line", "circle", "polygon", "polyline"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open:
            self.texts[self._open[-1]] = self.texts.get(self._open[-1], "") + data

    def all(self, name: str) -> list[str]:
        """The values of an attribute, wherever it stands."""
        return [a[name] for _, a in self.found if a.get(name) is not None]


def rendered(frame, options=DEFAULTS, skipped=(), **run):
    periods = timeline(frame, options.freq, options.roles)
    record = run_record(frame, periods, options, run)
    return dict(render_pages(Contents(frame, periods, options, record, skipped)))


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(writing, "PAGE_SIZE", 20)


def test_a_small_report_is_one_page(seeds):
    pages = rendered(seeds)
    assert list(pages) == [INDEX]
    elements = Elements(pages[INDEX])
    ids = elements.all("id")
    assert len(ids) == len(set(ids))
    assert sum(tag == "article" for tag, _ in elements.found) == len(seeds)


@pytest.mark.parametrize("palette", PALETTES)
def test_style_and_script_are_those_that_the_policy_allows(seeds, palette):
    options = ChartOptions(look=Look(palette=palette))
    elements = Elements(rendered(seeds, options)[INDEX])
    (policy,) = [
        a["content"] for tag, a in elements.found
        if a.get("http-equiv") == "Content-Security-Policy"
    ]  # fmt: skip
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        digest = hashlib.sha256(elements.texts[tag].encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert not elements.all("style")
    assert not elements.all("src")
    colours = PALETTES[palette].colours.values()
    assert all(colour.lower() in elements.texts["style"].lower() for colour in colours)


def test_a_headline_of_one_s_own_stands_on_the_page(seeds):
    html = rendered(seeds, ChartOptions(look=Look(title="Ours & <theirs>")))[INDEX]
    assert "<h1><bdi>Ours &amp; &lt;theirs&gt;</bdi></h1>" in html
    assert "<title>Ours &amp; &lt;theirs&gt;</title>" in html


@pytest.mark.usefixtures("small_pages")
def test_links_between_pages_lead_to_what_is_there(corpus):
    pages = rendered(corpus(30, "2023-01-01", 300))
    elements = {name: Elements(html) for name, html in pages.items()}
    assert len(pages) > 3
    for name, page in elements.items():
        for href in page.all("href"):
            file, _, anchor = href.partition("#")
            assert file == "" or file in pages, href
            assert not anchor or anchor in elements[file or name].all("id"), href


@pytest.mark.usefixtures("small_pages")
def test_every_quotation_stands_on_one_page(corpus):
    frame = corpus(30, "2023-01-01", 300)
    pages = rendered(frame)
    shown = [
        anchor
        for html in pages.values()
        for anchor in re.findall(r'<article class="[^"]*" id="([^"]*)"', html)
    ]
    assert len(shown) == len(set(shown)) == len(frame)


def test_what_a_browser_obeys_is_taken_out(verdict):
    html = rendered(quote_table([verdict(text="a\x00b\x1bc\u202ed\ud800e")]))[INDEX]
    assert "a\ufffdb\ufffdcd\ufffde" in html
    html.encode("utf-8")


def test_the_method_tells_what_was_not_read(seeds):
    html = rendered(seeds, skipped=[InputError("a<b>.txt", "is <empty>")])[INDEX]
    assert "is &lt;empty&gt;: 1" in html
    assert "<empty>" not in html


def test_the_chart_is_told_in_the_words_of_its_png(seeds):
    html = rendered(seeds)[INDEX]
    told = re.findall(r"<desc id=\"([^\"]*)\">(.*?)</desc>", html)
    words = plot_timeline(timeline(seeds), min_n=DEFAULTS.min_n).get_label()
    assert [html_module.unescape(text) for _, text in told] == [words] * 2
    elements = Elements(html)
    assert elements.all("aria-describedby") == [anchor for anchor, _ in told]
    assert set(elements.all("aria-labelledby")) <= set(elements.all("id"))


def test_a_report_of_nothing_is_a_page_too(seeds):
    elements = Elements(rendered(seeds.iloc[:0])[INDEX])
    assert not [tag for tag, _ in elements.found if tag == "article"]


def test_the_same_contents_give_the_same_page(corpus):
    frame = corpus(10, "2023-01-01", 300)
    assert rendered(frame) == rendered(frame)
