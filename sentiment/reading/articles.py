"""Files and folders to articles: the one place where articles are read."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sentiment.errors import InputError, LeftOut, NotEnglish, ReadBefore
from sentiment.models import Article
from sentiment.reading.archives import Meter, Opened, open_source
from sentiment.reading.dates import complete_dating
from sentiment.reading.decoding import writable
from sentiment.reading.faults import Fault
from sentiment.reading.files import Source, find_files, unreadable
from sentiment.reading.languages import ENGLISH, find_language
from sentiment.reading.options import DEFAULTS, ReadingOptions
from sentiment.reading.recognition import find_reader
from sentiment.reading.records import Record, UniqueIds, build_article
from sentiment.reading.repeats import Repeats
from sentiment.reading.streams import head_of

log = logging.getLogger(__name__)

Paths = Sequence[str | Path] | str | Path


class _Found(NamedTuple):
    """An article, the input it stands in, and where in it."""

    article: Article
    source: Source
    at: int | None


def iter_articles(
    paths: Paths,
    skipped: list[InputError] | None = None,
    options: ReadingOptions = DEFAULTS,
    meter: Meter | None = None,
) -> Iterator[Article]:
    """Read articles from files, folders and standard input, one after the other.

    Files of a folder come sorted. The first article with an id keeps it; a later one
    gets its folder before it, else "#2". Articles read before and, unless asked for,
    those that are not English are left out.

    Args:
        paths: Files and folders; "-" is standard input.
        skipped: Takes the faults, so that one bad file or line costs no other, and
            what was left out.
        options: Bounds, names of fields, and how to read ambiguous dates.
        meter: Is told how much has been read.

    Raises:
        InputError: at the first fault, where `skipped` is not given; a path without
            anything at it is a `MissingInput`.
    """
    ids, repeats = UniqueIds(), Repeats()
    for found in _read_all(paths, options, meter or Meter()):
        item = (
            found if isinstance(found, InputError) else _judged(found, repeats, options)
        )
        if isinstance(item, _Found):
            name = ids.claim(item.article.id, _fuller_id(item))
            yield _dated(replace(item.article, id=name), options)
        elif (skipped is None or options.strict) and not isinstance(item, LeftOut):
            raise item
        elif skipped is not None:
            skipped.append(item)


def _dated(article: Article, options: ReadingOptions) -> Article:
    given = options.dates.get(article.id)
    dating = complete_dating(article.dating, article.text, given, options.infer_dates)
    return replace(article, dating=dating)


def read_articles(paths: Paths, options: ReadingOptions = DEFAULTS) -> list[Article]:
    """Read all articles of files and folders.

    Raises:
        InputError: at the first fault; `iter_articles` can go on after one.
    """
    return list(iter_articles(paths, options=options))


def read_article(path: str | Path, options: ReadingOptions = DEFAULTS) -> Article:
    """Read the one article of a file.

    Raises:
        InputError: where it cannot be read or is not exactly one.
    """
    found = iter_articles(path, options=options)
    article = next(found, None)
    if article is None:
        raise InputError(path, "holds no article in English: use any_language=True")
    if next(found, None) is not None:
        raise InputError(path, "holds more than one article: use read_articles")
    return article


def _read_all(
    paths: Paths, options: ReadingOptions, meter: Meter
) -> Iterator[_Found | InputError]:
    given = [paths] if isinstance(paths, str | Path) else paths
    for found in find_files(given):
        inputs = [found] if isinstance(found, InputError) else open_source(found, meter)
        for opened in inputs:
            if isinstance(opened, InputError):
                yield opened
            else:
                yield from _read(opened, options)


def _read(opened: Opened, options: ReadingOptions) -> Iterator[_Found | InputError]:
    """Read one input in whatever format it turns out to be."""
    source, stream = opened
    empty = True
    try:
        reader = find_reader(source, head_of(stream))
        log.debug("%s: %s", source.path, reader.__name__)
        for item in reader(stream, options):
            empty = False
            yield _built(item, source, options)
        if empty:
            raise Fault("holds no articles: fill it or take it out")
    except OSError as error:
        yield unreadable(source.path, error)
    except Fault as fault:
        yield InputError(source.path, fault.reason, fault.at)


def _built(
    item: Record | Fault, source: Source, options: ReadingOptions
) -> _Found | InputError:
    try:
        if isinstance(item, Fault):
            raise item
        return _Found(build_article(item, source, options), source, item.at)
    except Fault as fault:
        return InputError(source.path, fault.reason, fault.at)


def _judged(
    found: _Found, repeats: Repeats, options: ReadingOptions
) -> _Found | LeftOut:
    """The article, or why it is left out though it can be read."""
    language = ENGLISH if options.any_language else find_language(found.article.text)
    if language != ENGLISH:
        reason = f"is not English but {language!r}, which VADER cannot score"
        return NotEnglish(found.source.path, f"{reason}: see --any-language", found.at)
    if before := repeats.find(found.article):
        reason = f"is the same article as {before!r}, read before"
        return ReadBefore(found.source.path, reason, found.at)
    return found


def _fuller_id(found: _Found) -> str | None:
    """The name of a file with its folders, in case its own name is taken."""
    if found.at is not None:
        return None
    return writable(found.source.name.removesuffix(Path(found.source.name).suffix))
