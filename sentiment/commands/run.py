"""One run of a command over some inputs: what was read, skipped and found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sentiment.errors import InputError, MissingInput, UsageError

if TYPE_CHECKING:
    from sentiment.models import Article, Target, Verdict

NAMES_SHOWN = 5


class Run:
    """Reads and analyses inputs, and keeps account of them.

    Take the verdicts to their end before asking for anything else.
    """

    def __init__(self, paths: Sequence[str], target: str | None, judge: str) -> None:
        for path in paths:
            if not Path(path).exists():
                raise MissingInput(path, "there is no such file or folder")
        if target is not None and not target.strip():
            raise UsageError("--target is empty: name somebody, or leave it out")
        self.paths, self.target, self.judge = paths, target, judge
        self.skipped: list[InputError] = []
        self.articles = 0
        self.named_in = 0
        self.without: list[str] = []
        self.found: Target | None = None

    def verdicts(self) -> Iterator[Verdict]:
        """Analyse the inputs, counting on the way."""
        from sentiment.judging.judges import get_judge
        from sentiment.pipeline import analyze_article, shared_target
        from sentiment.reading.articles import iter_articles

        judge = get_judge(self.judge)
        articles = iter_articles(self.paths, self.skipped)
        aim: Target | str | None = self.target
        if aim is None:
            self.found, articles = shared_target(articles)
            aim = self.found
        for article in articles:
            self.articles += 1
            self.named_in += self._names_target(article)
            verdicts = analyze_article(article, aim, judge)
            if not verdicts:
                self.without.append(article.id)
            yield from verdicts
        self._check_target()

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

        lines = [f"Articles read: {self.articles:,}"]
        if self.skipped:
            lines[0] += f", inputs skipped: {len(self.skipped):,} (see below)"
        if self.target is not None:
            lines.append(f"Target: {printable(self.target)} (given)")
        elif self.found is not None:
            found = printable(self.found.name)
            lines.append(f"Target: {found} (found in the articles)")
        return lines

    def facts(self) -> dict[str, object]:
        """What `run.json` says of the run."""
        from sentiment.judging.judges import get_judge

        judge = get_judge(self.judge)
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
        from sentiment.text import printable

        if self.without:
            shown = ", ".join(map(printable, self.without[:NAMES_SHOWN]))
            more = len(self.without) - NAMES_SHOWN
            shown += f" and {more:,} more" if more > 0 else ""
            click.echo(f"No quotation found in: {shown}", err=True)
        for error in self.skipped:
            click.echo(f"Skipped {printable(str(error))}", err=True)
        if self.skipped:
            raise click.exceptions.Exit(1)
