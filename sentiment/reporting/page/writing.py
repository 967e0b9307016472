"""The report as pages: one that holds everything, or one and a list over several."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup

from sentiment.errors import InputError
from sentiment.reporting import captions
from sentiment.reporting.descriptions import describe_timeline
from sentiment.reporting.options import ChartOptions
from sentiment.reporting.page import views
from sentiment.reporting.page.drawing import WIDTHS, draw
from sentiment.reporting.page.method import read_method
from sentiment.reporting.page.views import Section
from sentiment.reporting.palettes import DEFAULT_PALETTE, PALETTES

INDEX = "index.html"
# What it is made of, where there are not so many quotations that they fill pages.
_TEMPLATES = (INDEX, "base.html", "chart.html", "quotes.html", "method.html")
# More quotations than this make a page that opens slowly on a small machine.
PAGE_SIZE = 1000
OUTLETS_SHOWN = 200

# What browsers replace or obey; a page may hold neither lone surrogates.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, eq=False, slots=True)
class Contents:
    """What the page is made of.

    Attributes:
        quotes: the table of quotations.
        timeline: made from it.
        options: with which it was made.
        record: what `run.json` says.
        skipped: what was not read.
    """

    quotes: pd.DataFrame
    timeline: pd.DataFrame
    options: ChartOptions
    record: Mapping[str, Any]
    skipped: Sequence[InputError] = ()


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The sections, or parts of them, that share a page."""

    file: str
    label: str
    sections: Sequence[tuple[Section, Sequence[int], bool]]


def render_pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """Render the report: `index.html`, and where they fill more, pages of quotations.

    Args:
        contents: what the page is made of.

    Returns:
        Names of files with their HTML. Up to `PAGE_SIZE` quotations stand on
        `index.html` itself. No page asks for any other file, runs any script but its
        own, or needs that to be read.
    """
    quotes = contents.quotes.reset_index(drop=True)
    freq = str(contents.timeline.attrs["freq"])
    on_axis, aside = views.charted(quotes, contents.options, freq)
    sections = views.sections(quotes, freq, on_axis)
    single = len(quotes) <= PAGE_SIZE
    chunks = _chunks(sections, len(quotes) if single else PAGE_SIZE, single)
    names = views.anchors(quotes)
    listing = _Listing(
        quotes, names, _addresses(chunks, names), on_axis, aside, contents
    )
    shared = _shared(contents)
    files = [] if single else [(chunk.file, chunk.label) for chunk in chunks]
    yield INDEX, _template(INDEX).render(
        **shared, **_overview(contents, quotes, chunks, single), files=files,
        choices=_choices(quotes, sections),
        sections=listing.sections(chunks[0]) if single and chunks else (),
    )  # fmt: skip
    for chunk in () if single else chunks:
        own = [section for section, _, _ in chunk.sections]
        rows = [row for _, rows, _ in chunk.sections for row in rows]
        yield chunk.file, _template("quotations.html").render(
            **shared, file=chunk.file, label=chunk.label, files=files,
            choices=_choices(quotes.iloc[rows], own), sections=listing.sections(chunk),
        )  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class _Listing:
    """Gives the quotations of a page when they are rendered: memory for one page."""

    quotes: pd.DataFrame
    names: Sequence[str]
    addresses: Mapping[str, str]
    on_axis: set[str]
    aside: set[str]
    contents: Contents

    def sections(self, chunk: _Chunk) -> Iterator[tuple[Section, Iterator[Any], bool]]:
        roles = [str(role) for role in self.contents.options.roles]
        for section, rows, continued in chunk.sections:
            entries = views.entries(
                self.quotes.iloc[list(rows)], [self.names[row] for row in rows],
                self.addresses, self.on_axis, self.aside, roles,
            )  # fmt: skip
            yield section, entries, continued


def _chunks(sections: Sequence[Section], size: int, single: bool) -> list[_Chunk]:
    """Sections dealt out to pages in order; a large one goes on over several."""
    pages: list[list[tuple[Section, Sequence[int], bool]]] = [[]]
    free = size
    for section in sections:
        start = 0
        while start < len(section.rows):
            if not free:
                pages.append([])
                free = size
            rows = section.rows[start : start + free]
            pages[-1].append((section, rows, start > 0))
            start, free = start + len(rows), free - len(rows)
    digits = len(str(len(pages)))
    return [
        _Chunk(
            INDEX if single else f"quotations-{number:0{digits}}.html",
            _range(page[0][0].label, page[-1][0].label), page,
        )
        for number, page in enumerate(pages, 1) if page
    ]  # fmt: skip


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"


def _addresses(chunks: Sequence[_Chunk], names: Sequence[str]) -> dict[str, str]:
    """Where each quotation and each period stands, by the names they are linked by."""
    found: dict[str, str] = {}
    for chunk in chunks:
        file = "" if chunk.file == INDEX else chunk.file
        for section, rows, continued in chunk.sections:
            if not continued:
                found[section.anchor] = f"{file}#{section.anchor}"
            found |= {names[row]: f"{file}#{names[row]}" for row in rows}
    return found


def _shared(contents: Contents) -> dict[str, Any]:
    attrs, targets = contents.timeline.attrs, contents.timeline.attrs["targets"]
    name = captions.title(attrs["target"], targets, "").removesuffix(": ")
    look = contents.options.look
    style = _style(look.palette)
    return {
        "policy": _policy(style), "style": Markup(style), "headline": look.title,
        "script": Markup(_asset("script.js")), "record": contents.record,
        "name": name or "Quotations", "title": f"{name or 'Quotations'}: who said what",
        "named": attrs["target"] is not None, "caution": captions.CAUTION,
        "min_n": contents.options.min_n,
    }  # fmt: skip


def _overview(
    contents: Contents, quotes: pd.DataFrame, chunks: Sequence[_Chunk], single: bool
) -> dict[str, Any]:
    """What the upper half of `index.html` and its method note show."""
    timeline, options = contents.timeline, contents.options
    total = views.charted_balance(timeline)
    answer = views.headline(timeline, total)
    roles = [str(role) for role in options.roles]
    return {
        "total": total, "answer": answer,
        "subtitle": captions.timeline_subtitle(timeline),
        "drawings": [
            draw(timeline, name, options.min_n, options.events) for name in WIDTHS
        ],
        "places": _addresses(chunks, views.anchors(quotes)),
        "alt": describe_timeline(timeline, options.min_n),
        "partial": bool(timeline["partial"].any()),
        "quotations": captions.counted(len(quotes), "quotation"),
        "who": [
            ("By role", views.role_groups(quotes, roles)),
            ("Most quoted by name", views.speaker_groups(quotes)),
            ("By outlet", views.named_groups(quotes, "outlet")),
        ],
        "counting": "each utterance once, where it was told first, by speakers"
        if options.count == "utterances" else "every telling by speakers",
        "method": read_method(contents.record, contents.skipped),
    }  # fmt: skip


def _choices(
    quotes: pd.DataFrame, sections: Iterable[Section]
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The filters' menus: name, label, and values with their words."""
    some = sorted(views.outlets(quotes)[:OUTLETS_SHOWN])
    periods = {section.anchor: section.label for section in sections}
    menus = [
        ("stance", "Stance", [(name, name) for name in views.STANCES]),
        ("role", "Role", [(name, name) for name in sorted(set(quotes["role"]))]),
        ("outlet", "Outlet", [(name, name) for name in some]),
        ("period", "Period", list(periods.items())),
    ]
    return [menu for menu in menus if len(menu[2]) > 1 or menu[0] == "stance"]


@cache
def _asset(name: str) -> str:
    folder = resources.files("sentiment.reporting.page") / "templates"
    return (folder / name).read_text(encoding="utf-8")


@cache
def _style(palette: str) -> str:
    """The page's style; another palette than its own is laid over it."""
    style = _asset("style.css")
    if palette == DEFAULT_PALETTE:
        return style
    return style + _template("palette.css").render(PALETTES[palette].colours)


def _policy(style: str) -> str:
    """Nothing may be fetched, and only our own style and script count."""
    return (
        f"default-src 'none'; style-src {_digest(style)}; "
        f"script-src {_digest(_asset('script.js'))}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_asset), autoescape=True, trim_blocks=True,
        lstrip_blocks=True, undefined=jinja2.StrictUndefined, finalize=_clean,
    )  # fmt: skip
    environment.filters.update(
        signed=captions.signed, counted=captions.counted, told=_told,
        thousands=lambda number: f"{number:,}",
    )  # fmt: skip
    return environment


def load_templates() -> None:
    """Read the templates of the page, which takes as long as to fill them in."""
    for name in _TEMPLATES:
        _template(name)


def _template(name: str) -> jinja2.Template:
    return _environment().get_template(name)


def _clean(value: object) -> object:
    """Text without characters that a browser obeys or that no file can hold."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _TURNING.sub("", _CONTROL.sub("\ufffd", value))


def _told(balance: views.Balance) -> str:
    return captions.balance(
        {stance: getattr(balance, stance) for stance in views.STANCES}
    )
