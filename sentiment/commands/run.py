"""One run of a command over some inputs: what was read, skipped and found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from sentiment.batch.options import ALONE, BatchOptions
from sentiment.commands.talk import say, with_progress
from sentiment.errors import (
    Boilerplate,
    InputError,
    LeftOut,
    MissingInput,
    NotEnglish,
    ReadBefore,
    UsageError,
)
from sentiment.reading.options import DEFAULTS, ReadingOptions

if TYPE_CHECKING:
    from sentiment.batch.work import Outcome, Settings
    from sentiment.judging.judge import Judge
    from sentiment.models import Target, Verdict
    from sentiment.reading.archives import Meter
    from sentiment.reporting.overrides import Overrides
    from sentiment.reporting.tables import Table

Item = TypeVar("Item")

NAMES_SHOWN = 5
FAULTS_SHOWN = 20
STDIN = "-"


class Run:
    """Reads and analyses inputs, and keeps account of them.

    Take the lines or verdicts to their end before asking for anything else.
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
        batch: BatchOptions = ALONE,
        overrides: str | None = None,
    ) -> None:
        for path in paths:
            if path != STDIN and not Path(path).exists():
                raise MissingInput(path, "there is no such file or folder")
        if target is not None and not target.strip():
            raise UsageError("--target is empty: name somebody, or leave it out")
        self.paths, self.target, self.judge = paths, target, judge
        self.reading, self.redact, self.weights = reading, redact, weights
        self.batch = batch
        self.overrides = self._overrides(overrides)
        self.skipped: list[InputError] = []
        self.garbled: list[str] = []
        self.ahead: list[str] = []
        self.unmatched = dict.fromkeys(reading.dates)
        self.articles = 0
        self.named_in = self.passed_over = 0
        self.without: list[str] = []
        self.found: Target | None = None

    def table(self) -> Table:
        """Analyse the inputs to the table of quotations."""
        import json

        from sentiment.reporting.tables import row_table

        rows = map(json.loads, self.lines())
        return row_table(rows, self.reading.infer_dates)

    def lines(self) -> Iterator[bytes]:
        """Analyse the inputs as a stream: a line of JSON for each quotation."""
        from sentiment.batch.stream import (
            analyze_stream,
            choose_engine,
            find_shared_target,
        )
        from sentiment.reading.archives import Meter
        from sentiment.reading.articles import iter_drafts

        settings, cache, meter = self._settings(), self.batch.cache, Meter()
        items = iter_drafts(self.paths, self.reading, meter)
        if self.target is None:
            self.found, items = find_shared_target(items, settings, cache)
            settings = replace(settings, target=self.found)
        engine, items = choose_engine(items, self.batch)
        outcomes = analyze_stream(items, settings, engine, cache)
        for outcome in self._shown(outcomes, meter):
            if outcome.fault is None:
                self._count(outcome)
                yield from self._put_right(outcome.rows)
            elif isinstance(outcome.fault, Boilerplate):
                self.passed_over += 1
            else:
                self.skipped.append(outcome.fault)
        self._check_target()

    def _overrides(self, path: str | None) -> Overrides | None:
        if path is None:
            return None
        from sentiment.reporting.overrides import read_overrides

        return read_overrides(path, self.reading.dayfirst)

    def _put_right(self, lines: Sequence[bytes]) -> Iterator[bytes]:
        """The rows of one article with the corrections made by hand."""
        if self.overrides is None:
            yield from lines
            return
        import json

        from sentiment.redaction import redacted
        from sentiment.reporting.rows import json_line

        before = list(map(json.loads, lines))
        pairs = [(row, self.overrides.apply(row)) for row in before]
        after = [row for _, row in pairs if row is not None]
        if self.redact:
            # Who is named no longer as a speaker may still be named in the text.
            former = [row | {"role": (now or row)["role"]} for row, now in pairs]
            after = redacted([*after, *former])[: len(after)]
        yield from map(json_line, after)

    def verdicts(self) -> Iterator[Verdict]:
        """Analyse the inputs in this process, with all that led to each verdict."""
        from sentiment.batch.work import mentions, outcome_of
        from sentiment.pipeline import analyze_article, shared_target
        from sentiment.reading.archives import Meter
        from sentiment.reading.articles import iter_articles
        from sentiment.reporting.rows import verdict_line

        judge, meter = self._judge(), Meter()
        articles = iter_articles(self.paths, self.skipped, self.reading, meter)
        if self.target is None:
            self.found, articles = shared_target(articles)
        for article in self._shown(articles, meter):
            verdicts = analyze_article(article, self.aim, judge)
            rows = map(verdict_line, verdicts)
            self._count(outcome_of(article, rows, mentions(article, self.aim)))
            yield from verdicts
        self._check_target()

    @property
    def aim(self) -> Target | str | None:
        """The target as given, else as found."""
        return self.found if self.target is None else self.target

    def _judge(self) -> Judge:
        """The judge asked for, or the one that stands in, which is said aloud."""
        judge, remark = self._choose_judge()
        if remark:
            click.echo(f"Warning: {remark}", err=True)
        return judge

    def _choose_judge(self) -> tuple[Judge, str | None]:
        from sentiment.judging.judges import choose_judge

        return choose_judge(self.judge, self.weights, self.batch.threads)

    def _settings(self) -> Settings:
        from sentiment.batch.work import Settings

        # What is wrong with the judge is said before anything is read, and every
        # worker has the same one.
        judge = self._judge()
        return Settings(
            target=self.target,
            judge=judge.name,
            weights=self.weights,
            reading=self.reading,
            # Who a commenter is may be put right first.
            redact=self.redact and self.overrides is None,
            seconds=self.batch.seconds,
            threads=self.batch.threads,
        )

    def _shown(self, items: Iterable[Item], meter: Meter) -> Iterator[Item]:
        from sentiment.reading.files import total_bytes

        return with_progress(
            items, lambda: total_bytes(self.paths), lambda: meter.bytes_read
        )

    def _count(self, outcome: Outcome) -> None:
        self.articles += 1
        self.named_in += outcome.names_target
        if outcome.garbled:
            self.garbled.append(outcome.name)
        # Told only on the screen: what is written must not depend on the day.
        if outcome.date and outcome.date > dt.date.today().isoformat():
            self.ahead.append(f"{outcome.name} ({outcome.dated})")
        self.unmatched.pop(outcome.name, None)
        if not outcome.rows:
            self.without.append(outcome.name)

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
        if self.passed_over:
            yield f"pages that quote nobody: {self.passed_over:,}"
        if faults := self.faults():
            yield f"inputs skipped: {len(faults):,} (see below)"

    def facts(self) -> dict[str, object]:
        """What `run.json` says of the run."""
        from sentiment.reading.files import file_hashes

        judge, remark = self._choose_judge()
        found = self.found.name if self.found else None
        hashes = file_hashes(self.paths)
        return {
            "inputs": [str(path) for path in self.paths],
            "input_files": hashes,
            "target_given": self.target,
            "target_found": None if self.target else found,
            "judge": judge.name,
            "judge_data": judge.digest,
            "judge_remark": remark,
            "articles_without_quotations": self.without,
            "counts": {
                "files": len(hashes) + (STDIN in self.paths),
                "articles_read": self.articles,
                "pages_passed_over": self.passed_over,
                "skipped": len(self.skipped),
            },
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
        self._name_overrides()
        self._name_faults()

    def _name_overrides(self) -> None:
        """Say what the corrections did; a row that names no quotation is a fault."""
        if self.overrides is None:
            return
        account = self.overrides.account()
        counts = (
            f"{name}: {account[key]:,}"
            for key, name in (
                ("corrected", "corrected"), ("dropped", "dropped"),
                ("as_before", "changed nothing"), ("unmatched", "matched nothing"),
            )
        )  # fmt: skip
        say(f"Overrides: {', '.join(counts)}")
        self.skipped += self.overrides.unmatched()

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
