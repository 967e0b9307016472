"""The command `sentiment`: parse, call the library, print.

Data goes to standard output, everything said about it to standard error. Exit codes:
0 all done, 1 some input could not be used (the rest is done), 2 wrong usage.

What a command needs is imported when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import functools
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from sentiment.errors import InputError, MissingInput, SentimentError, UsageError
from sentiment.models import REACTION_ROLES, Role

if TYPE_CHECKING:
    from sentiment.models import Article, Target, Verdict

Command = TypeVar("Command", bound=Callable[..., Any])

JUDGES = ("light", "vader")
FREQUENCIES = ("auto", "day", "week", "month", "quarter", "year")
NAMES_SHOWN = 5

_paths = click.argument("paths", metavar="PATH...", nargs=-1, required=True)
_target = click.option(
    "--target", metavar="NAME", help="Who or what is reacted to; found if left out."
)
_judge = click.option(
    "--judge",
    type=click.Choice(JUDGES),
    default="light",
    show_default=True,
    help="Who decides the stance: light reads framing and words, vader the words only.",
)


class _Group(click.Group):
    """Turns the library's errors into messages and exit codes, in one place."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (UsageError, MissingInput) as error:
            raise _stop(str(error), 2) from None
        except SentimentError as error:
            raise _stop(str(error), 1) from None
        except BrokenPipeError:
            sys.stderr.close()
            raise click.exceptions.Exit(1) from None


def _stop(message: str, code: int) -> click.ClickException:
    error = click.ClickException(message)
    error.exit_code = code
    return error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sentiment-news", prog_name="sentiment")
def main() -> None:
    """Who says what about whom in news articles, and how that changes over time.

    \b
    Examples:
      sentiment report seeds
      sentiment quotes seeds --format jsonl
      sentiment score "Stay strong my friend."
    """


@main.command()
@_paths
@_target
@_judge
@click.option(
    "--out",
    metavar="DIR",
    default="reports",
    show_default=True,
    help="Folder that the report's own folder is written to.",
)
@click.option(
    "--freq",
    type=click.Choice(FREQUENCIES),
    default="auto",
    show_default=True,
    help="Length of the chart's periods.",
)
@click.option(
    "--roles",
    metavar="ROLE,...",
    default=",".join(REACTION_ROLES),
    show_default=True,
    help="Whose quotations the charts count.",
)
def report(
    paths: tuple[str, ...],
    target: str | None,
    judge: str,
    out: str,
    freq: str,
    roles: str,
) -> None:
    """Write charts and tables of the reactions in files and folders.

    \b
    Writes DIR/NAME/ with timeline.png, roles.png, quotes.csv, timeline.csv and
    run.json; NAME comes from the first input.

    \b
    Examples:
      sentiment report seeds
      sentiment report articles --target "Alec Baldwin" --freq month
    """
    chosen = _roles(roles)
    run = _Run(paths, target, judge)
    verdicts = list(run.verdicts())
    run.check_target()
    from sentiment.reporting.reports import summary, write_report
    from sentiment.reporting.tables import quote_table

    folder = Path(out) / _report_name(paths[0])
    quotes = quote_table(verdicts)
    facts = run.facts() | {"freq": freq, "roles": list(chosen)}
    files = write_report(quotes, folder, freq=freq, roles=chosen, run=facts)
    for line in [*run.summary(), *summary(quotes, freq=freq, roles=chosen)]:
        click.echo(line)
    click.echo(f"Written to {folder}: {', '.join(sorted(p.name for p in files))}")
    run.finish()


@main.command()
@_paths
@_target
@_judge
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "csv", "jsonl")),
    default="table",
    show_default=True,
    help="A table to look at, or data to go on with.",
)
@click.option("--out", metavar="FILE", help="Write to a file instead of the screen.")
def quotes(
    paths: tuple[str, ...],
    target: str | None,
    judge: str,
    form: str,
    out: str | None,
) -> None:
    """Print every quotation, one a row: words, speaker, role, score and stance.

    \b
    Examples:
      sentiment quotes seeds
      sentiment quotes articles.jsonl --format jsonl --out quotes.jsonl
    """
    run = _Run(paths, target, judge)
    verdicts = run.verdicts()
    with _output(out) as stream:
        _print_quotes(verdicts, form, stream)
    run.check_target()
    for line in run.summary():
        click.echo(line, err=True)
    run.finish()


def _print_quotes(verdicts: Iterator[Verdict], form: str, stream: TextIO) -> None:
    from sentiment.reporting import tables

    if form == "jsonl":
        tables.write_jsonl(map(tables.verdict_row, verdicts), stream)
    elif form == "csv":
        tables.write_csv(tables.quote_table(verdicts), stream)
    else:
        width = shutil.get_terminal_size((100, 24)).columns
        stream.write(tables.terminal_table(tables.quote_table(verdicts), width) + "\n")


@main.command()
@click.argument("texts", metavar="TEXT...", nargs=-1, required=True)
def score(texts: tuple[str, ...]) -> None:
    """Print VADER's scores of each TEXT, with the words that counted.

    \b
    Example:
      sentiment score "Stay strong my friend." "What a shame."
    """
    from sentiment.judging.scoring import score_quote

    for text in texts:
        scored = score_quote(text)
        click.echo(
            f"compound {scored.compound:+.4f}  positive {scored.positive:.3f}  "
            f"neutral {scored.neutral:.3f}  negative {scored.negative:.3f}  "
            f"{_printable(text)}"
        )
        for word in scored.words:
            click.echo(f"    {word.valence:+.2f}  {_printable(word.word)}")


class _Run:
    """One run over some inputs: what was read, skipped and found."""

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
        self.quotations = 0
        self.without: list[str] = []
        self.found: Target | None = None

    def verdicts(self) -> Iterator[Verdict]:
        """Analyse the inputs, counting and reporting on the way."""
        from sentiment.judging.judges import get_judge
        from sentiment.pipeline import analyze_article, shared_target
        from sentiment.reading.articles import iter_articles

        judge = get_judge(self.judge)
        articles: Iterator[Article] = iter_articles(self.paths, self.skipped)
        aim: Target | str | None = self.target
        if aim is None:
            self.found, articles = shared_target(articles)
            aim = self.found
        for article in articles:
            self.articles += 1
            self.named_in += self._names_target(article)
            verdicts = analyze_article(article, aim, judge)
            self.quotations += len(verdicts)
            if not verdicts:
                self.without.append(article.id)
            yield from verdicts

    def _names_target(self, article: Article) -> bool:
        if self.target is None:
            return True
        whole = f"{article.title or ''}\n{article.text}".lower()
        return any(
            re.search(rf"\b{re.escape(word)}\b", whole)
            for word in self.target.lower().split()
            if len(word) > 2 or len(self.target) < 4
        )

    def check_target(self) -> None:
        """Say so where nobody mentions the target that was asked for."""
        if self.target is not None and self.articles and not self.named_in:
            counted = "the article" if self.articles == 1 else f"the {self.articles} articles"
            raise UsageError(
                f"--target {self.target!r} is not mentioned in {counted}: "
                "check the spelling, or leave it out to have it found"
            )

    def summary(self) -> list[str]:
        """What was read, and what it is about."""
        lines = [f"Articles read: {self.articles}"]
        if self.skipped:
            lines[0] += f", inputs skipped: {len(self.skipped)} (see below)"
        if self.target is not None:
            lines.append(f"Target: {_printable(self.target)} (given)")
        elif self.found is not None:
            lines.append(f"Target: {_printable(self.found.name)} (found in the articles)")
        return lines

    def facts(self) -> dict[str, object]:
        """What `run.json` says of the run."""
        from sentiment.judging.judges import get_judge

        judge = get_judge(self.judge)
        found = self.found.name if self.found else None
        return {
            "inputs": [str(path) for path in self.paths],
            "target": self.target or found,
            "target_source": "given" if self.target else "found",
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
        if self.without:
            shown = ", ".join(map(_printable, self.without[:NAMES_SHOWN]))
            more = len(self.without) - NAMES_SHOWN
            shown += f" and {more} more" if more > 0 else ""
            click.echo(f"No quotation found in: {shown}", err=True)
        for error in self.skipped:
            click.echo(f"Skipped {_printable(str(error))}", err=True)
        if self.skipped:
            raise click.exceptions.Exit(1)


def _roles(given: str) -> tuple[Role, ...]:
    known = {role.value: role for role in Role}
    names = [name.strip() for name in given.split(",") if name.strip()]
    wrong = [name for name in names if name not in known]
    if wrong or not names:
        raise UsageError(
            f"--roles {given!r}: choose from {', '.join(known)}, separated by commas"
        )
    return tuple(known[name] for name in dict.fromkeys(names))


def _report_name(path: str) -> str:
    """A folder name from the first input: its own name, harmless characters only."""
    whole = Path(path).resolve()
    name = whole.name if whole.is_dir() else whole.stem
    return re.sub(r"[^\w.-]+", "-", name).strip(".-") or "report"


def _printable(text: str) -> str:
    """A text without control characters, so that no article steers a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


@contextmanager
def _output(out: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that is there whole or not at all."""
    if out is None:
        yield click.get_text_stream("stdout", encoding="utf-8", errors="replace")
        return
    from sentiment.reporting.files import written

    with written(Path(out)) as stream:
        yield stream
