"""What is done to one draft, in whatever process: from its record to its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sentiment.batch.limits import TooSlow, time_limit
from sentiment.batch.options import SECONDS
from sentiment.errors import InputError, SentimentError
from sentiment.judging.judges import DEFAULT_JUDGE, get_judge
from sentiment.models import Article, Target
from sentiment.pipeline import analyze_article
from sentiment.reading.articles import Draft, date_by, finish_draft
from sentiment.reading.options import DEFAULTS, ReadingOptions
from sentiment.reading.repeats import repeat_keys
from sentiment.redaction import redacted
from sentiment.reporting.rows import json_line, verdict_line, verdict_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that the outcome of a draft depends on besides the draft, and how it comes.

    Attributes:
        target: what the public reacts to; None leaves it to each article.
        judge: its name.
        weights: a file of weights to use in place of the judge's own.
        reading: how articles are read.
        redact: whether commenters get pseudonyms.
        seconds: how long one article may take; None is for ever.
        threads: on how many cores one process judges.
    """

    target: Target | str | None = None
    judge: str = DEFAULT_JUDGE
    weights: str | None = None
    reading: ReadingOptions = DEFAULTS
    redact: bool = False
    seconds: float | None = SECONDS
    threads: int = 1


class Lost(InputError):
    """An article that could not be analysed, through no fault of its input."""


class Outcome(NamedTuple):
    """What came of one draft; plain values, but for a fault.

    Attributes:
        name: the article's id.
        rows: one line of JSON for each quotation, in UTF-8.
        keys: numbers by which the same article is known again.
        date: when the article appeared, as an ISO date; None if undated.
        dated: the same, as exactly as it is known.
        garbled: whether its letters were misread before it came to us.
        names_target: whether it mentions the target.
    """

    name: str = ""
    rows: tuple[bytes, ...] = ()
    keys: tuple[int, ...] = ()
    date: str | None = None
    dated: str = ""
    garbled: bool = False
    names_target: bool = True
    fault: InputError | None = None


Item = Draft | InputError


def work_on(item: Item, settings: Settings, name: str | None = None) -> Outcome:
    """Build, analyse and write down the article of a draft.

    Args:
        item: a draft, or the fault that stands in its place.
        settings: what else the outcome depends on.
        name: the article's id, where it is not to have its own.
    """
    if isinstance(item, InputError):
        return Outcome(fault=item)
    try:
        with time_limit(settings.seconds):
            return _outcome(item, settings, name)
    except TooSlow:
        return lost(item, f"takes longer than {settings.seconds:g} seconds")
    except SentimentError:
        raise
    except Exception as error:
        # One article must not cost the others, whatever its text provokes.
        return lost(item, f"cannot be analysed ({type(error).__name__}: {error})")


def work_through(items: Sequence[Item], settings: Settings) -> Iterator[Outcome]:
    """Work on one draft after the other."""
    for item in items:
        yield work_on(item, settings)


def lost(item: Item, reason: str) -> Outcome:
    """The outcome of a draft that could not be worked on."""
    if isinstance(item, InputError):
        return Outcome(fault=item)
    reason = f"{reason}: tell us, with the article"
    return Outcome(fault=Lost(item.source.path, reason, item.record.at))


def _outcome(draft: Draft, settings: Settings, name: str | None) -> Outcome:
    article = finish_draft(draft, settings.reading)
    if isinstance(article, InputError):
        return Outcome(fault=article)
    article = date_by(replace(article, id=name or article.id), settings.reading)
    judge = get_judge(settings.judge, settings.weights, settings.threads)
    found = analyze_article(article, settings.target, judge)
    named = mentions(article, settings.target)
    if settings.redact:
        rows = redacted([verdict_row(verdict) for verdict in found])
        return outcome_of(article, map(json_line, rows), named)
    return outcome_of(article, map(verdict_line, found), named)


def outcome_of(article: Article, rows: Iterable[bytes], names_target: bool) -> Outcome:
    """What is told of an article after its analysis: its rows, as lines of JSON."""
    date = article.dating.date
    return Outcome(
        article.id,
        tuple(rows),
        repeat_keys(article),
        date.isoformat() if date else None,
        str(article.dating),
        article.garbled,
        names_target,
    )


def mentions(article: Article, target: Target | str | None) -> bool:
    """Whether an article mentions the target, where the user gave it."""
    if not isinstance(target, str):
        return True
    whole = f"{article.title or ''}\n{article.text}"
    words = [word for word in target.split() if len(word) > 2 or len(target) < 4]
    # Nearly always it is written as it was given.
    if any(_stands_in(whole, word) for word in words):
        return True
    lowered = whole.lower()
    return any(_stands_in(lowered, word.lower()) for word in words)


def _stands_in(text: str, word: str) -> bool:
    return word in text and re.search(rf"\b{re.escape(word)}\b", text) is not None
