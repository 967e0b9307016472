"""One run of a command over some inputs: what was read, skipped and found."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sentiment.commands.talk import say, with_progress
from sentiment.errors import (
    InputError,
    LeftOut,
    MissingInput,
    NotEnglish,
    ReadBefore,
    UsageError,
)
from sentiment.reading.options import DEFAULTS, ReadingOptions

if TYPE_CHECKING:
    from sentiment.models import Article, Target, Verdict

NAMES_SHOWN = 5
FAULTS_SHOWN = 20
STDIN = "-"


class Run:
    """Reads and analyses inputs, and keeps account of them.

    Take the verdicts to their end before asking for anything else.
    """

    def __init__(
        self,
        paths: Sequence[str],
        target: str | None,
        judge: str,
        reading: ReadingOptions = DEFAULTS,
        *,
        redact: bool = False,
        weights: str | None = None,
    ) -> None:
        for path in paths:
            if path != STDIN and not Path(path).exists():
                raise MissingInput(path, "there is no such file or folder")
        if target is not None and not target.strip():
            raise UsageError("--target is empty: name somebody, or leave it out")
        self.paths, self.target, self.judge = paths, target, judge
        self.reading, self.redact, self.weights = reading, redact, weights
        self.skipped: list[InputError] = []
        self.garbled: list[str] = []
        self.ahead: list[str] = []
        self.unmatched = dict.fromkeys(reading.dates)
        self.articles = 0
        self.named_in = 0
        self.without: list[str] = []
        self.found: Target | None = None

    def verdicts(self) -> Iterator[Verdict]:
        """Analyse the inputs, counting on the way."""
        from sentiment.judging.judges import get_judge
        from sentiment.pipeline import analyze_article, shared_target
        from sentiment.redaction import redacted

        judge = get_judge(self.judge, self.weights)
        articles = self._articles()
        aim: Target | str | None = self.target
        if aim is None:
            self.found, articles = shared_target(articles)
            aim = self.found
        for article in articles:
            self.articles += 1
            self.named_in += self._names_target(article)
            if article.garbled:
                self.garbled.append(article.id)
            # Told only on the screen: what is written must not depend on the day.
            if article.dating.date and article.dating.date > dt.date.today():
                self.ahead.append(f"{article.id} ({article.dating})")
            self.unmatched.pop(article.id, None)
            verdicts = analyze_article(article, aim, judge)
            if self.redact:
                verdicts = redacted(verdicts)
            if not verdicts:
                self.without.append(article.id)
            yield from verdicts
        self._check_target()

    def _articles(self) -> Iterator[Article]:
        from sentiment.reading.archives import Meter
        from sentiment.reading.articles import iter_articles
        from sentiment.reading.files import total_bytes

        meter = Meter()
        articles = iter_articles(self.paths, self.skipped, self.reading, meter)
        return with_progress(
            articles, lambda: total_bytes(self.paths), lambda: meter.bytes_read
        )

    def _names_target(self, article: Article) -> bool:
        if self.target is None:
            return True
        whole = f"{article.title or ''}\n{article.text}".lower()
        return any(
            re.search(rf"\b{re.escape(word)}\b", whole)
            for word in self.target.lower().split()
            if len(word) > 2 or len(self.target) < 4
        )

    def _check_target(self) -> None:
        if self.target is not None and self.articles and not self.named_in:
            counted = (
                "the article" if self.articles == 1 else f"the {self.articles} articles"
            )
            raise UsageError(
                f"--target {self.target!r} is not mentioned in {counted}: "
                "check the spelling, or leave it out to have it found"
            )

    def summary(self) -> list[str]:
        """What was read, and what it is about, in short lines."""
        from sentiment.text import printable

        lines = [", ".join([f"Articles read: {self.articles:,}", *self._counts()])]
        if self.target is not None:
            lines.append(f"Target: {printable(self.target)} (given)")
        elif self.found is not None:
            found = printable(self.found.name)
            lines.append(f"Target: {found} (found in the articles)")
        return lines

    def faults(self) -> list[InputError]:
        """What could not be read, without what was left out on purpose."""
        return [error for error in self.skipped if not isinstance(error, LeftOut)]

    def _counts(self) -> Iterator[str]:
        """What was not read, counted by why."""
        for kind, name in ((NotEnglish, "not English"), (ReadBefore, "read before")):
            if count := sum(isinstance(error, kind) for error in self.skipped):
                yield f"{name}: {count:,}"
        if faults := self.faults():
            yield f"inputs skipped: {len(faults):,} (see below)"

    def facts(self) -> dict[str, object]:
        """What `run.json` says of the run."""
        from sentiment.judging.judges import get_judge

        judge = get_judge(self.judge, self.weights)
        found = self.found.name if self.found else None
        return {
            "inputs": [str(path) for path in self.paths],
            "target_given": self.target,
            "target_found": None if self.target else found,
            "judge": judge.name,
            "judge_data": judge.digest,
            "articles": self.articles,
            "articles_without_quotations": self.without,
            "skipped": [
                {"path": error.path, "line": error.line, "reason": error.reason}
                for error in self.skipped
            ],
        }

    def finish(self) -> None:
        """Name what had no quotation and what was skipped; exit 1 for the latter."""
        foreign = [e.path for e in self.skipped if isinstance(e, NotEnglish)]
        repeats = [e.place for e in self.skipped if isinstance(e, ReadBefore)]
        _name("No quotation found in", self.without)
        _name("Not English (see --any-language)", foreign)
        _name("Read before", repeats)
        _name("Garbled letters (see --fix-text) in", self.garbled)
        _name("Dated in the future, look whether that is right", self.ahead)
        _name("In --dates, but no such article", list(self.unmatched))
        self._name_faults()

    def _name_faults(self) -> None:
        from sentiment.text import printable

        faults = self.faults()
        for error in faults[:FAULTS_SHOWN]:
            click.echo(f"Skipped {printable(str(error))}", err=True)
        if len(faults) > FAULTS_SHOWN:
            click.echo(f"Skipped {len(faults) - FAULTS_SHOWN:,} more", err=True)
        if faults:
            raise click.exceptions.Exit(1)


def _name(what: str, names: Sequence[str]) -> None:
    """Say what holds for some articles, with the first few of them."""
    from sentiment.text import printable

    if names:
        shown = ", ".join(map(printable, names[:NAMES_SHOWN]))
        more = len(names) - NAMES_SHOWN
        say(f"{what}: {shown}" + (f" and {more:,} more" if more > 0 else ""))
