"""The page in a browser: opened from disk, filtered, sorted, followed, looked over."""

from __future__ import annotations

import pytest

from sentiment.reporting.options import ChartOptions, Look
from sentiment.reporting.palettes import DEFAULT_PALETTE, PALETTES
from sentiment.reporting.reports import write_report

WIDTHS = (360, 800, 1400)


def test_the_page_opens_without_an_error_or_another_request(browser, page):
    browser.requests()
    browser.open(page)
    asked = [url for url in browser.requests() if not url.startswith("about:")]
    assert asked == [page.resolve().as_uri()]
    assert browser.logs() == []


def test_all_quotations_are_there(browser, page, seed_quotes):
    browser.open(page)
    assert len(browser.shown()) == len(seed_quotes)


def test_all_quotations_are_there_without_scripts(start, page, seed_quotes):
    plain = start(**{"profile.managed_default_content_settings.javascript": 2})
    plain.open(page)
    assert not plain.ask("document.querySelector('.filters').checkVisibility()")
    assert len(plain.shown()) == len(seed_quotes)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_scrolls_sideways(browser, page, width):
    browser.open(page, width=width)
    assert browser.ask("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_one_timeline_is_to_be_seen(browser, page, width):
    browser.open(page, width=width)
    seen = browser.ask(
        "[...document.querySelectorAll('svg.chart')]"
        ".filter(e => e.checkVisibility()).map(e => e.classList[1])"
    )
    assert seen == ["narrow" if width < 641 else "wide"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("stance", "critical"), ("role", "insider"), ("outlet", "The Owl")],
)
def test_a_filter_leaves_what_it_names(browser, page, seed_quotes, field, value):
    browser.open(page)
    browser.choose(field, value)
    wanted = int((seed_quotes[field] == value).sum())
    assert 0 < len(browser.shown()) == wanted < len(seed_quotes)
    assert f"{wanted} of {len(seed_quotes)}" in browser.ask(
        "document.querySelector('.found').textContent"
    )


def test_filters_narrow_one_another_and_are_cleared(browser, page, seed_quotes):
    browser.open(page)
    browser.choose("stance", "critical")
    browser.choose("text", "  TONE deaf ")
    assert 0 < len(browser.shown()) < int((seed_quotes["stance"] == "critical").sum())
    browser.ask("document.querySelector('.filters button').click()")
    browser.driver.implicitly_wait(1)
    assert len(browser.shown()) == len(seed_quotes)


def test_a_search_without_result_says_so(browser, page, seed_quotes):
    browser.open(page)
    browser.choose("text", "no such words anywhere")
    assert browser.shown() == []
    found = browser.ask("document.querySelector('.found').textContent")
    assert found == f"0 of {len(seed_quotes)} quotations"


def test_sorting_by_certainty(browser, page):
    browser.open(page)
    before = browser.shown()
    browser.choose("sort", "certain")
    chances = browser.ask(
        "[...document.querySelectorAll('.quote')].map(e => Number(e.dataset.chance))"
    )
    assert chances == sorted(chances, reverse=True)
    assert browser.shown() != before
    browser.choose("sort", "")
    assert browser.shown() == before


def test_sorting_newest_first(browser, page):
    browser.open(page)
    browser.choose("sort", "newest")
    dates = browser.ask(
        "[...document.querySelectorAll('.quote')].map(e => e.dataset.date)"
    )
    assert dates == sorted(dates, reverse=True)


def test_a_link_to_a_quotation_shows_it_though_it_was_filtered(browser, page):
    browser.open(page)
    browser.choose("stance", "critical")
    hidden = browser.ask("document.querySelector('.quote[hidden]').id")
    browser.ask("(location.hash = arguments[0])", f"#{hidden}")
    browser.driver.implicitly_wait(1)
    assert hidden in browser.shown()
    assert browser.ask("document.querySelector(':target').id") == hidden


def test_a_click_on_a_period_shows_its_quotations(browser, page):
    browser.open(page)
    anchor = browser.ask(
        "(link => { link.dispatchEvent(new MouseEvent('click', {bubbles: true,"
        " cancelable: true})); return link.getAttribute('href').slice(1); })"
        "([...document.querySelectorAll('svg.wide a')].at(-1))"
    )
    own = browser.ask(
        "[...document.getElementById(arguments[0]).querySelectorAll('.quote')]"
        ".map(e => e.id)",
        anchor,
    )
    browser.driver.implicitly_wait(1)
    assert browser.shown() == own
    assert 0 < len(own) < browser.ask("document.querySelectorAll('.quote').length")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("width", "palette"), [(360, DEFAULT_PALETTE), *((1400, name) for name in PALETTES)]
)
def test_nothing_serious_in_the_accessibility_check(
    browser, seed_quotes, axe, tmp_path, width, palette, dark
):
    options = ChartOptions(look=Look(palette=palette, title="A headline"))
    frame = seed_quotes.assign(corrected="stance neutral (…) → critical")
    page = write_report(frame, tmp_path, options).files["index.html"]
    browser.dim(dark)
    browser.open(page, width=width)
    assert browser.ask("matchMedia('(prefers-color-scheme: dark)').matches") is dark
    browser.driver.execute_script(axe)
    found = browser.driver.execute_async_script(
        "axe.run().then(r => arguments[0](r.violations.map(v =>"
        " [v.impact, v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))])))"
    )
    browser.dim(False)
    assert [one for one in found if one[0] in ("serious", "critical")] == []


def test_many_quotations_fill_several_pages(browser, corpus, tmp_path, monkeypatch):
    from sentiment.reporting.page import writing

    monkeypatch.setattr(writing, "PAGE_SIZE", 20)
    quotes = corpus(30, "2023-01-01", 300)
    files = write_report(quotes, tmp_path).files
    pages = [path for name, path in files.items() if name.startswith("quotations-")]
    assert len(pages) == -(-len(quotes) // 20)
    seen = []
    for path in pages:
        browser.open(path)
        assert browser.logs() == []
        seen += browser.shown()
    assert len(set(seen)) == len(seen) == len(quotes)
    browser.open(files["index.html"])
    links = browser.ask(
        "[...document.querySelectorAll('svg.wide a')].map(a => a.getAttribute('href'))"
    )
    assert {link.partition("#")[0] for link in links} == {p.name for p in pages}
