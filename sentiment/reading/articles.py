"""Files and folders to articles: the one place where articles are read."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sentiment.errors import Boilerplate, InputError, LeftOut, NotEnglish, ReadBefore
from sentiment.models import Article
from sentiment.reading.archives import Meter, Opened, open_source
from sentiment.reading.dates import complete_dating
from sentiment.reading.decoding import writable
from sentiment.reading.faults import Fault, PassedOver
from sentiment.reading.files import Source, find_files, unreadable
from sentiment.reading.formats.pages import extract_record
from sentiment.reading.languages import ENGLISH, find_language
from sentiment.reading.options import DEFAULTS, ReadingOptions
from sentiment.reading.recognition import find_reader
from sentiment.reading.records import Page, Record, UniqueIds, build_article
from sentiment.reading.repeats import Repeats, repeat_keys
from sentiment.reading.streams import head_of

log = logging.getLogger(__name__)

Paths = Sequence[str | Path] | str | Path


class Draft(NamedTuple):
    """A record as its format gives it, and the input it stands in; quick to read.

    `article` is what `finish_draft` made of it, if that was asked before.
    """

    record: Record | Page
    source: Source
    article: Article | InputError | None = None

    @property
    def fuller_id(self) -> str | None:
        """The name of a file with its folders, in case its own name is taken."""
        if self.record.at is not None:
            return None
        ending = Path(self.source.name).suffix
        return writable(self.source.name.removesuffix(ending))


class Gate:
    """Lets each article in once, under an id of its own; the only memory of reading."""

    def __init__(self) -> None:
        self._ids, self._repeats = UniqueIds(), Repeats()

    def admit(self, draft: Draft, name: str, keys: Sequence[int]) -> str | ReadBefore:
        """Give the article the id `name`, or another where it is taken.

        Args:
            draft: what the article was built from.
            name: the id it would like.
            keys: from `repeat_keys`.
        """
        if before := self._repeats.find(keys, name):
            reason = f"is the same article as {before!r}, read before"
            return ReadBefore(draft.source.path, reason, draft.record.at)
        return self._ids.claim(name, draft.fuller_id)


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
    gate = Gate()
    for draft in iter_drafts(paths, options, meter or Meter()):
        item = draft if isinstance(draft, InputError) else _admit(draft, gate, options)
        if isinstance(item, Article):
            yield date_by(item, options)
        elif (skipped is None or options.strict) and not isinstance(item, LeftOut):
            raise item
        elif skipped is not None:
            skipped.append(item)


def _admit(draft: Draft, gate: Gate, options: ReadingOptions) -> Article | InputError:
    article = finish_draft(draft, options)
    if isinstance(article, InputError):
        return article
    name = gate.admit(draft, article.id, repeat_keys(article))
    return replace(article, id=name) if isinstance(name, str) else name


def finish_draft(draft: Draft, options: ReadingOptions) -> Article | InputError:
    """Build the article, not yet fully dated; or say why there is none."""
    record, source, known = draft
    if known is not None:
        return known
    try:
        if isinstance(record, Page):
            record = extract_record(record)
        article = build_article(record, source, options)
    except PassedOver as fault:
        return Boilerplate(source.path, fault.reason, fault.at)
    except Fault as fault:
        return InputError(source.path, fault.reason, fault.at)
    language = ENGLISH if options.any_language else find_language(article.text)
    if language != ENGLISH:
        reason = f"is not English but {language!r}, which VADER cannot score"
        return NotEnglish(source.path, f"{reason}: see --any-language", record.at)
    return article


def date_by(article: Article, options: ReadingOptions) -> Article:
    """Complete an article's dating by what the caller says about dates."""
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


def iter_drafts(
    paths: Paths, options: ReadingOptions, meter: Meter
) -> Iterator[Draft | InputError]:
    """Read records of files, folders and standard input; faults come in their place."""
    given = [paths] if isinstance(paths, str | Path) else paths
    for found in find_files(given):
        inputs = [found] if isinstance(found, InputError) else open_source(found, meter)
        for opened in inputs:
            if isinstance(opened, InputError):
                yield opened
            else:
                yield from _read(opened, options)


def _read(opened: Opened, options: ReadingOptions) -> Iterator[Draft | InputError]:
    """Read one input in whatever format it turns out to be."""
    source, stream = replace(opened.source, given=None), opened.stream
    empty = True
    try:
        reader = find_reader(opened.source, head_of(stream))
        log.debug("%s: %s", source.path, reader.__name__)
        for item in reader(stream, options):
            empty = False
            if isinstance(item, Fault):
                yield InputError(source.path, item.reason, item.at)
            else:
                yield Draft(item, source)
        if empty:
            raise Fault("holds no articles: fill it or take it out")
    except OSError as error:
        yield unreadable(source.path, error)
    except Fault as fault:
        yield InputError(source.path, fault.reason, fault.at)
